// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/table_page.h"

#include "ui/models/row_model_base.h"
#include "ui/pages/common/filter_bar.h"
#include "ui/shell/settings.h"
#include "ui/theme/controls.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tableview.h"

#include <QHBoxLayout>
#include <QMenu>

#include <utility>

namespace symbolon::ui {

TablePage::TablePage(Context &context, const QString &title, const QString &filterName, QWidget *parent)
    : Page(context, title, filterName, parent)
    , m_table(new TableView(context.appearance, context.clipboard, title, this))
{
}

void TablePage::setUpTable(RowModelBase *model, int sortColumn, Qt::SortOrder order, const QList<ColumnWish> &wishes)
{
    m_table->setObjectName(id() + QStringLiteral("Table"));
    m_table->setModel(model);
    // The header's own first order would be taken over when sorting is switched on.
    m_table->header()->setSortIndicator(sortColumn, order);
    m_table->setSortingEnabled(true);
    m_fit = new ColumnFit(m_table->header(), wishes);
}

void TablePage::restoreColumns()
{
    const QByteArray columns = m_context.settings.header(id());
    if (columns.isEmpty() || !m_table->restoreColumnState(columns))
        return;
    m_fit->setHandsOff();
    m_table->model()->sort(m_table->header()->sortIndicatorSection(), m_table->header()->sortIndicatorOrder());
}

void TablePage::saveState()
{
    Page::saveState();
    if (m_fit->isHandsOff())
        m_context.settings.setHeader(id(), m_table->columnState());
}

FilterBar *TablePage::makeFilterBar(workspace::FilterScope scope, std::function<QStringList()> platforms)
{
    m_scope = scope;
    m_bar = new FilterBar(m_context.appearance, scope, filterField(), chips()->parentWidget(), chips(),
                          std::move(platforms), this);
    connect(m_bar, &FilterBar::textChosen, this, [this](const QString &text) {
        setFilterText(text);
        applyTextNow();
    });
    return m_bar;
}

void TablePage::applyText()
{
    const QString text = filterField()->text();
    const store::FilterReading reading = workspace::readFilter(m_scope, text);
    setFilterProblem(reading.problem);
    m_bar->show(reading);
    // A text that is wrong leaves the last good outcome and says why.
    if (!reading.problem)
        applyFilter(text);
}

void TablePage::addColumnsButton()
{
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

} // namespace symbolon::ui
