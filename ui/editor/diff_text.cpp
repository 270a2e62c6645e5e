// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/diff_text.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace symbolon::ui {

int layOutDiff(const Theme &theme, const DiffText &value, int width, QPainter *painter, QPoint at)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAnywhere);
    QTextLayout layout(value.text, theme.font(TextStyle::Mono));
    layout.setTextOption(option);
    const int lineHeight = theme.lineHeight(TextStyle::Mono);
    const qreal room = std::max(40, width);
    int height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(room);
        line.setPosition(QPointF(0, height + (lineHeight - line.height()) / 2));
        height += lineHeight;
    }
    layout.endLayout();
    if (painter) {
        QList<QTextLayout::FormatRange> marks;
        for (const TextRange &range : value.marked) {
            QTextLayout::FormatRange mark;
            mark.start = range.from;
            mark.length = range.length;
            mark.format.setBackground(value.mark);
            marks.append(mark);
        }
        layout.draw(painter, QPointF(at), marks);
    }
    return std::max(height, lineHeight);
}

} // namespace symbolon::ui
