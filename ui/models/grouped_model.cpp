// SPDX-License-Identifier: Apache-2.0
#include "ui/models/grouped_model.h"

#include "ui/models/row_model_base.h"

namespace symbolon::ui {

namespace {
// The internal id of a group; a row's is its group's number plus one.
constexpr quintptr groupMark = 0;
} // namespace

bool GroupedModel::isGroup(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() == groupMark;
}

QModelIndex GroupedModel::indexOf(const QString &id) const
{
    for (int group = 0; group < groupCount(); ++group) {
        if (this->id({group, -1}) == id)
            return index(group, 0);
    }
    for (int group = 0; group < groupCount(); ++group) {
        for (int row = 0; row < rowsIn(group); ++row) {
            if (this->id({group, row}) == id)
                return index(row, 0, index(group, 0));
        }
    }
    return {};
}

GroupedModel::Refind GroupedModel::follow(const Place &place) const
{
    return [this, id = id(place)] { return indexOf(id); };
}

QModelIndex GroupedModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : groupMark);
}

QModelIndex GroupedModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || isGroup(child))
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, groupMark);
}

int GroupedModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return groupCount();
    return isGroup(parent) && parent.column() == 0 ? rowsIn(parent.row()) : 0;
}

GroupedModel::Place GroupedModel::placeOf(const QModelIndex &index) const
{
    return isGroup(index) ? Place{index.row(), -1} : Place{static_cast<int>(index.internalId() - 1), index.row()};
}

QVariant GroupedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Place place = placeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return cell(place, index.column()).plainText();
    case Qt::AccessibleTextRole:
        return accessibleText(place, index.column());
    case CellRole:
        return QVariant::fromValue(cell(place, index.column()));
    case CopyRole:
        return copyText(place, index.column());
    case SortRole:
        return sortValue(place);
    case IdRole:
        return id(place);
    case GroupRole:
        return place.isGroup();
    default:
        return {};
    }
}

QString GroupedModel::copyText(const Place &place, int column) const
{
    return cell(place, column).plainText();
}

QString GroupedModel::accessibleText(const Place &place, int column) const
{
    return cell(place, column).plainText();
}

void GroupedModel::swapIn(const std::function<void()> &replace)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList from = persistentIndexList();
    QList<Refind> nodes;
    nodes.reserve(from.size());
    for (const QModelIndex &index : from)
        nodes.append(follow(placeOf(index)));
    replace();
    QModelIndexList to;
    to.reserve(from.size());
    for (qsizetype i = 0; i < from.size(); ++i)
        to.append(nodes.at(i)().siblingAtColumn(from.at(i).column()));
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
    Q_EMIT rowsChanged();
}

} // namespace symbolon::ui
