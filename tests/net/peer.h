// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace symbolon::test {

// A request as it came over the wire.
struct Seen
{
    QByteArray method;
    QByteArray target;                     // path and query as sent
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;
};

// What the peer does about a request.
struct Answer
{
    QByteArray raw;     // the bytes of the answer
    bool close = false; // and then closes the connection

    // A whole answer with a length.
    static Answer with(int status, const QByteArray &body = "{}", const QList<QByteArray> &headers = {});
    // Promises the whole body, sends half of it and closes.
    static Answer cut(int status, const QByteArray &body);
    // Says nothing and keeps the connection open.
    static Answer silence() { return {}; }
    // Closes without a word.
    static Answer hangUp() { return {.raw = {}, .close = true}; }
    static Answer garbage() { return {.raw = "\x16\x03 no HTTP at all\r\n\r\n\x01\x02", .close = true}; }
};

// A service on loopback that answers as the test tells it and remembers what it saw.
class Peer final : public QTcpServer
{
public:
    using Script = std::function<Answer(const Seen &request, int count)>; // count: of requests so far, from 1

    explicit Peer(Script script);

    [[nodiscard]] QUrl url(const QString &path = QString()) const;
    [[nodiscard]] const QList<Seen> &seen() const { return m_seen; }
    [[nodiscard]] QList<QByteArray> targets() const;
    // Connections that are open now.
    [[nodiscard]] int openConnections() const;
    // Answers the oldest request that was met with silence.
    void answerLate(const Answer &answer);

private:
    void serve(QTcpSocket *socket);
    void act(QTcpSocket *socket, const Answer &answer);

    Script m_script;
    QList<Seen> m_seen;
    QList<QPointer<QTcpSocket>> m_sockets;
    QList<QPointer<QTcpSocket>> m_silent;
    QHash<QTcpSocket *, QByteArray> m_buffers;
};

} // namespace symbolon::test
