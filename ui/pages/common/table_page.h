// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/column_fit.h"
#include "ui/pages/common/page.h"
#include "workspace/filter_fields.h"
#include "workspace/table_export.h"

#include <functional>

class QMenu;

namespace symbolon::ui {

class FilterBar;
class IconButton;
class RowModelBase;
class TableView;

// A page whose list is one flat table: its columns, which are remembered, and the chips that narrow it.
class TablePage : public Page
{
    Q_OBJECT

public:
    [[nodiscard]] TableView *table() const { return m_table; }
    void saveState() override;
    [[nodiscard]] QString selectionText() const override;

    // The rows that are shown, or several that are chosen, in a file or on the clipboard. Made in a worker.
    void saveAs(workspace::TableFormat format);
    void copyAs(workspace::TableFormat format);
    // Filter, columns and order under a name, kept over restarts; one of the same name is replaced.
    void saveView(const QString &name);
    void applyView(const QString &name);
    void removeView(const QString &name);

    // The menu of columns, to be used with the keyboard too.
    void openColumnsMenu();

Q_SIGNALS:
    void said(const QString &sentence);

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

    // Writes these rows of the view; called in a worker, so it holds copies of all that it needs.
    using MakeExport = std::function<QByteArray()>;
    [[nodiscard]] virtual MakeExport makeExport(const QList<int> &rows, workspace::TableFormat format) const = 0;
    // Whether a view shows what the page usually leaves out.
    [[nodiscard]] virtual bool showsEverything() const { return false; }
    virtual void setShowsEverything(bool everything) { Q_UNUSED(everything) }
    // Saved views, as a button with a menu at the page's upper edge.
    void addViewsButton();
    // Export, as a button with a menu at the page's upper edge.
    void addExportButton();

    // The filter's text is right and says this from now on.
    virtual void applyFilter(const QString &text) = 0;

private:
    void applyText() final;
    void fillViewsMenu(QMenu *menu);
    void askViewName();
    [[nodiscard]] QList<int> rowsToExport() const;
    void write(const QString &path, const MakeExport &make, int rows);

    TableView *m_table;
    ColumnFit *m_fit = nullptr;
    FilterBar *m_bar = nullptr;
    IconButton *m_columns = nullptr;
    workspace::FilterScope m_scope = workspace::FilterScope::Identities;
};

} // namespace symbolon::ui
