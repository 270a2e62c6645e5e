// SPDX-License-Identifier: Apache-2.0
#include "cloud/graph_batch.h"

#include "cloud/error_codec.h"
#include "cloud/json_cursor.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace symbolon::cloud {
namespace {

// "/beta/applications/x" → "/beta", "/applications/x"
qsizetype versionLength(const QString &target)
{
    const qsizetype slash = target.indexOf(u'/', 1);
    return slash < 0 ? target.size() : slash;
}

Json requestOf(const net::Call &call, std::size_t number)
{
    Json request{{"id", std::to_string(number)},
                 {"method", "GET"},
                 {"url", toJson(call.target.mid(versionLength(call.target)))}};
    for (const net::Header &header : call.headers)
        request["headers"][header.name.toStdString()] = header.value.toStdString();
    return request;
}

net::Response responseOf(const JsonCursor &item)
{
    net::Response response;
    response.status = item["status"].number(0);
    item["headers"].eachMember([&response](const QString &name, const JsonCursor &value) {
        response.headers.append(net::Header{name.toUtf8(), value.isText() ? value.text().toUtf8() : QByteArray()});
    });
    response.requestId = QString::fromUtf8(response.header("request-id"));
    response.body = item["body"].json();
    return response;
}

// The items' answers by their numbers; they come in any order.
Result<std::vector<net::Response>> responsesIn(const QByteArray &body, std::size_t count)
{
    return readJson(body, [count](const JsonCursor &document) {
        std::vector<net::Response> responses(count);
        document["responses"].each([&responses](const JsonCursor &item) {
            bool isNumber = false;
            const auto number = item["id"].text().toUInt(&isNumber);
            if (isNumber && number < responses.size())
                responses[number] = responseOf(item);
        });
        return responses;
    });
}

// Whether the service does not take batches, as opposed to this one failing.
bool isRefusal(const Error &error)
{
    return error.kind == ErrorKind::Rejected || error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Forbidden;
}

} // namespace

struct GraphBatch::Item
{
    net::Call call;
    std::stop_token stop;
    Completion<net::Response> completion;
    int attempt = 1;
};

GraphBatch::GraphBatch(net::ServiceClient &client, net::Transport &transport, Worker &worker, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_transport(transport)
    , m_worker(worker)
{
}

GraphBatch::~GraphBatch() = default;

Future<net::Response> GraphBatch::read(const net::Call &call, const std::stop_token &stop)
{
    auto item = std::make_shared<Item>();
    item->call = call;
    item->stop = stop;
    m_waiting.push_back(item);
    schedule();
    return item->completion.future();
}

// After this turn of the event loop, when whoever reads has said all that it wants.
void GraphBatch::schedule()
{
    if (std::exchange(m_scheduled, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_scheduled = false;
            sendMore();
        },
        Qt::QueuedConnection);
}

void GraphBatch::sendMore()
{
    while (m_underWay < batchesAtOnce && !m_waiting.empty()) {
        const Items items = takeSome();
        if (items.empty())
            continue;
        if (m_refused || items.size() == 1) {
            for (const auto &item : items)
                sendAlone(item);
        } else {
            sendBatch(items);
        }
    }
}

// Those at the front that ask the same version for the same caller.
GraphBatch::Items GraphBatch::takeSome()
{
    Items items;
    while (!m_waiting.empty() && items.size() < mostItems) {
        const std::shared_ptr<Item> item = m_waiting.front();
        if (item->stop.stop_requested()) {
            m_waiting.pop_front();
            item->completion.finish(failure(Error{.kind = ErrorKind::Cancelled, .subject = item->call.subject}));
            continue;
        }
        const auto version = [](const Item &one) { return one.call.target.left(versionLength(one.call.target)); };
        if (!items.empty() && (version(*items.front()) != version(*item) || items.front()->stop != item->stop))
            break;
        m_waiting.pop_front();
        items.push_back(item);
    }
    return items;
}

void GraphBatch::sendAlone(const std::shared_ptr<Item> &item)
{
    ++m_underWay;
    whenDone(m_client.send(item->call, item->stop), this, [this, item](const Result<net::Response> &response) {
        --m_underWay;
        item->completion.finish(response);
        schedule();
    });
}

void GraphBatch::sendBatch(const Items &items)
{
    Json requests = Json::array();
    for (std::size_t i = 0; i < items.size(); ++i)
        requests.push_back(requestOf(items[i]->call, i));
    const net::Call &first = items.front()->call;
    net::Call call;
    call.method = "POST";
    call.target = first.target.left(versionLength(first.target)) + u"/$batch";
    call.body = writeJson(Json{{"requests", std::move(requests)}});
    call.subject = first.subject;
    call.priority = first.priority;
    call.changesNothing = true;
    ++m_underWay;
    whenDone(m_client.send(call, items.front()->stop), this, [this, items](const Result<net::Response> &response) {
        --m_underWay;
        answered(items, response);
        schedule();
    });
}

void GraphBatch::answered(const Items &items, const Result<net::Response> &response)
{
    if (!response)
        return failed(items, response.error());
    whenDone(m_worker.run([body = response->body, count = items.size()] { return responsesIn(body, count); }), this,
             [this, items, requestId = response->requestId](Result<std::vector<net::Response>> answers) {
                 if (!answers) {
                     answers.error().requestId = requestId;
                     return failed(items, answers.error());
                 }
                 for (net::Response &answer : *answers) {
                     if (answer.requestId.isEmpty())
                         answer.requestId = requestId;
                 }
                 take(items, *answers);
             });
}

void GraphBatch::failed(const Items &items, const Error &error)
{
    if (isRefusal(error)) {
        if (!std::exchange(m_refused, true))
            m_transport.activityLog().note(net::Service::Graph,
                                           tr("The service takes no batches: each request is sent alone."));
        m_waiting.insert(m_waiting.begin(), items.begin(), items.end());
        return schedule();
    }
    for (const auto &item : items) {
        Error own = error;
        own.subject = item->call.subject;
        item->completion.finish(failure(std::move(own)));
    }
}

void GraphBatch::take(const Items &items, const std::vector<net::Response> &answers)
{
    Items again;
    std::chrono::milliseconds pause{0};
    for (std::size_t i = 0; i < items.size(); ++i) {
        const net::Response &answer = answers[i];
        m_transport.heed(net::Service::Graph, answer);
        if (answer.status == 401) {
            sendAlone(items[i]);
        } else if (isPassing(*items[i], answer)) {
            again.push_back(items[i]);
            pause = std::max(pause, answer.retryAfter());
        } else {
            end(items[i], answer);
        }
    }
    if (!again.empty())
        sendAgain(again, pause);
}

// Whether another attempt is worth its while; an item that the answer left out (status 0) is asked for again, too.
bool GraphBatch::isPassing(const Item &item, const net::Response &answer) const
{
    const net::TransportOptions &options = m_transport.options();
    const int status = answer.status;
    const bool passing = status == 0 || status == 429 || status == 502 || status == 503 || status == 504;
    return passing && item.attempt < options.maxAttempts && answer.retryAfter() <= options.longestRetryAfter;
}

void GraphBatch::sendAgain(const Items &items, std::chrono::milliseconds pause)
{
    const net::TransportOptions &options = m_transport.options();
    for (const auto &item : items)
        pause = std::max(pause, std::min(options.retryCap, options.retryBase * (1 << (item->attempt++ - 1))));
    QTimer::singleShot(pause, this, [this, items] {
        m_waiting.insert(m_waiting.begin(), items.begin(), items.end());
        schedule();
    });
}

void GraphBatch::end(const std::shared_ptr<Item> &item, const net::Response &answer) const
{
    if (answer.isSuccess())
        return item->completion.finish(answer);
    net::Request request;
    request.subject = item->call.subject;
    Error error = net::errorFrom(answer, request);
    readServiceError(answer, error);
    item->completion.finish(failure(std::move(error)));
}

} // namespace symbolon::cloud
