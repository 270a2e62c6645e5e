// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/row_model.h"
#include "workspace/lines.h"
#include "workspace/table_export.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <utility>

namespace symbolon::ui {

// Rows of a model as a worker may write them: a snapshot of what is on show now.
template<typename Row>
[[nodiscard]] std::function<QByteArray()> rowExport(const RowModel<Row> &model, const QList<int> &rows,
                                                    exports::Envelope envelope, const QString &filter,
                                                    workspace::TableFormat format)
{
    QList<std::uint32_t> positions;
    positions.reserve(rows.size());
    for (const int row : rows)
        positions.append(model.visibleRows()[static_cast<std::size_t>(row)]);
    return [source = model.source(), positions, envelope = std::move(envelope), filter, format] {
        QList<decltype(workspace::lineOf(std::declval<const Row &>()))> lines;
        lines.reserve(positions.size());
        for (const std::uint32_t position : positions)
            lines.append(workspace::lineOf(source.at(position)));
        return workspace::exported(envelope, lines, filter, format);
    };
}

} // namespace symbolon::ui
