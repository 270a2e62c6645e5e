// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud/graph_batch.h"
#include "net/page_stream.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <memory>
#include <utility>

namespace symbolon::cloud {

// A call that reads; what a person waits for says so.
[[nodiscard]] inline net::Call read(const QString &target, const QString &subject,
                                    net::Priority priority = net::Priority::Background)
{
    net::Call call;
    call.target = target;
    call.subject = subject;
    call.priority = priority;
    return call;
}

// One that changes something, which a person waits for.
[[nodiscard]] inline net::Call write(const char *method, const QString &target, const QByteArray &body,
                                     const QString &subject)
{
    net::Call call;
    call.method = method;
    call.target = target;
    call.body = body;
    call.subject = subject;
    return call;
}

// All items of a collection at once, for the small ones.
template<typename Item>
[[nodiscard]] Future<QList<Item>> collect(net::ServiceClient &client, Worker &worker, net::Call first,
                                          net::PageDecoder<Item> decode, std::stop_token stop)
{
    const auto items = std::make_shared<QList<Item>>();
    Completion<QList<Item>> completion;
    whenDone(net::forEachPage<Item>(
                 client, worker, std::move(first), std::move(decode), &client,
                 [items](QList<Item> page) { *items += page; }, std::move(stop)),
             &client, [items, completion](const Result<void> &ended) {
                 if (ended)
                     completion.finish(std::move(*items));
                 else
                     completion.finish(failure(ended.error()));
             });
    return completion.future();
}

// A collection whose first page, mostly its only one, comes in a batch; later ones by their links.
template<typename Item>
[[nodiscard]] Future<void> forEachBatchedPage(GraphBatch &batch, net::ServiceClient &client, Worker &worker,
                                              const net::Call &first, const net::PageDecoder<Item> &decode,
                                              QObject *context, const net::PageReceiver<Item> &receive,
                                              const std::stop_token &stop)
{
    Completion<void> completion;
    const auto fail = [completion, subject = first.subject](Error error) {
        if (error.subject.isEmpty())
            error.subject = subject;
        completion.finish(failure(std::move(error)));
    };
    const auto take = [=, &client, &worker, context = QPointer<QObject>(context)](net::Page<Item> page) {
        if (stop.stop_requested())
            return fail(Error{.kind = ErrorKind::Cancelled});
        if (!context)
            return fail(Error{.kind = ErrorKind::OwnerGone});
        receive(std::move(page.items));
        if (page.nextLink.isEmpty())
            return completion.finish({});
        net::Call next = first;
        next.target = page.nextLink;
        whenDone(net::forEachPage<Item>(client, worker, next, decode, context, receive, stop), &client,
                 [completion](const Result<void> &ended) { completion.finish(ended); });
    };
    whenDone(batch.read(first, stop), &client, [=, &client, &worker](const Result<net::Response> &response) {
        if (!response)
            return fail(response.error());
        whenDone(worker.run([decode, body = response->body] { return decode(body); }), &client,
                 [take, fail, requestId = response->requestId](Result<net::Page<Item>> page) {
                     if (page)
                         return take(std::move(*page));
                     page.error().requestId = requestId;
                     fail(std::move(page.error()));
                 });
    });
    return completion.future();
}

// One answer decoded in the worker.
template<typename Item, typename Decode>
[[nodiscard]] Future<Item> decoded(Future<net::Response> answer, QObject *context, Worker &worker,
                                   const QString &subject, Decode decode)
{
    Completion<Item> completion;
    whenDone(std::move(answer), context,
             [context, &worker, decode, completion, subject](const Result<net::Response> &response) {
                 if (!response)
                     return completion.finish(failure(response.error()));
                 const QString requestId = response->requestId;
                 whenDone(worker.run([decode, body = response->body] { return decode(body); }), context,
                          [completion, subject, requestId](Result<Item> item) {
                              if (!item) {
                                  item.error().subject = subject;
                                  item.error().requestId = requestId;
                              }
                              completion.finish(std::move(item));
                          });
             });
    return completion.future();
}

template<typename Item, typename Decode>
[[nodiscard]] Future<Item> fetchOne(net::ServiceClient &client, Worker &worker, const net::Call &call, Decode decode,
                                    std::stop_token stop)
{
    return decoded<Item>(client.send(call, std::move(stop)), &client, worker, call.subject, std::move(decode));
}

// The same for a call that shares a request with others.
template<typename Item, typename Decode>
[[nodiscard]] Future<Item> fetchBatched(GraphBatch &batch, Worker &worker, const net::Call &call, Decode decode,
                                        const std::stop_token &stop)
{
    return decoded<Item>(batch.read(call, stop), &batch, worker, call.subject, std::move(decode));
}

} // namespace symbolon::cloud
