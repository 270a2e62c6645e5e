// SPDX-License-Identifier: Apache-2.0
#include "ui/models/identity_model.h"

#include "export/words.h"
#include "ui/models/identity_text.h"
#include "ui/models/platform_glyph.h"
#include "ui/models/severity_level.h"
#include "ui/models/sort_names.h"
#include "workspace/row_filter.h"

#include <algorithm>
#include <memory>
#include <tuple>

namespace symbolon::ui {

namespace {

using Row = workspace::IdentityRow;
using Column = IdentityModel::Column;

int riskRank(const Row &row)
{
    // What could not be judged stands above what is known to be fine.
    if (row.risk)
        return static_cast<int>(*row.risk) + 2;
    return row.isWhole() ? 0 : 1;
}

int privilegeRank(const Row &row)
{
    const int weight = row.highestWeight ? static_cast<int>(*row.highestWeight) + 1 : 0;
    return weight * 2 + (row.highestIsTierZero ? 1 : 0);
}

QString ownersText(const Row &row)
{
    if (row.identity.key.kind == trust::IdentityKind::ManagedIdentity)
        return IdentityModel::tr("Azure RBAC");
    if (!row.identity.ownersPart.isKnown())
        return IdentityModel::tr("Not known");
    QStringList names;
    for (const trust::Owner &owner : row.identity.owners)
        names.append(owner.label());
    return names.isEmpty() ? IdentityModel::tr("None") : names.join(QStringLiteral(", "));
}

Cell ownersCell(const Row &row)
{
    const bool app = row.identity.key.kind == trust::IdentityKind::Application;
    const bool any = !row.identity.owners.isEmpty() && row.identity.ownersPart.isKnown();
    Cell cell = Cell::plain(ownersText(row), any ? Ink::Text : Ink::Text3);
    cell.tooltip = app ? missingPart(row.identity.ownersPart, IdentityModel::tr("Owners"))
                       : exports::ownedThroughAzure();
    return cell;
}

Cell secretsCell(const Row &row)
{
    const QList<trust::Secret> &secrets = row.identity.secrets;
    const bool app = row.identity.key.kind == trust::IdentityKind::Application;
    if (secrets.isEmpty()) {
        const bool known = !app || row.identity.secretsPart.isKnown();
        return Cell::plain(known ? IdentityModel::tr("None") : IdentityModel::tr("Not known"), Ink::Text3);
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto in = [&](trust::SecretState state) {
        return static_cast<int>(std::count_if(secrets.cbegin(), secrets.cend(), [&](const trust::Secret &secret) {
            return trust::stateAt(secret, now) == state;
        }));
    };
    const int expired = in(trust::SecretState::Expired);
    const int valid = static_cast<int>(secrets.size()) - expired;
    if (valid == 0)
        return Cell::severity(Level::Info, IdentityModel::tr("%n expired", nullptr, expired));
    const bool soon = in(trust::SecretState::EndsSoon) > 0;
    return soon ? Cell::severity(Level::Medium, IdentityModel::tr("%n valid, ends soon", nullptr, valid))
                : Cell::severity(Level::Low, IdentityModel::tr("%n valid", nullptr, valid));
}

// How `a` compares with `b` in a column, negative for less; 0 leaves it to the next criterion.
int compareColumn(Column column, const Row &a, const Row &b)
{
    switch (column) {
    case Column::ClientId:
        return a.identity.clientId.compare(b.identity.clientId);
    case Column::Credentials:
        return static_cast<int>(a.identity.credentials.size() - b.identity.credentials.size());
    case Column::Platforms: {
        const QString first = a.platforms.isEmpty() ? QString() : a.platforms.first()->name;
        const QString second = b.platforms.isEmpty() ? QString() : b.platforms.first()->name;
        return first.compare(second, Qt::CaseInsensitive);
    }
    case Column::Privilege:
        return privilegeRank(a) - privilegeRank(b);
    case Column::Risk: {
        const auto rank = [](const Row &row) { return std::tuple(riskRank(row), row.identity.credentials.size()); };
        return rank(a) < rank(b) ? -1 : rank(b) < rank(a) ? 1 : 0;
    }
    case Column::Owners:
        return ownersText(a).compare(ownersText(b), Qt::CaseInsensitive);
    case Column::Secrets:
        return static_cast<int>(a.identity.secrets.size() - b.identity.secrets.size());
    case Column::Identity:
    case Column::Count:
        break;
    }
    return 0;
}

Cell privilegeCell(const Row &row)
{
    const bool known = row.identity.directoryRolesPart.isKnown() && row.identity.appPermissionsPart.isKnown()
        && row.identity.azureRolesPart.isKnown();
    if (!row.highest) {
        Cell cell = Cell::plain(known ? IdentityModel::tr("None") : IdentityModel::tr("Not known"), Ink::Text3);
        if (!known)
            cell.tooltip = missingParts(row.identity);
        return cell;
    }
    QString where = whereLine(*row.highest);
    const int more = static_cast<int>(row.identity.privileges.size()) - 1;
    if (more > 0)
        where += IdentityModel::tr(", %n more", nullptr, more);
    Cell cell = Cell::privilege(row.highest->name, where, levelOf(row.highestWeight), row.highestIsTierZero);
    if (!known)
        cell.tooltip = missingParts(row.identity);
    return cell;
}

Cell riskCell(const Row &row)
{
    if (row.risk)
        return Cell::severity(levelOf(*row.risk));
    if (row.isWhole())
        return Cell::plain(IdentityModel::tr("None"), Ink::Text3);
    Cell cell = Cell::plain(IdentityModel::tr("Not known"), Ink::Text3);
    cell.tooltip = missingParts(row.identity);
    return cell;
}

} // namespace

IdentityModel::IdentityModel(Worker &worker, int amberFrom, QObject *parent)
    : RowModel(worker, static_cast<int>(Column::Risk), Qt::DescendingOrder, parent)
    , m_amberFrom(amberFrom)
{
}

void IdentityModel::setFilter(const IdentityFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    requestForQuery();
}

int IdentityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant IdentityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::InitialSortOrderRole) {
        const bool worstFirst = column == Column::Credentials || column == Column::Privilege || column == Column::Risk;
        return QVariant::fromValue(worstFirst ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Identity:
        return tr("Identity");
    case Column::ClientId:
        return tr("Client ID");
    case Column::Credentials:
        return tr("Credentials");
    case Column::Platforms:
        return tr("Platforms");
    case Column::Privilege:
        return tr("Highest privilege");
    case Column::Risk:
        return tr("Risk");
    case Column::Owners:
        return tr("Owners");
    case Column::Secrets:
        return tr("Secrets");
    case Column::Count:
        break;
    }
    return {};
}

IdentityModel::MakeQuery IdentityModel::query() const
{
    const auto column = static_cast<Column>(sortColumn());
    const bool descending = sortOrder() == Qt::DescendingOrder;
    return [filter = m_filter, column, descending](const Source &source) {
        store::Query query = workspace::identityQuery(source, filter.text, filter.now).value_or(store::Query());
        if (filter.onlyWithCredentials) {
            query.accept = [source, textHolds = query.accept](std::uint32_t position) {
                return !source.at(position).identity.credentials.isEmpty() && (!textHolds || textHolds(position));
            };
        }
        const auto names =
            std::make_shared<SortNames>(source.rows(), [](const Row &row) { return row.identity.displayName; });
        // Equal rows stand by name in both directions, so the direction is settled here.
        query.lessThan = [source, names, column, descending](std::uint32_t a, std::uint32_t b) {
            const bool byName = column == Column::Identity;
            const int order = byName ? names->compare(a, b) : compareColumn(column, source.at(a), source.at(b));
            if (order != 0)
                return descending ? order > 0 : order < 0;
            return !byName && names->compare(a, b) < 0;
        };
        return query;
    };
}

Cell IdentityModel::cell(const Row &row, int column) const
{
    const trust::Identity &identity = row.identity;
    switch (static_cast<Column>(column)) {
    case Column::Identity: {
        Cell cell = Cell::twoLine(identity.displayName, kindLine(identity), glyphOf(identity.key.kind));
        cell.glyphInk = Ink::Accent;
        return cell;
    }
    case Column::ClientId:
        return Cell::mono(identity.clientId, 8);
    case Column::Credentials:
        if (identity.credentials.isEmpty() && !identity.credentialsPart.isKnown()) {
            Cell cell = Cell::plain(tr("Not known"), Ink::Text3);
            cell.tooltip = missingParts(identity);
            return cell;
        }
        return Cell::meter(static_cast<int>(identity.credentials.size()), trust::limits::credentialsPerIdentity,
                           m_amberFrom);
    case Column::Platforms:
        return Cell::platformMarks(marksOf(row.platforms));
    case Column::Privilege:
        return privilegeCell(row);
    case Column::Risk:
        return riskCell(row);
    case Column::Owners:
        return ownersCell(row);
    case Column::Secrets:
        return secretsCell(row);
    case Column::Count:
        break;
    }
    return {};
}

QVariant IdentityModel::sortValue(const Row &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case Column::Identity:
        return row.identity.displayName;
    case Column::ClientId:
        return row.identity.clientId;
    case Column::Credentials:
        return row.identity.credentials.size();
    case Column::Platforms:
        return row.platforms.isEmpty() ? QString() : row.platforms.first()->name;
    case Column::Privilege:
        return privilegeRank(row);
    case Column::Risk:
        return riskRank(row);
    case Column::Owners:
        return ownersText(row);
    case Column::Secrets:
        return row.identity.secrets.size();
    case Column::Count:
        break;
    }
    return {};
}

QString IdentityModel::copyText(const Row &row, int column) const
{
    return static_cast<Column>(column) == Column::Identity ? row.identity.displayName : cell(row, column).plainText();
}

QString IdentityModel::accessibleText(const Row &row, int column) const
{
    QString text = cell(row, column).plainText();
    switch (static_cast<Column>(column)) {
    case Column::Credentials:
        return row.identity.credentials.isEmpty() && !row.identity.credentialsPart.isKnown()
            ? text
            : tr("%1 of %2 credentials used")
                  .arg(row.identity.credentials.size())
                  .arg(trust::limits::credentialsPerIdentity);
    case Column::Privilege:
        return row.highestIsTierZero ? tr("%1, controls the whole tenant").arg(text) : text;
    case Column::Risk:
        return tr("Risk: %1").arg(text);
    default:
        return text;
    }
}

QString IdentityModel::id(const Row &row) const
{
    return idOf(row.key());
}

IdentityModel::Marks IdentityModel::marks() const
{
    return [](const Row &row) { return row.identity.key.kind == trust::IdentityKind::Application; };
}

} // namespace symbolon::ui
