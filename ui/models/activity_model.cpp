// SPDX-License-Identifier: Apache-2.0
#include "ui/models/activity_model.h"

#include <QStringList>

#include <algorithm>
#include <chrono>

namespace symbolon::ui {

namespace {

using Column = ActivityModel::Column;

constexpr std::chrono::milliseconds pause{250};
constexpr int okUntil = 399;
constexpr int serverFrom = 500;
constexpr int tooMany = 429;

QString requestText(const net::Activity &activity)
{
    if (!activity.note.isEmpty())
        return activity.note;
    return QString::fromLatin1(activity.method) + QLatin1Char(' ') + activity.path;
}

Cell resultCell(const net::Activity &activity)
{
    if (!activity.note.isEmpty())
        return Cell::plain(ActivityModel::tr("Remark"), Ink::Text3);
    if (isThrottled(activity))
        return Cell::severity(Level::Medium, ActivityModel::tr("%1 asked to wait").arg(tooMany));
    if (activity.status == 0)
        return activity.error == ErrorKind::Cancelled ? Cell::plain(ActivityModel::tr("Cancelled"), Ink::Text3)
                                                      : Cell::severity(Level::High, ActivityModel::tr("No answer"));
    if (activity.status <= okUntil && !activity.error)
        return Cell::plain(QString::number(activity.status), Ink::Text2);
    return Cell::severity(activity.status >= serverFrom ? Level::High : Level::Medium,
                          QString::number(activity.status));
}

} // namespace

bool isThrottled(const net::Activity &activity)
{
    return activity.status == tooMany;
}

bool isFailed(const net::Activity &activity)
{
    if (!activity.note.isEmpty() || isThrottled(activity) || activity.error == ErrorKind::Cancelled)
        return false;
    return activity.status == 0 || activity.status > okUntil || activity.error;
}

QString serviceLabel(net::Service service)
{
    switch (service) {
    case net::Service::Login:
        return ActivityModel::tr("Sign-in");
    case net::Service::Graph:
        return ActivityModel::tr("Microsoft Graph");
    case net::Service::Arm:
        return ActivityModel::tr("Azure");
    case net::Service::Other:
        break;
    }
    return ActivityModel::tr("Other");
}

bool ActivityFilter::accepts(const net::Activity &activity) const
{
    const bool chosen = (failed && isFailed(activity)) || (throttled && isThrottled(activity))
        || (remarks && !activity.note.isEmpty());
    if ((failed || throttled || remarks) && !chosen)
        return false;
    const QString all = QStringList{serviceLabel(activity.service), requestText(activity),
                                    QString::number(activity.status), activity.requestId}
                            .join(QLatin1Char('\n'));
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(words.cbegin(), words.cend(),
                       [&all](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

ActivityModel::ActivityModel(const net::ActivityLog &log, QObject *parent)
    : QAbstractTableModel(parent)
    , m_log(log)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(pause);
    connect(&m_timer, &QTimer::timeout, this, &ActivityModel::catchUp);
    connect(&log, &net::ActivityLog::recorded, this, [this] {
        if (!m_timer.isActive())
            m_timer.start();
    });
    catchUp();
}

qint64 ActivityModel::firstNumber() const
{
    // Remarks are entries that are not counted as requests, so the end is what both sides agree on.
    return m_log.recordedCount() - m_log.entries().size();
}

QList<ActivityModel::Entry> ActivityModel::entriesFrom(qint64 number) const
{
    QList<Entry> entries;
    const QList<net::Activity> &all = m_log.entries();
    const qint64 first = firstNumber();
    for (qsizetype i = all.size() - 1; i >= 0 && first + i >= number; --i) {
        if (m_filter.accepts(all.at(i)))
            entries.append({first + i, all.at(i)});
    }
    return entries;
}

void ActivityModel::catchUp()
{
    const QList<Entry> added = entriesFrom(m_next);
    m_next = m_log.recordedCount();
    // The log forgets its oldest.
    const qint64 first = firstNumber();
    qsizetype kept = m_entries.size();
    while (kept > 0 && m_entries.at(kept - 1).number < first)
        --kept;
    if (kept < m_entries.size()) {
        beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(m_entries.size()) - 1);
        m_entries.remove(kept, m_entries.size() - kept);
        endRemoveRows();
    }
    if (!added.isEmpty()) {
        beginInsertRows({}, 0, static_cast<int>(added.size()) - 1);
        m_entries = added + m_entries;
        endInsertRows();
    }
    Q_EMIT rowsChanged();
}

void ActivityModel::setFilter(const ActivityFilter &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    m_entries = entriesFrom(0);
    m_next = m_log.recordedCount();
    endResetModel();
    Q_EMIT rowsChanged();
}

const net::Activity *ActivityModel::at(int row) const
{
    return row >= 0 && row < m_entries.size() ? &m_entries.at(row).activity : nullptr;
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_entries.at(index.row());
    const net::Activity &activity = entry.activity;
    if (role == IdRole)
        return QString::number(entry.number);
    Cell cell;
    switch (static_cast<Column>(index.column())) {
    case Column::Time:
        cell = Cell::time(activity.startedAt.toLocalTime().toString(QStringLiteral("HH:mm:ss")),
                          activity.startedAt.toUTC().toString(Qt::ISODate));
        break;
    case Column::Service:
        cell = Cell::plain(serviceLabel(activity.service), Ink::Text2);
        break;
    case Column::Request:
        cell = activity.note.isEmpty() ? Cell::mono(requestText(activity)) : Cell::plain(activity.note);
        cell.ink = Ink::Text;
        break;
    case Column::Result:
        cell = resultCell(activity);
        break;
    case Column::Duration:
        cell =
            Cell::plain(activity.note.isEmpty() ? tr("%1 ms").arg(activity.duration.count()) : QString(), Ink::Text2);
        cell.alignRight = true;
        break;
    case Column::Count:
        break;
    }
    if (role == CellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == CopyRole)
        return cell.plainText();
    return {};
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole && column == Column::Duration)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Time:
        return tr("Time");
    case Column::Service:
        return tr("Service");
    case Column::Request:
        return tr("Request");
    case Column::Result:
        return tr("Answer");
    case Column::Duration:
        return tr("Took");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace symbolon::ui
