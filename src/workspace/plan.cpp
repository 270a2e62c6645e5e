// SPDX-License-Identifier: Apache-2.0
#include "workspace/plan.h"

#include "base/shown.h"
#include "workspace/plan_builder.h"

#include <QCoreApplication>

namespace symbolon::workspace {
namespace {

using trust::FederatedCredential;

QString tr(const char *source)
{
    return QCoreApplication::translate("Plan", source);
}

bool isLike(const QString &issuer, const QString &other)
{
    const auto bare = [](QString text) {
        text = text.trimmed().toCaseFolded();
        while (text.endsWith(u'/'))
            text.chop(1);
        return text;
    };
    return bare(issuer) == bare(other);
}

// As the other plane can hold it; what that loses is told.
FederatedCredential fitting(PlanBuilder &builder, const IdentityRow &to, FederatedCredential credential)
{
    credential.id.clear();
    if (to.key().kind == trust::IdentityKind::ManagedIdentity && !credential.description.isEmpty()) {
        builder.note(NoticeLevel::Warning, "description-lost", to, credential.name,
                     tr(QT_TRANSLATE_NOOP("Plan",
                                          "Azure keeps no description for a managed identity's credential: “%1” "
                                          "is left behind."))
                         .arg(shown(credential.description)));
        credential.description.clear();
    }
    return credential;
}

Plan planTransfer(const PlanBasis &basis, const QList<CredentialKey> &credentials, const trust::IdentityKey &to,
                  bool move)
{
    PlanBuilder builder(basis);
    const QString title = move ? tr(QT_TRANSLATE_NOOP("Plan", "Move credentials to %1"))
                               : tr(QT_TRANSLATE_NOOP("Plan", "Copy credentials to %1"));
    const IdentityRow *target = builder.identity(to);
    if (!target)
        return builder.finish(title.arg(to.id));
    for (const CredentialKey &key : credentials) {
        const FederatedCredential *held = builder.credential(key);
        if (!held)
            continue;
        const IdentityRow &source = *basis.identities.find(key.identity);
        if (key.identity == to) {
            builder.note(NoticeLevel::Error, "same-identity", source, key.name,
                         tr(QT_TRANSLATE_NOOP("Plan", "It belongs to this identity already.")));
            continue;
        }
        const int group = builder.group();
        const QUuid arrival = builder.add(*target, std::nullopt, fitting(builder, *target, *held), group);
        if (move)
            builder.add(source, *held, std::nullopt, group, arrival);
    }
    return builder.finish(title.arg(target->identity.displayName));
}

} // namespace

Plan planAdd(const PlanBasis &basis, const trust::IdentityKey &identity, const FederatedCredential &credential)
{
    PlanBuilder builder(basis);
    if (const IdentityRow *row = builder.identity(identity))
        builder.add(*row, std::nullopt, credential, builder.group());
    return builder.finish(tr(QT_TRANSLATE_NOOP("Plan", "Add %1")).arg(credential.name));
}

Plan planUpdate(const PlanBasis &basis, const trust::IdentityKey &identity, const FederatedCredential &after)
{
    PlanBuilder builder(basis);
    const FederatedCredential *held = builder.credential({identity, after.name});
    if (held) {
        FederatedCredential wanted = after;
        wanted.id = held->id;
        wanted.name = held->name;
        const IdentityRow &row = *basis.identities.find(identity);
        if (wanted == *held) {
            builder.note(NoticeLevel::Note, "unchanged", row, held->name,
                         tr(QT_TRANSLATE_NOOP("Plan", "It is like this already.")));
        } else {
            builder.add(row, *held, wanted, builder.group());
        }
    }
    return builder.finish(tr(QT_TRANSLATE_NOOP("Plan", "Change %1")).arg(after.name));
}

Plan planDelete(const PlanBasis &basis, const QList<CredentialKey> &credentials)
{
    PlanBuilder builder(basis);
    QSet<CredentialKey> seen;
    for (const CredentialKey &key : credentials) {
        if (seen.contains(key))
            continue;
        seen.insert(key);
        if (const FederatedCredential *held = builder.credential(key))
            builder.add(*basis.identities.find(key.identity), *held, std::nullopt, builder.group());
    }
    return builder.finish(
        QCoreApplication::translate("Plan", "Remove %n credential(s)", nullptr, static_cast<int>(credentials.size())));
}

Plan planRename(const PlanBasis &basis, const CredentialKey &credential, const QString &name)
{
    PlanBuilder builder(basis);
    if (const FederatedCredential *held = builder.credential(credential)) {
        const IdentityRow &row = *basis.identities.find(credential.identity);
        if (held->name == name) {
            builder.note(NoticeLevel::Note, "unchanged", row, name,
                         tr(QT_TRANSLATE_NOOP("Plan", "It is like this already.")));
        } else {
            FederatedCredential renamed = *held;
            renamed.id.clear();
            renamed.name = name;
            const int group = builder.group();
            builder.add(row, *held, std::nullopt, group);
            builder.add(row, std::nullopt, renamed, group);
        }
    }
    return builder.finish(tr(QT_TRANSLATE_NOOP("Plan", "Rename %1 to %2")).arg(credential.name, name));
}

Plan planCopy(const PlanBasis &basis, const QList<CredentialKey> &credentials, const trust::IdentityKey &to)
{
    return planTransfer(basis, credentials, to, false);
}

Plan planMove(const PlanBasis &basis, const QList<CredentialKey> &credentials, const trust::IdentityKey &to)
{
    return planTransfer(basis, credentials, to, true);
}

Plan planReplaceIssuer(const PlanBasis &basis, const QString &from, const QString &to)
{
    PlanBuilder builder(basis);
    bool found = false;
    builder.eachKnown([&](const IdentityRow &row) {
        for (const FederatedCredential &one : row.identity.credentials) {
            if (one.issuer == from) {
                found = true;
                if (from == to)
                    continue;
                FederatedCredential after = one;
                after.issuer = to;
                builder.add(row, one, after, builder.group());
            } else if (one.issuer != to && isLike(one.issuer, from)) {
                builder.note(
                    NoticeLevel::Warning, "issuer-alike", row, one.name,
                    tr(QT_TRANSLATE_NOOP("Plan", "It trusts “%1”, which is not quite the same, and is left alone."))
                        .arg(shown(one.issuer)));
            }
        }
    });
    if (!found)
        builder.note(NoticeLevel::Note, "nothing-found",
                     tr(QT_TRANSLATE_NOOP("Plan", "No credential trusts exactly this issuer.")));
    return builder.finish(tr(QT_TRANSLATE_NOOP("Plan", "Replace the issuer %1 by %2")).arg(from, to));
}

Plan planCutOff(const PlanBasis &basis, const QString &issuer)
{
    PlanBuilder builder(basis);
    bool found = false;
    builder.eachKnown([&](const IdentityRow &row) {
        for (const FederatedCredential &one : row.identity.credentials) {
            if (one.issuer == issuer) {
                found = true;
                builder.add(row, one, std::nullopt, builder.group());
            } else if (isLike(one.issuer, issuer)) {
                builder.note(
                    NoticeLevel::Warning, "issuer-alike", row, one.name,
                    tr(QT_TRANSLATE_NOOP("Plan", "It trusts “%1”, which is not quite the same, and is left alone."))
                        .arg(shown(one.issuer)));
            }
        }
    });
    if (!found)
        builder.note(NoticeLevel::Note, "nothing-found",
                     tr(QT_TRANSLATE_NOOP("Plan", "No credential trusts exactly this issuer.")));
    return builder.finish(tr(QT_TRANSLATE_NOOP("Plan", "Remove all trust in %1")).arg(issuer));
}

} // namespace symbolon::workspace
