// SPDX-License-Identifier: Apache-2.0
#include "export/text_table.h"

#include "base/shown.h"

#include <algorithm>

namespace symbolon::exports {
namespace {

constexpr int gutter = 2;

// The blocks that terminals draw two columns wide (Unicode: East_Asian_Width W and F, in runs).
bool isWide(char32_t c)
{
    struct Range
    {
        char32_t first;
        char32_t last;
    };
    static constexpr Range ranges[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},  {0x3400, 0x4DBF},
                                       {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xAC00, 0xD7A3},  {0xF900, 0xFAFF},
                                       {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F},
                                       {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [c](const Range &range) { return c >= range.first && c <= range.last; });
}

QString line(const QStringList &cells, const QList<int> &widths)
{
    QString result;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QString &cell = cells.at(i);
        result += cell;
        if (i + 1 < cells.size())
            result += QString(widths.at(i) - displayWidth(cell) + gutter, u' ');
    }
    while (result.endsWith(u' '))
        result.chop(1);
    return result + u'\n';
}

} // namespace

int displayWidth(const QString &text)
{
    int width = 0;
    const QList<uint> codePoints = text.toUcs4();
    for (const uint codePoint : codePoints) {
        const auto category = QChar::category(codePoint);
        if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing)
            continue;
        width += isWide(codePoint) ? 2 : 1;
    }
    return width;
}

QString textTable(const Grid &grid)
{
    QList<QStringList> lines;
    QStringList header;
    for (const GridColumn &column : grid.columns)
        header << column.title;
    lines << header;
    for (const QStringList &row : grid.rows) {
        QStringList cells;
        for (const QString &cell : row)
            cells << shown(cell);
        lines << cells;
    }

    QList<int> widths(grid.columns.size(), 0);
    for (const QStringList &cells : std::as_const(lines)) {
        for (qsizetype i = 0; i < cells.size(); ++i)
            widths[i] = std::max(widths.at(i), displayWidth(cells.at(i)));
    }
    QString result;
    for (const QStringList &cells : std::as_const(lines))
        result += line(cells, widths);
    return result;
}

} // namespace symbolon::exports
