// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud/arm_client.h"
#include "trust/change_set.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <optional>
#include <stop_token>

namespace symbolon::workspace {

// What an operation takes in Azure: an action at a scope. The service has the last word: conditions on roles and denials
// are not seen here.
struct AzureNeed
{
    QString scope;  // ARM path
    QString action; // "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write"
};

// nullopt: it takes nothing in Azure.
[[nodiscard]] std::optional<AzureNeed> needOf(const trust::Operation &operation);

// Whether roles with these permissions allow the action: some permission lists it, `*` standing for any run of characters,
// and does not take it out again (Azure RBAC: "Understand Azure role definitions").
[[nodiscard]] bool allows(const QList<cloud::AzurePermission> &permissions, const QString &action);

enum class PolicyVerdict {
    Silent,  // nothing assigned there speaks of it
    Audits,  // it is written, and reported as not compliant
    Denies,  // it is refused: RequestDisallowedByPolicy
    Unknown, // something is assigned there that is not known here
};

struct PolicyAnswer
{
    PolicyVerdict verdict = PolicyVerdict::Silent;
    QString assignment; // display name of the one that speaks; hostile text
};

// What the policies assigned at a managed identity's scope would say to the credential. Known are the three built-in ones
// about federated credentials and "Not allowed resource types" (Azure Policy built-in definitions, category Managed
// Identity and General), with the parameters' documented defaults; everything else may say anything.
[[nodiscard]] PolicyAnswer answerOf(const QList<cloud::PolicyAssignment> &assignments, const QString &identityId,
                                    const trust::FederatedCredential &credential);

// What was found out at the scopes that some operations concern, by scope in lower case. A scope that is missing was not
// asked for; a failure says why it is not known.
struct AzureOutlook
{
    QHash<QString, Result<QList<cloud::AzurePermission>>> permissions;
    QHash<QString, Result<QList<cloud::PolicyAssignment>>> policies; // by resource group

    // Whether the roles of whoever is signed in allow it; nullopt: not known.
    [[nodiscard]] std::optional<bool> mayCarryOut(const trust::Operation &operation) const;
    // Of a managed identity's credential that is written; nullopt: not known.
    [[nodiscard]] std::optional<PolicyAnswer> policyOn(const trust::Operation &operation) const;
};

// Reads an outlook: permissions and policies of each resource group once, and of single resources where the group does not
// allow what is wanted.
class OutlookReader final : public QObject
{
    Q_OBJECT

public:
    // `arm` outlives it.
    OutlookReader(cloud::ArmClient &arm, QList<trust::Operation> operations, std::stop_token stop, QObject *parent);

    // Call once. Deletes itself when the future has ended. Never fails: what could not be read is in the outlook.
    [[nodiscard]] Future<AzureOutlook> start();

private:
    void askPermissions(const QString &scope);
    void askPolicies(const QString &group);
    void answered();

    cloud::ArmClient &m_arm;
    QList<trust::Operation> m_operations;
    std::stop_token m_stop;
    AzureOutlook m_outlook;
    Completion<AzureOutlook> m_completion;
    int m_open = 0;
    bool m_askedSingles = false;
};

} // namespace symbolon::workspace
