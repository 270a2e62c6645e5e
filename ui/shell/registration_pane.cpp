// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/registration_pane.h"

#include "base/shown.h"
#include "cloud/environment.h"
#include "ui/editor/form_field.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QUuid>
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

// The data of the choice that is no cloud but a file.
QString fromFile()
{
    return QStringLiteral("file");
}

bool isId(const QString &text)
{
    return !QUuid::fromString(text).isNull();
}

QString remarkOnTenant(const QString &tenant)
{
    static const QRegularExpression domain(QStringLiteral("^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
                                                          "(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$"));
    const bool fine = tenant.isEmpty() || isId(tenant) || tenant == u"organizations" || domain.match(tenant).hasMatch();
    return fine ? QString()
                : RegistrationPane::tr("This is neither a domain, like contoso.onmicrosoft.com, nor a tenant ID.");
}

QString remarkOnClient(const QString &client)
{
    return client.isEmpty() || isId(client)
        ? QString()
        : RegistrationPane::tr("A client ID has the form 01234567-89ab-cdef-0123-456789abcdef.");
}

QString remarkOnCloudFile(const QString &path)
{
    if (path.isEmpty())
        return RegistrationPane::tr("Choose the file that describes the cloud.");
    if (!QFileInfo(path).isFile()) // anything else might never end
        return RegistrationPane::tr("There is no such file.");
    const auto described = cloud::loadCloudFile(path);
    return described ? QString() : shown(described.error().message);
}

// As FormField places its input behind its label.
QHBoxLayout *labelledRow(const Appearance &appearance, const QString &text, QWidget *input, QWidget *parent)
{
    const Theme &theme = appearance.theme();
    auto *label = new PlainLabel(appearance, TextStyle::Body, Ink::Text2, parent);
    label->setValue(text);
    label->setBuddy(input);
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    label->setFixedSize(theme.px(formLabelWidth), theme.px(metrics::control));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space4);
    row->addWidget(label);
    row->addWidget(input);
    row->addStretch(1);
    return row;
}

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

RegistrationPane::RegistrationPane(const Appearance &appearance, const ClipboardWriter &clipboard,
                                   const QString &cloudIsFixed, AskFile askFile, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    const Theme &theme = appearance.theme();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(metrics::space3));
    layout->addWidget(buildSteps(clipboard));
    layout->addWidget(buildCloud(cloudIsFixed, std::move(askFile)));
    m_tenant = addField(layout, QStringLiteral("signInTenant"), tr("Tenant"), tr("contoso.onmicrosoft.com, or its ID"));
    m_client =
        addField(layout, QStringLiteral("signInClient"), tr("Client ID"), tr("Application ID of the app registration"));
    layout->addWidget(buildKnownClients());
    layout->addWidget(buildScopes());
    setSettings({});
}

QWidget *RegistrationPane::buildSteps(const ClipboardWriter &clipboard)
{
    const Theme &theme = m_appearance.theme();
    auto *steps = new QWidget(this);
    auto *layout = new QVBoxLayout(steps);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(metrics::space2));
    auto *why = new PlainLabel(m_appearance, TextStyle::Body, Ink::Text2, steps);
    why->setWordWrap(true);
    why->setValue(
        tr("Symbolon signs in as an app registration of your own tenant: a public client without a secret, with "
           "the redirect URI http://localhost. It holds delegated permissions only, so nobody sees or changes "
           "more with Symbolon than their own account may. An administrator creates it once with the Azure CLI, "
           "and everybody uses its client ID."));
    layout->addWidget(why);

    auto *panel = new Panel(m_appearance, steps);
    auto *inner = new QHBoxLayout(panel);
    inner->setContentsMargins(theme.px(metrics::space3), theme.px(metrics::space2), theme.px(metrics::space2),
                              theme.px(metrics::space2));
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    const QStringList all = commands().trimmed().split(u'\n');
    for (const QString &line : all) {
        auto *text = new PlainLabel(m_appearance, TextStyle::MonoSmall, Ink::Text, panel);
        text->setSelectable(true);
        text->setValue(line);
        lines->addWidget(text);
    }
    auto *copy = new CopyButton(m_appearance, clipboard, tr("commands"), panel);
    copy->setObjectName(QStringLiteral("copyRegistrationCommands"));
    copy->setValue(commands());
    inner->addLayout(lines, 1);
    inner->addWidget(copy, 0, Qt::AlignTop);
    layout->addWidget(panel);
    return steps;
}

QWidget *RegistrationPane::buildCloud(const QString &whyFixed, AskFile askFile)
{
    const bool fixed = !whyFixed.isEmpty();
    auto *part = new QWidget(this);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_appearance.theme().px(metrics::space3));
    m_cloud = new QComboBox(part);
    m_cloud->setObjectName(QStringLiteral("signInCloud"));
    m_cloud->setAccessibleName(tr("Cloud"));
    const auto clouds = cloud::builtInClouds().value_or(QList<cloud::CloudEnvironment>());
    for (const cloud::CloudEnvironment &one : clouds)
        m_cloud->addItem(one.displayName, one.name);
    m_cloud->addItem(tr("Another, from a cloud file"), fromFile());
    m_cloud->setEnabled(!fixed);
    auto *row = labelledRow(m_appearance, tr("Cloud"), m_cloud, part);
    if (fixed) {
        auto *why = new PlainLabel(m_appearance, TextStyle::Secondary, Ink::Text2, part);
        why->setValue(whyFixed);
        row->insertWidget(2, why);
    }
    layout->addLayout(row);

    m_fileRow = new QWidget(part);
    auto *fileRow = new QVBoxLayout(m_fileRow);
    fileRow->setContentsMargins(0, 0, 0, 0);
    auto *line = new QHBoxLayout;
    line->setSpacing(m_appearance.theme().px(metrics::space2));
    fileRow->addLayout(line);
    auto *fields = new QVBoxLayout;
    line->addLayout(fields, 1);
    m_file = addField(fields, QStringLiteral("signInCloudFile"), tr("Cloud file"), tr("Path of a JSON file"));
    m_file->setEnabled(!fixed);
    if (askFile) {
        auto *choose = new Button(m_appearance, tr("Choose"), ButtonRole::Secondary, Glyph::None, m_fileRow);
        choose->setEnabled(!fixed);
        line->addWidget(choose, 0, Qt::AlignTop);
        connect(choose, &QPushButton::clicked, this, [this, askFile = std::move(askFile)] {
            askFile([this](const QString &path) {
                if (path.isEmpty())
                    return;
                m_file->setValue(path);
                m_file->settle();
                forgetTheLast();
                judge();
                Q_EMIT edited();
            });
        });
    }
    layout->addWidget(m_fileRow);
    connect(m_file, &FormField::edited, this, &RegistrationPane::forgetTheLast);
    connect(m_cloud, &QComboBox::activated, this, &RegistrationPane::chooseCloud);
    return part;
}

QWidget *RegistrationPane::buildKnownClients()
{
    auto *advanced = new QWidget(this);
    auto *layout = new QVBoxLayout(advanced);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_appearance.theme().px(metrics::space1));
    auto *row = new QHBoxLayout;
    auto *label = new PlainLabel(m_appearance, TextStyle::Secondary, Ink::Text2, advanced);
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
    m_meaning = new PlainLabel(m_appearance, TextStyle::Secondary, Ink::Text2, advanced);
    m_meaning->setWordWrap(true);
    m_meaning->hide();
    layout->addWidget(m_meaning);
    connect(m_known, &QComboBox::activated, this, &RegistrationPane::chooseClient);
    return advanced;
}

QWidget *RegistrationPane::buildScopes()
{
    const Theme &theme = m_appearance.theme();
    auto *part = new QWidget(this);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(metrics::space2));
    m_scopesToggle =
        new Button(m_appearance, tr("Advanced: permissions that are asked for"), ButtonRole::Link, Glyph::None, part);
    m_scopesToggle->setObjectName(QStringLiteral("scopesToggle"));
    m_scopesToggle->setCheckable(true);
    layout->addWidget(m_scopesToggle, 0, Qt::AlignLeft);
    m_scopes = new QWidget(part);
    auto *fields = new QVBoxLayout(m_scopes);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(theme.px(metrics::space3));
    auto *why = new PlainLabel(m_appearance, TextStyle::Secondary, Ink::Text2, m_scopes);
    why->setWordWrap(true);
    why->setValue(
        tr("Delegated permissions of Microsoft Graph, the least for each step where a field is empty. With less "
           "than that, what cannot be read is shown as unknown."));
    fields->addWidget(why);
    const auth::Tiers least;
    m_browse = addField(fields, QStringLiteral("scopesBrowse"), tr("To sign in"), least.browse.join(u' '));
    m_assess = addField(fields, QStringLiteral("scopesAssess"), tr("To judge reach"), least.assess.join(u' '));
    m_edit = addField(fields, QStringLiteral("scopesEdit"), tr("To change"), least.edit.join(u' '));
    layout->addWidget(m_scopes);
    m_scopes->hide();
    connect(m_scopesToggle, &QPushButton::toggled, m_scopes, &QWidget::setVisible);
    return part;
}

FormField *RegistrationPane::addField(QVBoxLayout *layout, const QString &name, const QString &label,
                                      const QString &hint)
{
    auto *field = new FormField(m_appearance, name, label, this);
    field->input()->setObjectName(name);
    field->setPlaceholder(hint);
    layout->addWidget(field);
    connect(field, &FormField::edited, this, [this] {
        judge();
        Q_EMIT edited();
    });
    return field;
}

void RegistrationPane::chooseCloud()
{
    m_fileRow->setVisible(isFile());
    forgetTheLast();
    judge();
    Q_EMIT edited();
}

// Tenant, client and permissions were those of another cloud.
void RegistrationPane::forgetTheLast()
{
    for (FormField *field : {m_tenant, m_client, m_browse, m_assess, m_edit})
        field->setValue(QString());
    m_known->setCurrentIndex(0);
    m_meaning->hide();
}

bool RegistrationPane::isFile() const
{
    return m_cloud->currentData().toString() == fromFile();
}

void RegistrationPane::chooseClient(int index)
{
    const QString id = m_known->itemData(index).toString();
    m_meaning->setVisible(!id.isEmpty());
    m_meaning->setValue(
        tr("You sign in under the name of a tool of Microsoft's: the tenant's sign-in log shows that tool, "
           "its permissions are what Microsoft or your administrators gave it and may be more than "
           "Symbolon needs, and your organisation may forbid this use."));
    m_client->setValue(id);
    judge();
    Q_EMIT edited();
}

void RegistrationPane::judge()
{
    const auto remark = [](FormField *field, const QString &sentence) {
        QList<PlacedRemark> remarks;
        if (!sentence.isEmpty())
            remarks.append({field->key(), trust::RemarkLevel::Error, sentence, {}, {}});
        field->setRemarks(remarks);
    };
    const auto onScopes = [](const FormField *field, bool mayWrite) {
        const QStringList scopes = auth::scopesFromText(field->value());
        return scopes.isEmpty() ? QString() : auth::remarkOnScopes(scopes, mayWrite);
    };
    remark(m_file, isFile() ? remarkOnCloudFile(m_file->value().trimmed()) : QString());
    remark(m_tenant, remarkOnTenant(m_tenant->value().trimmed()));
    remark(m_client, remarkOnClient(m_client->value().trimmed()));
    remark(m_browse, onScopes(m_browse, false));
    remark(m_assess, onScopes(m_assess, false));
    remark(m_edit, onScopes(m_edit, true));
}

bool RegistrationPane::check()
{
    judge();
    FormField *first = nullptr;
    for (FormField *field : {m_file, m_tenant, m_client, m_browse, m_assess, m_edit}) {
        field->settle();
        if (field->hasRemark() && !first)
            first = field;
    }
    if (!first)
        return true;
    if (m_scopes->isAncestorOf(first))
        m_scopesToggle->setChecked(true);
    first->input()->setFocus(Qt::OtherFocusReason);
    return false;
}

void RegistrationPane::setSettings(const workspace::SignInSettings &settings)
{
    const auth::Tiers least;
    const auth::Tiers tiers = settings.choice.tiers.value_or(least);
    const QString cloud = settings.cloud.isEmpty() ? QStringLiteral("global") : settings.cloud;
    const int known = m_cloud->findData(cloud);
    m_cloud->setCurrentIndex(known >= 0 && cloud != fromFile() ? known : m_cloud->findData(fromFile()));
    m_file->setValue(known >= 0 ? QString() : settings.cloud);
    m_fileRow->setVisible(known < 0);
    m_tenant->setValue(settings.choice.tenant == u"organizations" ? QString() : settings.choice.tenant);
    m_client->setValue(settings.choice.clientId);
    const int client = m_known->findData(settings.choice.clientId);
    m_known->setCurrentIndex(settings.choice.clientId.isEmpty() || client < 0 ? 0 : client);
    m_meaning->setVisible(m_known->currentIndex() > 0);
    m_browse->setValue(tiers.browse == least.browse ? QString() : tiers.browse.join(u' '));
    m_assess->setValue(tiers.assess == least.assess ? QString() : tiers.assess.join(u' '));
    m_edit->setValue(tiers.edit == least.edit ? QString() : tiers.edit.join(u' '));
    if (tiers != least)
        m_scopesToggle->setChecked(true);
    judge();
}

QString RegistrationPane::chosenCloud() const
{
    const QString chosen = m_cloud->currentData().toString();
    if (isFile())
        return m_file->value().trimmed();
    return chosen == u"global" ? QString() : chosen;
}

workspace::SignInSettings RegistrationPane::settings() const
{
    const auto tier = [](const FormField *field, const QStringList &least) {
        const QStringList scopes = auth::scopesFromText(field->value());
        return scopes.isEmpty() ? least : scopes;
    };
    const auth::Tiers least;
    workspace::SignInSettings settings;
    settings.cloud = chosenCloud();
    settings.choice.tenant = m_tenant->value().trimmed();
    settings.choice.clientId = m_client->value().trimmed();
    settings.choice.tiers =
        auth::Tiers{tier(m_browse, least.browse), tier(m_assess, least.assess), tier(m_edit, least.edit)};
    return settings;
}

} // namespace symbolon::ui
