// SPDX-License-Identifier: Apache-2.0
#include "net/peer.h"

#include <QHostAddress>

#include <algorithm>
#include <stdexcept>

namespace symbolon::test {

namespace {

QByteArray head(int status, qsizetype length, const QList<QByteArray> &headers)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(status) + " Status\r\nContent-Type: application/json\r\n";
    text += "Content-Length: " + QByteArray::number(length) + "\r\n";
    for (const QByteArray &header : headers)
        text += header + "\r\n";
    return text + "\r\n";
}

} // namespace

Answer Answer::with(int status, const QByteArray &body, const QList<QByteArray> &headers)
{
    return {.raw = head(status, body.size(), headers) + body, .close = false};
}

Answer Answer::cut(int status, const QByteArray &body)
{
    return {.raw = head(status, body.size(), {}) + body.left(body.size() / 2), .close = true};
}

Peer::Peer(Script script)
    : m_script(std::move(script))
{
    if (!listen(QHostAddress::LocalHost))
        throw std::runtime_error("the peer cannot listen");
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection()) {
            m_sockets.append(socket);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
        }
    });
}

QUrl Peer::url(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(path));
}

QList<QByteArray> Peer::targets() const
{
    QList<QByteArray> result;
    for (const Seen &request : m_seen)
        result.append(request.target);
    return result;
}

int Peer::openConnections() const
{
    return static_cast<int>(std::count_if(m_sockets.begin(), m_sockets.end(), [](const QPointer<QTcpSocket> &socket) {
        return socket && socket->state() == QAbstractSocket::ConnectedState;
    }));
}

void Peer::serve(QTcpSocket *socket)
{
    QByteArray &buffer = m_buffers[socket];
    buffer += socket->readAll();
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    const QList<QByteArray> lines = buffer.left(headEnd).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    Seen request;
    request.method = first.value(0);
    request.target = first.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toInt();
    if (buffer.size() < headEnd + 4 + length)
        return;
    request.body = buffer.mid(headEnd + 4, length);
    buffer.remove(0, headEnd + 4 + length);
    m_seen.append(request);
    act(socket, m_script(request, static_cast<int>(m_seen.size())));
}

void Peer::act(QTcpSocket *socket, const Answer &answer)
{
    if (answer.raw.isEmpty() && !answer.close) {
        m_silent.append(socket);
        return;
    }
    socket->write(answer.raw);
    socket->flush();
    if (answer.close)
        socket->disconnectFromHost();
}

void Peer::answerLate(const Answer &answer)
{
    if (m_silent.isEmpty())
        throw std::logic_error("nobody waits for an answer");
    const QPointer<QTcpSocket> socket = m_silent.takeFirst();
    if (socket)
        act(socket, answer);
}

} // namespace symbolon::test
