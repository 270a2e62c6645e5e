// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/change_effect.h"

#include "workspace/onboarding.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

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

bool isGrantOf(const trust::Privilege &held, const trust::Privilege &grant)
{
    return held.plane == grant.plane && held.throughGroup.isEmpty()
        && held.roleId.compare(grant.roleId, Qt::CaseInsensitive) == 0
        && held.scope.compare(grant.scope, Qt::CaseInsensitive) == 0;
}

// With the thing that the operation adds, or without the one that it takes away.
trust::Identity afterwardsOf(trust::Identity identity, const trust::Operation &operation)
{
    if (const auto *secret = std::get_if<trust::Secret>(&*operation.belonging)) {
        identity.secrets.removeIf([secret](const trust::Secret &one) { return one.keyId == secret->keyId; });
        return identity;
    }
    std::optional<trust::Privilege> grant;
    if (const auto *role = std::get_if<trust::AzureRoleGrant>(&*operation.belonging))
        grant = workspace::privilegeOf(*role);
    else if (const auto *permission = std::get_if<trust::AppPermissionGrant>(&*operation.belonging))
        grant = workspace::privilegeOf(*permission);
    if (!grant)
        return identity;
    identity.privileges.removeIf([&grant](const trust::Privilege &one) { return isGrantOf(one, *grant); });
    if (!operation.removes)
        identity.privileges.append(*grant);
    return identity;
}

} // namespace

trust::Identity afterwards(trust::Identity identity, const trust::Operation &operation)
{
    if (operation.belonging)
        return afterwardsOf(std::move(identity), operation);
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
