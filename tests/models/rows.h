// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workspace/rows.h"

#include <QRandomGenerator>

// Rows out of thin air for model tests; every value comes from the number and the generator given.
namespace symbolon::test {

inline trust::Part known()
{
    trust::Part part;
    part.state = trust::Knowledge::Known;
    return part;
}

inline trust::FederatedCredential credential(const QString &name, const QString &subject)
{
    trust::FederatedCredential made;
    made.id = name;
    made.name = name;
    made.issuer = QStringLiteral("https://token.actions.githubusercontent.com");
    made.subject = subject;
    made.audiences = {QStringLiteral("api://AzureADTokenExchange")};
    return made;
}

inline workspace::IdentityRow identityRow(int number, QRandomGenerator &random)
{
    workspace::IdentityRow row;
    trust::Identity &identity = row.identity;
    const bool app = number % 3 != 0;
    identity.key = {app ? trust::IdentityKind::Application : trust::IdentityKind::ManagedIdentity,
                    QStringLiteral("object-%1").arg(number)};
    identity.displayName = QStringLiteral("identity-%1").arg(random.bounded(40));
    identity.clientId = QStringLiteral("%1-client").arg(number, 8, 16, QLatin1Char('0'));
    const int credentials = random.bounded(4);
    for (int i = 0; i < credentials; ++i) {
        identity.credentials.append(
            credential(QStringLiteral("credential-%1").arg(i), QStringLiteral("repo:contoso/r%1:pull_request").arg(i)));
    }
    identity.credentialsPart = identity.directoryRolesPart = identity.appPermissionsPart = identity.azureRolesPart =
        known();
    if (random.bounded(2) == 0)
        row.risk = static_cast<risk::Severity>(random.bounded(5));
    return row;
}

inline risk::Verdict verdict(const workspace::IdentityRow &row, const QString &ruleId, risk::Severity severity,
                             risk::Outcome outcome = risk::Outcome::Finding, const QString &credentialName = {})
{
    risk::Verdict made;
    made.ruleId = ruleId;
    made.outcome = outcome;
    made.severity = severity;
    made.identity = row.identity.key;
    made.identityName = row.identity.displayName;
    made.credentialName = credentialName;
    if (outcome == risk::Outcome::Finding)
        made.evidence = {{QStringLiteral("subject"), QStringLiteral("repo:contoso/hr-sync:pull_request")}};
    else if (outcome == risk::Outcome::Unknown)
        made.unknown = QStringLiteral("Azure roles could not be read.");
    return made;
}

} // namespace symbolon::test
