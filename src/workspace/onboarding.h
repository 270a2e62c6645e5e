// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/rule_book.h"
#include "workspace/plan.h"

#include <QList>
#include <QString>
#include <QUuid>

namespace symbolon::workspace {

// Which identity a workload gets.
enum class IdentityChoice {
    Existing,
    NewApplication,     // app registration with its service principal
    NewManagedIdentity, // user-assigned, in a resource group
};

// A workload on its way into the tenant, as far as somebody has chosen. A value: it can be kept, and taken up again.
struct Onboarding
{
    QUuid id = QUuid::createUuid(); // a new identity is found again by it
    QString workloadName;           // "payments-api"; for people
    IdentityChoice choice = IdentityChoice::NewApplication;
    trust::IdentityKey existing;
    QString identityName;    // of a new one
    QString resourceGroupId; // managed identities: ARM id of the group it is created in,
    QString location;        // and the Azure region
    trust::FederatedCredential credential;
    QList<trust::AzureRoleGrant> roles;
    QList<trust::AppPermissionGrant> permissions;

    bool operator==(const Onboarding &) const = default;
};

// The key that the operations of this workload have: the existing identity's, or that of the one to be.
[[nodiscard]] trust::IdentityKey identityKeyOf(const Onboarding &wanted);

// The identity as it would be once created, without credentials or grants, so that the form and the hand-off can show it
// before it exists. Client id and service principal are empty: only the service gives them.
[[nodiscard]] IdentityRow identityToBe(const Onboarding &wanted, const QString &tenantId);

// What is wrong with the name of a new identity, in one sentence; empty: nothing. Managed identities: 3 to 128 letters,
// digits, hyphens and underscores, first a letter or digit (Azure: "Naming rules and restrictions for Azure resources",
// Microsoft.ManagedIdentity); applications: 1 to 120 characters (Microsoft Entra: "Quickstart: Register an application").
[[nodiscard]] QString remarkOnIdentityName(IdentityChoice choice, const QString &name);

// A name for an identity of that kind made of the workload's: "id-payments-api".
[[nodiscard]] QString proposedIdentityName(IdentityChoice choice, const QString &workload);

// What an identity holds once it was granted.
[[nodiscard]] trust::Privilege privilegeOf(const trust::AzureRoleGrant &grant);
[[nodiscard]] trust::Privilege privilegeOf(const trust::AppPermissionGrant &grant);

// Everything that is to be written, in order, and what has to be told first. Grants that the identity holds already are
// left out, and noted. Pure.
[[nodiscard]] Plan planOnboarding(const PlanBasis &basis, const risk::PrivilegeBook &privileges,
                                  const Onboarding &wanted);

} // namespace symbolon::workspace
