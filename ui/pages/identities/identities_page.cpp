// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/identities/identities_page.h"

#include "ui/models/identity_model.h"
#include "ui/models/severity_level.h"
#include "ui/pages/common/choice_chip.h"
#include "ui/pages/common/column_fit.h"
#include "ui/pages/common/glyph_label.h"
#include "ui/pages/common/list_stack.h"
#include "ui/pages/identities/credentials_tab.h"
#include "ui/pages/identities/identity_details.h"
#include "ui/shell/settings.h"
#include "ui/theme/controls.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tableview.h"
#include "workspace/row_filter.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

#include <chrono>

namespace symbolon::ui {

namespace {

using Column = IdentityModel::Column;

constexpr std::chrono::milliseconds typingPause{150};
constexpr int detailsWidth = 414;
constexpr int detailsLeast = 330;
constexpr int listLeast = 380;

QString oneOrMore()
{
    return IdentitiesPage::tr("1 or more");
}

} // namespace

IdentitiesPage::IdentitiesPage(Context &context, QWidget *parent)
    : Page(context, tr("Identities"), tr("Name, client ID, issuer or subject"), parent)
    , m_model(new IdentityModel(context.worker, closeToLimit, this))
    , m_table(new TableView(context.appearance, context.clipboard, tr("Identities"), this))
    , m_splitter(new QSplitter(this))
    , m_details(new IdentityDetails(context, m_splitter))
{
    setObjectName(QStringLiteral("identitiesPage"));
    auto *add = new Button(context.appearance, tr("New credential"), ButtonRole::Secondary, Glyph::Add, this);
    add->setObjectName(QStringLiteral("newCredential"));
    headerActions()->addWidget(add);
    connect(add, &QPushButton::clicked, this, [this] {
        if (m_selected)
            Q_EMIT addAsked(*m_selected);
    });
    buildChips();
    buildColumnsButton();

    m_splitter->setObjectName(QStringLiteral("identitiesSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->insertWidget(0, buildList());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    const Theme &theme = context.appearance.theme();
    m_details->setMinimumWidth(theme.px(detailsLeast));
    m_splitter->setSizes({theme.px(850), theme.px(detailsWidth)});
    setBody(m_splitter);
    restoreState();

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &IdentitiesPage::applyText);
    connect(filterField(), &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_model, &IdentityModel::rowsChanged, this, &IdentitiesPage::showRows);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &IdentitiesPage::followSelection);
    connect(&context.workspace, &workspace::Workspace::identitiesChanged, this, [this] {
        m_model->setSource(m_context.workspace.identities());
        showDetails();
    });
    connect(&context.workspace, &workspace::Workspace::credentialsChanged, this, &IdentitiesPage::showDetails);
    // The list may turn from "being read" to "empty" without a change of rows.
    connect(&context.workspace, &workspace::Workspace::syncChanged, this, &IdentitiesPage::showRows);
    connect(m_details, &IdentityDetails::addAsked, this, &IdentitiesPage::addAsked);
    m_model->setSource(context.workspace.identities());
    applyFilter();
    showRows();
}

QWidget *IdentitiesPage::buildList()
{
    auto *list = new Plane(m_context.appearance, Plane::Tone::Surface, {}, m_splitter);
    list->setMinimumWidth(m_context.appearance.theme().px(listLeast));
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_table->setObjectName(QStringLiteral("identitiesTable"));
    m_table->setModel(m_model);
    // The header's own first order would be taken over when sorting is switched on.
    m_table->header()->setSortIndicator(m_model->sortColumn(), m_model->sortOrder());
    m_table->setSortingEnabled(true);
    connect(m_table->header(), &QHeaderView::sortIndicatorChanged, this, &IdentitiesPage::showSorting);
    const Theme &theme = m_context.appearance.theme();
    m_fit = new ColumnFit(m_table->header(),
                          {{theme.px(186), 6, false},
                           {theme.px(94), 0, true},
                           {theme.px(102), 0, false},
                           {theme.px(94), 0, true},
                           {theme.px(140), 5, false},
                           {theme.px(100), 0, false}});
    m_stack = new ListStack(m_context, m_table, list);
    connect(m_stack, &ListStack::clearFilterAsked, this, &IdentitiesPage::clearFilter);
    layout->addWidget(m_stack, 1);
    layout->addWidget(buildFooter(list));
    return list;
}

QWidget *IdentitiesPage::buildFooter(QWidget *parent)
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *footer = new Plane(appearance, Plane::Tone::Surface, Qt::TopEdge, parent);
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(theme.px(metrics::space4), theme.px(7), theme.px(metrics::space4), theme.px(7));
    layout->setSpacing(theme.px(6));
    const auto addCount = [&](Glyph glyph) {
        auto *sign = new GlyphLabel(appearance, glyph, Ink::Accent, footer);
        auto *label = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, footer);
        layout->addWidget(sign);
        layout->addWidget(label);
        layout->addSpacing(theme.px(metrics::space2));
        return label;
    };
    m_apps = addCount(Glyph::App);
    m_managed = addCount(Glyph::ManagedIdentity);
    m_hidden = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, footer);
    m_hidden->setElide(Qt::ElideRight);
    m_hidden->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout->addWidget(m_hidden, 1);
    m_hidden->installEventFilter(this);
    m_footer = footer;
    return footer;
}

void IdentitiesPage::buildChips()
{
    const Appearance &appearance = m_context.appearance;
    QWidget *parent = chips()->parentWidget();
    const auto addChip = [&](const QString &label, std::function<QStringList()> options) {
        auto *chip = new ChoiceChip(appearance, label, std::move(options), parent);
        chips()->addWidget(chip->chip());
        connect(chip, &ChoiceChip::chosen, this, &IdentitiesPage::applyFilter);
        return chip;
    };
    m_federated = addChip(tr("Credentials"), [] { return QStringList{oneOrMore()}; });
    m_federated->setChosen(oneOrMore());
    m_kind = addChip(tr("Kind"), [] { return QStringList{tr("App registration"), tr("Managed identity")}; });
    m_platform = addChip(tr("Platform"), [this] { return platformNames(); });
    m_privilege = addChip(tr("Privilege"), [] { return QStringList{tr("Tier 0"), tr("High or above"), tr("None")}; });
    m_risk = addChip(tr("Risk"), [] {
        return QStringList{risk::severityName(risk::Severity::Critical), tr("High or above"), tr("Medium or above"),
                           tr("Low or above")};
    });
}

void IdentitiesPage::buildColumnsButton()
{
    m_sorted = new PlainLabel(m_context.appearance, TextStyle::Secondary, Ink::Text2, this);
    filterEnd()->addWidget(m_sorted);
    auto *columns = new IconButton(m_context.appearance, Glyph::Columns, tr("Columns"), this);
    setButtonRole(columns, ButtonRole::Secondary);
    filterEnd()->addWidget(columns);
    connect(columns, &QToolButton::clicked, this, [this, columns] {
        QMenu *menu = m_table->header()->makeColumnsMenu(columns);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        connect(menu, &QMenu::triggered, m_fit, &ColumnFit::setHandsOff);
        menu->popup(columns->mapToGlobal(QPoint(0, columns->height() + 2)));
    });
}

void IdentitiesPage::restoreState()
{
    const QByteArray columns = m_context.settings.header(id());
    if (!columns.isEmpty() && m_table->restoreColumnState(columns)) {
        m_fit->setHandsOff();
        m_model->sort(m_table->header()->sortIndicatorSection(), m_table->header()->sortIndicatorOrder());
    }
    const QByteArray panes = m_context.settings.splitter(id());
    if (!panes.isEmpty())
        m_splitter->restoreState(panes);
    showSorting();
}

void IdentitiesPage::saveState()
{
    if (m_fit->isHandsOff())
        m_context.settings.setHeader(id(), m_table->columnState());
    m_context.settings.setSplitter(id(), m_splitter->saveState());
}

QStringList IdentitiesPage::platformNames() const
{
    QStringList names;
    for (const workspace::IdentityRow &row : m_context.workspace.identities().rows()) {
        for (const presets::Platform &platform : row.platforms) {
            if (!names.contains(platform.name))
                names.append(platform.name);
        }
    }
    names.sort(Qt::CaseInsensitive);
    return names;
}

void IdentitiesPage::applyFilter()
{
    IdentityFilter filter;
    filter.text = m_model->filter().text;
    filter.onlyWithCredentials = m_federated->isChosen();
    if (m_kind->isChosen())
        filter.kind = m_kind->index() == 0 ? trust::IdentityKind::Application : trust::IdentityKind::ManagedIdentity;
    filter.platform = m_platform->label();
    constexpr PrivilegeChoice privileges[] = {PrivilegeChoice::TierZero, PrivilegeChoice::HighOrAbove,
                                              PrivilegeChoice::None};
    if (m_privilege->isChosen())
        filter.privilege = privileges[m_privilege->index()];
    constexpr risk::Severity severities[] = {risk::Severity::Critical, risk::Severity::High, risk::Severity::Medium,
                                             risk::Severity::Low};
    if (m_risk->isChosen())
        filter.riskAtLeast = severities[m_risk->index()];
    m_model->setFilter(filter);
    showCounts();
}

void IdentitiesPage::applyText()
{
    const QString text = filterField()->text();
    // A text that is wrong leaves the last good outcome and says why.
    const auto query = workspace::identityQuery({}, text);
    setFilterError(query ? QString() : query.error().message);
    if (!query)
        return;
    IdentityFilter filter = m_model->filter();
    filter.text = text;
    m_model->setFilter(filter);
}

void IdentitiesPage::clearFilter()
{
    // The first time what was asked for beside the usual view, the second time that too.
    const bool narrow = m_model->filter().isNarrow() || !filterField()->text().isEmpty();
    for (ChoiceChip *chip : {m_kind, m_platform, m_privilege, m_risk})
        chip->setChosen({});
    if (!narrow)
        m_federated->setChosen({});
    filterField()->clear();
    m_typing.stop();
    applyText();
    applyFilter();
}

void IdentitiesPage::setOnlyWithCredentials(bool only)
{
    m_federated->setChosen(only ? oneOrMore() : QString());
    applyFilter();
}

QList<QWidget *> IdentitiesPage::panes() const
{
    return {filterField(), m_table, m_details->findChild<QWidget *>(QStringLiteral("identityCredentials"))};
}

void IdentitiesPage::setDetailsHidden(bool hidden)
{
    m_details->setVisible(!hidden);
}

void IdentitiesPage::setCompactRows(bool compact)
{
    const int height = compact ? metrics::rowTwoLineCompact : metrics::rowTwoLine;
    m_table->setRowHeight(height);
    m_stack->setRowHeight(m_context.appearance.theme().px(height));
    m_details->setCompactRows(compact);
}

void IdentitiesPage::select(const trust::IdentityKey &key, const QString &credentialName)
{
    m_selected = key;
    const workspace::IdentityRow *row = m_context.workspace.identity(key);
    if (row != nullptr && m_model->rowOf(key) < 0 && m_model->source().positionOf(key)) {
        m_federated->setChosen({});
        clearFilter();
    }
    showRows();
    showDetails();
    if (!credentialName.isEmpty()) {
        m_details->showTab(IdentityDetails::Tab::Credentials);
        m_details->selectCredential(credentialName);
    }
}

void IdentitiesPage::showRows()
{
    ListFacts facts;
    facts.settled = m_model->isSettled();
    facts.shown = m_model->rowCount();
    facts.known = m_context.workspace.identities().size();
    facts.narrowed = m_model->filter().isNarrow() || m_model->filter().onlyWithCredentials;
    facts.emptyTitle = tr("This tenant has no app registration and no user-assigned managed identity.");
    facts.emptyText = tr("Or your account may not see them.");
    facts.filteredTitle = m_model->filter().isNarrow() ? tr("No identity matches the filter.")
                                                       : tr("No identity has a federated credential yet.");
    m_stack->show(facts);
    setBannerWanted(facts.known > 0);

    // What was chosen stays chosen while it is on show, else the first row takes its place.
    const int row = m_selected ? m_model->rowOf(*m_selected) : -1;
    if (row >= 0 && m_table->currentIndex().row() != row)
        m_table->setCurrentIndex(m_model->index(row, 0));
    else if (row < 0 && m_model->rowCount() > 0 && m_model->isSettled())
        m_table->setCurrentIndex(m_model->index(0, 0));
    showCounts();
    Q_EMIT selectionTextChanged();
}

bool IdentitiesPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_hidden && event->type() == QEvent::Resize)
        showCounts();
    return Page::eventFilter(watched, event);
}

void IdentitiesPage::showCounts()
{
    showSubtitle();
    int apps = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        apps += m_model->rowAt(row)->identity.key.kind == trust::IdentityKind::Application ? 1 : 0;
    m_apps->setValue(tr("%n app registration(s)", nullptr, apps));
    m_managed->setValue(tr("%n user-assigned managed identity(s)", nullptr, m_model->rowCount() - apps));
    const int hidden = static_cast<int>(m_model->sourceSize()) - m_model->rowCount();
    QString words;
    if (hidden > 0 && m_model->filter().isNarrow())
        words = tr("%n hidden by filter", nullptr, hidden);
    else if (hidden > 0)
        words = tr("%n without federation hidden by filter", nullptr, hidden);
    if (QFontMetrics(m_hidden->font()).horizontalAdvance(words) > m_hidden->width())
        words = tr("%n hidden by filter", nullptr, hidden);
    m_hidden->setValue(words);
    m_footer->setVisible(m_model->sourceSize() > 0);
}

void IdentitiesPage::showSubtitle()
{
    int federated = 0;
    for (const workspace::IdentityRow &row : m_context.workspace.identities().rows())
        federated += row.identity.credentials.isEmpty() ? 0 : 1;
    const auto all = static_cast<int>(m_context.workspace.identities().size());
    const bool running = m_context.workspace.syncState().phase == workspace::SyncPhase::Running;
    if (all == 0)
        setSubtitle({});
    else if (running)
        setSubtitle(tr("%1 with federated credentials, of %2 so far").arg(federated).arg(all));
    else
        setSubtitle(tr("%1 with federated credentials, of %2").arg(federated).arg(all));
}

void IdentitiesPage::showSorting()
{
    const QString column =
        m_model->headerData(m_model->sortColumn(), Qt::Horizontal, Qt::DisplayRole).toString().toLower();
    m_sorted->setValue(tr("Sorted by %1").arg(column));
}

void IdentitiesPage::followSelection()
{
    const workspace::IdentityRow *row = m_model->rowAt(m_table->currentIndex());
    if (row == nullptr)
        return;
    m_selected = row->key();
    showDetails();
    Q_EMIT selectionTextChanged();
}

void IdentitiesPage::showDetails()
{
    m_details->setIdentity(m_selected ? m_context.workspace.identity(*m_selected) : nullptr);
}

QString IdentitiesPage::selectionText() const
{
    return m_model->rowCount() == 0 ? QString() : tr("1 of %1 selected").arg(m_model->rowCount());
}

} // namespace symbolon::ui
