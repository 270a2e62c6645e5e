// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "trust/credential.h"
#include "trust/owner.h"

#include <QDateTime>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace symbolon::cloud {

// What Microsoft Graph says about the directory around an identity. Display names are hostile text; ids are GUIDs as the
// service spelled them.

// Microsoft Graph user, as `/me` answers.
struct Account
{
    QString id;
    QString displayName;
    QString userPrincipalName;

    bool operator==(const Account &) const = default;
};

// Microsoft Graph appRole: an application permission that a resource defines.
struct AppRole
{
    QString id;
    QString value; // "Application.ReadWrite.All"
    QString displayName;
    bool enabled = true;
    QStringList allowedMemberTypes; // "Application", "User"

    bool operator==(const AppRole &) const = default;
};

// Microsoft Graph servicePrincipal.
struct ServicePrincipal
{
    QString id;
    QString appId;
    QString displayName;
    QString type; // "Application", "ManagedIdentity", "Legacy", …
    QList<AppRole> appRoles;
    QStringList alternativeNames; // managed identities: the ARM resource id among them
    // Of managed identities, as the directory tells them; nullopt: it was not asked, or did not tell all.
    std::optional<QList<trust::FederatedCredential>> credentials;

    bool operator==(const ServicePrincipal &) const = default;
};

// Microsoft Graph appRoleAssignment: `principalId` holds `appRoleId` of the resource `resourceId`.
struct AppRoleAssignment
{
    QString id;
    QString appRoleId; // all zeros: default access without a specific role
    QString principalId;
    QString principalType; // "ServicePrincipal", "User", "Group"
    QString principalDisplayName;
    QString resourceId; // object id of the resource's service principal
    QString resourceDisplayName;

    bool operator==(const AppRoleAssignment &) const = default;
};

// Microsoft Graph unifiedRoleDefinition (directory).
struct DirectoryRole
{
    QString id;
    QString templateId;  // the same in every tenant for built-in roles; empty: a custom role
    QString displayName; // empty: could not be read

    bool operator==(const DirectoryRole &) const = default;
};

// Microsoft Graph unifiedRoleAssignment (directory). The role's name is empty when it could not be read.
struct DirectoryRoleAssignment
{
    QString id;
    QString principalId;      // user, group or service principal
    QString directoryScopeId; // "/", "/administrativeUnits/…", "/{object id}"
    DirectoryRole role;

    bool operator==(const DirectoryRoleAssignment &) const = default;
};

// One entry of transitiveMemberOf.
struct Membership
{
    enum class Kind { Group, DirectoryRole, Other };

    QString id;
    Kind kind = Kind::Other;
    QString displayName;
    std::optional<bool> isAssignableToRole; // groups; nullopt: the service did not say

    bool operator==(const Membership &) const = default;
};

// The owners of one application as a listing tells them.
struct ApplicationOwners
{
    QString applicationId; // object id
    QList<trust::Owner> owners;
    bool isWhole = true; // false: there may be more, the application's own list says

    bool operator==(const ApplicationOwners &) const = default;
};

// A group and the service principals in it, through other groups too.
struct GroupMembers
{
    QString id;
    QString displayName;
    QStringList servicePrincipals;

    bool operator==(const GroupMembers &) const = default;
};

// What has changed in a collection since a link was given (Microsoft Graph: "Use delta query to track changes").
struct Changes
{
    QSet<QString> changed; // ids of what came or changed
    QSet<QString> removed; // ids of what went
    QString link;          // where the next reading goes on; the service's own, followed as it is
    QDateTime at;          // when the service looked, by its own clock; invalid: it did not say
};

// Objects that were asked for by their ids.
template<typename Item>
struct Reread
{
    QList<Item> items;
    QStringList gone;            // ids of those that do not exist any more
    std::optional<Error> failed; // why others are missing; nullopt: none is
};

} // namespace symbolon::cloud
