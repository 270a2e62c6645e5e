// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/registration_pane.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace symbolon::ui {

namespace {

// Microsoft's public clients (Microsoft Entra: First-party application IDs) that a tenant has without anybody registering
// them.
struct KnownClient
{
    const char *name;
    const char *id;
};
constexpr KnownClient knownClients[] = {
    {"Azure CLI", "04b07795-8ddb-461a-bbee-02f9e1bf7b46"},
    {"Microsoft Graph Command Line Tools", "14d82eec-204b-4c2f-b7e8-296a70dab67e"},
};

} // namespace

// Graph: User.Read, Application.Read.All, RoleManagement.Read.Directory, AuditLog.Read.All and Directory.Read.All; Azure
// Service Management: user_impersonation (Microsoft Graph permissions reference). Nothing that writes: that is asked for
// when somebody edits.
QString RegistrationPane::commands()
{
    return QStringLiteral("APP=$(az ad app create --display-name Symbolon --is-fallback-public-client true \\\n"
                          "      --public-client-redirect-uris http://localhost --query appId --output tsv)\n"
                          "az ad app permission add --id $APP --api 00000003-0000-0000-c000-000000000000 \\\n"
                          "  --api-permissions e1fe6dd8-ba31-4d61-89e7-88639da4683d=Scope \\\n"
                          "  c79f8feb-a9db-4090-85f9-90d820caa0eb=Scope 741c54c3-0c1e-44a1-818b-3f97ab4e8c83=Scope \\\n"
                          "  e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20=Scope 06da0dbc-49e2-44d2-8312-53f166ab848a=Scope\n"
                          "az ad app permission add --id $APP --api 797f4846-ba00-4fd7-ba43-dac1f8f63013 \\\n"
                          "  --api-permissions 41094075-9dad-400e-a0bd-54e686782033=Scope\n"
                          "az ad sp create --id $APP && az ad app permission admin-consent --id $APP\n"
                          "echo $APP\n");
}

RegistrationPane::RegistrationPane(const Appearance &appearance, const ClipboardWriter &clipboard, QWidget *parent)
    : QWidget(parent)
    , m_tenant(new QLineEdit(this))
    , m_client(new QLineEdit(this))
{
    const Theme &theme = appearance.theme();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(metrics::space3));
    layout->addWidget(buildSteps(appearance, clipboard));

    auto *fields = new QGridLayout;
    fields->setHorizontalSpacing(theme.px(metrics::space3));
    fields->setVerticalSpacing(theme.px(metrics::space2));
    int row = 0;
    const auto add = [&](const QString &text, QLineEdit *field, const QString &name, const QString &hint) {
        auto *label = new PlainLabel(appearance, TextStyle::BodyMedium, Ink::Text, this);
        label->setValue(text);
        label->setBuddy(field);
        field->setObjectName(name);
        field->setAccessibleName(text);
        field->setPlaceholderText(hint);
        field->setMaxLength(128);
        fields->addWidget(label, row, 0);
        fields->addWidget(field, row, 1);
        connect(field, &QLineEdit::textEdited, this, &RegistrationPane::edited);
        ++row;
    };
    add(tr("Tenant"), m_tenant, QStringLiteral("signInTenant"), tr("contoso.onmicrosoft.com, or its ID"));
    add(tr("Client ID"), m_client, QStringLiteral("signInClient"), tr("Application ID of the app registration"));
    layout->addLayout(fields);
    layout->addWidget(buildAdvanced(appearance));
}

QWidget *RegistrationPane::buildSteps(const Appearance &appearance, const ClipboardWriter &clipboard)
{
    const Theme &theme = appearance.theme();
    auto *steps = new QWidget(this);
    auto *layout = new QVBoxLayout(steps);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(metrics::space2));
    auto *why = new PlainLabel(appearance, TextStyle::Body, Ink::Text2, steps);
    why->setWordWrap(true);
    why->setValue(
        tr("Symbolon signs in as an app registration of your own tenant: a public client without a secret, with "
           "the redirect URI http://localhost. It holds delegated permissions only, so nobody sees or changes "
           "more with Symbolon than their own account may. An administrator creates it once with the Azure CLI, "
           "and everybody uses its client ID."));
    layout->addWidget(why);

    auto *panel = new Panel(appearance, steps);
    auto *inner = new QHBoxLayout(panel);
    inner->setContentsMargins(theme.px(metrics::space3), theme.px(metrics::space2), theme.px(metrics::space2),
                              theme.px(metrics::space2));
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    const QStringList all = commands().trimmed().split(u'\n');
    for (const QString &line : all) {
        auto *text = new PlainLabel(appearance, TextStyle::MonoSmall, Ink::Text, panel);
        text->setSelectable(true);
        text->setValue(line);
        lines->addWidget(text);
    }
    auto *copy = new CopyButton(appearance, clipboard, tr("commands"), panel);
    copy->setObjectName(QStringLiteral("copyRegistrationCommands"));
    copy->setValue(commands());
    inner->addLayout(lines, 1);
    inner->addWidget(copy, 0, Qt::AlignTop);
    layout->addWidget(panel);
    return steps;
}

QWidget *RegistrationPane::buildAdvanced(const Appearance &appearance)
{
    const Theme &theme = appearance.theme();
    auto *advanced = new QWidget(this);
    auto *layout = new QVBoxLayout(advanced);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(metrics::space1));
    auto *row = new QHBoxLayout;
    auto *label = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, advanced);
    label->setValue(tr("Advanced: without a registration of your own"));
    m_known = new QComboBox(advanced);
    m_known->setObjectName(QStringLiteral("knownClient"));
    m_known->setAccessibleName(tr("A client of Microsoft's"));
    m_known->addItem(tr("No client of Microsoft's"));
    for (const KnownClient &client : knownClients)
        m_known->addItem(QString::fromLatin1(client.name), QString::fromLatin1(client.id));
    label->setBuddy(m_known);
    row->addWidget(label);
    row->addWidget(m_known);
    row->addStretch(1);
    layout->addLayout(row);
    m_meaning = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, advanced);
    m_meaning->setWordWrap(true);
    m_meaning->hide();
    layout->addWidget(m_meaning);
    connect(m_known, &QComboBox::activated, this, &RegistrationPane::chooseClient);
    return advanced;
}

void RegistrationPane::chooseClient(int index)
{
    const QString id = m_known->itemData(index).toString();
    m_meaning->setVisible(!id.isEmpty());
    m_meaning->setValue(
        tr("You sign in under the name of a tool of Microsoft's: the tenant's sign-in log shows that tool, "
           "its permissions are what Microsoft or your administrators gave it and may be more than "
           "Symbolon needs, and your organisation may forbid this use."));
    m_client->setText(id);
    Q_EMIT edited();
}

void RegistrationPane::setChoice(const QString &tenant, const QString &clientId)
{
    m_tenant->setText(tenant == u"organizations" ? QString() : tenant);
    m_client->setText(clientId);
    const int known = m_known->findData(clientId);
    m_known->setCurrentIndex(clientId.isEmpty() || known < 0 ? 0 : known);
}

QString RegistrationPane::tenant() const
{
    return m_tenant->text().trimmed();
}

QString RegistrationPane::clientId() const
{
    return m_client->text().trimmed();
}

} // namespace symbolon::ui
