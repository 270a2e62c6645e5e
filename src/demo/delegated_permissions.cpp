// SPDX-License-Identifier: Apache-2.0
#include "demo/delegated_permissions.h"

#include "demo/text.h"

#include <algorithm>

namespace symbolon::demo {

// Which of them only administrators consent to: Microsoft Graph permissions reference.
const std::vector<DelegatedPermission> &graphPermissions()
{
    static const std::vector<DelegatedPermission> known = {
        {"User.Read", "Sign you in and read your profile", false},
        {"User.ReadBasic.All", "Read all users' basic profiles", false},
        {"User.Read.All", "Read all users' full profiles", true},
        {"User.ReadWrite.All", "Read and write all users' full profiles", true},
        {"Application.Read.All", "Read applications", true},
        {"Application.ReadWrite.All", "Read and write all applications", true},
        {"Directory.Read.All", "Read directory data", true},
        {"Directory.ReadWrite.All", "Read and write directory data", true},
        {"Directory.AccessAsUser.All", "Access the directory as you", true},
        {"Group.Read.All", "Read all groups", true},
        {"Group.ReadWrite.All", "Read and write all groups", true},
        {"GroupMember.Read.All", "Read group memberships", true},
        {"RoleManagement.Read.Directory", "Read directory role settings", true},
        {"RoleManagement.ReadWrite.Directory", "Read and write directory role settings", true},
        {"AuditLog.Read.All", "Read audit log data", true},
        {"Policy.Read.All", "Read your organization's policies", true},
        {"AppRoleAssignment.ReadWrite.All", "Manage app permission grants and app role assignments", true},
        {"DelegatedPermissionGrant.Read.All", "Read delegated permission grants", true},
        {"DelegatedPermissionGrant.ReadWrite.All", "Manage all delegated permission grants", true},
    };
    return known;
}

const DelegatedPermission &azurePermission()
{
    static const DelegatedPermission impersonation{"user_impersonation", "Access Azure Resource Manager as you", false};
    return impersonation;
}

const DelegatedPermission *graphPermission(std::string_view name)
{
    const auto &known = graphPermissions();
    const auto found = std::find_if(known.begin(), known.end(), [name](const DelegatedPermission &permission) {
        return sameText(permission.name, name);
    });
    return found == known.end() ? nullptr : &*found;
}

} // namespace symbolon::demo
