// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/flowlayout.h"

#include <QWidget>

#include <algorithm>

namespace symbolon::ui {

FlowLayout::FlowLayout(QWidget *parent, int horizontal, int vertical)
    : QLayout(parent)
    , m_horizontal(horizontal)
    , m_vertical(vertical)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

int FlowLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

Qt::Orientations FlowLayout::expandingDirections() const
{
    return {};
}

bool FlowLayout::hasHeightForWidth() const
{
    return true;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::sizeHint() const
{
    const QMargins margins = contentsMargins();
    int width = 0;
    int height = 0;
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        width += item->sizeHint().width() + (width > 0 ? m_horizontal : 0);
        height = std::max(height, item->sizeHint().height());
    }
    return {width + margins.left() + margins.right(), height + margins.top() + margins.bottom()};
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect &rect, bool apply) const
{
    const QRect inside = rect.marginsRemoved(contentsMargins());
    const Qt::LayoutDirection direction = parentWidget() != nullptr ? parentWidget()->layoutDirection()
                                                                    : Qt::LeftToRight;
    // Items of one line are centred on it, which takes two passes over the line.
    int y = inside.top();
    qsizetype first = 0;
    while (first < m_items.size()) {
        int x = inside.left();
        int height = 0;
        qsizetype next = first;
        for (; next < m_items.size(); ++next) {
            const QLayoutItem *item = m_items[next];
            if (item->isEmpty())
                continue;
            const QSize size = item->sizeHint();
            if (x > inside.left() && x + size.width() > inside.right() + 1)
                break;
            x += size.width() + m_horizontal;
            height = std::max(height, size.height());
        }
        x = inside.left();
        for (qsizetype i = first; apply && i < next; ++i) {
            QLayoutItem *item = m_items[i];
            if (item->isEmpty())
                continue;
            const QSize size = item->sizeHint();
            const QRect place(QPoint(x, y + (height - size.height()) / 2), size);
            const int mirrored = inside.left() + inside.right() - place.right();
            item->setGeometry(direction == Qt::RightToLeft ? QRect(QPoint(mirrored, place.top()), size) : place);
            x += size.width() + m_horizontal;
        }
        if (height > 0)
            y += height + m_vertical;
        first = next;
    }
    return std::max(y - m_vertical, inside.top()) - rect.top() + contentsMargins().bottom();
}

} // namespace symbolon::ui
