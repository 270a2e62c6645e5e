// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/secret.h"

#include <QString>

#include <variant>

namespace symbolon::trust {

// An app registration together with its service principal, or a user-assigned managed identity, that is to be.
struct NewIdentity
{
    QString displayName; // an application's; a managed identity is called by the last segment of its resource id
    QString location;    // managed identities: Azure region ("westeurope")
    // Managed identities: a GUID, lower case, by which whoever creates one knows afterwards that it is his; kept as a tag.
    // An application has its uniqueName for that (uniqueNameOf()).
    QString mark;

    bool operator==(const NewIdentity &) const = default;
};

// An Azure role assignment (Microsoft.Authorization/roleAssignments) of the identity's service principal. The service lets
// whoever creates one choose its name, so that a repeated write is the same write.
struct AzureRoleGrant
{
    QString assignment; // name: a GUID, lower case, without braces
    QString roleId;     // the GUID of the role definition, lower case
    QString roleName;   // for people; hostile text
    QString scope;      // "/subscriptions/…"
    QString scopeName;  // for people; hostile text

    bool operator==(const AzureRoleGrant &) const = default;
};

// An application permission (Microsoft Graph: appRoleAssignment) of the identity's service principal.
struct AppPermissionGrant
{
    QString resourceId;    // object id of the service principal that defines it
    QString resourceAppId; // appId of the API
    QString resourceName;  // "Microsoft Graph"; hostile text
    QString appRoleId;
    QString name; // "Sites.Selected"; hostile text

    bool operator==(const AppPermissionGrant &) const = default;
};

// What a change set adds to an identity, or takes from it, beside federated credentials. None of these is ever changed in
// place. A Secret can only be taken away: its value cannot be had again.
using Belonging = std::variant<NewIdentity, AzureRoleGrant, AppPermissionGrant, Secret>;

// How it is called, for people; hostile text.
[[nodiscard]] QString nameOf(const Belonging &belonging);

// Whether both are about the same thing of one identity, whatever else they say of it.
[[nodiscard]] bool isSame(const Belonging &a, const Belonging &b);

} // namespace symbolon::trust
