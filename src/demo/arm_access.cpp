// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_access.h"

#include <algorithm>

namespace symbolon::demo::arm {

Access::Access(const Tenant &tenant, const std::string &principalId)
    : m_tenant(tenant)
{
    std::set<std::string_view> holders{principalId};
    for (const Group *group : tenant.groupsOf(principalId, true))
        holders.insert(group->id);
    for (const AzureRoleAssignment &assignment : tenant.azureRoleAssignments) {
        if (holders.count(assignment.principalId) == 0)
            continue;
        if (const AzureRoleDefinition *role = tenant.azureRole(assignment.roleDefinitionId))
            m_held.push_back({&assignment, role});
    }
}

bool Access::allows(std::string_view action, std::string_view scope) const
{
    return std::any_of(m_held.begin(), m_held.end(), [&](const Held &held) {
        return m_tenant.scopeWithin(scope, held.assignment->scope) && Tenant::roleAllows(*held.role, action);
    });
}

std::vector<const AzureRoleDefinition *> Access::rolesAt(std::string_view scope) const
{
    std::vector<const AzureRoleDefinition *> roles;
    for (const Held &held : m_held) {
        if (m_tenant.scopeWithin(scope, held.assignment->scope))
            roles.push_back(held.role);
    }
    return roles;
}

bool Access::reaches(std::string_view scope) const
{
    return std::any_of(m_held.begin(), m_held.end(), [&](const Held &held) {
        return m_tenant.scopeWithin(scope, held.assignment->scope)
            || m_tenant.scopeWithin(held.assignment->scope, scope);
    });
}

} // namespace symbolon::demo::arm
