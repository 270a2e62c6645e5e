// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/onboarding/identity_step.h"

#include "base/shown.h"
#include "ui/editor/preview_pane.h"
#include "ui/models/identity_model.h"
#include "ui/pages/common/choice_card.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tableview.h"
#include "workspace/offers.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {
namespace {

using workspace::IdentityChoice;
using Column = IdentityModel::Column;

constexpr int fieldWidth = 420;
constexpr int tableHeight = 300;

// Hostile names as an entry of a list, which shows plain text.
void addEntry(QComboBox *list, const QString &name, const QString &detail, const QString &data)
{
    list->addItem(detail.isEmpty() ? shown(name) : QStringLiteral("%1  –  %2").arg(shown(name), shown(detail)), data);
}

} // namespace

IdentityStep::IdentityStep(Context &context, OnboardingDraft &draft, QWidget *parent)
    : OnboardingStep(context, draft, parent)
    , m_pages(new QWidget(this))
    , m_model(new IdentityModel(context.worker, trust::limits::credentialsPerIdentity, this))
    , m_side(new QWidget)
    , m_sideWords(new QVBoxLayout(m_side))
{
    const Theme &theme = context.appearance.theme();
    m_sideWords->setContentsMargins(0, 0, 0, 0);
    m_sideWords->setSpacing(theme.px(metrics::space3));
    // No stack: that is as large as its largest page.
    auto *pages = new QVBoxLayout(m_pages);
    pages->setContentsMargins(0, 0, 0, 0);
    m_page = {buildExisting(), buildApplication(), buildManaged()}; // in the order of IdentityChoice
    for (QWidget *page : std::as_const(m_page))
        pages->addWidget(page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(metrics::space4));
    column->addWidget(buildChoices());
    column->addWidget(m_pages);
    column->addStretch(1);
    connect(&context.workspace, &workspace::Workspace::identitiesChanged, this, [this] {
        if (isVisible())
            m_model->setSource(this->context().workspace.identities());
    });
}

IdentityStep::~IdentityStep()
{
    m_stop.request_stop();
}

QWidget *IdentityStep::buildChoices()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(context().appearance.theme().px(metrics::space2));
    m_choices = new QButtonGroup(this);
    const auto add = [&](IdentityChoice choice, Glyph glyph, const QString &name, const QString &words) {
        auto *card = new ChoiceCard(context().appearance, glyph, name, words, box);
        m_choices->addButton(card, static_cast<int>(choice));
        row->addWidget(card, 1);
    };
    add(IdentityChoice::NewApplication, Glyph::App, tr("App registration"),
        tr("New: for Microsoft Graph and other APIs, and for what has no place in Azure"));
    add(IdentityChoice::NewManagedIdentity, Glyph::ManagedIdentity, tr("Managed identity"),
        tr("New: in a resource group beside what it works on; nobody can give it a secret"));
    add(IdentityChoice::Existing, Glyph::Identities, tr("Existing identity"),
        tr("The workload gets everything that the identity may do already"));
    connect(m_choices, &QButtonGroup::idClicked, this, [this](int id) { choose(static_cast<IdentityChoice>(id)); });
    return box;
}

QWidget *IdentityStep::buildExisting()
{
    const Theme &theme = context().appearance.theme();
    auto *page = new QWidget(m_pages);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(metrics::space2));
    m_search = new SearchField(context().appearance, tr("Name, client ID, issuer or subject"), Glyph::Search, page);
    m_search->setObjectName(QStringLiteral("identitySearch"));
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        IdentityFilter filter = m_model->filter();
        filter.text = text;
        m_model->setFilter(filter);
    });
    m_table = new TableView(context().appearance, context().clipboard, tr("Identities"), page);
    m_table->setObjectName(QStringLiteral("identityTable"));
    m_table->setModel(m_model);
    m_table->setRowHeight(metrics::rowTwoLine);
    m_table->setMinimumHeight(theme.px(tableHeight));
    for (int i = 0; i < static_cast<int>(Column::Count); ++i) {
        const auto one = static_cast<Column>(i);
        m_table->setColumnHidden(i, one != Column::Identity && one != Column::Credentials && one != Column::Privilege);
    }
    m_table->header()->setSectionResizeMode(static_cast<int>(Column::Identity), QHeaderView::Stretch);
    m_table->setColumnWidth(static_cast<int>(Column::Credentials), theme.px(110));
    m_table->setColumnWidth(static_cast<int>(Column::Privilege), theme.px(180));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &IdentityStep::followSelection);
    column->addWidget(m_search);
    column->addWidget(m_table, 1);
    return page;
}

QLineEdit *IdentityStep::addName(QVBoxLayout *column, const QString &label, QWidget *parent)
{
    addLabel(column, label, parent);
    auto *name = new QLineEdit(parent);
    name->setAccessibleName(label);
    name->setMaximumWidth(context().appearance.theme().px(fieldWidth));
    connect(name, &QLineEdit::textEdited, this, &IdentityStep::nameTyped);
    column->addWidget(name);
    return name;
}

QWidget *IdentityStep::buildApplication()
{
    const Theme &theme = context().appearance.theme();
    auto *page = new QWidget(m_pages);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(metrics::space2));
    m_applicationName = addName(column, tr("Display name"), page);
    m_applicationName->setObjectName(QStringLiteral("applicationName"));
    addWords(column,
             tr("Created for this tenant alone, together with its service principal. It gets no secret. You become its "
                "owner."),
             page);
    column->addStretch(1);
    return page;
}

QWidget *IdentityStep::buildManaged()
{
    const Theme &theme = context().appearance.theme();
    auto *page = new QWidget(m_pages);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(metrics::space2));
    m_managedName = addName(column, tr("Name"), page);
    m_managedName->setObjectName(QStringLiteral("managedName"));
    m_nameWords = addWords(column, QString(), page);
    m_nameWords->setInk(Ink::Critical);
    m_nameWords->hide();
    const auto addList = [&](const QString &label, const char *name) {
        addLabel(column, label, page);
        auto *list = new QComboBox(page);
        list->setObjectName(QLatin1String(name));
        list->setAccessibleName(label);
        list->setMaximumWidth(theme.px(fieldWidth));
        list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        column->addWidget(list);
        return list;
    };
    m_subscription = addList(tr("Subscription"), "subscription");
    m_group = addList(tr("Resource group"), "resourceGroup");
    m_group->setPlaceholderText(tr("Choose where it lives"));
    m_location = addList(tr("Region"), "region");
    m_location->setPlaceholderText(tr("Choose a region"));
    m_placeWords = addWords(column, QString(), page);
    column->addStretch(1);
    connect(m_subscription, &QComboBox::activated, this, [this] {
        draft().subscriptionId = m_subscription->currentData().toString();
        draft().wanted.resourceGroupId.clear();
        draft().wanted.location.clear();
        readPlaces();
        Q_EMIT changed();
    });
    connect(m_group, &QComboBox::activated, this, &IdentityStep::chooseGroup);
    connect(m_location, &QComboBox::activated, this, [this] {
        draft().wanted.location = m_location->currentData().toString();
        Q_EMIT changed();
    });
    return page;
}

QString IdentityStep::question() const
{
    const QString name = shown(draft().wanted.workloadName);
    return name.isEmpty() ? tr("What does it sign in as?") : tr("What does %1 sign in as?").arg(name);
}

QString IdentityStep::summary() const
{
    const workspace::Onboarding &wanted = draft().wanted;
    switch (wanted.choice) {
    case IdentityChoice::Existing:
        if (const workspace::IdentityRow *row = context().workspace.identity(wanted.existing))
            return row->identity.displayName;
        break;
    case IdentityChoice::NewApplication:
        if (!wanted.identityName.isEmpty())
            return tr("New app registration %1").arg(wanted.identityName);
        break;
    case IdentityChoice::NewManagedIdentity:
        if (!wanted.identityName.isEmpty())
            return tr("New managed identity %1").arg(wanted.identityName);
        break;
    }
    return tr("What it signs in as");
}

QString IdentityStep::problem() const
{
    const workspace::Onboarding &wanted = draft().wanted;
    if (wanted.choice == IdentityChoice::Existing) {
        const workspace::IdentityRow *row = context().workspace.identity(wanted.existing);
        if (!row)
            return tr("Choose an identity.");
        if (!row->identity.credentialsPart.isKnown())
            return tr("Its credentials could not be read, so nothing can be added to it.");
        return row->identity.credentials.size() < trust::limits::credentialsPerIdentity
            ? QString()
            : tr("It holds %1 credentials already, the most it can have.").arg(trust::limits::credentialsPerIdentity);
    }
    if (QString remark = workspace::remarkOnIdentityName(wanted.choice, wanted.identityName); !remark.isEmpty())
        return remark;
    if (wanted.choice == IdentityChoice::NewManagedIdentity) {
        if (wanted.resourceGroupId.isEmpty())
            return tr("Choose a resource group.");
        if (wanted.location.isEmpty())
            return tr("Choose a region.");
    }
    return {};
}

void IdentityStep::enter()
{
    m_model->setSource(context().workspace.identities());
    proposeName();
    showChoice();
}

// A table that nobody looks at would hold on to rows that have been read anew since.
void IdentityStep::leave()
{
    m_model->setSource({});
}

void IdentityStep::choose(IdentityChoice choice)
{
    const QString before = workspace::proposedIdentityName(draft().wanted.choice, draft().wanted.workloadName);
    const bool wasProposed = draft().wanted.identityName == before;
    draft().wanted.choice = choice;
    if (wasProposed)
        draft().wanted.identityName.clear();
    proposeName();
    showChoice();
    Q_EMIT changed();
}

// A name that nobody has typed follows the workload's.
void IdentityStep::proposeName()
{
    workspace::Onboarding &wanted = draft().wanted;
    if (wanted.identityName.isEmpty())
        wanted.identityName = workspace::proposedIdentityName(wanted.choice, wanted.workloadName);
}

void IdentityStep::nameTyped(const QString &name)
{
    draft().wanted.identityName = name;
    const QString remark = workspace::remarkOnIdentityName(draft().wanted.choice, name);
    m_nameWords->setValue(remark);
    m_nameWords->setVisible(!remark.isEmpty());
    Q_EMIT changed();
}

void IdentityStep::showChoice()
{
    const workspace::Onboarding &wanted = draft().wanted;
    if (QAbstractButton *card = m_choices->button(static_cast<int>(wanted.choice)))
        card->setChecked(true);
    for (int i = 0; i < m_page.size(); ++i)
        m_page.at(i)->setVisible(i == static_cast<int>(wanted.choice));
    QLineEdit *name = wanted.choice == IdentityChoice::NewApplication ? m_applicationName : m_managedName;
    if (name->text() != wanted.identityName)
        name->setText(wanted.identityName);
    if (wanted.choice == IdentityChoice::NewManagedIdentity)
        readSubscriptions();
    if (wanted.choice == IdentityChoice::Existing) {
        if (const int row = m_model->rowOf(wanted.existing); row >= 0)
            m_table->selectRow(row);
    }
    showSide();
}

void IdentityStep::followSelection()
{
    if (const workspace::IdentityRow *row = m_model->rowAt(m_table->currentIndex())) {
        if (draft().wanted.existing == row->key())
            return;
        draft().wanted.existing = row->key();
        showSide();
        Q_EMIT changed();
    }
}

void IdentityStep::readSubscriptions()
{
    const QList<cloud::Subscription> all = context().workspace.offers().subscriptions();
    m_subscription->clear();
    for (const cloud::Subscription &one : all)
        addEntry(m_subscription, one.displayName, QString(), one.id);
    if (all.isEmpty()) {
        m_group->clear();
        m_location->clear();
        m_placeWords->setValue(tr("No Azure subscription is visible to this account. Choose an app registration, or "
                                  "sign in as somebody who may write in one."));
        return;
    }
    if (draft().subscriptionId.isEmpty())
        draft().subscriptionId = all.constFirst().id;
    m_subscription->setCurrentIndex(std::max(0, m_subscription->findData(draft().subscriptionId)));
    readPlaces();
}

void IdentityStep::readPlaces()
{
    const QString subscription = draft().subscriptionId;
    if (m_placesOf == subscription)
        return;
    m_stop.request_stop();
    m_stop = {};
    m_placesOf = subscription;
    m_group->clear();
    m_location->clear();
    m_placeWords->setValue(tr("Reading resource groups and regions…"));
    const std::stop_token stop = m_stop.get_token();
    workspace::Offers &offers = context().workspace.offers();
    whenDone(offers.resourceGroups(subscription, stop), this,
             [this, stop](const Result<QList<cloud::ResourceGroup>> &groups) {
                 if (!stop.stop_requested())
                     takeGroups(groups);
             });
    whenDone(offers.locations(subscription, stop), this, [this, stop](const Result<QList<cloud::Location>> &locations) {
        if (!stop.stop_requested())
            takeLocations(locations);
    });
}

void IdentityStep::takeGroups(const Result<QList<cloud::ResourceGroup>> &groups)
{
    if (!groups) {
        m_placesOf.clear(); // asked again when it is chosen again
        m_placeWords->setValue(tr("Resource groups cannot be read: %1").arg(oneLine(groups.error())));
        return;
    }
    m_groups = *groups;
    for (const cloud::ResourceGroup &one : *groups)
        addEntry(m_group, one.name, one.location, one.id);
    m_placeWords->setValue(groups->isEmpty() ? tr("This account sees no resource group there.")
                                             : tr("It is deleted with its resource group."));
    const int index = m_group->findData(draft().wanted.resourceGroupId, Qt::UserRole, Qt::MatchFixedString);
    m_group->setCurrentIndex(index);
    if (index < 0)
        draft().wanted.resourceGroupId.clear();
    Q_EMIT changed();
}

void IdentityStep::takeLocations(const Result<QList<cloud::Location>> &locations)
{
    if (!locations) {
        m_placeWords->setValue(tr("Regions cannot be read: %1").arg(oneLine(locations.error())));
        return;
    }
    for (const cloud::Location &one : *locations)
        addEntry(m_location, one.displayName.isEmpty() ? one.name : one.displayName, QString(), one.name);
    m_location->setCurrentIndex(m_location->findData(draft().wanted.location));
    Q_EMIT changed();
}

// The group's own region is the usual one.
void IdentityStep::chooseGroup(int index)
{
    if (index < 0 || index >= m_groups.size())
        return;
    workspace::Onboarding &wanted = draft().wanted;
    wanted.resourceGroupId = m_groups.at(index).id;
    if (wanted.location.isEmpty()) {
        const int region = m_location->findData(m_groups.at(index).location);
        m_location->setCurrentIndex(region);
        wanted.location = region < 0 ? QString() : m_groups.at(index).location;
    }
    Q_EMIT changed();
}

void IdentityStep::showSide()
{
    clearLayout(m_sideWords);
    const auto head = [this](const QString &text) { addLabel(m_sideWords, text, m_side); };
    const auto say = [this](const QString &text) { addWords(m_sideWords, text, m_side); };
    switch (draft().wanted.choice) {
    case IdentityChoice::Existing: {
        head(tr("Shared identities share everything"));
        say(tr("Whoever runs this workload can do all that the identity may do. An identity of its own is easier to "
               "judge, and to remove."));
        if (const workspace::IdentityRow *row = context().workspace.identity(draft().wanted.existing)) {
            head(row->identity.displayName);
            say(tr("%1 of %2 credential slots are used.")
                    .arg(row->identity.credentials.size())
                    .arg(trust::limits::credentialsPerIdentity));
            if (row->highest)
                say(tr("Its strongest right: %1 on %2.")
                        .arg(row->highest->name,
                             row->highest->scopeName.isEmpty() ? row->highest->scope : row->highest->scopeName));
        }
        break;
    }
    case IdentityChoice::NewApplication:
        head(tr("An app registration"));
        say(tr("Belongs to the directory. It can hold application permissions of Microsoft Graph as well as Azure "
               "roles, and somebody can still add a secret to it: keep an eye on that."));
        break;
    case IdentityChoice::NewManagedIdentity:
        head(tr("A managed identity"));
        say(tr("Belongs to an Azure subscription. It can hold no secret at all, only federated credentials, and goes "
               "with its resource group. Whoever may write in that group can change whom it trusts."));
        break;
    }
    m_sideWords->addStretch(1);
}

} // namespace symbolon::ui
