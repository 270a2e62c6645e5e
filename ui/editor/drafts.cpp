// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/drafts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace symbolon::ui {
namespace {

constexpr int schemaVersion = 1;
constexpr QLatin1String application("application");
constexpr QLatin1String managedIdentity("managedIdentity");

QJsonObject toJson(const workspace::CredentialKey &key, const CredentialDraft &draft)
{
    QJsonObject values;
    for (auto value = draft.values.cbegin(); value != draft.values.cend(); ++value)
        values.insert(value.key(), value.value());
    return {
        {QStringLiteral("kind"), key.identity.kind == trust::IdentityKind::Application ? application : managedIdentity},
        {QStringLiteral("identity"), key.identity.id},
        {QStringLiteral("credential"), key.name},
        {QStringLiteral("preset"), draft.presetId},
        {QStringLiteral("values"), values},
        {QStringLiteral("name"), draft.name},
        {QStringLiteral("description"), draft.description}};
}

} // namespace

void Drafts::tell() const
{
    if (m_tell)
        m_tell();
}

void Drafts::keep(const workspace::CredentialKey &key, const CredentialDraft &draft)
{
    m_drafts.insert(key, draft);
    tell();
}

void Drafts::drop(const workspace::CredentialKey &key)
{
    if (m_drafts.remove(key))
        tell();
}

std::optional<CredentialDraft> Drafts::find(const workspace::CredentialKey &key) const
{
    const auto found = m_drafts.constFind(key);
    return found == m_drafts.cend() ? std::nullopt : std::optional<CredentialDraft>(*found);
}

void Drafts::clear()
{
    m_drafts.clear();
    tell();
}

QByteArray Drafts::document() const
{
    if (m_drafts.isEmpty())
        return {};
    QJsonArray drafts;
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft)
        drafts.append(toJson(draft.key(), draft.value()));
    const QJsonObject all{{QStringLiteral("schemaVersion"), schemaVersion}, {QStringLiteral("drafts"), drafts}};
    return QJsonDocument(all).toJson();
}

int Drafts::take(const QByteArray &document)
{
    const QJsonObject all = QJsonDocument::fromJson(document).object();
    if (all.value(QStringLiteral("schemaVersion")).toInt() != schemaVersion)
        return 0;
    int taken = 0;
    const QJsonArray drafts = all.value(QStringLiteral("drafts")).toArray();
    for (const auto &each : drafts) {
        const QJsonObject one = each.toObject();
        const auto text = [&one](const char *member) { return one.value(QLatin1String(member)).toString(); };
        const QString kind = text("kind");
        workspace::CredentialKey key;
        key.identity = {kind == managedIdentity ? trust::IdentityKind::ManagedIdentity
                                                : trust::IdentityKind::Application,
                        text("identity")};
        key.name = text("credential");
        if (key.identity.id.isEmpty() || (kind != application && kind != managedIdentity) || m_drafts.contains(key))
            continue;
        CredentialDraft draft;
        draft.presetId = text("preset");
        draft.name = text("name");
        draft.description = text("description");
        const QJsonObject values = one.value(QStringLiteral("values")).toObject();
        for (auto value = values.begin(); value != values.end(); ++value)
            draft.values.insert(value.key(), value.value().toString());
        m_drafts.insert(key, draft);
        ++taken;
    }
    return taken;
}

} // namespace symbolon::ui
