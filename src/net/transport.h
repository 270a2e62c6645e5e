// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "net/activity_log.h"
#include "net/pacer.h"
#include "net/request.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSet>
#include <QSslConfiguration>
#include <QTimer>

#include <array>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace symbolon::net {

class Exchange;

// Limits and timing, injectable so that tests need not wait.
struct TransportOptions
{
    std::chrono::milliseconds idleTimeout{30'000};   // no byte moved in either direction
    std::chrono::milliseconds totalTimeout{300'000}; // one attempt, however slowly it drips
    int maxAttempts = 6;
    std::chrono::milliseconds retryBase{500};   // doubles with each attempt, times a jitter of 0.5 … 1
    std::chrono::milliseconds retryCap{30'000}; // longest own pause
    std::chrono::milliseconds longestRetryAfter{
        120'000}; // asked to wait longer: give up and say so (Error::retryAfter)
    int parallelPerService = 4;
    qint64 maxBodyBytes = 64 * 1024 * 1024; // more is ErrorKind::Protocol
    std::function<double()> jitter;         // 0 ≤ x < 1; empty: random
    Clock clock = systemClock();
};

// Sends requests and ends each exactly once: with a whole answer of any status, or with an Error whose kind says why
// there is none: Cancelled (stop token), Timeout, Offline (no connection, or it broke, be it over bytes that are no HTTP),
// Tls, Protocol (redirect, body too large, bad URL), OwnerGone (the transport was destroyed). A write that may have reached
// the service has Error::outcomeUnknown set. Certificate errors are never ignored.
// Background requests wait for users' own, and for what the services' token buckets allow (Pacer).
// Lives in one thread; send() and the answers belong to it. stop_token may be triggered from any thread.
class Transport final : public QObject
{
    Q_OBJECT
public:
    // Microsoft's services take a token this far outside its time.
    static constexpr std::chrono::seconds tolerableDifference{300};

    explicit Transport(TransportOptions options = {}, QObject *parent = nullptr);
    ~Transport() override;

    // A stopped token ends the request in the queue, in flight and during a pause before the next attempt.
    [[nodiscard]] Future<Response> send(Request request, const std::stop_token &stop = {});

    // Trusts the certificates of a PEM file, besides the system's, for these URLs' hosts and ports alone. Errors:
    // ErrorKind::Storage (unreadable), Validation (no certificate in it).
    [[nodiscard]] Result<void> trustCaFile(const QString &caFile, const QList<QUrl> &urls);

    // What one item of a batch was answered, so that its cost counts like a request's own.
    void heed(Service service, const Response &response) { m_pacer.heed(service, response); }

    // By how much Microsoft's services are ahead of this computer's clock (negative: behind), as the last answer's Date
    // says. 0: by no more than the tolerable, or nobody has answered yet.
    [[nodiscard]] std::chrono::seconds clockDifference() const { return m_clockDifference; }

    [[nodiscard]] ActivityLog &activityLog() { return m_log; }
    [[nodiscard]] const TransportOptions &options() const { return m_options; }

Q_SIGNALS:
    void clockDifferenceChanged();

private:
    friend class Exchange;

    struct Lane
    {
        std::deque<Exchange *> user;
        std::deque<Exchange *> background;
        QSet<Exchange *> running;
        QTimer wakeUp;                          // when the pacer lets the background go on
        std::optional<Pacer::Moment> heldSince; // by the pacer
    };

    void compareClocks(Service service, const Response &response);
    void enqueue(Exchange *exchange);
    void leave(Exchange *exchange);
    void pump(Service service);
    [[nodiscard]] Exchange *takeNext(Service service);
    void release(Service service);
    [[nodiscard]] Lane &lane(Service service);
    [[nodiscard]] std::optional<QSslConfiguration> tlsFor(const QUrl &url) const;

    TransportOptions m_options;
    ActivityLog m_log;
    Pacer m_pacer;
    QNetworkAccessManager m_network;
    std::chrono::seconds m_clockDifference{0};
    std::array<Lane, 4> m_lanes;
    QHash<QString, QSslConfiguration> m_extraTrust; // by origin
};

// What an answer that is no success means, by its status alone: 401 Unauthorized, 403 Forbidden, 404 NotFound, 409
// Conflict, 412 PreconditionFailed, 429 Throttled, other 4xx Rejected, 5xx Server, anything else Protocol. Fills status,
// request id, Retry-After and subject. 5xx to a write leaves its outcome unknown.
[[nodiscard]] Error errorFrom(const Response &response, const Request &request);

} // namespace symbolon::net
