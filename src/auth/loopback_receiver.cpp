// SPDX-License-Identifier: Apache-2.0
#include "auth/loopback_receiver.h"

#include "auth/loopback_request.h"
#include "auth/oauth_error.h"

#include <QCoreApplication>
#include <QTcpSocket>

namespace symbolon::auth {
namespace {

constexpr int bindAttempts = 20;

// What the login service put into the redirect: a code, or why there is none.
Result<QByteArray> outcomeOf(const LoopbackRequest &request)
{
    const auto error = request.single(QStringLiteral("error"));
    if (error) {
        return failure(oauthError({*error, request.single(QStringLiteral("error_subcode")).value_or(QString()),
                                   request.single(QStringLiteral("error_description")).value_or(QString())}));
    }
    const auto code = request.single(QStringLiteral("code"));
    if (!code || code->isEmpty())
        return failure(Error{.kind = ErrorKind::Protocol,
                             .message = LoopbackReceiver::tr("The login service sent neither a code nor a reason.")});
    return code->toUtf8();
}

} // namespace

LoopbackReceiver::LoopbackReceiver(QByteArray state, QObject *parent)
    : QObject(parent)
    , m_state(std::move(state))
{
    for (QTcpServer *server : {&m_server4, &m_server6})
        connect(server, &QTcpServer::newConnection, this, [this, server] { accept(*server); });
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        end(failure(Error{.kind = ErrorKind::Timeout, .message = tr("Nobody finished the sign-in in the browser.")}));
    });
}

LoopbackReceiver::~LoopbackReceiver()
{
    conclude(LoopbackPage::failed(Error{.kind = ErrorKind::Cancelled}));
}

Result<QUrl> LoopbackReceiver::listen()
{
    for (int attempt = 0; attempt < bindAttempts; ++attempt) {
        const bool has4 = m_server4.listen(QHostAddress::LocalHost, 0);
        const bool has6 = m_server6.listen(QHostAddress::LocalHostIPv6, has4 ? m_server4.serverPort() : quint16(0));
        if (!has4 && !has6)
            return failure(Error{.kind = ErrorKind::Storage, .message = m_server4.errorString()});
        // A family that the computer lacks is no loss; a port that somebody else has there would be one.
        if (has4 && !has6 && m_server6.serverError() == QAbstractSocket::AddressInUseError) {
            m_server4.close();
            continue;
        }
        m_port = has4 ? m_server4.serverPort() : m_server6.serverPort();
        return QUrl(QStringLiteral("http://localhost:%1").arg(m_port));
    }
    return failure(Error{.kind = ErrorKind::Storage, .message = m_server6.errorString()});
}

Future<QByteArray> LoopbackReceiver::receive(const std::stop_token &stop, std::chrono::milliseconds timeout)
{
    m_stop.emplace(stop, this, [this] { end(failure(Error{.kind = ErrorKind::Cancelled})); });
    m_timeout.start(timeout);
    return m_completion.future();
}

void LoopbackReceiver::conclude(const LoopbackPage &page)
{
    if (QTcpSocket *socket = std::exchange(m_held, nullptr))
        answer(socket, page);
}

void LoopbackReceiver::accept(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        if (m_reading.size() >= maxConnections) {
            delete socket;
            continue;
        }
        socket->setParent(this);
        m_reading.insert(socket, QByteArray());
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_reading.remove(socket);
            socket->deleteLater();
        });
        QTimer::singleShot(requestTimeout, socket, [this, socket] {
            if (m_reading.contains(socket))
                answer(socket, LoopbackPage::refused(408));
        });
    }
}

void LoopbackReceiver::read(QTcpSocket *socket)
{
    const auto reading = m_reading.find(socket);
    if (reading == m_reading.end())
        return;
    *reading += socket->read(maxRequestBytes + 1 - reading->size());
    const qsizetype end = reading->indexOf("\r\n\r\n");
    if (end < 0) {
        if (reading->size() > maxRequestBytes)
            answer(socket, LoopbackPage::refused(431));
        return;
    }
    const auto request = parseLoopbackRequest(reading->first(end + 4));
    if (request)
        handle(socket, *request);
    else
        answer(socket, LoopbackPage::refused(400));
}

void LoopbackReceiver::handle(QTcpSocket *socket, const LoopbackRequest &request)
{
    // A web page can make a browser send requests here; with a name of its own that resolves to loopback, too.
    if (!isOurHost(request.host))
        return answer(socket, LoopbackPage::refused(400));
    if (request.path != "/")
        return answer(socket, LoopbackPage::refused(404));
    if (request.method != "GET")
        return answer(socket, LoopbackPage::refused(405));
    const auto state = request.single(QStringLiteral("state"));
    if (!state || state->toUtf8() != m_state)
        return answer(socket, LoopbackPage::refused(400));
    m_reading.remove(socket);
    m_held = socket;
    end(outcomeOf(request));
}

// Never waits: what the system does not take at once is sent while the socket outlives this object.
void LoopbackReceiver::answer(QTcpSocket *socket, const LoopbackPage &page)
{
    m_reading.remove(socket);
    disconnect(socket, nullptr, this, nullptr);
    socket->setParent(QCoreApplication::instance());
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(requestTimeout, socket, [socket] { socket->abort(); });
    socket->write(httpAnswer(page));
    socket->flush();
    socket->disconnectFromHost();
}

bool LoopbackReceiver::isOurHost(const QByteArray &host) const
{
    const QByteArray port = ':' + QByteArray::number(m_port);
    return host == "localhost" + port || host == "127.0.0.1" + port || host == "[::1]" + port;
}

void LoopbackReceiver::end(Result<QByteArray> outcome)
{
    m_timeout.stop();
    m_stop.reset();
    m_server4.close();
    m_server6.close();
    const QList<QTcpSocket *> others = m_reading.keys();
    m_reading.clear();
    for (QTcpSocket *socket : others) {
        disconnect(socket, nullptr, this, nullptr);
        delete socket;
    }
    m_completion.finish(std::move(outcome));
}

} // namespace symbolon::auth
