// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"
#include "base/worker.h"
#include "net/service_client.h"

#include <QList>
#include <QPointer>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace symbolon::net {

// One decoded page of a collection.
template<typename Item>
struct Page
{
    QList<Item> items;
    QString nextLink; // as the service gave it; empty: the last page
};

template<typename Item>
using PageDecoder = std::function<Result<Page<Item>>(const QByteArray &body)>;

// Takes the items of one page; called in the context's thread, in order, as pages arrive.
template<typename Item>
using PageReceiver = std::function<void(QList<Item> items)>;

// More pages than this are a broken service, not a tenant.
inline constexpr int maxPages = 100'000;

[[nodiscard]] Error pageLoopError(const QString &subject);

namespace detail {

// The state of one walk; kept alive by the continuation that waits.
template<typename Item>
class PageWalk final : public std::enable_shared_from_this<PageWalk<Item>>
{
public:
    PageWalk(ServiceClient &client, Worker &worker, PageDecoder<Item> decode, QObject *context,
             PageReceiver<Item> receive, std::stop_token stop)
        : m_client(client)
        , m_worker(worker)
        , m_decode(std::move(decode))
        , m_context(context)
        , m_receive(std::move(receive))
        , m_stop(std::move(stop))
    {
    }

    [[nodiscard]] Future<void> start(Call first)
    {
        fetch(std::move(first));
        return m_completion.future();
    }

private:
    void fetch(Call call)
    {
        m_call = std::move(call);
        whenDone(m_client.send(m_call, m_stop), &m_client,
                 [self = this->shared_from_this()](const Result<Response> &response) {
                     if (self->m_decoding)
                         self->m_arrived = response;
                     else
                         self->arrived(response);
                 });
    }

    // Where the service says it soon enough the next page is asked for before this one is read: one ahead, never more.
    void arrived(const Result<Response> &response)
    {
        if (m_completion.isDone()) // the page before it could not be read
            return;
        if (!response)
            return fail(response.error());
        m_decoding = true;
        m_ahead = m_client.linkAhead(response->body);
        if (!m_ahead.isEmpty() && m_context && !m_stop.stop_requested() && isNew(m_ahead))
            follow(m_ahead);
        else
            m_ahead.clear();
        decode(*response);
    }

    void decode(const Response &response)
    {
        whenDone(m_worker.run([decode = m_decode, body = response.body] { return decode(body); }), &m_client,
                 [self = this->shared_from_this(), requestId = response.requestId](Result<Page<Item>> page) {
                     self->m_decoding = false;
                     if (!page) {
                         page.error().requestId = requestId;
                         return self->fail(std::move(page.error()));
                     }
                     self->take(std::move(*page));
                 });
    }

    // Asks for the next page before this one is handed over, so that the network is busy meanwhile.
    void take(Page<Item> page)
    {
        if (m_stop.stop_requested())
            return fail(Error{.kind = ErrorKind::Cancelled});
        if (!m_context)
            return fail(Error{.kind = ErrorKind::OwnerGone});
        const bool last = page.nextLink.isEmpty();
        bool loop = false;
        if (page.nextLink != m_ahead) {
            loop = !m_ahead.isEmpty() || !isNew(page.nextLink);
            if (!loop)
                follow(page.nextLink);
        }
        m_receive(std::move(page.items));
        if (loop)
            return fail(pageLoopError(m_call.subject));
        if (last)
            return m_completion.finish({});
        if (m_arrived)
            arrived(*std::exchange(m_arrived, std::nullopt));
    }

    [[nodiscard]] bool isNew(const QString &link) const { return !m_seen.contains(link) && m_seen.size() < maxPages; }

    void follow(const QString &link)
    {
        m_seen.insert(link);
        Call next = m_call;
        next.target = link;
        fetch(std::move(next));
    }

    void fail(Error error)
    {
        if (error.subject.isEmpty())
            error.subject = m_call.subject;
        m_completion.finish(failure(std::move(error)));
    }

    ServiceClient &m_client;
    Worker &m_worker;
    PageDecoder<Item> m_decode;
    QPointer<QObject> m_context;
    PageReceiver<Item> m_receive;
    std::stop_token m_stop;
    Completion<void> m_completion;
    Call m_call;
    QSet<QString> m_seen;
    QString m_ahead;         // the next page's link, when that page was asked for before this one was read
    bool m_decoding = false; // a page,
    std::optional<Result<Response>> m_arrived; // and the answer that has come meanwhile
};

} // namespace detail

// Reads a collection page by page: sends `first`, decodes in the worker (`decode` must be pure), hands the items to
// `receive`, follows the link verbatim until there is none. The future ends after the last page was delivered, or with
// the first error; pages delivered before it stay delivered. A link that was followed before, or leads to another origin,
// is ErrorKind::Protocol. `receive` is not called any more once `context` has gone (ErrorKind::OwnerGone) or after a stop
// (Cancelled).
template<typename Item>
[[nodiscard]] Future<void> forEachPage(ServiceClient &client, Worker &worker, Call first, PageDecoder<Item> decode,
                                       QObject *context, PageReceiver<Item> receive, std::stop_token stop = {})
{
    auto walk = std::make_shared<detail::PageWalk<Item>>(client, worker, std::move(decode), context, std::move(receive),
                                                         std::move(stop));
    return walk->start(std::move(first));
}

} // namespace symbolon::net
