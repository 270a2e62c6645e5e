// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace symbolon::exports {

struct GridColumn
{
    QString id;    // "displayName": the header of a CSV file, the same in every language
    QString title; // "Name": the header on a terminal, translated
};

// Rows of text under columns. Cells are raw: whoever writes them out makes hostile text harmless.
struct Grid
{
    QList<GridColumn> columns;
    QList<QStringList> rows; // as many cells as columns
};

} // namespace symbolon::exports
