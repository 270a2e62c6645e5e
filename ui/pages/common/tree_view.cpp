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
constexpr int chevronLeft = 8;
constexpr int headingInset = 24;
} // namespace

// CellDelegate with one height for headings and another for rows. The tree has no branches of its own: what stands in
// the first column is moved in here, and the sign that opens a group is drawn in front of its heading.
class TreeView::Delegate final : public QAbstractItemDelegate
{
public:
    Delegate(const Appearance &appearance, TreeView *view)
        : QAbstractItemDelegate(view)
        , m_appearance(appearance)
        , m_view(view)
        , m_cells(appearance)
    {
    }

    void setHeights(int group, int row)
    {
        m_group = group;
        m_row = row;
        m_cells.setRowHeight(row);
    }
    void setRowInset(int inset) { m_rowInset = inset; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QStyleOptionViewItem inner = moved(option, index);
        m_cells.paint(painter, inner, index);
        if (index.column() != 0)
            return;
        const Theme &theme = m_appearance.theme();
        const bool group = index.data(GroupRole).toBool();
        QRect lead = option.rect;
        lead.setRight(inner.rect.left() - 1);
        painter->fillRect(lead, plane(option, group));
        paintLine(painter, lead, Qt::BottomEdge, theme.softBorder);
        if (group) {
            const int side = theme.px(metrics::icon);
            const QRect sign(theme.px(chevronLeft), lead.center().y() - side / 2, side, side);
            paintGlyph(painter, sign, m_view->isExpanded(index) ? Glyph::ChevronDown : Glyph::ChevronRight,
                       theme.text2);
        }
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->fillRect(QRect(lead.left(), lead.top(), metrics::selectionBar, lead.height() - 1), theme.accent);
        }
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        // Asked of every open row at each change; no column here is as wide as its cells.
        const Theme &theme = m_appearance.theme();
        return {option.rect.width(), theme.px(index.data(GroupRole).toBool() ? m_group : m_row)};
    }
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        return m_cells.helpEvent(event, view, moved(option, index), index);
    }

private:
    [[nodiscard]] QStyleOptionViewItem moved(const QStyleOptionViewItem &option, const QModelIndex &index) const
    {
        QStyleOptionViewItem inner = option;
        if (index.column() == 0) {
            const int inset = index.data(GroupRole).toBool() ? headingInset : m_rowInset;
            inner.rect.setLeft(option.rect.left() + m_appearance.theme().px(inset));
        }
        return inner;
    }
    [[nodiscard]] QColor plane(const QStyleOptionViewItem &option, bool group) const
    {
        const Theme &theme = m_appearance.theme();
        if (option.state.testFlag(QStyle::State_Selected))
            return theme.selection;
        if (group)
            return theme.sunken;
        return option.state.testFlag(QStyle::State_MouseOver) ? theme.hover : theme.surface;
    }

    const Appearance &m_appearance;
    const TreeView *m_view;
    CellDelegate m_cells;
    int m_group = metrics::rowOneLine;
    int m_row = metrics::rowTwoLine;
    int m_rowInset = metrics::space2;
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
    setIndentation(0);
    setRootIsDecorated(false);
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

void TreeView::setRowInset(int inset)
{
    m_delegate->setRowInset(inset);
    viewport()->update();
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
    if (event->button() == Qt::LeftButton && index.data(GroupRole).toBool())
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
