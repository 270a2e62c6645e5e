// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"
#include "demo/text.h"

// What was consented to before the first day: the product may read for everybody, and write for those who asked.
namespace symbolon::demo::contoso {

namespace {

constexpr char readPermissions[] =
    "User.Read User.Read.All Application.Read.All Directory.Read.All Group.Read.All GroupMember.Read.All "
    "RoleManagement.Read.Directory AuditLog.Read.All Policy.Read.All";

void add(Tenant &tenant, const std::string &principalId, const std::string &resource, const std::string &scope)
{
    const std::string client = servicePrincipalId("Symbolon");
    const std::string resourceId = servicePrincipalId(resource);
    const char *type = principalId.empty() ? "AllPrincipals" : "Principal";
    const std::string id = base64Url(sha256("consent/" + client + resourceId + principalId));
    tenant.delegatedGrants.push_back({id, client, type, principalId, resourceId, scope});
}

} // namespace

std::string secretText(const std::string &name)
{
    return "demo~" + name;
}

void consent(Tenant &tenant)
{
    add(tenant, {}, "Microsoft Graph", readPermissions);
    add(tenant, {}, "Windows Azure Service Management API", "user_impersonation");
    for (const User &user : tenant.users) {
        for (const char *permission : {"Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All"}) {
            if (user.scopes.count(permission) != 0)
                add(tenant, user.id, "Microsoft Graph", permission);
        }
    }
}

} // namespace symbolon::demo::contoso
