// SPDX-License-Identifier: Apache-2.0
#include "net/transport.h"

#include "net/exchange.h"
#include "net/origin.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>

#include <algorithm>
#include <utility>

namespace symbolon::net {

Transport::Transport(TransportOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    m_network.setAutoDeleteReplies(false);
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        QTimer &wakeUp = m_lanes.at(i).wakeUp;
        wakeUp.setSingleShot(true);
        connect(&wakeUp, &QTimer::timeout, this, [this, i] { pump(static_cast<Service>(i)); });
    }
}

Transport::~Transport()
{
    // Exchanges hold replies of m_network, which goes before QObject's children would.
    const auto open = findChildren<Exchange *>(Qt::FindDirectChildrenOnly);
    qDeleteAll(open);
}

Future<Response> Transport::send(Request request, const std::stop_token &stop)
{
    if (originOf(request.url).isEmpty()) {
        return readyFuture<Response>(failure(Error{
            .kind = ErrorKind::Protocol,
            .message = QCoreApplication::translate("symbolon::net", "The address is not a web address."),
            .subject = request.subject,
        }));
    }
    auto *exchange = new Exchange(*this, std::move(request), stop);
    Future<Response> future = exchange->future();
    enqueue(exchange);
    return future;
}

Result<void> Transport::trustCaFile(const QString &caFile, const QList<QUrl> &urls)
{
    QFile file(caFile);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(Error{
            .kind = ErrorKind::Storage,
            .message = QCoreApplication::translate("symbolon::net", "The CA file %1 cannot be read.").arg(caFile),
        });
    }
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty()) {
        return failure(Error{
            .kind = ErrorKind::Validation,
            .message = QCoreApplication::translate("symbolon::net", "The CA file %1 holds no certificate.").arg(caFile),
        });
    }
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + certificates);
    for (const QUrl &url : urls)
        m_extraTrust.insert(originOf(url), tls);
    return {};
}

std::optional<QSslConfiguration> Transport::tlsFor(const QUrl &url) const
{
    const auto found = m_extraTrust.constFind(originOf(url));
    return found == m_extraTrust.constEnd() ? std::nullopt : std::optional(*found);
}

Transport::Lane &Transport::lane(Service service)
{
    return m_lanes.at(static_cast<size_t>(service));
}

void Transport::enqueue(Exchange *exchange)
{
    Lane &queue = lane(exchange->request().service);
    (exchange->request().priority == Priority::User ? queue.user : queue.background).push_back(exchange);
    QMetaObject::invokeMethod(
        this, [this, service = exchange->request().service] { pump(service); }, Qt::QueuedConnection);
}

// Takes an exchange out of its queue or slot; harmless when it is in neither.
void Transport::leave(Exchange *exchange)
{
    const Service service = exchange->request().service;
    Lane &queue = lane(service);
    for (std::deque<Exchange *> *waiting : {&queue.user, &queue.background})
        waiting->erase(std::remove(waiting->begin(), waiting->end(), exchange), waiting->end());
    if (queue.background.empty())
        release(service); // nobody waits any more
    if (queue.running.remove(exchange))
        QMetaObject::invokeMethod(
            this, [this, service] { pump(service); }, Qt::QueuedConnection);
}

void Transport::pump(Service service)
{
    Lane &queue = lane(service);
    while (queue.running.size() < m_options.parallelPerService) {
        Exchange *exchange = takeNext(service);
        if (!exchange)
            return;
        queue.running.insert(exchange);
        exchange->attempt();
    }
}

Exchange *Transport::takeNext(Service service)
{
    Lane &queue = lane(service);
    if (queue.user.empty() && !queue.background.empty()) {
        const std::chrono::milliseconds pause = m_pacer.pause(service);
        if (pause.count() > 0) {
            if (!queue.heldSince)
                queue.heldSince = std::chrono::steady_clock::now();
            queue.wakeUp.start(pause);
            return nullptr;
        }
        release(service);
    }
    std::deque<Exchange *> &next = queue.user.empty() ? queue.background : queue.user;
    if (next.empty())
        return nullptr;
    Exchange *exchange = next.front();
    next.pop_front();
    return exchange;
}

void Transport::compareClocks(Service service, const Response &response)
{
    const QDateTime theirs = response.date();
    if (service == Service::Other || !theirs.isValid())
        return;
    // As old as its way here was long: far less than what matters.
    std::chrono::seconds ahead(m_options.clock().secsTo(theirs));
    if (ahead <= tolerableDifference && ahead >= -tolerableDifference)
        ahead = std::chrono::seconds(0);
    // What swings by seconds from answer to answer is the same difference.
    const auto change = ahead > m_clockDifference ? ahead - m_clockDifference : m_clockDifference - ahead;
    if (change < std::chrono::minutes(1) && ahead.count() != 0)
        return;
    if (std::exchange(m_clockDifference, ahead) != ahead)
        Q_EMIT clockDifferenceChanged();
}

// What a background request waited for is over: how long it was.
void Transport::release(Service service)
{
    const std::optional<Pacer::Moment> since = std::exchange(lane(service).heldSince, std::nullopt);
    if (since)
        m_log.notePacing(
            service, std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - *since));
}

Error errorFrom(const Response &response, const Request &request)
{
    Error error;
    const int status = response.status;
    error.kind = status == 401 ? ErrorKind::Unauthorized
        : status == 403        ? ErrorKind::Forbidden
        : status == 404        ? ErrorKind::NotFound
        : status == 409        ? ErrorKind::Conflict
        : status == 412        ? ErrorKind::PreconditionFailed
        : status == 429        ? ErrorKind::Throttled
        : status >= 500        ? ErrorKind::Server
        : status >= 400        ? ErrorKind::Rejected
                               : ErrorKind::Protocol;
    error.httpStatus = status;
    error.requestId = response.requestId;
    error.retryAfter = response.retryAfter();
    error.subject = request.subject;
    error.outcomeUnknown = status >= 500 && !request.isRead();
    return error;
}

} // namespace symbolon::net
