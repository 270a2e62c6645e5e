// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"
#include "base/worker.h"
#include "net/page_stream.h"
#include "net/service_client.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QString>
#include <QStringList>

#include <memory>
#include <stop_token>
#include <utility>

namespace symbolon::cloud {

// One question to Azure Resource Graph: a query over subscriptions (by GUID), at most `mostSubscriptions` of them.
struct ResourceQuery
{
    static constexpr qsizetype mostSubscriptions = 1000;

    QString text; // ends with an order, so that pages fit together
    QStringList subscriptions;
    bool withScopesAbove = false; // authorizationresources: grants at management groups and the root, too
    QString subject;
};

// The request for the page behind `skipToken`; empty: the first.
[[nodiscard]] net::Call resourceGraphCall(const ResourceQuery &query, const QString &skipToken);
// Why an answer cannot stand for everything that was asked although its status is 200.
[[nodiscard]] Result<void> checkResourceAnswer(const net::Response &response);

// Walks the answer's pages as net::forEachPage() does; the service continues by a token in the body instead of a link, so
// that there is no place to which it could lead astray. Page::nextLink holds the token.
template<typename Item>
class ResourceWalk final : public std::enable_shared_from_this<ResourceWalk<Item>>
{
public:
    ResourceWalk(net::ServiceClient &client, Worker &worker, ResourceQuery query, net::PageDecoder<Item> decode,
                 QObject *context, net::PageReceiver<Item> receive, std::stop_token stop)
        : m_client(client)
        , m_worker(worker)
        , m_query(std::move(query))
        , m_decode(std::move(decode))
        , m_context(context)
        , m_receive(std::move(receive))
        , m_stop(std::move(stop))
    {
    }

    [[nodiscard]] Future<void> start()
    {
        fetch(QString());
        return m_completion.future();
    }

private:
    void fetch(const QString &token)
    {
        whenDone(m_client.send(resourceGraphCall(m_query, token), m_stop), &m_client,
                 [self = this->shared_from_this()](const Result<net::Response> &response) {
                     if (!response)
                         return self->fail(response.error());
                     if (const Result<void> whole = checkResourceAnswer(*response); !whole)
                         return self->fail(whole.error());
                     self->decode(*response);
                 });
    }

    void decode(const net::Response &response)
    {
        whenDone(m_worker.run([decode = m_decode, body = response.body] { return decode(body); }), &m_client,
                 [self = this->shared_from_this(), requestId = response.requestId](Result<net::Page<Item>> page) {
                     if (!page) {
                         page.error().requestId = requestId;
                         return self->fail(std::move(page.error()));
                     }
                     self->take(std::move(*page));
                 });
    }

    void take(net::Page<Item> page)
    {
        if (m_stop.stop_requested())
            return fail(Error{.kind = ErrorKind::Cancelled});
        if (!m_context)
            return fail(Error{.kind = ErrorKind::OwnerGone});
        const bool last = page.nextLink.isEmpty();
        if (!last && (m_seen.contains(page.nextLink) || m_seen.size() >= net::maxPages))
            return fail(net::pageLoopError(m_query.subject));
        if (!last) {
            m_seen.insert(page.nextLink);
            fetch(page.nextLink);
        }
        m_receive(std::move(page.items));
        if (last)
            m_completion.finish({});
    }

    void fail(Error error)
    {
        if (error.subject.isEmpty())
            error.subject = m_query.subject;
        m_completion.finish(failure(std::move(error)));
    }

    net::ServiceClient &m_client;
    Worker &m_worker;
    ResourceQuery m_query;
    net::PageDecoder<Item> m_decode;
    QPointer<QObject> m_context;
    net::PageReceiver<Item> m_receive;
    std::stop_token m_stop;
    Completion<void> m_completion;
    QSet<QString> m_seen;
};

} // namespace symbolon::cloud
