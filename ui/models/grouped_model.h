// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/cells.h"

#include <QAbstractItemModel>

#include <functional>

namespace symbolon::ui {

// A tree of two levels, groups and their rows, over values that a subclass holds. A new state is swapped in by one
// layout change; persistent indexes (selection, expanded groups) follow their nodes.
class GroupedModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    [[nodiscard]] bool isGroup(const QModelIndex &index) const;
    // The node with this id; invalid: it is not on show. Looks at one after the other.
    [[nodiscard]] QModelIndex indexOf(const QString &id) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const final;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const final;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const final;

Q_SIGNALS:
    void rowsChanged();

protected:
    // A node's place: row is -1 for a group.
    struct Place
    {
        int group = 0;
        int row = -1;

        [[nodiscard]] bool isGroup() const { return row < 0; }
    };

    [[nodiscard]] virtual int groupCount() const = 0;
    [[nodiscard]] virtual int rowsIn(int group) const = 0;
    [[nodiscard]] virtual QString id(const Place &place) const = 0;
    [[nodiscard]] virtual Cell cell(const Place &place, int column) const = 0;
    [[nodiscard]] virtual QString copyText(const Place &place, int column) const;
    [[nodiscard]] virtual QString accessibleText(const Place &place, int column) const;
    [[nodiscard]] virtual QVariant sortValue(const Place &place) const = 0;

    // Asked for a node before a change, called after it: where it is then. By its id, where a subclass with many rows
    // knows nothing faster.
    using Refind = std::function<QModelIndex()>;
    [[nodiscard]] virtual Refind follow(const Place &place) const;

    [[nodiscard]] Place placeOf(const QModelIndex &index) const; // of a valid index
    // Calls `replace`, which changes what the virtual functions tell, inside one layout change.
    void swapIn(const std::function<void()> &replace);
};

} // namespace symbolon::ui
