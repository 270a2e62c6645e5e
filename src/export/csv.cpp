// SPDX-License-Identifier: Apache-2.0
#include "export/csv.h"

#include "base/shown.h"

namespace symbolon::exports {
namespace {

// Spreadsheets skip blanks before they look for a formula, and take full-width signs too.
bool looksLikeFormula(const QString &cell)
{
    for (const QChar c : cell) {
        if (c.isSpace())
            continue;
        return QStringView(u"=+-@\uFF1D\uFF0B\uFF0D\uFF20").contains(c);
    }
    return false;
}

QString field(const QString &raw)
{
    QString cell = shown(raw);
    if (looksLikeFormula(raw))
        cell.prepend(u'\'');
    const bool quote = cell.contains(u',') || cell.contains(u'"') || cell.startsWith(u' ') || cell.endsWith(u' ');
    return quote ? u'"' + cell.replace(QStringLiteral("\""), QStringLiteral("\"\"")) + u'"' : cell;
}

QByteArray record(const QStringList &cells)
{
    QStringList fields;
    for (const QString &cell : cells)
        fields << field(cell);
    return fields.join(u',').toUtf8() + "\r\n";
}

} // namespace

QByteArray csv(const Grid &grid)
{
    QStringList header;
    for (const GridColumn &column : grid.columns)
        header << column.id;
    QByteArray result = record(header);
    for (const QStringList &row : grid.rows)
        result += record(row);
    return result;
}

} // namespace symbolon::exports
