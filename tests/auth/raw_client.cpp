// SPDX-License-Identifier: Apache-2.0
#include "auth/raw_client.h"

#include <QNetworkProxy>

namespace symbolon::test {

RawClient::RawClient(const QHostAddress &address, quint16 port, const QByteArray &request)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { m_answer += m_socket.readAll(); });
    QObject::connect(&m_socket, &QTcpSocket::connected, &m_socket, [this, request] { m_socket.write(request); });
    m_socket.connectToHost(address, port);
}

} // namespace symbolon::test
