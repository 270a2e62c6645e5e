// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/rule_book.h"
#include "trust/identity.h"
#include "ui/widgets/cells.h"

#include <QAbstractTableModel>

namespace symbolon::ui {

// What one identity may do: roles and permissions with scope, group and how far each carries, strongest first.
class PermissionModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Privilege, Tier, Count };

    explicit PermissionModel(const risk::PrivilegeBook &book, QObject *parent = nullptr);

    void setPrivileges(const QList<trust::Privilege> &privileges);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        trust::Privilege privilege;
        risk::Tier tier = risk::Tier::None;
        risk::Severity weight = risk::Severity::Info;
        bool proven = true;

        bool operator==(const Row &) const = default;
    };

    [[nodiscard]] Cell cell(const Row &row, Column column) const;

    const risk::PrivilegeBook &m_book;
    QList<Row> m_rows;
};

// "Controls the whole tenant"; empty for Tier::None.
[[nodiscard]] QString tierName(risk::Tier tier);

} // namespace symbolon::ui
