// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/widgets/cells.h"

#include <QStyledItemDelegate>

namespace symbolon::ui {

// Paints the Cells of a model in tables, lists and trees: row tint, hairline, the accent bar of the selected row, the
// ring of the current cell. Shows tool tips for cut cells and for cells that have one of their own, as plain text.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(const Appearance &appearance, QObject *parent = nullptr);

    // Device-independent pixels at text scale 1; metrics::rowTwoLine at first.
    void setRowHeight(int height);
    [[nodiscard]] int rowHeight() const { return m_rowHeight; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    // Where a click copies the cell, in the coordinates of `option.rect`; null where there is no sign.
    [[nodiscard]] QRect copySign(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    // What the tool tip of the cell says, plain; empty: none.
    [[nodiscard]] QString toolTipText(const QStyleOptionViewItem &option, const QModelIndex &index) const;

private:
    [[nodiscard]] QRect inside(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const Appearance &m_appearance;
    int m_rowHeight;
};

// The cell of an index: its Cell, or its display text.
[[nodiscard]] Cell cellOf(const QModelIndex &index);

} // namespace symbolon::ui
