// SPDX-License-Identifier: Apache-2.0
#include "net/exchange.h"

#include "base/log.h"
#include "base/redact.h"
#include "net/once_body.h"

#include <QCoreApplication>
#include <QNetworkRequest>
#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>
#include <cmath>

namespace symbolon::net {

namespace {

// Broken connections are worth fewer attempts than a service that asks for patience.
constexpr int brokenAttempts = 5;

// Whether Qt derived the error from the status of an answer that arrived whole.
bool isStatusError(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ContentAccessDenied:
    case QNetworkReply::ContentOperationNotPermittedError:
    case QNetworkReply::ContentNotFoundError:
    case QNetworkReply::AuthenticationRequiredError:
    case QNetworkReply::ContentConflictError:
    case QNetworkReply::ContentGoneError:
    case QNetworkReply::UnknownContentError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::InternalServerError:
    case QNetworkReply::OperationNotImplementedError:
    case QNetworkReply::ServiceUnavailableError:
    case QNetworkReply::UnknownServerError:
        return true;
    default:
        return false;
    }
}

// Whether the connection never stood, so that nothing can have reached the service.
bool isBeforeSending(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::HostNotFoundError
        || error == QNetworkReply::SslHandshakeFailedError || error == QNetworkReply::ProxyConnectionRefusedError
        || error == QNetworkReply::ProxyNotFoundError;
}

ErrorKind kindOf(QNetworkReply::NetworkError error)
{
    if (error == QNetworkReply::SslHandshakeFailedError)
        return ErrorKind::Tls;
    if (error == QNetworkReply::TimeoutError || error == QNetworkReply::ProxyTimeoutError)
        return ErrorKind::Timeout;
    const bool isNetwork = error < QNetworkReply::ContentAccessDenied; // 1 … 199: network and proxy layer
    return isNetwork || error == QNetworkReply::ContentReSendError ? ErrorKind::Offline : ErrorKind::Protocol;
}

bool isRetryStatus(int status, bool isRead)
{
    return status == 429 || (isRead && (status == 502 || status == 503 || status == 504));
}

} // namespace

Exchange::Exchange(Transport &transport, Request request, const std::stop_token &stop)
    : QObject(&transport)
    , m_transport(transport)
    , m_request(std::move(request))
{
    for (QTimer *timer : {&m_idle, &m_total, &m_pause})
        timer->setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] { cut(Intent::Idle); });
    connect(&m_total, &QTimer::timeout, this, [this] { cut(Intent::Total); });
    connect(&m_pause, &QTimer::timeout, this, [this] { m_transport.enqueue(this); });
    // The token may be triggered in any thread, and already has been when the caller gave up early: always through the
    // event loop.
    m_onStop = std::make_unique<std::stop_callback<std::function<void()>>>(
        stop, [this] { QMetaObject::invokeMethod(this, "stopped", Qt::QueuedConnection); });
}

Exchange::~Exchange()
{
    m_onStop.reset();
    dropReply();
}

void Exchange::attempt()
{
    ++m_attempt;
    m_body.clear();
    m_intent = Intent::None;
    m_clientRequestId = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    m_startedAt = m_transport.m_options.clock();
    m_elapsed.start();
    m_reply = dispatch(prepared());
    m_reply->setParent(this);
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::readSome);
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this] { m_idle.start(); });
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::replied);
    m_idle.start(m_transport.m_options.idleTimeout);
    m_total.start(m_transport.m_options.totalTimeout);
}

QNetworkRequest Exchange::prepared()
{
    QNetworkRequest result(m_request.url);
    result.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    result.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    result.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // Qt 6.4 multiplexes over one connection, where one slow answer holds up the others; four connections do not.
    result.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (const std::optional<QSslConfiguration> tls = m_transport.tlsFor(m_request.url))
        result.setSslConfiguration(*tls);
    result.setRawHeader("User-Agent", "Symbolon/" + QCoreApplication::applicationVersion().toUtf8());
    result.setRawHeader("Accept", "application/json");
    if (m_request.service != Service::Other)
        result.setRawHeader("client-request-id", m_clientRequestId);
    if (m_request.service == Service::Arm)
        result.setRawHeader("x-ms-client-request-id", m_clientRequestId);
    for (const Header &header : m_request.headers)
        result.setRawHeader(header.name, header.value);
    return result;
}

QNetworkReply *Exchange::dispatch(const QNetworkRequest &prepared)
{
    if (m_request.isRead())
        return m_transport.m_network.sendCustomRequest(prepared, m_request.method, m_request.body);
    auto *body = new OnceBody(m_request.body);
    QNetworkReply *reply = m_transport.m_network.sendCustomRequest(prepared, m_request.method, body);
    body->setParent(reply);
    return reply;
}

void Exchange::stopped()
{
    if (isInFlight())
        record(0, ErrorKind::Cancelled);
    end(failure(lost(ErrorKind::Cancelled, {})));
}

void Exchange::cut(Intent intent)
{
    if (!m_reply)
        return;
    m_intent = intent;
    m_reply->abort(); // emits finished()
}

void Exchange::readSome()
{
    m_idle.start();
    m_body += m_reply->readAll();
    if (m_body.size() > m_transport.m_options.maxBodyBytes)
        cut(Intent::TooLarge);
}

Response Exchange::answer() const
{
    Response response;
    response.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &pair : m_reply->rawHeaderPairs())
        response.headers.append(Header{pair.first, pair.second});
    response.body = m_body;
    response.attempts = m_attempt;
    QByteArray id = response.header("request-id");
    if (id.isEmpty())
        id = response.header("x-ms-request-id");
    response.requestId = QString::fromLatin1(id.isEmpty() ? m_clientRequestId : id);
    return response;
}

Error Exchange::lost(ErrorKind kind, const QString &message) const
{
    Error error;
    error.kind = kind;
    error.requestId = QString::fromLatin1(m_clientRequestId);
    error.message = redact(message);
    error.subject = m_request.subject;
    // An attempt that was answered with 429 was refused; only one that is under way may have been carried out.
    error.outcomeUnknown = !m_request.isRead() && isInFlight();
    return error;
}

// Why there is no whole answer; nullopt: there is one.
std::optional<Error> Exchange::breakage() const
{
    const auto translate = [](const char *text) { return QCoreApplication::translate("symbolon::net", text); };
    switch (m_intent) {
    case Intent::Idle:
    case Intent::Total:
        return lost(ErrorKind::Timeout, {});
    case Intent::TooLarge:
        return lost(ErrorKind::Protocol, translate(QT_TRANSLATE_NOOP("symbolon::net", "The answer is too large.")));
    case Intent::None:
        break;
    }
    const QNetworkReply::NetworkError code = m_reply->error();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (code != QNetworkReply::NoError && !(status >= 400 && isStatusError(code))) {
        Error error = lost(kindOf(code), m_reply->errorString());
        error.outcomeUnknown = error.outcomeUnknown && !isBeforeSending(code);
        return error;
    }
    if (status < 200 || (status >= 300 && status < 400)) {
        Error error = lost(ErrorKind::Protocol,
                           status >= 300
                               ? translate(QT_TRANSLATE_NOOP("symbolon::net",
                                                             "The service sent the request elsewhere. Symbolon does "
                                                             "not follow, so that no token leaves its service."))
                               : translate(QT_TRANSLATE_NOOP("symbolon::net", "The answer is not HTTP.")));
        error.httpStatus = status;
        return error;
    }
    return std::nullopt;
}

void Exchange::replied()
{
    m_idle.stop();
    m_total.stop();
    if (m_intent == Intent::None && m_reply->bytesAvailable() > 0) {
        m_body += m_reply->readAll();
        if (m_body.size() > m_transport.m_options.maxBodyBytes)
            m_intent = Intent::TooLarge;
    }
    if (const std::optional<Error> error = breakage()) {
        record(m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), error->kind);
        const bool broken = error->kind == ErrorKind::Offline && !isBeforeSending(m_reply->error());
        if (!(broken && m_request.isRead() && tryAgain(brokenAttempts, std::chrono::milliseconds(0), false)))
            end(failure(*error));
        return;
    }
    Response response = answer();
    record(response.status, std::nullopt);
    m_transport.compareClocks(m_request.service, response);
    m_transport.m_pacer.heed(m_request.service, response);
    if (isRetryStatus(response.status, m_request.isRead())
        && tryAgain(m_transport.m_options.maxAttempts, response.retryAfter(m_transport.m_options.clock()),
                    response.status == 429 || response.status == 503))
        return;
    end(std::move(response));
}

std::chrono::milliseconds Exchange::backOff() const
{
    const TransportOptions &options = m_transport.m_options;
    const double jitter = options.jitter ? options.jitter() : QRandomGenerator::global()->generateDouble();
    const double doubled = static_cast<double>(options.retryBase.count()) * std::pow(2.0, m_attempt - 1);
    const double capped = std::min(doubled, static_cast<double>(options.retryCap.count()));
    return std::chrono::milliseconds(static_cast<qint64>(capped * (0.5 + jitter / 2)));
}

bool Exchange::tryAgain(int limit, std::chrono::milliseconds asked, bool refused)
{
    const TransportOptions &options = m_transport.m_options;
    if (!m_request.repeatable || m_attempt >= std::min(limit, options.maxAttempts) || asked > options.longestRetryAfter)
        return false;
    dropReply();
    m_transport.leave(this);
    // Not sooner than asked, and not all in the same moment.
    const std::chrono::milliseconds pause = asked.count() > 0 ? asked + backOff() / 8 : backOff();
    if (refused)
        m_transport.m_log.noteWait(m_request.service, pause);
    m_pause.start(pause);
    return true;
}

void Exchange::record(int status, std::optional<ErrorKind> error)
{
    Activity activity;
    activity.startedAt = m_startedAt;
    activity.service = m_request.service;
    activity.method = m_request.method;
    activity.path = ActivityLog::shownPath(m_request.url);
    activity.attempt = m_attempt;
    activity.status = status;
    activity.duration = std::chrono::milliseconds(m_elapsed.elapsed());
    activity.bytes = m_body.size();
    activity.requestId = error ? QString::fromLatin1(m_clientRequestId) : answer().requestId;
    activity.error = error;
    if (error || status >= 400) {
        qCDebug(logNet).noquote() << activity.method << serviceName(activity.service) << activity.path << "attempt"
                                  << activity.attempt << "status" << status << activity.requestId;
    }
    m_transport.m_log.record(activity);
}

void Exchange::dropReply()
{
    m_idle.stop();
    m_total.stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

void Exchange::end(Result<Response> result)
{
    if (m_completion.isDone())
        return;
    m_pause.stop();
    dropReply();
    m_transport.leave(this);
    m_completion.finish(std::move(result));
    deleteLater();
}

} // namespace symbolon::net
