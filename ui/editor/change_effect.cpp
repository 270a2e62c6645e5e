// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/change_effect.h"

#include <algorithm>

namespace symbolon::ui {
namespace {

bool isSame(const risk::Verdict &a, const risk::Verdict &b)
{
    return a.ruleId == b.ruleId && a.credentialName == b.credentialName && a.outcome == b.outcome
        && a.severity == b.severity;
}

QList<risk::Verdict> findingsOnlyIn(const QList<risk::Verdict> &in, const QList<risk::Verdict> &notIn)
{
    QList<risk::Verdict> result;
    for (const risk::Verdict &verdict : in) {
        const bool known =
            std::any_of(notIn.begin(), notIn.end(), [&](const auto &other) { return isSame(verdict, other); });
        if (verdict.outcome == risk::Outcome::Finding && !known)
            result.append(verdict);
    }
    return result;
}

} // namespace

trust::Identity afterwards(trust::Identity identity, const trust::Operation &operation)
{
    const auto sensitivity = identity.key.kind == trust::IdentityKind::Application ? Qt::CaseSensitive
                                                                                   : Qt::CaseInsensitive;
    identity.credentials.removeIf([&](const trust::FederatedCredential &one) {
        return operation.before && one.name.compare(operation.before->name, sensitivity) == 0;
    });
    if (operation.after)
        identity.credentials.append(*operation.after);
    return identity;
}

ChangeEffect effectOf(const workspace::Workspace &workspace, const trust::Identity &identity,
                      const trust::Operation &operation)
{
    const QList<risk::Verdict> now = workspace.judge(identity);
    const QList<risk::Verdict> then = workspace.judge(afterwards(identity, operation));
    return {findingsOnlyIn(then, now), findingsOnlyIn(now, then)};
}

} // namespace symbolon::ui
