// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace symbolon::trust {

// Where a privilege is granted.
enum class PrivilegePlane {
    DirectoryRole, // Entra directory role (roleManagement/directory)
    AppPermission, // application permission: an app role of Microsoft Graph or another API
    AzureRole,     // Azure role assignment (Microsoft.Authorization)
};

// One grant that an identity holds, directly or through a group. Says what was granted, not how bad it is: src/risk
// knows the tiers.
struct Privilege
{
    PrivilegePlane plane = PrivilegePlane::AzureRole;
    QString roleId;    // directory role templateId, appRoleId, or the GUID at the end of roleDefinitionId; lower case
    QString name;      // role or permission name; the id when the name could not be read
    QString scope;     // "/" or directoryScopeId; resource service principal id; Azure scope path
    QString scopeName; // how people call the scope: "sub-contoso-prod", "Microsoft Graph"; hostile text
    QString resourceAppId; // AppPermission only: appId of the API that defines it
    QString throughGroup;  // display name of the group it comes through; empty: granted directly; hostile text
    QString condition;     // Azure role assignment condition; empty: none

    bool operator==(const Privilege &) const = default;
};

// What an Azure scope path names.
enum class AzureScopeKind { Root, ManagementGroup, Subscription, ResourceGroup, Resource, Unknown };

// "/" → Root, "/providers/Microsoft.Management/managementGroups/x" → ManagementGroup, "/subscriptions/…" and so on.
// Compared without regard to case, as ARM does.
[[nodiscard]] AzureScopeKind azureScopeKind(const QString &scope);

} // namespace symbolon::trust
