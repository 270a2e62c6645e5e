// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/rule_book.h"
#include "risk/verdict.h"
#include "store/table.h"
#include "workspace/rows.h"

#include <QList>
#include <QMap>
#include <QSet>
#include <QString>

namespace symbolon::ui {

struct FindingsFilter
{
    QString text;                    // words that must all occur in rule, names or evidence
    QSet<risk::Severity> severities; // empty (with `unknown` false): everything
    bool unknown = false;            // what could not be judged

    [[nodiscard]] bool isNarrow() const { return !text.isEmpty() || !severities.isEmpty() || unknown; }
    bool operator==(const FindingsFilter &) const = default;
};

// What one rule found, or could not judge; the two never share a group.
struct FindingGroup
{
    QString ruleId;
    QString title;
    risk::Outcome outcome = risk::Outcome::Finding;
    risk::Severity severity = risk::Severity::Info; // the worst of the rows
    QList<risk::Verdict> rows;                      // worst first, then by identity and credential

    bool operator==(const FindingGroup &) const = default;
};

struct FindingCounts
{
    QMap<risk::Severity, int> bySeverity;
    int findings = 0;
    int identities = 0; // with at least one finding
    int unknown = 0;

    bool operator==(const FindingCounts &) const = default;
};

// Everything the tenant's verdicts say that a person should look at. Groups: findings first, worst first, then what
// could not be judged; rules in their order within one severity.
struct FindingsTree
{
    QList<FindingGroup> groups; // behind the filter
    FindingCounts counts;       // of everything
};

// Rule id → title, in rule order.
struct RuleTitles
{
    QList<std::pair<QString, QString>> titles;
};

[[nodiscard]] RuleTitles ruleTitles(const risk::RuleBook &rules);

// Pure; made for a worker.
[[nodiscard]] FindingsTree findingsTree(const store::Table<workspace::IdentityRow> &identities,
                                        const RuleTitles &titles, const FindingsFilter &filter);

} // namespace symbolon::ui
