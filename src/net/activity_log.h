// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "net/service.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMap>
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
    QString note;                   // no request but a remark, translated: "Reading one by one, because …"

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

    // How many entries there ever were, remarks included: the newest has the number recordedCount() - 1.
    [[nodiscard]] qint64 recordedCount() const { return m_recorded; }

    // How many of all attempts ended with a status (0: without an answer), by service.
    using Counts = QMap<Service, QMap<int, qint64>>;
    [[nodiscard]] const Counts &counts() const { return m_counts; }

    // What throttling cost, by service.
    struct Waiting
    {
        qint64 refusals = 0;                 // answers 429 and 503
        std::chrono::milliseconds waited{0}; // by refused requests before their next attempts, added up
        std::chrono::milliseconds paced{0};  // by the queue of background requests, so as not to be refused

        bool operator==(const Waiting &) const = default;
    };
    [[nodiscard]] const QMap<Service, Waiting> &waiting() const { return m_waiting; }
    void noteWait(Service service, std::chrono::milliseconds pause) { m_waiting[service].waited += pause; }
    void notePacing(Service service, std::chrono::milliseconds pause) { m_waiting[service].paced += pause; }

    void record(const Activity &activity);
    // A remark between the requests: what could not be read in the way that costs least, and what is done instead.
    void note(Service service, const QString &text, const QDateTime &now = QDateTime::currentDateTimeUtc());

    // Path and query of a URL as they may be kept.
    [[nodiscard]] static QString shownPath(const QUrl &url);

Q_SIGNALS:
    void recorded(const symbolon::net::Activity &activity);

private:
    void append(const Activity &activity);

    QList<Activity> m_entries;
    qsizetype m_capacity;
    qint64 m_total = 0;
    qint64 m_recorded = 0;
    Counts m_counts;
    QMap<Service, Waiting> m_waiting;
};

} // namespace symbolon::net
