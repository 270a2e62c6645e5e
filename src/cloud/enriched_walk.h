// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/page_stream.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace symbolon::cloud {

// A walk over pages that has simpler requests to fall back to while the service refuses (ErrorKind::Rejected) before the
// first page, and whose items may need calls of their own before they are delivered. Pages whose items are complete are
// delivered as they are; the future ends when the last page and the last such call have ended.
//
//   first request ── refused ──► next request ── … ──► pages ── incomplete items ──► enrich ──► deliver
template<typename Item>
class EnrichedWalk final : public std::enable_shared_from_this<EnrichedWalk<Item>>
{
public:
    // Completes the items and calls `done` once, later or at once; failures are the items' own business.
    using Done = std::function<void(QList<Item>)>;
    using Enrich = std::function<void(QList<Item>, Done)>;

    EnrichedWalk(net::ServiceClient &client, Worker &worker, net::PageDecoder<Item> decode, Enrich enrich,
                 QObject *context, net::PageReceiver<Item> receive, std::stop_token stop)
        : m_client(client)
        , m_worker(worker)
        , m_decode(std::move(decode))
        , m_enrich(std::move(enrich))
        , m_context(context)
        , m_receive(std::move(receive))
        , m_stop(std::move(stop))
    {
    }

    // `refused` hears of each request that the service refused, by its place in the list.
    [[nodiscard]] Future<void> start(std::vector<net::Call> requests, std::function<void(size_t)> refused = {})
    {
        m_requests = std::move(requests);
        m_refused = std::move(refused);
        walk(0);
        return m_completion.future();
    }

private:
    void walk(size_t index)
    {
        auto self = this->shared_from_this();
        whenDone(net::forEachPage<Item>(
                     m_client, m_worker, m_requests.at(index), m_decode, m_context,
                     [self](QList<Item> items) { self->take(std::move(items)); }, m_stop),
                 &m_client, [self, index](const Result<void> &ended) { self->walked(index, ended); });
    }

    void walked(size_t index, const Result<void> &ended)
    {
        const bool refused = !ended && ended.error().kind == ErrorKind::Rejected && !m_anyPage;
        if (refused && index + 1 < m_requests.size()) {
            if (m_refused)
                m_refused(index);
            return walk(index + 1);
        }
        m_ended = ended;
        settle();
    }

    void take(QList<Item> items)
    {
        m_anyPage = true;
        ++m_open;
        m_enrich(std::move(items), [self = this->shared_from_this()](QList<Item> whole) {
            --self->m_open;
            if (!self->m_context)
                self->m_undelivered = ErrorKind::OwnerGone;
            else if (self->m_stop.stop_requested())
                self->m_undelivered = ErrorKind::Cancelled;
            else
                self->m_receive(std::move(whole));
            self->settle();
        });
    }

    void settle()
    {
        if (!m_ended || m_open > 0)
            return;
        if (m_undelivered)
            m_completion.finish(failure(Error{.kind = *m_undelivered, .subject = m_requests.front().subject}));
        else
            m_completion.finish(*m_ended);
    }

    net::ServiceClient &m_client;
    Worker &m_worker;
    net::PageDecoder<Item> m_decode;
    Enrich m_enrich;
    QPointer<QObject> m_context;
    net::PageReceiver<Item> m_receive;
    std::stop_token m_stop;
    Completion<void> m_completion;
    std::vector<net::Call> m_requests;
    std::function<void(size_t)> m_refused;
    std::optional<Result<void>> m_ended;
    std::optional<ErrorKind> m_undelivered;
    bool m_anyPage = false;
    int m_open = 0;
};

} // namespace symbolon::cloud
