// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/credentials/credentials_page.h"

#include "ui/models/credential_model.h"
#include "ui/pages/common/filter_bar.h"
#include "ui/pages/common/list_stack.h"
#include "ui/pages/common/row_export.h"
#include "ui/pages/credentials/credential_details.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tableview.h"

#include <QHBoxLayout>
#include <QSplitter>

#include <algorithm>

namespace symbolon::ui {

CredentialsPage::CredentialsPage(Context &context, QWidget *parent)
    : TablePage(context, tr("Credentials"), tr("Name, identity, issuer or subject"), parent)
    , m_model(new CredentialModel(context.worker, this))
    , m_details(new CredentialDetails(context, splitter()))
{
    setObjectName(QStringLiteral("credentialsPage"));
    buildChips();
    setPanes(buildList(), m_details, {});
    restoreColumns();
    addViewsButton();
    addExportButton();

    connect(m_model, &CredentialModel::rowsChanged, this, &CredentialsPage::showRows);
    connect(table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &CredentialsPage::followSelection);
    connect(table(), &QAbstractItemView::activated, this, [this] {
        if (m_selected)
            Q_EMIT editAsked(*m_selected);
    });
    connect(&context.workspace, &workspace::Workspace::credentialsChanged, this, [this] {
        m_model->setSource(m_context.workspace.credentials());
        showDetails();
    });
    connect(&context.workspace, &workspace::Workspace::syncChanged, this, &CredentialsPage::showRows);
    connect(&context.workspace, &workspace::Workspace::agesChanged, this,
            [this] { m_model->setAges(m_context.workspace.ages()); });
    m_model->setAges(context.workspace.ages());
    m_model->setSource(context.workspace.credentials());
    showRows();
}

QWidget *CredentialsPage::buildList()
{
    const Theme &theme = m_context.appearance.theme();
    setUpTable(m_model, m_model->sortColumn(), m_model->sortOrder(),
               {{theme.px(158), 3, false},
                {theme.px(132), 2, false},
                {theme.px(96), 0, true},
                {theme.px(150), 2, true},
                {theme.px(166), 6, false},
                {theme.px(110), 1, true},
                {theme.px(90), 0, false},
                {.width = theme.px(150), .absent = true},
                {.width = theme.px(130), .absent = true}});
    m_stack = new ListStack(m_context, table(), splitter());
    connect(m_stack, &ListStack::clearFilterAsked, this, &CredentialsPage::clearFilter);
    return m_stack;
}

void CredentialsPage::buildChips()
{
    FilterBar *bar = makeFilterBar(workspace::FilterScope::Credentials, [this] { return platformNames(); });
    bar->addKindChip();
    bar->addPlatformChip();
    bar->addRiskChip();
    bar->addFieldsButton();
    addColumnsButton();
}

QStringList CredentialsPage::platformNames() const
{
    return m_context.workspace.tally().platforms();
}

void CredentialsPage::applyFilter(const QString &text)
{
    m_model->setFilter({text, {}, m_context.clock()});
}

void CredentialsPage::clearFilter()
{
    filterField()->clear();
    applyTextNow();
}

QList<QWidget *> CredentialsPage::panes() const
{
    return {filterField(), table(), m_details->findChild<QWidget *>(QStringLiteral("verdicts"))};
}

void CredentialsPage::setCompactRows(bool compact)
{
    const int height = compact ? metrics::rowTwoLineCompact : metrics::rowTwoLine;
    table()->setRowHeight(height);
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
    if (row >= 0 && table()->currentIndex().row() != row)
        table()->setCurrentIndex(m_model->index(row, 0));
    else if (row < 0 && m_model->rowCount() > 0 && m_model->isSettled())
        table()->setCurrentIndex(m_model->index(0, 0));
    showCounts();
    Q_EMIT selectionTextChanged();
}

void CredentialsPage::showCounts()
{
    const auto all = static_cast<int>(m_context.workspace.credentials().size());
    if (all == 0)
        setSubtitle({});
    else if (m_model->filter().isNarrow())
        setSubtitle(tr("%1 of %2").arg(m_model->rowCount()).arg(all));
    else
        setSubtitle(tr("%1 from %2").arg(all).arg(tr("%n issuer(s)", nullptr, m_context.workspace.tally().issuers())));
}

void CredentialsPage::followSelection()
{
    const workspace::CredentialRow *row = m_model->rowAt(table()->currentIndex());
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

CredentialsPage::MakeExport CredentialsPage::makeExport(const QList<int> &rows, workspace::TableFormat format) const
{
    return rowExport(*m_model, rows, workspace::envelopeOf(m_context.workspace, m_context.clock()),
                     m_model->filter().text, format);
}

QList<workspace::CredentialKey> CredentialsPage::chosen() const
{
    QModelIndexList rows = table()->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QList<workspace::CredentialKey> keys;
    for (const QModelIndex &row : std::as_const(rows)) {
        if (const workspace::CredentialRow *one = m_model->rowAt(row))
            keys.append(one->key());
    }
    return keys;
}

} // namespace symbolon::ui
