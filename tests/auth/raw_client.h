// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHostAddress>
#include <QTcpSocket>

namespace symbolon::test {

// A browser reduced to its socket: sends bytes and collects what comes until the other side closes.
class RawClient final
{
public:
    RawClient(const QHostAddress &address, quint16 port, const QByteArray &request);

    [[nodiscard]] const QByteArray &answer() const { return m_answer; }
    [[nodiscard]] bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    void leave() { m_socket.abort(); }
    // "HTTP/1.1 200 OK" → 200; 0: no answer.
    [[nodiscard]] int status() const { return m_answer.mid(9, 3).toInt(); }

private:
    QTcpSocket m_socket;
    QByteArray m_answer;
};

} // namespace symbolon::test
