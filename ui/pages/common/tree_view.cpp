// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/tree_view.h"

#include "ui/models/grouped_model.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/celldelegate.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <utility>

namespace symbolon::ui {

namespace {
constexpr int levelIndent = 14;
} // namespace

// CellDelegate with one height for headings and another for rows.
class TreeView::Delegate final : public QAbstractItemDelegate
{
public:
    Delegate(const Appearance &appearance, QObject *parent)
        : QAbstractItemDelegate(parent)
        , m_appearance(appearance)
        , m_cells(appearance)
    {
    }

    void setHeights(int group, int row)
    {
        m_group = group;
        m_cells.setRowHeight(row);
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        m_cells.paint(painter, option, index);
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = m_cells.sizeHint(option, index);
        if (index.data(GroupRole).toBool())
            size.setHeight(m_appearance.theme().px(m_group));
        return size;
    }
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        return m_cells.helpEvent(event, view, option, index);
    }

private:
    const Appearance &m_appearance;
    CellDelegate m_cells;
    int m_group = metrics::rowOneLine;
};

TreeView::TreeView(const Appearance &appearance, ClipboardWriter clipboard, const QString &name, QWidget *parent)
    : QTreeView(parent)
    , m_appearance(appearance)
    , m_clipboard(std::move(clipboard))
    , m_delegate(new Delegate(appearance, this))
{
    setAccessibleName(name);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setIndentation(appearance.theme().px(levelIndent));
    setRootIsDecorated(true);
    setUniformRowHeights(false);
    setAllColumnsShowFocus(true);
    setExpandsOnDoubleClick(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setFixedHeight(appearance.theme().px(metrics::tableHeader));
    header()->setSectionsMovable(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setAccessibleName(tr("Columns"));

    auto *copy = new QAction(appearance.icon(Glyph::Copy), tr("Copy cell"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    addAction(copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, this, &TreeView::copyCell);
    connect(&appearance, &Appearance::changed, viewport(), qOverload<>(&QWidget::update));
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (!m_arranging)
            m_open.insert(index.data(IdRole).toString(), true);
    });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_arranging)
            m_open.insert(index.data(IdRole).toString(), false);
    });
}

void TreeView::setGroupedModel(GroupedModel *model)
{
    m_model = model;
    setModel(model);
    connect(model, &GroupedModel::rowsChanged, this, &TreeView::arrangeGroups);
    arrangeGroups();
}

void TreeView::setRowHeights(int group, int row)
{
    m_delegate->setHeights(group, row);
    scheduleDelayedItemsLayout();
}

void TreeView::setOpenByDefault(std::function<bool(const QModelIndex &)> isOpen)
{
    m_openByDefault = std::move(isOpen);
    arrangeGroups();
}

void TreeView::arrangeGroups()
{
    if (m_model == nullptr)
        return;
    m_arranging = true;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex group = m_model->index(row, 0);
        setFirstColumnSpanned(row, {}, true);
        const bool byDefault = !m_openByDefault || m_openByDefault(group);
        setExpanded(group, m_open.value(group.data(IdRole).toString(), byDefault));
    }
    m_arranging = false;
}

void TreeView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QTreeView::drawRow(painter, option, index);
    if (selectionModel() != nullptr && selectionModel()->isSelected(index)) {
        painter->fillRect(QRect(0, option.rect.top(), metrics::selectionBar, option.rect.height() - 1),
                          m_appearance.theme().accent);
    }
}

void TreeView::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    const bool group = index.data(GroupRole).toBool();
    const bool selected = selectionModel() != nullptr && selectionModel()->isSelected(index);
    const bool hovered = rect.united(visualRect(index)).contains(viewport()->mapFromGlobal(QCursor::pos()))
        && viewport()->underMouse();
    painter->fillRect(rect, selected ? theme.selection : group ? theme.sunken : hovered ? theme.hover : theme.surface);
    paintLine(painter, rect, Qt::BottomEdge, theme.softBorder);
    if (!group)
        return;
    const int side = theme.px(metrics::icon);
    const QRect where(rect.right() - side + theme.px(7), rect.center().y() - side / 2, side, side);
    paintGlyph(painter, where, isExpanded(index) ? Glyph::ChevronDown : Glyph::ChevronRight, theme.text2);
}

void TreeView::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid()) {
        if (currentIndex().data(GroupRole).toBool())
            setExpanded(currentIndex(), !isExpanded(currentIndex()));
        else
            Q_EMIT activated(currentIndex());
        return;
    }
    QTreeView::keyPressEvent(event);
}

void TreeView::mouseReleaseEvent(QMouseEvent *event)
{
    QTreeView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    // The branch itself is handled by the base class; here the whole heading does the same.
    const bool onHeading = index.data(GroupRole).toBool() && visualRect(index).contains(event->position().toPoint());
    if (event->button() == Qt::LeftButton && onHeading)
        setExpanded(index, !isExpanded(index));
}

void TreeView::copyCell()
{
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return;
    const QString text = index.data(CopyRole).toString();
    m_clipboard(text);
    announce(this, tr("Copied"));
    Q_EMIT copied(text);
}

} // namespace symbolon::ui
