// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "change_bench.h"

#include <algorithm>
#include <numeric>

namespace symbolon::test {

inline constexpr qsizetype fiftyOperations = 50;

// Additions, changes and removals over a dozen identities of both kinds.
inline trust::ChangeSet fifty(DemoWorkspace &demo)
{
    constexpr qsizetype ofApplications = 45;
    trust::ChangeSet changes = demo.workspace().newChangeSet();
    QList<workspace::IdentityRow> rows;
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows())
        rows.append(row);
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.key().id < b.key().id; });
    for (const workspace::IdentityRow &row : std::as_const(rows)) {
        const QList<trust::FederatedCredential> &held = row.identity.credentials;
        const auto add = [&](std::optional<trust::FederatedCredential> before,
                             std::optional<trust::FederatedCredential> after) {
            if (changes.operations.size() < ofApplications)
                changes.operations.append(operation(row, std::move(before), std::move(after)));
        };
        if (row.key().kind != trust::IdentityKind::Application || held.isEmpty() || held.size() > 15)
            continue;
        for (int i = 0; i < 3; ++i)
            add(std::nullopt, credential(QStringLiteral("fifty-%1").arg(i)));
        if (!held.constFirst().isFlexible()) {
            trust::FederatedCredential changed = held.constFirst();
            changed.subject = changed.subject.value_or(QString()) + QStringLiteral("-changed");
            add(held.constFirst(), changed);
        }
        if (held.size() > 1 && !held.at(1).isFlexible())
            add(held.at(1), std::nullopt);
    }
    while (changes.operations.size() < fiftyOperations) {
        const QString name = QStringLiteral("fifty-%1").arg(changes.operations.size());
        changes.operations.append(operation(demo.row(QStringLiteral("id-ado-agents")), std::nullopt, credential(name)));
    }
    return changes;
}

// What everybody trusts, without ids and order.
inline QStringList trusted(DemoWorkspace &demo)
{
    demo.sync();
    QStringList lines;
    for (const workspace::CredentialRow &row : demo.workspace().credentials().rows()) {
        const trust::FederatedCredential &one = *row.credential;
        const QStringList parts{row.identity().id,        one.name,       one.issuer, one.matchText(),
                                one.audiences.join(u','), one.description};
        lines.append(parts.join(u'|'));
    }
    lines.sort();
    return lines;
}

// The request that carries out this operation of the set, and no other one.
inline demo::TroubleRule aimedAt(const trust::ChangeSet &changes, qsizetype victim)
{
    const trust::Operation &one = changes.operations.at(victim);
    const bool application = one.identity.kind == trust::IdentityKind::Application;
    const auto methodOf = [application](const trust::Operation &asked) -> std::string {
        if (asked.kind() == trust::OperationKind::Delete)
            return "DELETE";
        if (!application)
            return "PUT";
        return asked.kind() == trust::OperationKind::Create ? "POST" : "PATCH";
    };
    demo::TroubleRule rule;
    rule.method = methodOf(one);
    rule.path = "*" + one.identity.id.toStdString() + "/federatedIdentityCredentials*";
    rule.times = 1;
    rule.nth = 0;
    for (qsizetype i = 0; i <= victim; ++i) {
        const trust::Operation &other = changes.operations.at(i);
        if (other.identity == one.identity && methodOf(other) == rule.method)
            ++rule.nth;
    }
    return rule;
}

// Which of the fifty meet the trouble: one, unless SYMBOLON_FAULTS asks for all.
inline QList<qsizetype> victims()
{
    if (!qEnvironmentVariableIsSet("SYMBOLON_FAULTS"))
        return {13};
    QList<qsizetype> all(fiftyOperations);
    std::iota(all.begin(), all.end(), 0);
    return all;
}

// Nothing of it is left in the journals.
inline void forgetAll(DemoWorkspace &demo)
{
    const auto all = awaited(demo.workspace().applier().logged());
    for (const workspace::LoggedChanges &one : all)
        awaitEnd(demo.workspace().applier().forget(one));
}

} // namespace symbolon::test
