// SPDX-License-Identifier: Apache-2.0
#include "export/lines.h"

#include <algorithm>
#include <tuple>

namespace symbolon::exports {
namespace {

auto orderOf(const QString &name, const trust::IdentityKey &key)
{
    return std::make_tuple(name.toCaseFolded(), name, static_cast<int>(key.kind), key.id);
}

FindingLine findingLine(const risk::Verdict &verdict, const risk::RuleBook &rules)
{
    if (const risk::Rule *rule = rules.find(verdict.ruleId))
        return {verdict, *rule};
    risk::Rule unnamed;
    unnamed.id = verdict.ruleId;
    unnamed.title = verdict.ruleId;
    return {verdict, unnamed};
}

Unknown unknownLine(const risk::Verdict &verdict)
{
    Unknown line;
    line.ruleId = verdict.ruleId;
    line.identity = verdict.identity;
    line.identityName = verdict.identityName;
    line.credentialName = verdict.credentialName;
    line.reason = verdict.unknown;
    return line;
}

} // namespace

void sort(QList<IdentityLine> &lines)
{
    std::stable_sort(lines.begin(), lines.end(), [](const IdentityLine &a, const IdentityLine &b) {
        return orderOf(a.identity.displayName, a.identity.key) < orderOf(b.identity.displayName, b.identity.key);
    });
}

void sort(QList<CredentialLine> &lines)
{
    std::stable_sort(lines.begin(), lines.end(), [](const CredentialLine &a, const CredentialLine &b) {
        return std::make_tuple(orderOf(a.identityName, a.identity), a.credential.name)
            < std::make_tuple(orderOf(b.identityName, b.identity), b.credential.name);
    });
}

void sort(QList<IssuerLine> &lines)
{
    std::stable_sort(lines.begin(), lines.end(),
                     [](const IssuerLine &a, const IssuerLine &b) { return a.issuer < b.issuer; });
}

void sort(QList<FindingLine> &lines)
{
    const auto order = [](const FindingLine &line) {
        return std::make_tuple(-static_cast<int>(line.verdict.severity), line.verdict.ruleId,
                               orderOf(line.verdict.identityName, line.verdict.identity), line.verdict.credentialName);
    };
    std::stable_sort(lines.begin(), lines.end(),
                     [&order](const FindingLine &a, const FindingLine &b) { return order(a) < order(b); });
}

void sort(QList<Unknown> &lines)
{
    const auto order = [](const Unknown &line) {
        return std::make_tuple(line.source, line.ruleId, orderOf(line.identityName, line.identity),
                               line.credentialName);
    };
    std::stable_sort(lines.begin(), lines.end(),
                     [&order](const Unknown &a, const Unknown &b) { return order(a) < order(b); });
}

Audit auditOf(const QList<IdentityLine> &identities, const risk::RuleBook &rules)
{
    Audit audit;
    audit.summary.identities = identities.size();
    for (const IdentityLine &line : identities) {
        audit.summary.credentials += line.identity.credentials.size();
        audit.summary.byOutcome[static_cast<int>(risk::Outcome::Pass)] += line.passed;
        audit.summary.byOutcome[static_cast<int>(risk::Outcome::NotApplicable)] += line.notApplicable;
        for (const risk::Verdict &verdict : line.verdicts) {
            ++audit.summary.byOutcome[static_cast<int>(verdict.outcome)];
            if (verdict.outcome == risk::Outcome::Unknown)
                audit.unknown << unknownLine(verdict);
            if (verdict.outcome != risk::Outcome::Finding)
                continue;
            ++audit.summary.bySeverity[static_cast<int>(verdict.severity)];
            audit.findings << findingLine(verdict, rules);
        }
    }
    sort(audit.findings);
    sort(audit.unknown);
    return audit;
}

} // namespace symbolon::exports
