// SPDX-License-Identifier: Apache-2.0
#include "ui/models/credential_model.h"

#include "ui/models/identity_text.h"
#include "ui/models/platform_glyph.h"
#include "ui/models/severity_level.h"
#include "ui/models/sort_names.h"
#include "workspace/row_filter.h"

#include <memory>

namespace symbolon::ui {

namespace {

using Row = workspace::CredentialRow;
using Column = CredentialModel::Column;

int riskRank(const Row &row)
{
    return row.risk ? static_cast<int>(*row.risk) + 1 : 0;
}

// What a column orders by; names are ordered by SortNames instead.
QString sortText(Column column, const Row &row)
{
    switch (column) {
    case Column::Name:
        return row.credential->name;
    case Column::Identity:
        return row.identityName();
    case Column::Platform:
        return row.platform->name;
    case Column::Issuer:
        return row.credential->issuer;
    case Column::Subject:
        return row.credential->matchText();
    case Column::Audience:
        return row.credential->audiences.join(QLatin1Char(' '));
    case Column::Risk:
    case Column::FirstSeen:
    case Column::LastChanged:
    case Column::Count:
        break;
    }
    return {};
}

// Ages order by their moment; what is not known stands before all that is.
qint64 order(const QDateTime &moment)
{
    return moment.isValid() ? moment.toMSecsSinceEpoch() : -1;
}

bool isAge(Column column)
{
    return column == Column::FirstSeen || column == Column::LastChanged;
}

Cell monoLine(const QString &text)
{
    Cell cell = Cell::mono(text);
    cell.ink = Ink::Text2;
    return cell;
}

} // namespace

CredentialModel::CredentialModel(Worker &worker, QObject *parent)
    : RowModel(worker, static_cast<int>(Column::Risk), Qt::DescendingOrder, parent)
{
}

void CredentialModel::setFilter(const CredentialFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    requestForQuery();
}

void CredentialModel::setAges(const store::SharedAges &ages)
{
    if (m_ages == ages || (m_ages && ages && *m_ages == *ages))
        return;
    m_ages = ages;
    requestForQuery();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, static_cast<int>(Column::FirstSeen)),
                           index(rowCount() - 1, static_cast<int>(Column::LastChanged)));
}

store::CredentialAge CredentialModel::ageOf(const Row &row) const
{
    return m_ages ? m_ages->of(row.identity(), row.credential->name) : store::CredentialAge();
}

int CredentialModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant CredentialModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::InitialSortOrderRole)
        return QVariant::fromValue(column == Column::Risk || isAge(column) ? Qt::DescendingOrder : Qt::AscendingOrder);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Name:
        return tr("Credential");
    case Column::Identity:
        return tr("Identity");
    case Column::Platform:
        return tr("Platform");
    case Column::Issuer:
        return tr("Issuer");
    case Column::Subject:
        return tr("Subject or expression");
    case Column::Audience:
        return tr("Audience");
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

CredentialModel::MakeQuery CredentialModel::query() const
{
    const auto column = static_cast<Column>(sortColumn());
    const bool descending = sortOrder() == Qt::DescendingOrder;
    return [filter = m_filter, ages = m_ages, column, descending](const Source &source) {
        store::Query query = workspace::credentialQuery(source, filter.text, filter.now, ages).value_or(store::Query());
        if (!filter.issuer.isEmpty()) {
            query.accept = [source, issuer = filter.issuer, textHolds = query.accept](std::uint32_t position) {
                return source.at(position).credential->issuer == issuer && (!textHolds || textHolds(position));
            };
        }
        const auto texts =
            std::make_shared<SortNames>(source.rows(), [column](const Row &row) { return sortText(column, row); });
        const auto identities =
            std::make_shared<SortNames>(source.rows(), [](const Row &row) { return row.identityName(); });
        const auto names =
            std::make_shared<SortNames>(source.rows(), [](const Row &row) { return row.credential->name; });
        const auto moments = std::make_shared<QList<qint64>>();
        if (isAge(column)) {
            moments->reserve(source.size());
            for (const Row &row : source.rows()) {
                const store::CredentialAge age = ages ? ages->of(row.identity(), row.credential->name)
                                                      : store::CredentialAge();
                moments->append(order(column == Column::FirstSeen ? age.firstSeen : age.lastChanged));
            }
        }
        query.lessThan = [=](std::uint32_t a, std::uint32_t b) {
            const qint64 difference = isAge(column) ? moments->at(a) - moments->at(b)
                : column == Column::Risk            ? riskRank(source.at(a)) - riskRank(source.at(b))
                                                    : texts->compare(a, b);
            if (difference != 0)
                return descending ? difference > 0 : difference < 0;
            const int byIdentity = identities->compare(a, b);
            return byIdentity != 0 ? byIdentity < 0 : names->compare(a, b) < 0;
        };
        return query;
    };
}

Cell CredentialModel::cell(const Row &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case Column::Name:
        return Cell::twoLine(row.credential->name, row.platform->name, glyphOf(*row.platform));
    case Column::Identity: {
        Cell cell = Cell::twoLine(row.identityName(), kindName(row.identity().kind));
        cell.strong = false;
        return cell;
    }
    case Column::Platform:
        return Cell::platformMarks(marksOf({row.platform}));
    case Column::Issuer:
        return monoLine(row.credential->issuer);
    case Column::Subject:
        return monoLine(row.credential->matchText());
    case Column::Audience:
        return monoLine(row.credential->audiences.join(QStringLiteral(", ")));
    case Column::Risk:
        return row.risk ? Cell::severity(levelOf(*row.risk)) : Cell::plain(tr("None"), Ink::Text3);
    case Column::FirstSeen: {
        const store::CredentialAge age = ageOf(row);
        return ageCell(age.firstSeen, age.maybeOlder, QDateTime::currentDateTimeUtc());
    }
    case Column::LastChanged: {
        const store::CredentialAge age = ageOf(row);
        return ageCell(age.lastChanged, false, QDateTime::currentDateTimeUtc(),
                       age.firstSeen.isValid() ? tr("Never seen to") : QString());
    }
    case Column::Count:
        break;
    }
    return {};
}

QVariant CredentialModel::sortValue(const Row &row, int column) const
{
    if (static_cast<Column>(column) == Column::Risk)
        return riskRank(row);
    if (isAge(static_cast<Column>(column))) {
        const store::CredentialAge age = ageOf(row);
        return order(static_cast<Column>(column) == Column::FirstSeen ? age.firstSeen : age.lastChanged);
    }
    return sortText(static_cast<Column>(column), row);
}

QString CredentialModel::copyText(const Row &row, int column) const
{
    const bool asShown = static_cast<Column>(column) == Column::Risk || isAge(static_cast<Column>(column));
    return asShown ? cell(row, column).plainText() : sortText(static_cast<Column>(column), row);
}

QString CredentialModel::accessibleText(const Row &row, int column) const
{
    QString text = cell(row, column).plainText();
    if (static_cast<Column>(column) == Column::Risk)
        return tr("Risk: %1").arg(text);
    if (static_cast<Column>(column) == Column::Subject && row.credential->isFlexible())
        return tr("Expression: %1").arg(text);
    return text;
}

QString CredentialModel::id(const Row &row) const
{
    return idOf(row.key());
}

} // namespace symbolon::ui
