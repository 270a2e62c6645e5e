// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/onboarding/onboarding_draft.h"

#include "export/change_set_document.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace symbolon::ui {
namespace {

using workspace::IdentityChoice;

constexpr int schemaVersion = 1;
constexpr int lastStep = 5;
constexpr std::pair<IdentityChoice, const char *> choices[] = {
    {IdentityChoice::Existing, "existing"},
    {IdentityChoice::NewApplication, "newApplication"},
    {IdentityChoice::NewManagedIdentity, "newManagedIdentity"},
};
constexpr QLatin1String application("application");
constexpr QLatin1String managedIdentity("managedIdentity");

QString nameOf(IdentityChoice choice)
{
    for (const auto &[value, name] : choices) {
        if (value == choice)
            return QString::fromLatin1(name);
    }
    Q_UNREACHABLE();
}

QJsonObject keyToJson(const trust::IdentityKey &key)
{
    return {{QStringLiteral("kind"), key.kind == trust::IdentityKind::Application ? application : managedIdentity},
            {QStringLiteral("id"), key.id}};
}

trust::IdentityKey keyFromJson(const QJsonObject &json)
{
    return {json.value(QStringLiteral("kind")).toString() == managedIdentity ? trust::IdentityKind::ManagedIdentity
                                                                             : trust::IdentityKind::Application,
            json.value(QStringLiteral("id")).toString()};
}

// Roles and permissions as a change set, whose reader trusts nothing.
QString grantsOf(const workspace::Onboarding &wanted)
{
    trust::ChangeSet set;
    set.tenantId = QStringLiteral("-");
    set.loginOrigin = QStringLiteral("https://draft.invalid");
    const auto add = [&set](const trust::Belonging &grant) {
        trust::Operation one;
        one.identity.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        one.belonging = grant;
        set.operations.append(one);
    };
    for (const trust::AzureRoleGrant &one : wanted.roles)
        add(one);
    for (const trust::AppPermissionGrant &one : wanted.permissions)
        add(one);
    return QString::fromUtf8(exports::changeSetDocument(set));
}

void takeGrants(const QString &document, workspace::Onboarding &wanted)
{
    const auto set = exports::readChangeSet(document.toUtf8());
    if (!set)
        return;
    for (const trust::Operation &one : set->operations) {
        if (!one.belonging || one.removes)
            continue;
        if (const auto *role = std::get_if<trust::AzureRoleGrant>(&*one.belonging))
            wanted.roles.append(*role);
        else if (const auto *permission = std::get_if<trust::AppPermissionGrant>(&*one.belonging))
            wanted.permissions.append(*permission);
    }
}

QJsonObject toJson(const QString &tenant, const OnboardingDraft &draft)
{
    const workspace::Onboarding &wanted = draft.wanted;
    QJsonObject values;
    for (auto value = draft.credential.values.cbegin(); value != draft.credential.values.cend(); ++value)
        values.insert(value.key(), value.value());
    return {{QStringLiteral("tenant"), tenant},
            {QStringLiteral("id"), wanted.id.toString(QUuid::WithoutBraces)},
            {QStringLiteral("workload"), wanted.workloadName},
            {QStringLiteral("choice"), nameOf(wanted.choice)},
            {QStringLiteral("existing"), keyToJson(wanted.existing)},
            {QStringLiteral("identityName"), wanted.identityName},
            {QStringLiteral("subscription"), draft.subscriptionId},
            {QStringLiteral("resourceGroup"), wanted.resourceGroupId},
            {QStringLiteral("location"), wanted.location},
            {QStringLiteral("platform"), draft.platform},
            {QStringLiteral("preset"), draft.credential.presetId},
            {QStringLiteral("values"), values},
            {QStringLiteral("name"), draft.credential.name},
            {QStringLiteral("description"), draft.credential.description},
            {QStringLiteral("grants"), grantsOf(wanted)},
            {QStringLiteral("step"), draft.step},
            {QStringLiteral("reached"), draft.reached},
            {QStringLiteral("writtenAt"), draft.writtenAt.toString(Qt::ISODateWithMs)},
            {QStringLiteral("writtenAs"), keyToJson(draft.writtenAs)}};
}

OnboardingDraft fromJson(const QJsonObject &json)
{
    const auto text = [&json](const char *member) { return json.value(QLatin1String(member)).toString(); };
    OnboardingDraft draft;
    workspace::Onboarding &wanted = draft.wanted;
    if (const QUuid id = QUuid::fromString(text("id")); !id.isNull())
        wanted.id = id;
    wanted.workloadName = text("workload");
    for (const auto &[value, name] : choices) {
        if (text("choice") == QLatin1String(name))
            wanted.choice = value;
    }
    wanted.existing = keyFromJson(json.value(QStringLiteral("existing")).toObject());
    wanted.identityName = text("identityName");
    draft.subscriptionId = text("subscription");
    wanted.resourceGroupId = text("resourceGroup");
    wanted.location = text("location");
    draft.platform = text("platform");
    draft.credential.presetId = text("preset");
    draft.credential.name = text("name");
    draft.credential.description = text("description");
    const QJsonObject values = json.value(QStringLiteral("values")).toObject();
    for (auto value = values.begin(); value != values.end(); ++value)
        draft.credential.values.insert(value.key(), value.value().toString());
    takeGrants(text("grants"), wanted);
    draft.step = std::clamp(json.value(QStringLiteral("step")).toInt(), 0, lastStep);
    draft.reached = std::clamp(json.value(QStringLiteral("reached")).toInt(), draft.step, lastStep);
    draft.writtenAt = QDateTime::fromString(text("writtenAt"), Qt::ISODateWithMs).toUTC();
    draft.writtenAs = keyFromJson(json.value(QStringLiteral("writtenAs")).toObject());
    return draft;
}

} // namespace

void OnboardingDrafts::tell() const
{
    if (m_tell)
        m_tell();
}

void OnboardingDrafts::keep(const QString &tenant, const OnboardingDraft &draft)
{
    if (tenant.isEmpty() || m_drafts.value(tenant) == draft)
        return;
    m_drafts.insert(tenant, draft);
    tell();
}

void OnboardingDrafts::drop(const QString &tenant)
{
    if (m_drafts.remove(tenant))
        tell();
}

std::optional<OnboardingDraft> OnboardingDrafts::find(const QString &tenant) const
{
    const auto found = m_drafts.constFind(tenant);
    return found == m_drafts.cend() ? std::nullopt : std::optional<OnboardingDraft>(*found);
}

QByteArray OnboardingDrafts::document() const
{
    if (m_drafts.isEmpty())
        return {};
    QJsonArray drafts;
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft)
        drafts.append(toJson(draft.key(), draft.value()));
    return QJsonDocument(
               QJsonObject{{QStringLiteral("schemaVersion"), schemaVersion}, {QStringLiteral("onboarding"), drafts}})
        .toJson();
}

void OnboardingDrafts::take(const QByteArray &document)
{
    const QJsonObject all = QJsonDocument::fromJson(document).object();
    if (all.value(QStringLiteral("schemaVersion")).toInt() != schemaVersion)
        return;
    const QJsonArray drafts = all.value(QStringLiteral("onboarding")).toArray();
    for (const auto &each : drafts) {
        const QJsonObject one = each.toObject();
        const QString tenant = one.value(QStringLiteral("tenant")).toString();
        if (!tenant.isEmpty() && !m_drafts.contains(tenant))
            m_drafts.insert(tenant, fromJson(one));
    }
}

} // namespace symbolon::ui
