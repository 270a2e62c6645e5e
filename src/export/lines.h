// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "presets/platform.h"
#include "risk/rule_book.h"
#include "risk/verdict.h"
#include "trust/identity.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace symbolon::exports {

// One identity with what was concluded of it.
struct IdentityLine
{
    trust::Identity identity;
    QStringList platforms;
    std::optional<trust::Privilege> highest;
    std::optional<risk::Severity> risk;
    QList<risk::Verdict> verdicts; // all of them, or all but those that are only counted:
    qsizetype passed = 0;
    qsizetype notApplicable = 0;
};

// One credential of one identity.
struct CredentialLine
{
    trust::IdentityKey identity;
    QString identityName;
    trust::FederatedCredential credential;
    QString platform;
    std::optional<risk::Severity> risk;
};

// One issuer with what trusts it, and the strongest privilege of those identities.
struct IssuerLine
{
    QString issuer;
    QString platform;
    qsizetype credentials = 0;
    qsizetype identities = 0;
    std::optional<risk::Severity> risk;
    std::optional<trust::Privilege> highest;
    QString highestOfName; // the identity that holds it
    bool isReachKnown = true;
};

// One finding with the words of its rule.
struct FindingLine
{
    risk::Verdict verdict;
    risk::Rule rule;
};

// Something that could not be read or judged, and why. Empty fields do not apply.
struct Unknown
{
    QString source; // "directoryRoles": what was not read
    QString ruleId; // the rule that could not be judged
    trust::IdentityKey identity;
    QString identityName;
    QString credentialName;
    QString reason; // one sentence
    std::optional<Error> error;
};

// What every document says of itself.
struct Envelope
{
    QDateTime generatedAt; // UTC
    trust::Tenant tenant;
    bool complete = false; // false when something could not be read
    // UTC: everything was read at once last, and since then what had changed; invalid: everything was read just now.
    QDateTime wholeAt;
    QList<Unknown> unknown;
};

// The outcomes of an audit, counted.
struct AuditSummary
{
    qsizetype identities = 0;
    qsizetype credentials = 0;
    QList<qsizetype> bySeverity = QList<qsizetype>(5, 0); // findings, by risk::Severity
    QList<qsizetype> byOutcome = QList<qsizetype>(4, 0);  // verdicts, by risk::Outcome

    [[nodiscard]] qsizetype findings() const { return byOutcome.at(static_cast<int>(risk::Outcome::Finding)); }
};

// What a sync took.
struct SyncStatistics
{
    // What throttling cost at one service.
    struct Throttling
    {
        qint64 refusals = 0;      // answers 429 and 503
        double waitedSeconds = 0; // by refused requests, added up
        double pacedSeconds = 0;  // by the queue, so as not to be refused
    };

    QMap<QString, QMap<int, qint64>> requests; // attempts by service ("graph") and status; 0: without an answer
    QMap<QString, Throttling> throttling;      // by service; one that never made anybody wait is not there
    double seconds = 0;
    qsizetype identities = 0;
    qsizetype credentials = 0;
    qint64 peakResidentBytes = 0; // of the program so far
};

// The stable orders: names without regard to case, then ids; findings by severity (worst first) and rule before that.
void sort(QList<IdentityLine> &lines);
void sort(QList<CredentialLine> &lines);
void sort(QList<IssuerLine> &lines); // by the issuer's text
void sort(QList<FindingLine> &lines);
void sort(QList<Unknown> &lines);

// Findings and counts of the judged identities. A verdict whose rule is not in the book is kept, with its id as title.
struct Audit
{
    QList<FindingLine> findings; // sorted
    QList<Unknown> unknown;      // verdicts that could not be given, sorted
    AuditSummary summary;
};
[[nodiscard]] Audit auditOf(const QList<IdentityLine> &identities, const risk::RuleBook &rules);

} // namespace symbolon::exports
