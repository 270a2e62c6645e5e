// SPDX-License-Identifier: Apache-2.0
#include "ui/models/findings_model.h"

#include "ui/models/identity_text.h"
#include "ui/models/severity_level.h"

#include <algorithm>
#include <utility>

namespace symbolon::ui {

namespace {

using Column = FindingsModel::Column;

QString groupId(const QString &ruleId, risk::Outcome outcome)
{
    return (outcome == risk::Outcome::Unknown ? QStringLiteral("?") : QStringLiteral("!")) + ruleId;
}

QString rowId(const risk::Verdict &verdict)
{
    return groupId(verdict.ruleId, verdict.outcome) + QLatin1Char('\n')
        + idOf(workspace::CredentialKey{verdict.identity, verdict.credentialName});
}

// What was matched says more than the parts that were read out of it.
Cell evidenceCell(const risk::Verdict &verdict)
{
    if (verdict.evidence.isEmpty())
        return Cell::plain(QString());
    const auto matched = std::find_if(verdict.evidence.cbegin(), verdict.evidence.cend(), [](const auto &evidence) {
        const QString label = evidence.label.toLower();
        return label == QStringLiteral("subject") || label == QStringLiteral("expression");
    });
    const QString value = matched == verdict.evidence.cend() ? verdict.evidence.first().value : matched->value;
    const bool words = value.contains(QLatin1Char(' ')) && matched == verdict.evidence.cend();
    Cell cell = words ? Cell::plain(value, Ink::Text2) : Cell::mono(value);
    cell.ink = Ink::Text2;
    return cell;
}

Cell groupCell(const FindingGroup &group, Column column)
{
    if (column != Column::Object)
        return {};
    const bool unknown = group.outcome == risk::Outcome::Unknown;
    Cell cell = Cell::group(unknown ? FindingsModel::tr("Could not be judged: %1").arg(group.title) : group.title,
                            group.ruleId, static_cast<int>(group.rows.size()),
                            unknown ? Level::Info : levelOf(group.severity));
    cell.secondaryMono = true;
    return cell;
}

Cell rowCell(const risk::Verdict &verdict, Column column)
{
    switch (column) {
    case Column::Object: {
        const QString second = verdict.credentialName.isEmpty() ? kindName(verdict.identity.kind)
                                                                : verdict.credentialName;
        return Cell::twoLine(verdict.identityName, second);
    }
    case Column::Evidence: {
        if (verdict.outcome == risk::Outcome::Unknown)
            return Cell::plain(verdict.unknown, Ink::Text2);
        return evidenceCell(verdict);
    }
    case Column::Severity:
        return verdict.outcome == risk::Outcome::Unknown ? Cell::plain(FindingsModel::tr("Unknown"), Ink::Text3)
                                                         : Cell::severity(levelOf(verdict.severity));
    case Column::Count:
        break;
    }
    return {};
}

} // namespace

FindingsModel::FindingsModel(Worker &worker, RuleTitles titles, QObject *parent)
    : GroupedModel(parent)
    , m_worker(worker)
    , m_titles(std::move(titles))
{
    connect(&m_schedule, &Schedule::due, this, &FindingsModel::start);
}

void FindingsModel::setSource(const store::Table<workspace::IdentityRow> &identities)
{
    m_worker.discard(std::exchange(m_next, identities));
    m_schedule.requestForSource();
}

void FindingsModel::setFilter(const FindingsFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_schedule.requestForQuery();
}

const FindingGroup *FindingsModel::groupAt(const QModelIndex &index) const
{
    return index.isValid() ? &group(placeOf(index)) : nullptr;
}

const risk::Verdict *FindingsModel::verdictAt(const QModelIndex &index) const
{
    if (!index.isValid() || isGroup(index))
        return nullptr;
    return &groupAt(index)->rows.at(index.row());
}

QModelIndex FindingsModel::find(const risk::Verdict &verdict) const
{
    const QModelIndex parent = findGroup(verdict.ruleId, verdict.outcome);
    if (!parent.isValid())
        return {};
    const QList<risk::Verdict> &rows = m_tree.groups.at(parent.row()).rows;
    const auto row = std::find_if(rows.cbegin(), rows.cend(), [&verdict](const risk::Verdict &one) {
        return one.identity == verdict.identity && one.credentialName == verdict.credentialName;
    });
    return row == rows.cend() ? QModelIndex() : index(static_cast<int>(row - rows.cbegin()), 0, parent);
}

QModelIndex FindingsModel::findGroup(const QString &ruleId, risk::Outcome outcome) const
{
    const auto group = std::find_if(m_tree.groups.cbegin(), m_tree.groups.cend(), [&](const FindingGroup &one) {
        return one.ruleId == ruleId && one.outcome == outcome;
    });
    return group == m_tree.groups.cend() ? QModelIndex() : index(static_cast<int>(group - m_tree.groups.cbegin()), 0);
}

// Without ids, which would have to be made for every row.
GroupedModel::Refind FindingsModel::follow(const Place &place) const
{
    const FindingGroup &of = group(place);
    if (place.isGroup())
        return [this, ruleId = of.ruleId, outcome = of.outcome] { return findGroup(ruleId, outcome); };
    return [this, verdict = of.rows.at(place.row)] { return find(verdict); };
}

int FindingsModel::columnCount(const QModelIndex &) const
{
    return static_cast<int>(Column::Count);
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

int FindingsModel::groupCount() const
{
    return static_cast<int>(m_tree.groups.size());
}

int FindingsModel::rowsIn(int group) const
{
    return static_cast<int>(m_tree.groups.at(group).rows.size());
}

QString FindingsModel::id(const Place &place) const
{
    const FindingGroup &of = group(place);
    return place.isGroup() ? groupId(of.ruleId, of.outcome) : rowId(of.rows.at(place.row));
}

Cell FindingsModel::cell(const Place &place, int column) const
{
    const FindingGroup &of = group(place);
    return place.isGroup() ? groupCell(of, static_cast<Column>(column))
                           : rowCell(of.rows.at(place.row), static_cast<Column>(column));
}

QString FindingsModel::accessibleText(const Place &place, int column) const
{
    if (!place.isGroup() || static_cast<Column>(column) != Column::Object)
        return cell(place, column).plainText();
    const FindingGroup &of = group(place);
    const QString word = of.outcome == risk::Outcome::Unknown ? tr("Could not be judged")
                                                              : risk::severityName(of.severity);
    return tr("%1, %2, %3: %n object(s)", nullptr, static_cast<int>(of.rows.size())).arg(word, of.title, of.ruleId);
}

QVariant FindingsModel::sortValue(const Place &place) const
{
    const FindingGroup &of = group(place);
    return static_cast<int>(place.isGroup() ? of.severity : of.rows.at(place.row).severity);
}

void FindingsModel::start()
{
    const quint64 generation = m_schedule.generation();
    const bool any = m_next.size() > 0;
    auto future = m_worker.run([source = m_next, titles = m_titles, filter = m_filter]() -> Result<FindingsTree> {
        return findingsTree(source, titles, filter);
    });
    whenDone(std::move(future), this, [this, generation, any](Result<FindingsTree> tree) {
        const bool swapped = tree && m_schedule.mayShow(generation);
        m_schedule.finish(swapped && any);
        if (swapped)
            swapIn([&] { m_worker.discard(std::exchange(m_tree, std::move(*tree))); });
        else if (tree)
            m_worker.discard(std::move(*tree));
    });
}

} // namespace symbolon::ui
