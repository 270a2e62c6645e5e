// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/identity.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace symbolon::cloud {

// What Azure Resource Manager says. Display names are hostile text; resource ids compare without regard to case.

struct Subscription
{
    QString id; // the GUID
    QString displayName;
    QString state;    // "Enabled", "Warned", "PastDue", "Disabled", "Deleted"
    QString tenantId; // may be another than the signed-in one (Lighthouse)

    bool operator==(const Subscription &) const = default;
};

// Microsoft.Authorization/roleAssignments
struct AzureRoleAssignment
{
    QString id;
    QString roleDefinitionId; // a resource id; its last segment is the role's GUID
    QString principalId;
    QString principalType; // "User", "Group", "ServicePrincipal", …
    QString scope;         // "/subscriptions/…"
    QString condition;     // empty: none

    // The GUID at the end of roleDefinitionId, lower case.
    [[nodiscard]] QString roleGuid() const;

    bool operator==(const AzureRoleAssignment &) const = default;
};

// Microsoft.Authorization/roleDefinitions
struct AzureRole
{
    QString id;   // resource id
    QString guid; // lower case
    QString name; // "Contributor"; hostile text for custom roles
    bool builtIn = false;

    bool operator==(const AzureRole &) const = default;
};

// Microsoft.Resources/subscriptions/resourceGroups
struct ResourceGroup
{
    QString id;
    QString name;     // hostile text
    QString location; // region of its own data, and the usual one for what is in it

    bool operator==(const ResourceGroup &) const = default;
};

// Where resources can be created (Microsoft.Resources: subscriptions, list locations).
struct Location
{
    QString name;        // "westeurope"
    QString displayName; // "West Europe"

    bool operator==(const Location &) const = default;
};

// What the roles of whoever asks come to at a scope (Microsoft.Authorization/permissions): one entry for each role.
struct AzurePermission
{
    QStringList actions; // "*", "Microsoft.Authorization/*/read"
    QStringList notActions;

    bool operator==(const AzurePermission &) const = default;
};

// Microsoft.Authorization/policyAssignments
struct PolicyAssignment
{
    QString id;
    QString displayName;  // hostile text
    QString definitionId; // of a policy, or of a set of them ("…/policySetDefinitions/…")
    QStringList notScopes;
    QMap<QString, QStringList> parameters; // as given here; a single value is a list of one, a flag "true" or "false"
    bool isEnforced = true;

    bool operator==(const PolicyAssignment &) const = default;
};

// A managed identity, and the mark that whoever created it here gave it.
struct MarkedIdentity
{
    trust::Identity identity;
    QString mark; // empty: somebody else created it

    bool operator==(const MarkedIdentity &) const = default;
};

} // namespace symbolon::cloud
