// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/identity.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace symbolon::risk {

enum class Severity { Info, Low, Medium, High, Critical };

// The four outcomes are kept apart; "accepted" comes with policies.
enum class Outcome {
    Finding,       // the condition holds
    Pass,          // judged, and it does not hold
    Unknown,       // data could not be read: `unknown` says which
    NotApplicable, // the rule does not concern this object
};

// One thing a person can check: "subject" = "repo:contoso/hr-sync:pull_request". Values are hostile text.
struct Evidence
{
    QString label;
    QString value;

    bool operator==(const Evidence &) const = default;
};

// One rule's verdict on one identity or one of its credentials.
struct Verdict
{
    QString ruleId; // "WIF-SUB-001"
    Outcome outcome = Outcome::NotApplicable;
    Severity severity = Severity::Info; // meaningful for findings
    trust::IdentityKey identity;
    QString identityName;
    QString credentialName; // empty: about the identity as a whole
    QList<Evidence> evidence;
    QString unknown; // Outcome::Unknown: what could not be read, and what it needs

    bool operator==(const Verdict &) const = default;
};

// The words of a rule, from the data.
struct Rule
{
    QString id;
    QString title;
    QString category;
    Severity severity = Severity::Info; // before raising
    QString why;
    QStringList remediation;
    QStringList references;
};

[[nodiscard]] QString severityName(Severity severity); // translated: "Critical", …
[[nodiscard]] QString severityId(Severity severity);   // "critical", … as on the command line
[[nodiscard]] std::optional<Severity> severityFromId(const QString &id);
[[nodiscard]] QString outcomeId(Outcome outcome); // "finding", "pass", "unknown", "notApplicable"

} // namespace symbolon::risk

Q_DECLARE_METATYPE(symbolon::risk::Severity)
