// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/worker.h"
#include "ui/models/findings_tree.h"
#include "ui/models/grouped_model.h"
#include "ui/models/schedule.h"

namespace symbolon::ui {

// Findings and what could not be judged: rules with the identities and credentials that they speak of. The tree is built
// in a worker.
class FindingsModel final : public GroupedModel
{
    Q_OBJECT

public:
    enum class Column { Object, Evidence, Severity, Count };

    FindingsModel(Worker &worker, RuleTitles titles, QObject *parent = nullptr);

    void setSource(const store::Table<workspace::IdentityRow> &identities);
    [[nodiscard]] const FindingsFilter &filter() const { return m_filter; }
    void setFilter(const FindingsFilter &filter);
    [[nodiscard]] bool isSettled() const { return m_schedule.isSettled(); }

    // Of everything, whatever the filter.
    [[nodiscard]] const FindingCounts &counts() const { return m_tree.counts; }
    [[nodiscard]] const FindingGroup *groupAt(const QModelIndex &index) const;    // of a group, or of a row in it
    [[nodiscard]] const risk::Verdict *verdictAt(const QModelIndex &index) const; // nullptr for a group
    // Where a verdict is on show. Invalid: nowhere.
    [[nodiscard]] QModelIndex find(const risk::Verdict &verdict) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] int groupCount() const override;
    [[nodiscard]] int rowsIn(int group) const override;
    [[nodiscard]] QString id(const Place &place) const override;
    [[nodiscard]] Cell cell(const Place &place, int column) const override;
    [[nodiscard]] QString accessibleText(const Place &place, int column) const override;
    [[nodiscard]] QVariant sortValue(const Place &place) const override;
    [[nodiscard]] Refind follow(const Place &place) const override;

private:
    void start();
    [[nodiscard]] QModelIndex findGroup(const QString &ruleId, risk::Outcome outcome) const;
    [[nodiscard]] const FindingGroup &group(const Place &place) const { return m_tree.groups.at(place.group); }

    Worker &m_worker;
    RuleTitles m_titles;
    Schedule m_schedule;
    store::Table<workspace::IdentityRow> m_next;
    FindingsFilter m_filter;
    FindingsTree m_tree;
};

} // namespace symbolon::ui
