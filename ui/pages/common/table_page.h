// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/column_fit.h"
#include "ui/pages/common/page.h"
#include "workspace/filter_fields.h"

#include <functional>

namespace symbolon::ui {

class FilterBar;
class RowModelBase;
class TableView;

// A page whose list is one flat table: its columns, which are remembered, and the chips that narrow it.
class TablePage : public Page
{
    Q_OBJECT

public:
    [[nodiscard]] TableView *table() const { return m_table; }
    void saveState() override;

protected:
    TablePage(Context &context, const QString &title, const QString &filterName, QWidget *parent);

    // Called once, in the constructor; `sortColumn` and `order` are what the model sorts by at first.
    void setUpTable(RowModelBase *model, int sortColumn, Qt::SortOrder order, const QList<ColumnWish> &wishes);
    // Columns as they were left the last time.
    void restoreColumns();

    // The chips beside the filter field. `platforms` names those that there are.
    FilterBar *makeFilterBar(workspace::FilterScope scope, std::function<QStringList()> platforms);
    // At the right end of the filter row.
    void addColumnsButton();

    // The filter's text is right and says this from now on.
    virtual void applyFilter(const QString &text) = 0;

private:
    void applyText() final;

    TableView *m_table;
    ColumnFit *m_fit = nullptr;
    FilterBar *m_bar = nullptr;
    workspace::FilterScope m_scope = workspace::FilterScope::Identities;
};

} // namespace symbolon::ui
