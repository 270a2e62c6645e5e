// SPDX-License-Identifier: Apache-2.0
#include "demo/tenant_changes.h"

namespace symbolon::demo {

void removeServicePrincipal(Tenant &tenant, const std::string &id)
{
    std::erase_if(tenant.servicePrincipals, [&id](const ServicePrincipal &principal) { return principal.id == id; });
    std::erase_if(tenant.appRoleAssignments, [&id](const AppRoleAssignment &assignment) {
        return assignment.principalId == id || assignment.resourceId == id;
    });
    std::erase_if(tenant.delegatedGrants,
                  [&id](const DelegatedGrant &grant) { return grant.clientId == id || grant.resourceId == id; });
    std::erase_if(tenant.directoryRoleAssignments,
                  [&id](const DirectoryRoleAssignment &assignment) { return assignment.principalId == id; });
    for (Group &group : tenant.groups)
        std::erase(group.members, id);
    for (Application &app : tenant.applications)
        std::erase(app.owners, id);
}

} // namespace symbolon::demo
