// SPDX-License-Identifier: Apache-2.0
#include "ui/models/issuer_model.h"

#include "ui/models/identity_text.h"
#include "ui/models/platform_glyph.h"
#include "ui/models/severity_level.h"
#include "workspace/row_filter.h"

#include <utility>

namespace symbolon::ui {

namespace {

using Row = workspace::IssuerRow;
using Column = IssuerModel::Column;

int riskRank(const Row &row)
{
    return row.risk ? static_cast<int>(*row.risk) + 1 : 0;
}

int privilegeRank(const Row &row)
{
    const int weight = row.highestWeight ? static_cast<int>(*row.highestWeight) + 1 : 0;
    return weight * 2 + (row.highestIsTierZero ? 1 : 0);
}

// What is not known stands before all that is.
qint64 order(const QDateTime &moment)
{
    return moment.isValid() ? moment.toMSecsSinceEpoch() : -1;
}

// How `a` compares with `b` in a column, negative for less.
int compareColumn(Column column, const Row &a, const Row &b)
{
    const auto sign = [](qsizetype difference) { return difference < 0 ? -1 : difference > 0 ? 1 : 0; };
    switch (column) {
    case Column::Issuer:
        return a.platform->name.compare(b.platform->name, Qt::CaseInsensitive);
    case Column::Credentials:
        return sign(a.credentials - b.credentials);
    case Column::Identities:
        return sign(a.identities - b.identities);
    case Column::Privilege:
        return privilegeRank(a) - privilegeRank(b);
    case Column::Risk:
        return riskRank(a) - riskRank(b);
    case Column::FirstSeen:
        return sign(order(a.firstSeen) - order(b.firstSeen));
    case Column::LastChanged:
        return sign(order(a.lastChanged) - order(b.lastChanged));
    case Column::Count:
        break;
    }
    return 0;
}

Cell privilegeCell(const Row &row)
{
    Cell cell = Cell::plain(row.isReachKnown ? IssuerModel::tr("None") : IssuerModel::tr("Not known"), Ink::Text3);
    if (row.highest)
        cell = Cell::privilege(row.highest->name,
                               IssuerModel::tr("%1, through %2").arg(whereLine(*row.highest), row.highestOfName),
                               levelOf(row.highestWeight), row.highestIsTierZero);
    if (!row.isReachKnown)
        cell.tooltip = IssuerModel::tr("The privileges of some of its identities could not be read.");
    return cell;
}

} // namespace

IssuerModel::IssuerModel(Worker &worker, QObject *parent)
    : RowModel(worker, static_cast<int>(Column::Credentials), Qt::DescendingOrder, parent)
    , m_worker(worker)
{
    connect(&m_gathering, &Schedule::due, this, &IssuerModel::gather);
}

void IssuerModel::setTables(const store::Table<workspace::CredentialRow> &credentials,
                            const store::Table<workspace::IdentityRow> &identities, const store::SharedAges &ages)
{
    m_ages = ages;
    m_worker.discard(std::exchange(m_credentials, credentials));
    m_worker.discard(std::exchange(m_identities, identities));
    m_gathering.requestForSource();
}

void IssuerModel::gather()
{
    const bool any = m_credentials.size() > 0 || m_identities.size() > 0;
    auto future =
        m_worker.run([credentials = m_credentials, identities = m_identities, ages = m_ages]() -> Result<Source> {
            return workspace::issuersOf(credentials, identities, ages);
        });
    whenDone(std::move(future), this, [this, any](const Result<Source> &issuers) {
        if (issuers)
            setSource(*issuers);
        m_gathering.finish(issuers && any);
    });
}

void IssuerModel::setFilter(const QString &filter, const QDateTime &now)
{
    m_now = now;
    if (filter == m_filter)
        return;
    m_filter = filter;
    requestForQuery();
}

int IssuerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant IssuerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::InitialSortOrderRole)
        return QVariant::fromValue(column == Column::Issuer ? Qt::AscendingOrder : Qt::DescendingOrder);
    if (role == Qt::TextAlignmentRole && (column == Column::Credentials || column == Column::Identities))
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Issuer:
        return tr("Issuer");
    case Column::Credentials:
        return tr("Credentials");
    case Column::Identities:
        return tr("Identities");
    case Column::Privilege:
        return tr("Highest privilege");
    case Column::Risk:
        return tr("Risk");
    case Column::FirstSeen:
        return tr("First seen");
    case Column::LastChanged:
        return tr("Last changed");
    case Column::Count:
        break;
    }
    return {};
}

IssuerModel::MakeQuery IssuerModel::query() const
{
    const auto column = static_cast<Column>(sortColumn());
    const bool descending = sortOrder() == Qt::DescendingOrder;
    return [filter = m_filter, now = m_now, column, descending](const Source &source) {
        store::Query query = workspace::issuerQuery(source, filter, now).value_or(store::Query());
        query.lessThan = [source, column, descending](std::uint32_t a, std::uint32_t b) {
            const Row &first = source.at(a);
            const Row &second = source.at(b);
            const int order = compareColumn(column, first, second);
            if (order != 0)
                return descending ? order > 0 : order < 0;
            return first.issuer < second.issuer;
        };
        return query;
    };
}

Cell IssuerModel::cell(const Row &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case Column::Issuer: {
        Cell cell = Cell::twoLine(row.platform->name, row.issuer, glyphOf(*row.platform));
        cell.glyphInk = Ink::Accent;
        cell.secondaryMono = true;
        cell.elideMiddle = true;
        return cell;
    }
    case Column::Credentials:
        return Cell::count(static_cast<int>(row.credentials));
    case Column::Identities:
        return Cell::count(static_cast<int>(row.identities));
    case Column::Privilege:
        return privilegeCell(row);
    case Column::Risk:
        return row.risk ? Cell::severity(levelOf(*row.risk)) : Cell::plain(tr("None"), Ink::Text3);
    case Column::FirstSeen:
        return ageCell(row.firstSeen, row.maybeOlder, QDateTime::currentDateTimeUtc());
    case Column::LastChanged:
        return ageCell(row.lastChanged, false, QDateTime::currentDateTimeUtc(),
                       row.firstSeen.isValid() ? tr("Never seen to") : QString());
    case Column::Count:
        break;
    }
    return {};
}

QVariant IssuerModel::sortValue(const Row &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case Column::Issuer:
        return row.issuer;
    case Column::Credentials:
        return row.credentials;
    case Column::Identities:
        return row.identities;
    case Column::Privilege:
        return privilegeRank(row);
    case Column::Risk:
        return riskRank(row);
    case Column::FirstSeen:
        return order(row.firstSeen);
    case Column::LastChanged:
        return order(row.lastChanged);
    case Column::Count:
        break;
    }
    return {};
}

QString IssuerModel::copyText(const Row &row, int column) const
{
    return static_cast<Column>(column) == Column::Issuer ? row.issuer : cell(row, column).plainText();
}

QString IssuerModel::accessibleText(const Row &row, int column) const
{
    QString text = cell(row, column).plainText();
    switch (static_cast<Column>(column)) {
    case Column::Issuer:
        return tr("%1, %2").arg(row.platform->name, row.issuer);
    case Column::Privilege:
        return row.highestIsTierZero ? tr("%1, controls the whole tenant").arg(text) : text;
    case Column::Risk:
        return tr("Risk: %1").arg(text);
    default:
        return text;
    }
}

QString IssuerModel::id(const Row &row) const
{
    return row.issuer;
}

} // namespace symbolon::ui
