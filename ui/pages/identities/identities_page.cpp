// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/identities/identities_page.h"

#include "ui/models/identity_model.h"
#include "ui/models/severity_level.h"
#include "ui/pages/common/choice_chip.h"
#include "ui/pages/common/filter_bar.h"
#include "ui/pages/common/glyph_label.h"
#include "ui/pages/common/list_stack.h"
#include "ui/pages/common/row_export.h"
#include "ui/pages/identities/credentials_tab.h"
#include "ui/pages/identities/identity_details.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tableview.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QResizeEvent>
#include <QSplitter>
#include <QVBoxLayout>

namespace symbolon::ui {

namespace {

using Column = IdentityModel::Column;

constexpr int sortingShownFrom = 1100;

QString oneOrMore()
{
    return IdentitiesPage::tr("1 or more");
}

} // namespace

IdentitiesPage::IdentitiesPage(Context &context, QWidget *parent)
    : TablePage(context, tr("Identities"), tr("Name, client ID, issuer or subject"), parent)
    , m_model(new IdentityModel(context.worker, closeToLimit, this))
    , m_details(new IdentityDetails(context, splitter()))
{
    setObjectName(QStringLiteral("identitiesPage"));
    addViewsButton();
    addExportButton();
    auto *add = new Button(context.appearance, tr("New credential"), ButtonRole::Secondary, Glyph::Add, this);
    add->setObjectName(QStringLiteral("newCredential"));
    headerActions()->addWidget(add);
    connect(add, &QPushButton::clicked, this, [this] {
        if (m_selected)
            Q_EMIT addAsked(*m_selected);
    });
    buildChips();
    m_sorted = new PlainLabel(context.appearance, TextStyle::Secondary, Ink::Text2, this);
    filterEnd()->addWidget(m_sorted);
    addColumnsButton();
    setPanes(buildList(), m_details, {.list = 812, .details = 452}); // six tabs beside each other
    restoreColumns();
    showSorting();

    connect(m_model, &IdentityModel::rowsChanged, this, &IdentitiesPage::showRows);
    connect(table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &IdentitiesPage::followSelection);
    connect(&context.workspace, &workspace::Workspace::identitiesChanged, this, [this] {
        m_model->setSource(m_context.workspace.identities());
        showDetails();
    });
    connect(&context.workspace, &workspace::Workspace::credentialsChanged, this, &IdentitiesPage::showDetails);
    // The list may turn from "being read" to "empty" without a change of rows.
    connect(&context.workspace, &workspace::Workspace::syncChanged, this, &IdentitiesPage::showRows);
    connect(m_details, &IdentityDetails::addAsked, this, &IdentitiesPage::addAsked);
    m_model->setSource(context.workspace.identities());
    applyFilter({});
    showRows();
}

QWidget *IdentitiesPage::buildList()
{
    auto *list = new Plane(m_context.appearance, Plane::Tone::Surface, {}, splitter());
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const Theme &theme = m_context.appearance.theme();
    setUpTable(m_model, m_model->sortColumn(), m_model->sortOrder(),
               {{theme.px(166), 6, false},
                {theme.px(94), 0, true},
                {theme.px(102), 0, false},
                {theme.px(94), 0, true},
                {theme.px(140), 5, false},
                {theme.px(100), 0, false},
                {.width = theme.px(150), .absent = true},
                {.width = theme.px(150), .absent = true}});
    connect(table()->header(), &QHeaderView::sortIndicatorChanged, this, &IdentitiesPage::showSorting);
    m_stack = new ListStack(m_context, table(), list);
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
    m_federated = new ChoiceChip(
        m_context.appearance, tr("Credentials"), [] { return QStringList{oneOrMore()}; }, chips()->parentWidget());
    m_federated->setChosen(oneOrMore());
    chips()->addWidget(m_federated->chip());
    connect(m_federated, &ChoiceChip::chosen, this, [this] { applyFilter(m_model->filter().text); });
    FilterBar *bar = makeFilterBar(workspace::FilterScope::Identities, [this] { return platformNames(); });
    bar->addKindChip();
    bar->addPlatformChip();
    bar->addPrivilegeChip();
    bar->addRiskChip();
    bar->addFieldsButton();
}

QStringList IdentitiesPage::platformNames() const
{
    return m_context.workspace.tally().platforms();
}

void IdentitiesPage::applyFilter(const QString &text)
{
    m_model->setFilter({text, m_context.clock(), m_federated->isChosen()});
    showCounts();
}

void IdentitiesPage::clearFilter()
{
    // The first time what was asked for beside the usual view, the second time that too.
    if (!m_model->filter().isNarrow() && filterField()->text().isEmpty())
        m_federated->setChosen({});
    filterField()->clear();
    applyTextNow();
}

void IdentitiesPage::setOnlyWithCredentials(bool only)
{
    m_federated->setChosen(only ? oneOrMore() : QString());
    applyFilter(m_model->filter().text);
}

bool IdentitiesPage::showsEverything() const
{
    return !m_federated->isChosen();
}

QList<QWidget *> IdentitiesPage::panes() const
{
    return {filterField(), table(), m_details->findChild<QWidget *>(QStringLiteral("identityCredentials"))};
}

void IdentitiesPage::setCompactRows(bool compact)
{
    const int height = compact ? metrics::rowTwoLineCompact : metrics::rowTwoLine;
    table()->setRowHeight(height);
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
    if (row >= 0 && table()->currentIndex().row() != row)
        table()->setCurrentIndex(m_model->index(row, 0));
    else if (row < 0 && m_model->rowCount() > 0 && m_model->isSettled())
        table()->setCurrentIndex(m_model->index(0, 0));
    showCounts();
    Q_EMIT selectionTextChanged();
}

bool IdentitiesPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_hidden && event->type() == QEvent::Resize)
        showCounts();
    return Page::eventFilter(watched, event);
}

void IdentitiesPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    // The arrow in the header says it too; the chips need the room more.
    m_sorted->setVisible(width() >= m_context.appearance.theme().px(sortingShownFrom));
}

void IdentitiesPage::showCounts()
{
    showSubtitle();
    const int apps = m_model->applications();
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
    const int federated = m_context.workspace.tally().federated();
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
    const workspace::IdentityRow *row = m_model->rowAt(table()->currentIndex());
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

IdentitiesPage::MakeExport IdentitiesPage::makeExport(const QList<int> &rows, workspace::TableFormat format) const
{
    return rowExport(*m_model, rows, workspace::envelopeOf(m_context.workspace, m_context.clock()),
                     m_model->filter().text, format);
}

} // namespace symbolon::ui
