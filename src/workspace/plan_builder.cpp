// SPDX-License-Identifier: Apache-2.0
#include "workspace/plan_builder.h"

#include "base/shown.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace symbolon::workspace {
namespace {

using Credentials = QList<trust::FederatedCredential>;

QString tr(const char *source)
{
    return QCoreApplication::translate("Plan", source);
}

Qt::CaseSensitivity nameCase(trust::IdentityKind kind)
{
    return kind == trust::IdentityKind::ManagedIdentity ? Qt::CaseInsensitive : Qt::CaseSensitive;
}

// Regions that Microsoft's documentation has listed as being without federated credentials ("Important considerations and
// restrictions for federated identity credentials"); the list changes, so that the service decides.
bool isDoubtfulRegion(const QString &location)
{
    static constexpr std::array<QLatin1String, 8> listed{
        QLatin1String("eastasia"),      QLatin1String("israelcentral"), QLatin1String("italynorth"),
        QLatin1String("malaysiasouth"), QLatin1String("mexicocentral"), QLatin1String("newzealandnorth"),
        QLatin1String("qatarcentral"),  QLatin1String("spaincentral")};
    const QString plain = location.toLower().remove(u' ');
    return std::find(listed.cbegin(), listed.cend(), plain) != listed.cend();
}

QString regionWords(const QString &location)
{
    return tr(QT_TRANSLATE_NOOP("Plan",
                                "Managed identities in %1 may not support federated credentials: the service decides."))
        .arg(shown(location));
}

PlanNotice noticeOf(const trust::Operation &operation, NoticeLevel level, const QString &code, const QString &text)
{
    return {level, code, operation.identity, operation.identityName, operation.credentialName(), text};
}

} // namespace

bool Plan::hasErrors() const
{
    return std::any_of(notices.cbegin(), notices.cend(),
                       [](const PlanNotice &one) { return one.level == NoticeLevel::Error; });
}

PlanBuilder::PlanBuilder(const PlanBasis &basis)
    : m_basis(basis)
    , m_changes(basis.empty)
{
}

const IdentityRow *PlanBuilder::identity(const trust::IdentityKey &key)
{
    const IdentityRow *row = m_basis.identities.find(key);
    if (!row) {
        m_notices.append({NoticeLevel::Error, QStringLiteral("identity-unknown"), key, key.id, QString(),
                          tr(QT_TRANSLATE_NOOP("Plan", "There is no such identity in what was read."))});
        return nullptr;
    }
    if (!row->identity.credentialsPart.isKnown()) {
        note(NoticeLevel::Error, "credentials-unknown", *row, QString(),
             tr(QT_TRANSLATE_NOOP("Plan", "Its credentials could not be read: nothing can be planned for it.")));
        return nullptr;
    }
    return row;
}

const trust::FederatedCredential *PlanBuilder::credential(const CredentialKey &key)
{
    const IdentityRow *row = identity(key.identity);
    if (!row)
        return nullptr;
    const Credentials &all = row->identity.credentials;
    const auto found = std::find_if(all.cbegin(), all.cend(), [&](const trust::FederatedCredential &one) {
        return one.name.compare(key.name, nameCase(key.identity.kind)) == 0;
    });
    if (found != all.cend())
        return &*found;
    note(NoticeLevel::Error, "credential-unknown", *row, key.name,
         tr(QT_TRANSLATE_NOOP("Plan", "The identity has no credential of this name.")));
    return nullptr;
}

QUuid PlanBuilder::add(const IdentityRow &row, std::optional<trust::FederatedCredential> before,
                       std::optional<trust::FederatedCredential> after, int group, QUuid waitsFor)
{
    trust::Operation one;
    one.identity = row.key();
    one.identityName = row.identity.displayName;
    one.before = std::move(before);
    one.after = std::move(after);
    one.waitsFor = waitsFor;
    m_groupOf.insert(one.id, group);
    m_changes.operations.append(one);
    return one.id;
}

QUuid PlanBuilder::add(const IdentityRow &row, const trust::Belonging &belonging, int group, bool removes)
{
    trust::Operation one;
    one.identity = row.key();
    one.identityName = row.identity.displayName;
    one.belonging = belonging;
    one.removes = removes;
    m_groupOf.insert(one.id, group);
    m_changes.operations.append(one);
    if (const auto *made = std::get_if<trust::NewIdentity>(&belonging); made && isDoubtfulRegion(made->location))
        note(NoticeLevel::Warning, "region", row, QString(), regionWords(made->location));
    return one.id;
}

void PlanBuilder::note(NoticeLevel level, const char *code, const IdentityRow &row, const QString &credential,
                       const QString &text)
{
    m_notices.append({level, QString::fromLatin1(code), row.key(), row.identity.displayName, credential, text});
}

void PlanBuilder::note(NoticeLevel level, const char *code, const QString &text)
{
    m_notices.append({level, QString::fromLatin1(code), {}, QString(), QString(), text});
}

void PlanBuilder::eachKnown(const std::function<void(const IdentityRow &row)> &look)
{
    for (const IdentityRow &row : m_basis.identities.rows()) {
        if (row.identity.credentialsPart.isKnown())
            look(row);
        else
            note(NoticeLevel::Warning, "credentials-unknown", row, QString(),
                 tr(QT_TRANSLATE_NOOP("Plan", "Its credentials could not be read: it was not looked at.")));
    }
}

void PlanBuilder::judgeOne(const trust::Operation &operation, const Credentials &state, Judged &judged) const
{
    if (!operation.after)
        return;
    const trust::IdentityKind kind = operation.identity.kind;
    const bool creating = operation.kind() == trust::OperationKind::Create;
    Credentials others = state;
    if (!creating) {
        others.removeIf([&](const trust::FederatedCredential &one) {
            return one.name.compare(operation.before->name, nameCase(kind)) == 0;
        });
    }
    const QList<trust::Remark> remarks = m_basis.remarks.judge(kind, *operation.after, others, creating);
    QSet<QString> before; // what was remarkable already
    if (!creating && !remarks.isEmpty()) {
        const auto old = m_basis.remarks.judge(kind, *operation.before, others, false);
        for (const trust::Remark &remark : old)
            before.insert(remark.code);
    }
    for (const trust::Remark &remark : remarks) {
        const bool isError = remark.level == trust::RemarkLevel::Error;
        if (!isError && before.contains(remark.code))
            continue;
        judged.notices.append(
            noticeOf(operation, isError ? NoticeLevel::Error : NoticeLevel::Warning, remark.code, remark.text));
        if (isError)
            judged.refused.insert(m_groupOf.value(operation.id));
    }
    if (!creating || kind != trust::IdentityKind::ManagedIdentity)
        return;
    const IdentityRow *row = m_basis.identities.find(operation.identity);
    if (row && isDoubtfulRegion(row->identity.place->location)) {
        judged.notices.append(noticeOf(operation, NoticeLevel::Warning, QStringLiteral("region"),
                                       regionWords(row->identity.place->location)));
    }
}

PlanBuilder::Judged PlanBuilder::judge(const trust::OrderedChanges &ordered) const
{
    Judged judged;
    Credentials state;
    trust::IdentityKey current;
    for (const trust::Operation &operation : ordered.set.operations) {
        if (!(operation.identity == current)) { // those of one identity follow each other
            current = operation.identity;
            const IdentityRow *row = m_basis.identities.find(current);
            state = row ? row->identity.credentials : Credentials();
        }
        judgeOne(operation, state, judged);
        if (!operation.belonging) {
            state.removeIf([&](const trust::FederatedCredential &one) {
                return one.name.compare(operation.credentialName(), nameCase(current.kind)) == 0;
            });
        }
        if (operation.after)
            state.append(*operation.after);
    }
    return judged;
}

Plan PlanBuilder::finish(const QString &title)
{
    m_changes.title = title;
    const auto held = [this](const trust::IdentityKey &key) {
        const IdentityRow *row = m_basis.identities.find(key);
        return row ? row->identity.credentials : Credentials();
    };
    Plan plan;
    QList<PlanNotice> refused;
    while (true) {
        plan.changes = trust::inOrder(m_changes, held);
        const Judged judged = judge(plan.changes);
        if (judged.refused.isEmpty()) {
            plan.notices = m_notices + refused + judged.notices;
            return plan;
        }
        // What is left out may have been in the way of the rest, or have made room for it: the rest is judged again.
        for (const PlanNotice &one : judged.notices) {
            if (one.level == NoticeLevel::Error)
                refused.append(one);
        }
        m_changes.operations.removeIf(
            [&](const trust::Operation &one) { return judged.refused.contains(m_groupOf.value(one.id)); });
    }
}

} // namespace symbolon::workspace
