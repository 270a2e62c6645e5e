// SPDX-License-Identifier: Apache-2.0
#include "workspace/table_export.h"

#include "export/csv.h"
#include "export/grids.h"
#include "export/json_document.h"
#include "export/text_table.h"
#include "export/words.h"

#include <QCoreApplication>

namespace symbolon::workspace {
namespace {

exports::Grid gridOf(const QList<exports::IdentityLine> &lines, exports::Detail detail)
{
    return exports::identityGrid(lines, detail);
}
exports::Grid gridOf(const QList<exports::CredentialLine> &lines, exports::Detail detail)
{
    return exports::credentialGrid(lines, detail);
}
exports::Grid gridOf(const QList<exports::IssuerLine> &lines, exports::Detail detail)
{
    return exports::issuerGrid(lines, detail);
}

QByteArray jsonOf(const exports::Envelope &envelope, const QList<exports::IdentityLine> &lines)
{
    return exports::identitiesJson(envelope, lines);
}
QByteArray jsonOf(const exports::Envelope &envelope, const QList<exports::CredentialLine> &lines)
{
    return exports::credentialsJson(envelope, lines);
}
QByteArray jsonOf(const exports::Envelope &envelope, const QList<exports::IssuerLine> &lines)
{
    return exports::issuersJson(envelope, lines);
}

void sayWhatItIs(exports::Grid &grid, const exports::Envelope &envelope, const QString &filter)
{
    if (grid.rows.isEmpty())
        grid.rows << QStringList(grid.columns.size(), QString());
    grid.columns << exports::GridColumn{QStringLiteral("tenantId"), {}}
                 << exports::GridColumn{QStringLiteral("generatedAt"), {}}
                 << exports::GridColumn{QStringLiteral("filter"), {}}
                 << exports::GridColumn{QStringLiteral("complete"), {}};
    const QStringList same{envelope.tenant.id, exports::isoTime(envelope.generatedAt), filter,
                           envelope.complete ? QStringLiteral("true") : QStringLiteral("false")};
    for (QStringList &row : grid.rows)
        row << same;
}

} // namespace

template<typename Line>
QByteArray exported(const exports::Envelope &envelope, const QList<Line> &lines, const QString &filter,
                    TableFormat format)
{
    switch (format) {
    case TableFormat::Json:
        return jsonOf(envelope, lines);
    case TableFormat::Csv: {
        exports::Grid grid = gridOf(lines, exports::Detail::File);
        sayWhatItIs(grid, envelope, filter);
        return exports::csv(grid);
    }
    case TableFormat::Text:
        break;
    }
    QString text = exports::textTable(gridOf(lines, exports::Detail::Terminal));
    if (!envelope.complete)
        text += QCoreApplication::translate("Workspace", "Not everything could be read.") + u'\n';
    return text.toUtf8();
}

template QByteArray exported(const exports::Envelope &, const QList<exports::IdentityLine> &, const QString &,
                             TableFormat);
template QByteArray exported(const exports::Envelope &, const QList<exports::CredentialLine> &, const QString &,
                             TableFormat);
template QByteArray exported(const exports::Envelope &, const QList<exports::IssuerLine> &, const QString &,
                             TableFormat);

} // namespace symbolon::workspace
