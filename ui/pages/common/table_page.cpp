// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/table_page.h"

#include "base/shown.h"
#include "base/whole_file.h"
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
#include <QInputDialog>
#include <QMenu>
#include <QPointer>

#include <algorithm>
#include <numeric>
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
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &Page::selectionTextChanged);
    // The header's own first order would be taken over when sorting is switched on.
    m_table->header()->setSortIndicator(sortColumn, order);
    m_table->setSortingEnabled(true);
    m_fit = new ColumnFit(m_table->header(), wishes);
    connect(m_table->header(), &HeaderView::columnsChosen, m_fit, &ColumnFit::setHandsOff);
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
    m_columns = new IconButton(m_context.appearance, Glyph::Columns, tr("Columns"), this);
    setButtonRole(m_columns, ButtonRole::Secondary);
    filterEnd()->addWidget(m_columns);
    connect(m_columns, &QToolButton::clicked, this, &TablePage::openColumnsMenu);
}

void TablePage::openColumnsMenu()
{
    QMenu *menu = m_table->header()->makeColumnsMenu(m_columns);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(m_columns->mapToGlobal(QPoint(0, m_columns->height() + 2)));
}

void TablePage::addViewsButton()
{
    auto *button = new Button(m_context.appearance, tr("Views"), ButtonRole::Secondary, Glyph::None, this);
    button->setObjectName(QStringLiteral("views"));
    auto *menu = new QMenu(button);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillViewsMenu(menu); });
    button->setMenu(menu);
    headerActions()->addWidget(button);
}

void TablePage::fillViewsMenu(QMenu *menu)
{
    menu->clear();
    const QList<SavedView> views = m_context.settings.views(id());
    const auto label = [](const SavedView &view) {
        return shown(view.name).replace(QLatin1Char('&'), QStringLiteral("&&"));
    };
    for (const SavedView &view : views)
        connect(menu->addAction(label(view)), &QAction::triggered, this, [this, name = view.name] { applyView(name); });
    if (!views.isEmpty())
        menu->addSeparator();
    connect(menu->addAction(tr("Save this view…")), &QAction::triggered, this, &TablePage::askViewName);
    if (views.isEmpty())
        return;
    QMenu *remove = menu->addMenu(tr("Remove"));
    for (const SavedView &view : views)
        connect(remove->addAction(label(view)), &QAction::triggered, this,
                [this, name = view.name] { removeView(name); });
}

void TablePage::askViewName()
{
    auto *question = new QInputDialog(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(tr("Save this view"));
    question->setLabelText(tr("Filter, columns and order are kept under this name:"));
    question->setTextValue(filterText());
    connect(question, &QInputDialog::textValueSelected, this, &TablePage::saveView);
    question->open();
}

void TablePage::saveView(const QString &name)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty())
        return;
    QList<SavedView> views = m_context.settings.views(id());
    views.removeIf([&trimmed](const SavedView &view) { return view.name == trimmed; });
    views.append({trimmed, filterText(), m_table->columnState(), showsEverything()});
    m_context.settings.setViews(id(), views);
    Q_EMIT said(tr("Saved the view %1").arg(shown(trimmed)));
}

void TablePage::applyView(const QString &name)
{
    const QList<SavedView> views = m_context.settings.views(id());
    for (const SavedView &view : views) {
        if (view.name != name)
            continue;
        setShowsEverything(view.everything);
        setFilterText(view.filter);
        applyTextNow();
        if (m_table->restoreColumnState(view.columns)) {
            m_fit->setHandsOff();
            m_table->model()->sort(m_table->header()->sortIndicatorSection(), m_table->header()->sortIndicatorOrder());
        }
    }
}

void TablePage::removeView(const QString &name)
{
    QList<SavedView> views = m_context.settings.views(id());
    views.removeIf([&name](const SavedView &view) { return view.name == name; });
    m_context.settings.setViews(id(), views);
}

void TablePage::addExportButton()
{
    auto *button = new Button(m_context.appearance, tr("Export"), ButtonRole::Secondary, Glyph::Export, this);
    button->setObjectName(QStringLiteral("export"));
    auto *menu = new QMenu(button);
    using workspace::TableFormat;
    const auto save = [this, menu](const QString &text, TableFormat format) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, format] { saveAs(format); });
    };
    const auto copy = [this, menu](const QString &text, TableFormat format) {
        QAction *action = menu->addAction(text);
        m_table->addAction(action); // its context menu has them too
        connect(action, &QAction::triggered, this, [this, format] { copyAs(format); });
    };
    save(tr("Save as CSV…"), TableFormat::Csv);
    save(tr("Save as JSON…"), TableFormat::Json);
    menu->addSeparator();
    copy(tr("Copy as text"), TableFormat::Text);
    copy(tr("Copy as CSV"), TableFormat::Csv);
    copy(tr("Copy as JSON"), TableFormat::Json);
    button->setMenu(menu);
    headerActions()->addWidget(button);
}

QList<int> TablePage::rowsToExport() const
{
    QList<int> rows;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    if (selected.size() > 1) {
        for (const QModelIndex &index : selected)
            rows.append(index.row());
        std::sort(rows.begin(), rows.end());
        return rows;
    }
    rows.resize(m_table->model()->rowCount());
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

void TablePage::saveAs(workspace::TableFormat format)
{
    const QString ending = format == workspace::TableFormat::Json ? QStringLiteral(".json") : QStringLiteral(".csv");
    const QList<int> rows = rowsToExport();
    const MakeExport make = makeExport(rows, format);
    m_context.askSavePath(
        id() + ending,
        [guard = QPointer<TablePage>(this), make, count = static_cast<int>(rows.size())](const QString &path) {
            if (guard && !path.isEmpty())
                guard->write(path, make, count);
        });
}

void TablePage::write(const QString &path, const MakeExport &make, int rows)
{
    auto future = m_context.worker.run([path, make] { return writeWhole(path, make()); });
    whenDone(std::move(future), this, [this, path, rows](const Result<void> &written) {
        if (written)
            Q_EMIT said(tr("Saved %n row(s) to %1", nullptr, rows).arg(shown(path)));
        else
            Q_EMIT said(tr("%1 could not be written: %2").arg(shown(path), shown(written.error().message)));
    });
}

void TablePage::copyAs(workspace::TableFormat format)
{
    const QList<int> rows = rowsToExport();
    auto future = m_context.worker.run([make = makeExport(rows, format)]() -> Result<QByteArray> { return make(); });
    whenDone(std::move(future), this, [this, count = static_cast<int>(rows.size())](const Result<QByteArray> &text) {
        if (!text)
            return;
        m_context.clipboard(QString::fromUtf8(*text));
        Q_EMIT said(tr("Copied %n row(s)", nullptr, count));
    });
}

QString TablePage::selectionText() const
{
    const int all = m_table->model()->rowCount();
    const auto selected = std::max<qsizetype>(1, m_table->selectionModel()->selectedRows().size());
    return all == 0 ? QString() : tr("%1 of %2 selected").arg(selected).arg(all);
}

} // namespace symbolon::ui
