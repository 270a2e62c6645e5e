// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/worker.h"
#include "ui/models/findings_tree.h"
#include "ui/models/schedule.h"
#include "ui/widgets/cells.h"

#include <QAbstractItemModel>
#include <QHash>

namespace symbolon::ui {

// Findings and what could not be judged, as a tree of two levels: rule, then identity and credential. The tree is built
// in a worker and swapped in by one layout change; persistent indexes follow rule and object.
class FindingsModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class Column { Object, Evidence, Severity, Count };

    FindingsModel(Worker &worker, RuleTitles titles, QObject *parent = nullptr);
    ~FindingsModel() override;

    void setSource(const store::Table<workspace::IdentityRow> &identities);
    [[nodiscard]] const FindingsFilter &filter() const { return m_filter; }
    void setFilter(const FindingsFilter &filter);
    [[nodiscard]] bool isSettled() const { return m_schedule.isSettled(); }

    // Of everything, whatever the filter.
    [[nodiscard]] const FindingCounts &counts() const;
    [[nodiscard]] bool isGroup(const QModelIndex &index) const;
    [[nodiscard]] const FindingGroup *groupAt(const QModelIndex &index) const;   // of a group or a row in it
    [[nodiscard]] const risk::Verdict *verdictAt(const QModelIndex &index) const; // nullptr for a group
    // Where a verdict is on show; `credentialName` may be empty. Invalid: nowhere.
    [[nodiscard]] QModelIndex find(const risk::Verdict &verdict) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void rowsChanged();

private:
    struct Shown;

    void start();
    void swapIn(std::shared_ptr<const Shown> after);
    [[nodiscard]] Cell groupCell(const FindingGroup &group, Column column) const;
    [[nodiscard]] Cell rowCell(const risk::Verdict &verdict, Column column) const;

    Worker &m_worker;
    RuleTitles m_titles;
    Schedule m_schedule;
    store::Table<workspace::IdentityRow> m_next;
    FindingsFilter m_filter;
    std::shared_ptr<const Shown> m_shown;
};

} // namespace symbolon::ui
