// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/request.h"
#include "net/service_client.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <deque>
#include <memory>
#include <stop_token>

namespace symbolon::cloud {

// Sends writes one after the other per key (the object whose credentials they change), each key on its own. A write whose
// turn has not come ends as Cancelled when its turn comes after a stop. Where the service says that it refused a write
// because another one was under way, the write is repeated after a pause: nothing was carried out.
class WriteQueue final : public QObject
{
    Q_OBJECT
public:
    WriteQueue(net::ServiceClient &client, net::TransportOptions options, QObject *parent = nullptr);
    ~WriteQueue() override;

    [[nodiscard]] Future<net::Response> send(const QString &key, net::Call call, std::stop_token stop);

private:
    struct Write;

    void start(const std::shared_ptr<Write> &write);
    void ended(const std::shared_ptr<Write> &write, Result<net::Response> response);
    [[nodiscard]] bool tryAgain(const std::shared_ptr<Write> &write, const Error &error);

    net::ServiceClient &m_client;
    net::TransportOptions m_options;
    QHash<QString, std::deque<std::shared_ptr<Write>>> m_queues; // by key, case folded; the front one is under way
};

} // namespace symbolon::cloud
