// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/cells.h"

#include <QAbstractTableModel>

namespace symbolon::ui {

// A small table of Cells, in the shape pages deliver them.
class SampleModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Column
    {
        QString title;
        int width;
    };

    SampleModel(const QList<Column> &columns, const QList<QList<Cell>> &rows, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const QList<Column> &columns() const { return m_columns; }

private:
    QList<Column> m_columns;
    QList<QList<Cell>> m_rows;
};

// The first rows of a page of identities, one for each kind of cell and level.
[[nodiscard]] SampleModel *sampleIdentities(QObject *parent);

// The credentials of one identity, under a group heading, as a details pane lists them.
[[nodiscard]] SampleModel *sampleCredentials(QObject *parent);

} // namespace symbolon::ui
