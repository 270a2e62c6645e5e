// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/celldelegate.h"

#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/celllayout.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/tableview.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QListView>
#include <QPainter>
#include <QToolTip>

namespace symbolon::ui {

namespace {

// Whether no visible column stands before (after) this one: it wears the accent bar and the margin of the page.
bool isOuter(const QWidget *widget, const QModelIndex &index, bool leading)
{
    if (qobject_cast<const QListView *>(widget) != nullptr)
        return true;
    const auto *table = qobject_cast<const QTableView *>(widget);
    if (table == nullptr)
        return false;
    const QHeaderView *header = table->horizontalHeader();
    const int step = leading ? -1 : 1;
    for (int visual = header->visualIndex(index.column()) + step; visual >= 0 && visual < header->count();
         visual += step) {
        if (!header->isSectionHidden(header->logicalIndex(visual)))
            return false;
    }
    return true;
}

bool isHovered(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (const auto *table = qobject_cast<const TableView *>(option.widget))
        return table->hoveredRow() == index.row();
    return option.state.testFlag(QStyle::State_MouseOver);
}

bool isSelected(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected);
}

} // namespace

Cell cellOf(const QModelIndex &index)
{
    const QVariant value = index.data(CellRole);
    if (value.canConvert<Cell>())
        return value.value<Cell>();
    return Cell::plain(index.data(Qt::DisplayRole).toString());
}

CellDelegate::CellDelegate(const Appearance &appearance, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
    , m_rowHeight(metrics::rowTwoLine)
{
}

void CellDelegate::setRowHeight(int height)
{
    m_rowHeight = height;
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    const Cell cell = cellOf(index);
    const bool group = cell.kind == Cell::Kind::Group || index.data(GroupRole).toBool();
    const bool leading = isOuter(option.widget, index, true);
    if (isSelected(option))
        painter->fillRect(option.rect, theme.selection);
    else if (group)
        painter->fillRect(option.rect, theme.sunken);
    else if (isHovered(option, index))
        painter->fillRect(option.rect, theme.hover);
    paintLine(painter, option.rect, Qt::BottomEdge, theme.softBorder);
    if (isSelected(option) && leading) {
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), metrics::selectionBar, option.rect.height() - 1),
                          theme.accent);
    }
    // Shortened identifiers offer to be copied in the whole active row, other values where the pointer is.
    const bool active = isSelected(option) || isHovered(option, index);
    const bool withSign = (active && cell.shortTo > 0) || option.state.testFlag(QStyle::State_MouseOver);
    paintCell(painter, layOutCell(cell, inside(option, index), theme, withSign), theme);

    const auto *table = qobject_cast<const TableView *>(option.widget);
    const bool ring = option.state.testFlag(QStyle::State_HasFocus) && (table == nullptr || table->showsFocus());
    if (ring)
        paintPanel(painter, option.rect.adjusted(leading ? 4 : 1, 1, -1, -2), metrics::radiusBadge, QColor(),
                   theme.accent, metrics::focusWidth);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    const QRect wide(0, 0, theme.px(4096), theme.px(m_rowHeight));
    const int content = layOutCell(cellOf(index), wide, theme, false).width;
    QStyleOptionViewItem probe = option;
    probe.rect = wide;
    return {content + wide.width() - inside(probe, index).width() + 1, theme.px(m_rowHeight)};
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event == nullptr || view == nullptr || event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString text = index.isValid() ? toolTipText(option, index) : QString();
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), plainToolTip(text), view->viewport(), option.rect);
    return true;
}

QRect CellDelegate::copySign(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return layOutCell(cellOf(index), inside(option, index), m_appearance.theme(), true).copySign;
}

QString CellDelegate::toolTipText(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Cell cell = cellOf(index);
    if (!cell.tooltip.isEmpty())
        return cell.tooltip;
    const bool shortened = cell.kind == Cell::Kind::Mono && cell.shortTo > 0 && cell.text.size() > cell.shortTo;
    const bool glyphsAlone = cell.kind == Cell::Kind::Platforms && cell.platforms.size() > 1;
    const bool cut = layOutCell(cell, inside(option, index), m_appearance.theme(), isSelected(option)).isCut();
    if (!shortened && !glyphsAlone && !cut)
        return {};
    if (cell.kind == Cell::Kind::TwoLine && !cell.secondary.isEmpty())
        return cell.text + QLatin1Char('\n') + cell.secondary;
    return cell.plainText();
}

QRect CellDelegate::inside(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    const int left = isOuter(option.widget, index, true) ? metrics::space4 : metrics::space2;
    const int right = isOuter(option.widget, index, false) ? metrics::space4 : metrics::space2;
    return option.rect.adjusted(theme.px(left), 0, -theme.px(right), -1);
}

} // namespace symbolon::ui
