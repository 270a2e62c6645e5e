// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/credentials/credentials_page.h"

#include "ui/models/credential_model.h"
#include "ui/pages/common/choice_chip.h"
#include "ui/pages/common/column_fit.h"
#include "ui/pages/common/list_stack.h"
#include "ui/pages/credentials/credential_details.h"
#include "ui/shell/settings.h"
#include "ui/theme/controls.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tableview.h"
#include "workspace/row_filter.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QSet>
#include <QSplitter>

#include <chrono>

namespace symbolon::ui {

namespace {
constexpr std::chrono::milliseconds typingPause{150};
constexpr int detailsWidth = 414;
constexpr int detailsLeast = 330;
constexpr int listLeast = 380;
} // namespace

CredentialsPage::CredentialsPage(Context &context, QWidget *parent)
    : Page(context, tr("Credentials"), tr("Name, identity, issuer or subject"), parent)
    , m_model(new CredentialModel(context.worker, this))
    , m_table(new TableView(context.appearance, context.clipboard, tr("Credentials"), this))
    , m_splitter(new QSplitter(this))
    , m_details(new CredentialDetails(context, m_splitter))
{
    setObjectName(QStringLiteral("credentialsPage"));
    buildChips();
    m_splitter->setObjectName(QStringLiteral("credentialsSplitter"));
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
    connect(&m_typing, &QTimer::timeout, this, &CredentialsPage::applyText);
    connect(filterField(), &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_model, &CredentialModel::rowsChanged, this, &CredentialsPage::showRows);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &CredentialsPage::followSelection);
    connect(m_table, &QAbstractItemView::activated, this, [this] {
        if (m_selected)
            Q_EMIT editAsked(*m_selected);
    });
    connect(&context.workspace, &workspace::Workspace::credentialsChanged, this, [this] {
        m_model->setSource(m_context.workspace.credentials());
        showDetails();
    });
    connect(&context.workspace, &workspace::Workspace::syncChanged, this, &CredentialsPage::showRows);
    m_model->setSource(context.workspace.credentials());
    showRows();
}

QWidget *CredentialsPage::buildList()
{
    m_table->setObjectName(QStringLiteral("credentialsTable"));
    m_table->setModel(m_model);
    // The header's own first order would be taken over when sorting is switched on.
    m_table->header()->setSortIndicator(m_model->sortColumn(), m_model->sortOrder());
    m_table->setSortingEnabled(true);
    const Theme &theme = m_context.appearance.theme();
    m_fit = new ColumnFit(m_table->header(),
                          {{theme.px(158), 3, false},
                           {theme.px(132), 2, false},
                           {theme.px(96), 0, true},
                           {theme.px(150), 2, true},
                           {theme.px(166), 6, false},
                           {theme.px(110), 1, true},
                           {theme.px(90), 0, false}});
    m_stack = new ListStack(m_context, m_table, m_splitter);
    m_stack->setMinimumWidth(theme.px(listLeast));
    connect(m_stack, &ListStack::clearFilterAsked, this, &CredentialsPage::clearFilter);
    return m_stack;
}

void CredentialsPage::buildChips()
{
    QWidget *parent = chips()->parentWidget();
    const auto addChip = [&](const QString &label, std::function<QStringList()> options) {
        auto *chip = new ChoiceChip(m_context.appearance, label, std::move(options), parent);
        chips()->addWidget(chip->chip());
        connect(chip, &ChoiceChip::chosen, this, &CredentialsPage::applyFilter);
        return chip;
    };
    m_kind = addChip(tr("Kind"), [] { return QStringList{tr("App registration"), tr("Managed identity")}; });
    m_platform = addChip(tr("Platform"), [this] { return platformNames(); });
    m_risk = addChip(tr("Risk"), [] {
        return QStringList{risk::severityName(risk::Severity::Critical), tr("High or above"), tr("Medium or above"),
                           tr("Low or above")};
    });
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

void CredentialsPage::restoreState()
{
    const QByteArray columns = m_context.settings.header(id());
    if (!columns.isEmpty() && m_table->restoreColumnState(columns)) {
        m_fit->setHandsOff();
        m_model->sort(m_table->header()->sortIndicatorSection(), m_table->header()->sortIndicatorOrder());
    }
    const QByteArray panes = m_context.settings.splitter(id());
    if (!panes.isEmpty())
        m_splitter->restoreState(panes);
}

void CredentialsPage::saveState()
{
    if (m_fit->isHandsOff())
        m_context.settings.setHeader(id(), m_table->columnState());
    m_context.settings.setSplitter(id(), m_splitter->saveState());
}

QStringList CredentialsPage::platformNames() const
{
    QSet<QString> names;
    for (const workspace::CredentialRow &row : m_context.workspace.credentials().rows())
        names.insert(row.platform.name);
    QStringList sorted(names.cbegin(), names.cend());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

void CredentialsPage::applyFilter()
{
    CredentialFilter filter;
    filter.text = m_model->filter().text;
    if (m_kind->isChosen())
        filter.kind = m_kind->index() == 0 ? trust::IdentityKind::Application : trust::IdentityKind::ManagedIdentity;
    filter.platform = m_platform->label();
    constexpr risk::Severity severities[] = {risk::Severity::Critical, risk::Severity::High, risk::Severity::Medium,
                                             risk::Severity::Low};
    if (m_risk->isChosen())
        filter.riskAtLeast = severities[m_risk->index()];
    m_model->setFilter(filter);
}

void CredentialsPage::applyText()
{
    const QString text = filterField()->text();
    const auto query = workspace::credentialQuery({}, text);
    setFilterError(query ? QString() : query.error().message);
    if (!query)
        return;
    CredentialFilter filter = m_model->filter();
    filter.text = text;
    m_model->setFilter(filter);
}

void CredentialsPage::clearFilter()
{
    for (ChoiceChip *chip : {m_kind, m_platform, m_risk})
        chip->setChosen({});
    filterField()->clear();
    m_typing.stop();
    applyText();
    applyFilter();
}

QList<QWidget *> CredentialsPage::panes() const
{
    return {filterField(), m_table, m_details->findChild<QWidget *>(QStringLiteral("verdicts"))};
}

void CredentialsPage::setDetailsHidden(bool hidden)
{
    m_details->setVisible(!hidden);
}

void CredentialsPage::setCompactRows(bool compact)
{
    const int height = compact ? metrics::rowTwoLineCompact : metrics::rowTwoLine;
    m_table->setRowHeight(height);
    m_stack->setRowHeight(m_context.appearance.theme().px(height));
}

void CredentialsPage::select(const workspace::CredentialKey &key)
{
    m_selected = key;
    showRows();
    showDetails();
}

void CredentialsPage::showRows()
{
    ListFacts facts;
    facts.settled = m_model->isSettled();
    facts.shown = m_model->rowCount();
    facts.known = m_context.workspace.credentials().size();
    facts.narrowed = m_model->filter().isNarrow();
    facts.emptyTitle = tr("No identity of this tenant has a federated credential yet.");
    facts.emptyText = tr("Choose an identity and add one: its workload then signs in without a secret.");
    facts.filteredTitle = tr("No credential matches the filter.");
    m_stack->show(facts);
    setBannerWanted(facts.known > 0);
    const int row = m_selected ? m_model->rowOf(*m_selected) : -1;
    if (row >= 0 && m_table->currentIndex().row() != row)
        m_table->setCurrentIndex(m_model->index(row, 0));
    else if (row < 0 && m_model->rowCount() > 0 && m_model->isSettled())
        m_table->setCurrentIndex(m_model->index(0, 0));
    showCounts();
    Q_EMIT selectionTextChanged();
}

void CredentialsPage::showCounts()
{
    const auto all = static_cast<int>(m_context.workspace.credentials().size());
    QSet<QString> issuers;
    for (const workspace::CredentialRow &row : m_context.workspace.credentials().rows())
        issuers.insert(row.credential.issuer);
    if (all == 0)
        setSubtitle({});
    else if (m_model->filter().isNarrow())
        setSubtitle(tr("%1 of %2").arg(m_model->rowCount()).arg(all));
    else
        setSubtitle(tr("%1 from %2").arg(all).arg(tr("%n issuer(s)", nullptr, static_cast<int>(issuers.size()))));
}

void CredentialsPage::followSelection()
{
    const workspace::CredentialRow *row = m_model->rowAt(m_table->currentIndex());
    if (row == nullptr)
        return;
    m_selected = row->key();
    showDetails();
    Q_EMIT selectionTextChanged();
}

void CredentialsPage::showDetails()
{
    m_details->setCredential(m_selected ? m_context.workspace.credential(*m_selected) : nullptr);
}

QString CredentialsPage::selectionText() const
{
    return m_model->rowCount() == 0 ? QString() : tr("1 of %1 selected").arg(m_model->rowCount());
}

} // namespace symbolon::ui
