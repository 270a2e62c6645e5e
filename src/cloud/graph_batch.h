// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"
#include "base/worker.h"
#include "net/service_client.h"

#include <QObject>

#include <deque>
#include <memory>
#include <stop_token>
#include <vector>

namespace symbolon::cloud {

// Reads of Microsoft Graph, twenty to a request ("Combine multiple HTTP requests using JSON batching"). Each read ends on
// its own, as if it had been sent alone: an item that is throttled or met a moment of weakness goes into a later batch,
// after the pause the service asks for; one whose token was refused is sent alone, where tokens are renewed. Where the
// service refuses batches as such, everything is sent alone from then on. Costs as much of the service's token bucket as
// single requests would: what is saved are round trips.
//
//   read() ─► waiting ─► batch of ≤ 20 ─┬─ answered ──────────────► ended
//                ▲                      ├─ 429, 502, 503, 504 ──► pause ─► waiting (bounded)
//                └──────────────────────┘
class GraphBatch final : public QObject
{
    Q_OBJECT
public:
    static constexpr int mostItems = 20;    // the service takes no more
    static constexpr int batchesAtOnce = 4; // the transport's own limit is the same

    GraphBatch(net::ServiceClient &client, net::Transport &transport, Worker &worker, QObject *parent = nullptr);
    ~GraphBatch() override;

    // `call` is a GET by path ("/v1.0/…"); the answer is a success or an Error, as ServiceClient::send() gives it.
    [[nodiscard]] Future<net::Response> read(const net::Call &call, const std::stop_token &stop);

private:
    struct Item;
    using Items = std::vector<std::shared_ptr<Item>>;

    void schedule();
    void sendMore();
    [[nodiscard]] Items takeSome();
    void sendBatch(const Items &items);
    void sendAlone(const std::shared_ptr<Item> &item);
    void answered(const Items &items, const Result<net::Response> &response);
    void failed(const Items &items, const Error &error);
    void take(const Items &items, const std::vector<net::Response> &answers);
    [[nodiscard]] bool isPassing(const Item &item, const net::Response &answer) const;
    void sendAgain(const Items &items, std::chrono::milliseconds pause);
    void end(const std::shared_ptr<Item> &item, const net::Response &answer) const;

    net::ServiceClient &m_client;
    net::Transport &m_transport;
    Worker &m_worker;
    std::deque<std::shared_ptr<Item>> m_waiting;
    int m_underWay = 0;
    bool m_scheduled = false;
    bool m_refused = false;
};

} // namespace symbolon::cloud
