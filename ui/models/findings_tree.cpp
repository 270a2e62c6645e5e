// SPDX-License-Identifier: Apache-2.0
#include "ui/models/findings_tree.h"

#include <QCollator>
#include <QHash>

#include <algorithm>
#include <tuple>

namespace symbolon::ui {

namespace {

bool textHolds(const risk::Verdict &verdict, const QString &title, const QStringList &words)
{
    if (words.isEmpty())
        return true;
    QString text = verdict.ruleId + QLatin1Char('\n') + title + QLatin1Char('\n') + verdict.identityName
        + QLatin1Char('\n') + verdict.credentialName + QLatin1Char('\n') + verdict.unknown;
    for (const risk::Evidence &evidence : verdict.evidence)
        text += QLatin1Char('\n') + evidence.label + QLatin1Char('\n') + evidence.value;
    text = text.toCaseFolded();
    return std::all_of(words.cbegin(), words.cend(), [&text](const QString &word) { return text.contains(word); });
}

bool levelHolds(const risk::Verdict &verdict, const FindingsFilter &filter)
{
    if (filter.severities.isEmpty() && !filter.unknown)
        return true;
    return verdict.outcome == risk::Outcome::Unknown ? filter.unknown : filter.severities.contains(verdict.severity);
}

void count(FindingCounts &counts, const QList<risk::Verdict> &verdicts)
{
    bool any = false;
    for (const risk::Verdict &verdict : verdicts) {
        if (verdict.outcome == risk::Outcome::Finding) {
            ++counts.bySeverity[verdict.severity];
            ++counts.findings;
            any = true;
        } else if (verdict.outcome == risk::Outcome::Unknown) {
            ++counts.unknown;
        }
    }
    if (any)
        ++counts.identities;
}

void orderRows(QList<risk::Verdict> &rows)
{
    QCollator collator{QLocale(QLocale::English)};
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::stable_sort(rows.begin(), rows.end(), [&](const risk::Verdict &a, const risk::Verdict &b) {
        if (a.severity != b.severity)
            return a.severity > b.severity;
        const int byIdentity = collator.compare(a.identityName, b.identityName);
        return byIdentity != 0 ? byIdentity < 0 : collator.compare(a.credentialName, b.credentialName) < 0;
    });
}

} // namespace

RuleTitles ruleTitles(const risk::RuleBook &rules)
{
    RuleTitles titles;
    for (const risk::Rule &rule : rules.rules())
        titles.titles.append({rule.id, rule.title});
    return titles;
}

FindingsTree findingsTree(const store::Table<workspace::IdentityRow> &identities, const RuleTitles &titles,
                          const FindingsFilter &filter)
{
    QHash<QString, qsizetype> ruleOrder;
    for (qsizetype i = 0; i < titles.titles.size(); ++i)
        ruleOrder.insert(titles.titles.at(i).first, i);
    const auto titleOf = [&](const QString &ruleId) {
        const auto found = ruleOrder.constFind(ruleId);
        return found == ruleOrder.cend() ? ruleId : titles.titles.at(*found).second;
    };

    FindingsTree tree;
    const QStringList words = filter.text.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts);
    QHash<std::pair<QString, bool>, qsizetype> groupOf;
    for (const workspace::IdentityRow &row : identities.rows()) {
        count(tree.counts, row.verdicts);
        for (const risk::Verdict &verdict : row.verdicts) {
            const bool unknown = verdict.outcome == risk::Outcome::Unknown;
            if (!unknown && verdict.outcome != risk::Outcome::Finding)
                continue;
            if (!levelHolds(verdict, filter) || !textHolds(verdict, titleOf(verdict.ruleId), words))
                continue;
            const auto key = std::pair(verdict.ruleId, unknown);
            auto group = groupOf.find(key);
            if (group == groupOf.end()) {
                group = groupOf.insert(key, tree.groups.size());
                tree.groups.append(
                    FindingGroup{verdict.ruleId, titleOf(verdict.ruleId), verdict.outcome, verdict.severity, {}});
            }
            FindingGroup &into = tree.groups[*group];
            into.severity = std::max(into.severity, verdict.severity);
            into.rows.append(verdict);
        }
    }
    for (FindingGroup &group : tree.groups)
        orderRows(group.rows);
    const auto rank = [&](const FindingGroup &group) {
        const bool unknown = group.outcome == risk::Outcome::Unknown;
        return std::tuple(unknown, unknown ? 0 : -static_cast<int>(group.severity),
                          ruleOrder.value(group.ruleId, ruleOrder.size()), group.ruleId);
    };
    std::sort(tree.groups.begin(), tree.groups.end(),
              [&](const FindingGroup &a, const FindingGroup &b) { return rank(a) < rank(b); });
    return tree;
}

} // namespace symbolon::ui
