// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/identities/about_tab.h"

#include "base/shown.h"
#include "export/words.h"
#include "trust/belonging.h"
#include "ui/models/identity_text.h"
#include "ui/pages/common/verdict_parts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copyablefield.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/severitybadge.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace symbolon::ui {

namespace {

constexpr int labelWidth = 112;

// Microsoft Graph: signInAudience of application.
QString audienceWords(const QString &audience)
{
    if (audience == u"AzureADMyOrg")
        return AboutTab::tr("Accounts of this organization");
    if (audience == u"AzureADMultipleOrgs")
        return AboutTab::tr("Accounts of any organization");
    if (audience == u"AzureADandPersonalMicrosoftAccount")
        return AboutTab::tr("Accounts of any organization, and personal ones");
    if (audience == u"PersonalMicrosoftAccount")
        return AboutTab::tr("Personal accounts");
    return audience;
}

} // namespace

AboutTab::AboutTab(Context &context, QWidget *parent)
    : ScrollColumn(context.appearance, tr("About this identity"), parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("aboutIdentity"));
}

void AboutTab::setIdentity(const trust::Identity &identity)
{
    if (m_shown == identity)
        return;
    m_shown = identity;
    fillWhenSeen();
}

void AboutTab::fill()
{
    const trust::Identity &identity = *m_shown;
    QVBoxLayout *layout = restart();
    addOwners(layout, identity);
    addSecrets(layout, identity);
    addFields(layout, identity);
}

void AboutTab::addOwners(QVBoxLayout *layout, const trust::Identity &identity)
{
    verdictparts::addHeading(m_context, layout, tr("Owners"));
    if (identity.key.kind == trust::IdentityKind::ManagedIdentity)
        return verdictparts::addText(m_context, layout, exports::ownedThroughAzure());
    for (const trust::Owner &owner : identity.owners) {
        Line line;
        line.glyph = owner.kind == trust::OwnerKind::ServicePrincipal ? Glyph::App : Glyph::User;
        line.title = owner.label();
        line.detail = exports::ownerKindName(owner);
        if (!owner.userPrincipalName.isEmpty() && owner.userPrincipalName != line.title)
            line.detail = owner.userPrincipalName;
        line.copied = owner.userPrincipalName.isEmpty() ? owner.id : owner.userPrincipalName;
        if (owner.isGuest || owner.isDisabled || owner.kind == trust::OwnerKind::ServicePrincipal) {
            line.level = Level::Medium;
            line.remark = exports::ownerKindName(owner);
        }
        addLine(layout, line, tr("owner"));
    }
    if (!identity.owners.isEmpty())
        verdictparts::addText(
            m_context, layout,
            tr("Each of them may add credentials to this app registration without holding any role."));
    else if (identity.ownersPart.isKnown())
        verdictparts::addText(m_context, layout, tr("Nobody owns this app registration: only roles can change it."));
    const bool notAsked = identity.ownersPart.state == trust::Knowledge::NotRead
        && m_context.workspace.syncState().of(workspace::Source::Owners).phase == workspace::SourcePhase::Done;
    if (notAsked)
        return verdictparts::addText(m_context, layout,
                                     tr("Unknown: the directory's list does not tell owners, and those of app "
                                        "registrations without credentials are not asked for one by one."));
    addGap(layout, identity.ownersPart, tr("Owners"));
}

void AboutTab::addSecrets(QVBoxLayout *layout, const trust::Identity &identity)
{
    if (identity.key.kind == trust::IdentityKind::ManagedIdentity)
        return; // its key never leaves Azure
    verdictparts::addHeading(m_context, layout, tr("Secrets and certificates"));
    const QDateTime now = m_context.clock();
    bool anyValid = false;
    for (const trust::Secret &secret : identity.secrets) {
        const trust::SecretState state = trust::stateAt(secret, now);
        anyValid |= state != trust::SecretState::Expired;
        const QString words = exports::secretStateWords(secret, now);
        Line line;
        line.glyph = secret.kind == trust::SecretKind::Password ? Glyph::Key : Glyph::Lock;
        line.title = secret.displayName.isEmpty() ? exports::secretKindName(secret) : secret.displayName;
        line.detail = exports::secretKindName(secret);
        if (secret.end.isValid())
            line.detail = tr("%1, until %2").arg(line.detail, QLocale().toString(secret.end.date(), tr("d MMM yyyy")));
        if (!secret.mark.isEmpty())
            line.tip = secret.kind == trust::SecretKind::Password ? tr("Begins with %1").arg(secret.mark)
                                                                  : tr("Thumbprint %1").arg(secret.mark);
        line.copied = secret.keyId.isNull() ? QString() : secret.keyId.toString(QUuid::WithoutBraces);
        line.level = state == trust::SecretState::Expired ? Level::Info
            : state == trust::SecretState::EndsSoon       ? Level::Medium
                                                          : Level::Low;
        line.remark = words.left(1).toUpper() + words.mid(1);
        addRetire(addLine(layout, line, tr("key ID of")), identity, secret);
    }
    if (anyValid && !identity.credentials.isEmpty())
        verdictparts::addText(m_context, layout,
                              tr("Whoever holds one that is valid signs in without any token of a trusted issuer."));
    else if (identity.secrets.isEmpty() && identity.secretsPart.isKnown())
        verdictparts::addText(m_context, layout, tr("None: only tokens of trusted issuers sign in."));
    if (identity.secretsPart.state == trust::Knowledge::NotRead && !identity.secrets.isEmpty())
        return verdictparts::addText(m_context, layout, tr("Certificates are unknown: they have not been read."));
    addGap(layout, identity.secretsPart, tr("Secrets and certificates"));
}

void AboutTab::addFields(QVBoxLayout *layout, const trust::Identity &identity)
{
    struct Field
    {
        QString label;
        QString value;
    };
    const bool app = identity.key.kind == trust::IdentityKind::Application;
    const QLocale locale;
    QList<Field> fields;
    if (identity.createdAt.isValid())
        fields.append({tr("Created"), locale.toString(identity.createdAt.date(), tr("d MMM yyyy"))});
    fields.append({tr("Signs in"), audienceWords(identity.signInAudience)});
    fields.append({tr("Service principal"), app ? identity.servicePrincipalId : QString()});
    fields.append({tr("Subscription"), identity.place->subscriptionName});
    fields.append({tr("Resource group"), identity.place->resourceGroup});
    fields.append({tr("Region"), identity.place->location});
    fields.append({tr("Tenant"), identity.tenantId});
    fields.removeIf([](const Field &field) { return field.value.isEmpty(); });
    if (fields.isEmpty())
        return;
    verdictparts::addHeading(m_context, layout, tr("Overview"));
    auto *column = new QVBoxLayout;
    column->setSpacing(m_context.appearance.theme().px(2));
    for (const Field &field : std::as_const(fields)) {
        auto *one = new CopyableField(m_context.appearance, m_context.clipboard, field.label);
        one->setLabelWidth(labelWidth);
        one->setValue(field.value);
        column->addWidget(one);
    }
    layout->addLayout(column);
}

QHBoxLayout *AboutTab::addLine(QVBoxLayout *layout, const Line &line, const QString &what)
{
    const Appearance &appearance = m_context.appearance;
    QHBoxLayout *row = verdictparts::addLine(m_context, layout, line.glyph, line.title, line.detail, line.tip);
    if (!line.remark.isEmpty()) {
        auto *badge = new SeverityBadge(appearance);
        badge->setTextStyle(TextStyle::Secondary);
        badge->setLevel(line.level, line.remark);
        row->addWidget(badge);
    }
    if (!line.copied.isEmpty()) {
        auto *copy = new CopyButton(appearance, m_context.clipboard, tr("%1 %2").arg(what, shown(line.title)));
        copy->setValue(line.copied);
        row->addWidget(copy);
    }
    return row;
}

void AboutTab::addRetire(QHBoxLayout *row, const trust::Identity &identity, const trust::Secret &secret)
{
    if (secret.keyId.isNull())
        return; // it cannot be named
    auto *retire = new Button(m_context.appearance, tr("Retire…"), ButtonRole::Link, Glyph::None);
    retire->setObjectName(QStringLiteral("retireSecret"));
    retire->setAccessibleName(tr("Retire %1").arg(shown(trust::nameOf(secret))));
    // Queued: what follows may fill this anew, the button with it.
    connect(
        retire, &QPushButton::clicked, this, [this, key = identity.key, secret] { Q_EMIT retireAsked(key, secret); },
        Qt::QueuedConnection);
    row->addWidget(retire);
}

// What of a section could not be read.
void AboutTab::addGap(QVBoxLayout *layout, const trust::Part &part, const QString &what)
{
    const QString gap = missingPart(part, what);
    if (gap.isEmpty())
        return;
    auto *badge = new SeverityBadge(m_context.appearance);
    badge->setLevel(Level::Medium, tr("Not everything is known"));
    layout->addWidget(badge);
    verdictparts::addText(m_context, layout, gap);
}

} // namespace symbolon::ui
