// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/schedule.h"
#include "ui/widgets/cells.h"

#include <QAbstractTableModel>

namespace symbolon::ui {

// Roles of our models beside CellRole, CopyRole and IdRole.
enum ModelRoles {
    SortRole = Qt::UserRole + 1, // the raw value: what sorting and exporting look at
    KeyRole,                     // the row's key as its own type
};

// What RowModel cannot have because it is a template: signals.
class RowModelBase : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

Q_SIGNALS:
    // Other rows, other values or another order are on show.
    void rowsChanged();
};

} // namespace symbolon::ui
