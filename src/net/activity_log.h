// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "net/service.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <optional>

namespace symbolon::net {

// One attempt at one request, as it may be shown and kept: no headers, no bodies.
struct Activity
{
    QDateTime startedAt; // UTC
    Service service = Service::Other;
    QByteArray method;
    QString path;    // path and query; values of query items that are not on the allow-list read "…"
    int attempt = 1; // of one request, from 1
    int status = 0;  // 0: no answer
    std::chrono::milliseconds duration{0};
    qint64 bytes = 0; // of the answer's body, as received
    QString requestId;
    std::optional<ErrorKind> error; // why there is no answer

    bool operator==(const Activity &) const = default;
};

// The last `capacity` attempts of a transport, and how many there were. Lives in the transport's thread.
class ActivityLog final : public QObject
{
    Q_OBJECT
public:
    explicit ActivityLog(qsizetype capacity = 2000, QObject *parent = nullptr);

    // Oldest first.
    [[nodiscard]] const QList<Activity> &entries() const { return m_entries; }
    // Of all attempts since the start, the forgotten ones included.
    [[nodiscard]] qint64 total() const { return m_total; }

    void record(const Activity &activity);

    // Path and query of a URL as they may be kept.
    [[nodiscard]] static QString shownPath(const QUrl &url);

Q_SIGNALS:
    void recorded(const symbolon::net::Activity &activity);

private:
    QList<Activity> m_entries;
    qsizetype m_capacity;
    qint64 m_total = 0;
};

} // namespace symbolon::net
