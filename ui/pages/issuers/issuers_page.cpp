// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/issuers/issuers_page.h"

#include "ui/models/issuer_model.h"
#include "ui/pages/common/filter_bar.h"
#include "ui/pages/common/list_stack.h"
#include "ui/pages/common/row_export.h"
#include "ui/pages/issuers/issuer_details.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tableview.h"

#include <QSplitter>

namespace symbolon::ui {

IssuersPage::IssuersPage(Context &context, QWidget *parent)
    : TablePage(context, tr("Issuers"), tr("Issuer or platform"), parent)
    , m_model(new IssuerModel(context.worker, this))
    , m_details(new IssuerDetails(context, splitter()))
{
    setObjectName(QStringLiteral("issuersPage"));
    FilterBar *bar = makeFilterBar(workspace::FilterScope::Issuers, [this] { return platformNames(); });
    bar->addPlatformChip();
    bar->addRiskChip();
    bar->addFieldsButton();
    addColumnsButton();
    setPanes(buildList(), m_details, {});
    restoreColumns();
    addViewsButton();
    addExportButton();
    connect(m_model, &IssuerModel::rowsChanged, this, [this] {
        Q_EMIT countChanged(static_cast<int>(m_model->sourceSize()));
        showRows();
        showDetails();
    });
    connect(table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (const workspace::IssuerRow *row = m_model->rowAt(table()->currentIndex()))
            m_selected = row->issuer;
        showDetails();
        Q_EMIT selectionTextChanged();
    });
    connect(&context.workspace, &workspace::Workspace::identitiesChanged, this, &IssuersPage::readTables);
    connect(&context.workspace, &workspace::Workspace::credentialsChanged, this, &IssuersPage::readTables);
    connect(&context.workspace, &workspace::Workspace::agesChanged, this, &IssuersPage::readTables);
    connect(&context.workspace, &workspace::Workspace::syncChanged, this, &IssuersPage::showRows);
    readTables();
    showRows();
}

QWidget *IssuersPage::buildList()
{
    const Theme &theme = m_context.appearance.theme();
    setUpTable(m_model, m_model->sortColumn(), m_model->sortOrder(),
               {{theme.px(160), 6, false},
                {theme.px(114), 0, false},
                {theme.px(94), 0, true},
                {theme.px(132), 5, false},
                {theme.px(100), 0, false},
                {.width = theme.px(150), .absent = true},
                {.width = theme.px(130), .absent = true}});
    m_stack = new ListStack(m_context, table(), splitter());
    connect(m_stack, &ListStack::clearFilterAsked, this, &IssuersPage::clearFilter);
    return m_stack;
}

void IssuersPage::readTables()
{
    m_model->setTables(m_context.workspace.credentials(), m_context.workspace.identities(), m_context.workspace.ages());
    m_details->setCredentials(m_context.workspace.credentials());
}

bool IssuersPage::isSettled() const
{
    return m_model->isReady() && m_details->isSettled();
}

QStringList IssuersPage::platformNames() const
{
    QStringList names;
    for (const workspace::IssuerRow &row : m_model->source().rows()) {
        if (!names.contains(row.platform->name))
            names.append(row.platform->name);
    }
    names.sort(Qt::CaseInsensitive);
    return names;
}

void IssuersPage::applyFilter(const QString &text)
{
    m_model->setFilter(text, m_context.clock());
}

void IssuersPage::clearFilter()
{
    filterField()->clear();
    applyTextNow();
}

QList<QWidget *> IssuersPage::panes() const
{
    return {filterField(), table(), m_details->table()};
}

void IssuersPage::setCompactRows(bool compact)
{
    const int height = compact ? metrics::rowTwoLineCompact : metrics::rowTwoLine;
    table()->setRowHeight(height);
    m_stack->setRowHeight(m_context.appearance.theme().px(height));
    m_details->setCompactRows(compact);
}

void IssuersPage::select(const QString &issuer)
{
    m_selected = issuer;
    if (m_model->rowOf(issuer) < 0 && m_model->source().positionOf(issuer))
        clearFilter();
    showRows();
    showDetails();
}

void IssuersPage::showRows()
{
    ListFacts facts;
    facts.settled = m_model->isReady();
    facts.shown = m_model->rowCount();
    facts.known = m_model->sourceSize();
    facts.narrowed = !m_model->filter().trimmed().isEmpty();
    facts.emptyTitle = tr("This tenant trusts no issuer yet.");
    facts.emptyText = tr("The first federated credential brings one.");
    facts.filteredTitle = tr("No issuer matches the filter.");
    m_stack->show(facts);
    setBannerWanted(facts.known > 0);
    const int row = m_selected.isEmpty() ? -1 : m_model->rowOf(m_selected);
    if (row >= 0 && table()->currentIndex().row() != row)
        table()->setCurrentIndex(m_model->index(row, 0));
    else if (row < 0 && m_model->rowCount() > 0 && facts.settled)
        table()->setCurrentIndex(m_model->index(0, 0));
    const auto all = static_cast<int>(m_model->sourceSize());
    if (all == 0)
        setSubtitle({});
    else if (facts.narrowed)
        setSubtitle(tr("%1 of %2").arg(m_model->rowCount()).arg(all));
    else
        setSubtitle(tr("%n trusted by this tenant", nullptr, all));
    Q_EMIT selectionTextChanged();
}

void IssuersPage::showDetails()
{
    m_details->setIssuer(m_selected.isEmpty() ? nullptr : m_model->source().find(m_selected));
}

IssuersPage::MakeExport IssuersPage::makeExport(const QList<int> &rows, workspace::TableFormat format) const
{
    return rowExport(*m_model, rows, workspace::envelopeOf(m_context.workspace, m_context.clock()), m_model->filter(),
                     format);
}

} // namespace symbolon::ui
