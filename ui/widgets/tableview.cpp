// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/tableview.h"

#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/headerview.h"

#include <QAction>
#include <QDataStream>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace symbolon::ui {

namespace {

// Continues the header over the scroll bar.
class HeaderCorner final : public QWidget
{
public:
    HeaderCorner(const Appearance &appearance, QWidget *parent)
        : QWidget(parent)
        , m_appearance(appearance)
    {
        setFixedHeight(appearance.theme().px(metrics::tableHeader));
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_appearance.theme().sunken);
        paintLine(&painter, rect(), Qt::BottomEdge, m_appearance.theme().border);
    }

private:
    const Appearance &m_appearance;
};

} // namespace

TableView::TableView(const Appearance &appearance, ClipboardWriter clipboard, const QString &name, QWidget *parent)
    : QTableView(parent)
    , m_appearance(appearance)
    , m_clipboard(std::move(clipboard))
    , m_delegate(new CellDelegate(appearance, this))
    , m_header(new HeaderView(appearance, this))
    , m_copyCell(new QAction(appearance.icon(Glyph::Copy), tr("Copy cell"), this))
    , m_copyRow(new QAction(tr("Copy row"), this))
{
    setAccessibleName(name);
    setItemDelegate(m_delegate);
    setHorizontalHeader(m_header);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    addScrollBarWidget(new HeaderCorner(appearance, this), Qt::AlignTop);
    setRowHeight(metrics::rowTwoLine);

    m_copyCell->setShortcut(QKeySequence::Copy);
    m_copyRow->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    for (QAction *action : {m_copyCell, m_copyRow}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        addAction(action);
    }
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_copyCell, &QAction::triggered, this, &TableView::copyCell);
    connect(m_copyRow, &QAction::triggered, this, &TableView::copyRow);
    connect(&appearance, &Appearance::changed, viewport(), qOverload<>(&QWidget::update));
}

void TableView::setRowHeight(int height)
{
    m_delegate->setRowHeight(height);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(m_appearance.theme().px(height));
}

QByteArray TableView::columnState() const
{
    // Qt's own state restores into any number of columns; ours names how many there were.
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << qint32(m_header->count()) << m_header->saveState();
    return state;
}

bool TableView::restoreColumnState(const QByteArray &state)
{
    QDataStream stream(state);
    qint32 count = 0;
    QByteArray inner;
    stream >> count >> inner;
    if (stream.status() != QDataStream::Ok || count != m_header->count() || !m_header->restoreState(inner))
        return false;
    // A state that hides everything would leave nothing to click on.
    if (m_header->hiddenSectionCount() == m_header->count() && m_header->count() > 0)
        m_header->setSectionHidden(0, false);
    return true;
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    m_showsFocus = true;
    QTableView::keyPressEvent(event);
    updateRow(currentIndex().row());
}

void TableView::mousePressEvent(QMouseEvent *event)
{
    m_showsFocus = false;
    QTableView::mousePressEvent(event);
}

void TableView::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    const QPoint position = event->position().toPoint();
    setHoveredRow(rowAt(position.y()));
    viewport()->setCursor(isOnCopySign(position) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TableView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && isOnCopySign(event->position().toPoint()))
        copyCell();
}

void TableView::focusInEvent(QFocusEvent *event)
{
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
        || event->reason() == Qt::ShortcutFocusReason)
        m_showsFocus = true;
    QTableView::focusInEvent(event);
}

bool TableView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHoveredRow(-1);
    return QTableView::viewportEvent(event);
}

void TableView::copyCell()
{
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return;
    const QVariant exact = index.data(CopyRole);
    copy(exact.isValid() ? exact.toString() : index.data(Qt::DisplayRole).toString());
}

void TableView::copyRow()
{
    if (!currentIndex().isValid())
        return;
    QList<int> rows;
    const QModelIndexList selected = selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.append(index.row());
    if (rows.isEmpty())
        rows.append(currentIndex().row());
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const int row : std::as_const(rows))
        lines.append(rowText(row));
    copy(lines.join(QLatin1Char('\n')));
}

QString TableView::rowText(int row) const
{
    QStringList cells;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        if (m_header->isSectionHidden(column))
            continue;
        QString text = model()->index(row, column).data(Qt::DisplayRole).toString();
        // One row stays one line with one field a column, whatever the values hold.
        for (QChar &character : text) {
            if (character == QLatin1Char('\t') || character == QLatin1Char('\n') || character == QLatin1Char('\r'))
                character = QLatin1Char(' ');
        }
        cells.append(text);
    }
    return cells.join(QLatin1Char('\t'));
}

void TableView::copy(const QString &text)
{
    m_clipboard(text);
    announce(this, tr("Copied"));
    Q_EMIT copied(text);
}

void TableView::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    updateRow(std::exchange(m_hoveredRow, row));
    updateRow(row);
}

void TableView::updateRow(int row)
{
    if (row >= 0)
        viewport()->update(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
}

bool TableView::isOnCopySign(const QPoint &position) const
{
    const QModelIndex index = indexAt(position);
    if (!index.isValid())
        return false;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    return m_delegate->copySign(option, index).adjusted(-4, -8, 4, 8).contains(position);
}

} // namespace symbolon::ui
