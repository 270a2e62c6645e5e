// SPDX-License-Identifier: Apache-2.0
#include "ui/models/permission_model.h"

#include "ui/models/identity_text.h"
#include "ui/models/row_model_base.h"
#include "ui/models/severity_level.h"

#include <algorithm>
#include <utility>

namespace symbolon::ui {

namespace {

QString planeName(trust::PrivilegePlane plane)
{
    switch (plane) {
    case trust::PrivilegePlane::DirectoryRole:
        return PermissionModel::tr("Directory role");
    case trust::PrivilegePlane::AppPermission:
        return PermissionModel::tr("Application permission");
    case trust::PrivilegePlane::AzureRole:
        return PermissionModel::tr("Azure role");
    }
    return {};
}

} // namespace

QString tierName(risk::Tier tier)
{
    switch (tier) {
    case risk::Tier::None:
        return {};
    case risk::Tier::Reconnaissance:
        return PermissionModel::tr("Reads widely");
    case risk::Tier::SupplyChain:
        return PermissionModel::tr("Changes what others run");
    case risk::Tier::SensitiveData:
        return PermissionModel::tr("Opens sensitive data");
    case risk::Tier::HighImpact:
        return PermissionModel::tr("High impact");
    case risk::Tier::IdentityLateral:
        return PermissionModel::tr("Takes over identities");
    case risk::Tier::ControlPlaneIndirect:
        return PermissionModel::tr("Tier 0 in one more step");
    case risk::Tier::ControlPlane:
        return PermissionModel::tr("Tier 0");
    }
    return {};
}

PermissionModel::PermissionModel(const risk::PrivilegeBook &book, QObject *parent)
    : QAbstractTableModel(parent)
    , m_book(book)
{
}

void PermissionModel::setPrivileges(const QList<trust::Privilege> &privileges)
{
    QList<Row> rows;
    rows.reserve(privileges.size());
    for (const trust::Privilege &privilege : privileges)
        rows.append(Row{privilege, m_book.tier(privilege), m_book.weight(privilege), m_book.isProven(privilege)});
    std::stable_sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) {
        return a.weight != b.weight ? a.weight > b.weight
            : a.tier != b.tier      ? a.tier > b.tier
                                    : a.privilege.name.compare(b.privilege.name, Qt::CaseInsensitive) < 0;
    });
    if (rows == m_rows)
        return;

    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    QList<trust::Privilege> kept;
    for (const QModelIndex &index : from)
        kept.append(m_rows.at(index.row()).privilege);
    m_rows = std::move(rows);
    for (qsizetype i = 0; i < from.size(); ++i) {
        const auto found =
            std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const Row &row) { return row.privilege == kept.at(i); });
        to.append(found == m_rows.cend() ? QModelIndex()
                                         : index(static_cast<int>(found - m_rows.cbegin()), from.at(i).column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
}

int PermissionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PermissionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant PermissionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cell(row, column).plainText();
    case CellRole:
        return QVariant::fromValue(cell(row, column));
    case CopyRole:
        return column == Column::Privilege ? row.privilege.name : cell(row, column).plainText();
    case SortRole:
        return column == Column::Privilege ? QVariant(row.privilege.name) : QVariant(static_cast<int>(row.weight));
    case IdRole:
        return QStringList{row.privilege.roleId, row.privilege.scope, row.privilege.throughGroup}.join(u'\n');
    default:
        return {};
    }
}

QVariant PermissionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return static_cast<Column>(section) == Column::Privilege ? tr("Role or permission") : tr("Weight");
}

Cell PermissionModel::cell(const Row &row, Column column) const
{
    if (column == Column::Privilege) {
        QString where = whereLine(row.privilege);
        if (!row.privilege.throughGroup.isEmpty())
            where += tr(", through group %1").arg(row.privilege.throughGroup);
        if (!row.privilege.condition.isEmpty())
            where += tr(", with a condition");
        const bool tierZero = row.tier == risk::Tier::ControlPlane;
        Cell cell = Cell::privilege(row.privilege.name, where, levelOf(row.weight), tierZero);
        cell.tooltip = row.privilege.name + QLatin1Char('\n') + planeName(row.privilege.plane) + QLatin1Char('\n')
            + row.privilege.scope;
        if (!row.privilege.condition.isEmpty())
            cell.tooltip += QLatin1Char('\n') + tr("Condition: %1").arg(row.privilege.condition);
        return cell;
    }
    Cell cell = Cell::plain(tierName(row.tier), Ink::Text2);
    if (row.tier != risk::Tier::None && !row.proven)
        cell.tooltip = tr("No published path proves it; treat it as possible.");
    return cell;
}

} // namespace symbolon::ui
