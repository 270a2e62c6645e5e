// SPDX-License-Identifier: Apache-2.0
#include "ui/models/findings_model.h"

#include "ui/models/identity_text.h"
#include "ui/models/row_model_base.h"
#include "ui/models/severity_level.h"

#include <memory>
#include <utility>

namespace symbolon::ui {

namespace {

QString groupId(const QString &ruleId, risk::Outcome outcome)
{
    return (outcome == risk::Outcome::Unknown ? QStringLiteral("?") : QStringLiteral("!")) + ruleId;
}

QString rowId(const risk::Verdict &verdict)
{
    return groupId(verdict.ruleId, verdict.outcome) + QLatin1Char('\n')
        + idOf(workspace::CredentialKey{verdict.identity, verdict.credentialName});
}

// A group's own index; its rows carry the group's number plus one.
constexpr quintptr groupMark = 0;

} // namespace

// One state of the tree, with the way from a node's id to its place.
struct FindingsModel::Shown
{
    FindingsTree tree;
    QHash<QString, std::pair<int, int>> places; // id → group, row (-1: the group itself)
};

FindingsModel::FindingsModel(Worker &worker, RuleTitles titles, QObject *parent)
    : QAbstractItemModel(parent), m_worker(worker), m_titles(std::move(titles)),
      m_shown(std::make_shared<const Shown>())
{
    connect(&m_schedule, &Schedule::due, this, &FindingsModel::start);
}

FindingsModel::~FindingsModel() = default;

void FindingsModel::setSource(const store::Table<workspace::IdentityRow> &identities)
{
    m_next = identities;
    m_schedule.requestForSource();
}

void FindingsModel::setFilter(const FindingsFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_schedule.requestForQuery();
}

const FindingCounts &FindingsModel::counts() const
{
    return m_shown->tree.counts;
}

bool FindingsModel::isGroup(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() == groupMark;
}

const FindingGroup *FindingsModel::groupAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const auto group = isGroup(index) ? index.row() : static_cast<int>(index.internalId() - 1);
    return &m_shown->tree.groups.at(group);
}

const risk::Verdict *FindingsModel::verdictAt(const QModelIndex &index) const
{
    if (!index.isValid() || isGroup(index))
        return nullptr;
    return &groupAt(index)->rows.at(index.row());
}

QModelIndex FindingsModel::find(const risk::Verdict &verdict) const
{
    const auto place = m_shown->places.constFind(rowId(verdict));
    if (place == m_shown->places.cend())
        return {};
    return index(place->second, 0, index(place->first, 0));
}

QModelIndex FindingsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : groupMark);
}

QModelIndex FindingsModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || isGroup(child))
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, groupMark);
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_shown->tree.groups.size());
    return isGroup(parent) && parent.column() == 0 ? static_cast<int>(groupAt(parent)->rows.size()) : 0;
}

int FindingsModel::columnCount(const QModelIndex &) const
{
    return static_cast<int>(Column::Count);
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const risk::Verdict *verdict = verdictAt(index);
    const FindingGroup &group = *groupAt(index);
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole:
        return (verdict ? rowCell(*verdict, column) : groupCell(group, column)).plainText();
    case CellRole:
        return QVariant::fromValue(verdict ? rowCell(*verdict, column) : groupCell(group, column));
    case Qt::AccessibleTextRole:
        if (!verdict && column == Column::Object) {
            const QString word = group.outcome == risk::Outcome::Unknown ? tr("Could not be judged")
                                                                         : risk::severityName(group.severity);
            return tr("%1, %2, %3: %n object(s)", nullptr, static_cast<int>(group.rows.size()))
                .arg(word, group.title, group.ruleId);
        }
        return (verdict ? rowCell(*verdict, column) : groupCell(group, column)).plainText();
    case SortRole:
        return static_cast<int>(verdict ? verdict->severity : group.severity);
    case IdRole:
        return verdict ? rowId(*verdict) : groupId(group.ruleId, group.outcome);
    case GroupRole:
        return verdict == nullptr;
    default:
        return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Object:
        return tr("Identity and credential");
    case Column::Evidence:
        return tr("Evidence");
    case Column::Severity:
        return tr("Severity");
    case Column::Count:
        break;
    }
    return {};
}

Cell FindingsModel::groupCell(const FindingGroup &group, Column column) const
{
    const bool unknown = group.outcome == risk::Outcome::Unknown;
    switch (column) {
    case Column::Object: {
        Cell cell = Cell::severity(unknown ? Level::Info : levelOf(group.severity), group.title);
        cell.ink = Ink::Text;
        cell.value = static_cast<int>(group.rows.size());
        cell.secondary = group.ruleId;
        return cell;
    }
    case Column::Evidence:
        return Cell::plain(unknown ? tr("Could not be judged") : QString(), Ink::Text3);
    case Column::Severity:
        return Cell::mono(group.ruleId);
    case Column::Count:
        break;
    }
    return {};
}

Cell FindingsModel::rowCell(const risk::Verdict &verdict, Column column) const
{
    switch (column) {
    case Column::Object: {
        Cell cell = Cell::twoLine(verdict.identityName,
                                  verdict.credentialName.isEmpty() ? kindName(verdict.identity.kind)
                                                                   : verdict.credentialName);
        return cell;
    }
    case Column::Evidence: {
        if (verdict.outcome == risk::Outcome::Unknown)
            return Cell::plain(verdict.unknown, Ink::Text2);
        if (verdict.evidence.isEmpty())
            return Cell::plain(QString());
        Cell cell = Cell::mono(verdict.evidence.first().value);
        cell.ink = Ink::Text2;
        return cell;
    }
    case Column::Severity:
        return verdict.outcome == risk::Outcome::Unknown ? Cell::plain(tr("Unknown"), Ink::Text3)
                                                         : Cell::severity(levelOf(verdict.severity));
    case Column::Count:
        break;
    }
    return {};
}

void FindingsModel::start()
{
    const quint64 generation = m_schedule.generation();
    using Outcome = std::shared_ptr<const Shown>;
    auto future = m_worker.run([source = m_next, titles = m_titles, filter = m_filter]() -> Result<Outcome> {
        auto shown = std::make_shared<Shown>();
        shown->tree = findingsTree(source, titles, filter);
        for (int group = 0; group < shown->tree.groups.size(); ++group) {
            const FindingGroup &of = shown->tree.groups.at(group);
            shown->places.insert(groupId(of.ruleId, of.outcome), {group, -1});
            for (int row = 0; row < of.rows.size(); ++row)
                shown->places.insert(rowId(of.rows.at(row)), {group, row});
        }
        return Outcome(std::move(shown));
    });
    whenDone(std::move(future), this, [this, generation](Result<Outcome> outcome) {
        const bool swapped = outcome && m_schedule.mayShow(generation);
        if (swapped)
            swapIn(std::move(*outcome));
        m_schedule.finish(swapped);
        if (swapped)
            Q_EMIT rowsChanged();
    });
}

void FindingsModel::swapIn(std::shared_ptr<const Shown> after)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList from = persistentIndexList();
    QStringList ids;
    ids.reserve(from.size());
    for (const QModelIndex &index : from)
        ids.append(data(index, IdRole).toString());
    m_shown = std::move(after);
    QModelIndexList to;
    to.reserve(from.size());
    for (qsizetype i = 0; i < from.size(); ++i) {
        const auto place = m_shown->places.constFind(ids.at(i));
        if (place == m_shown->places.cend())
            to.append(QModelIndex());
        else if (place->second < 0)
            to.append(index(place->first, from.at(i).column()));
        else
            to.append(index(place->second, from.at(i).column(), index(place->first, 0)));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
}

} // namespace symbolon::ui
