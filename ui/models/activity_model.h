// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/activity_log.h"
#include "ui/widgets/cells.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace symbolon::ui {

// Which of the requests are listed.
struct ActivityFilter
{
    QString text; // words that must all occur in service, request, status or request id
    bool failed = false;
    bool throttled = false;
    bool remarks = false; // none of the three: everything

    [[nodiscard]] bool isNarrow() const { return !text.isEmpty() || failed || throttled || remarks; }
    [[nodiscard]] bool accepts(const net::Activity &activity) const;
    bool operator==(const ActivityFilter &) const = default;
};

// Whether an answer asked to wait; whether there is no good one.
[[nodiscard]] bool isThrottled(const net::Activity &activity);
[[nodiscard]] bool isFailed(const net::Activity &activity);
[[nodiscard]] QString serviceLabel(net::Service service); // translated: "Microsoft Graph"

// What was asked of the services, newest first. New entries are taken in at most four times a second.
class ActivityModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Time, Service, Request, Result, Duration, Count };

    // `log` outlives the model.
    explicit ActivityModel(const net::ActivityLog &log, QObject *parent = nullptr);

    [[nodiscard]] const ActivityFilter &filter() const { return m_filter; }
    void setFilter(const ActivityFilter &filter);
    // nullptr: there is no such row.
    [[nodiscard]] const net::Activity *at(int row) const;
    // Takes in what was recorded meanwhile.
    void catchUp();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    // Other rows than before.
    void rowsChanged();

private:
    struct Entry
    {
        qint64 number = 0; // of all that were ever recorded, from 0
        net::Activity activity;
    };

    [[nodiscard]] QList<Entry> entriesFrom(qint64 number) const; // newest first, those that pass the filter
    [[nodiscard]] qint64 firstNumber() const;                    // of the oldest entry that the log holds

    const net::ActivityLog &m_log;
    ActivityFilter m_filter;
    QList<Entry> m_entries; // newest first
    qint64 m_next = 0;      // the first number that was not looked at
    QTimer m_timer;
};

} // namespace symbolon::ui
