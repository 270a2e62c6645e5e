// SPDX-License-Identifier: Apache-2.0
#include "net/activity_log.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace symbolon::net {

namespace {

// Query items that hold no secret: everything else shows its name alone.
bool mayBeKept(const QString &name)
{
    static constexpr std::array<const char16_t *, 8> allowed{u"$select", u"$expand",  u"$filter", u"$top",
                                                             u"$count",  u"$orderby", u"$search", u"api-version"};
    return std::any_of(allowed.begin(), allowed.end(), [&name](const char16_t *item) {
        return name.compare(QStringView(item), Qt::CaseInsensitive) == 0;
    });
}

} // namespace

ActivityLog::ActivityLog(qsizetype capacity, QObject *parent)
    : QObject(parent)
    , m_capacity(std::max<qsizetype>(1, capacity))
{
}

void ActivityLog::record(const Activity &activity)
{
    ++m_total;
    ++m_counts[activity.service][activity.status];
    if (activity.status == 429 || activity.status == 503)
        ++m_waiting[activity.service].refusals;
    append(activity);
}

void ActivityLog::note(Service service, const QString &text, const QDateTime &now)
{
    Activity remark;
    remark.startedAt = now;
    remark.service = service;
    remark.attempt = 0;
    remark.note = text;
    append(remark);
}

void ActivityLog::append(const Activity &activity)
{
    if (m_entries.size() == m_capacity)
        m_entries.removeFirst();
    m_entries.append(activity);
    ++m_recorded;
    Q_EMIT recorded(activity);
}

QString ActivityLog::shownPath(const QUrl &url)
{
    QString path = url.path(QUrl::FullyEncoded);
    if (!url.hasQuery())
        return path;
    QStringList items = url.query(QUrl::PrettyDecoded).split(u'&');
    for (QString &item : items) {
        const qsizetype equals = item.indexOf(u'=');
        if (equals >= 0 && !mayBeKept(item.left(equals)))
            item = item.left(equals) + u"=…";
    }
    return path + u'?' + items.join(u'&');
}

} // namespace symbolon::net
