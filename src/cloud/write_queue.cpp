// SPDX-License-Identifier: Apache-2.0
#include "cloud/write_queue.h"

#include <QTimer>

#include <utility>

namespace symbolon::cloud {

struct WriteQueue::Write
{
    QString key;
    net::Call call;
    std::stop_token stop;
    Completion<net::Response> completion;
    int attempt = 1;
};

WriteQueue::WriteQueue(net::ServiceClient &client, net::TransportOptions options, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_options(std::move(options))
{
}

WriteQueue::~WriteQueue() = default;

Future<net::Response> WriteQueue::send(const QString &key, net::Call call, std::stop_token stop)
{
    auto write = std::make_shared<Write>();
    write->key = key.toCaseFolded();
    write->call = std::move(call);
    write->stop = std::move(stop);
    std::deque<std::shared_ptr<Write>> &queue = m_queues[write->key];
    queue.push_back(write);
    if (queue.size() == 1)
        start(write);
    return write->completion.future();
}

void WriteQueue::start(const std::shared_ptr<Write> &write)
{
    whenDone(m_client.send(write->call, write->stop), this,
             [this, write](Result<net::Response> response) { ended(write, std::move(response)); });
}

// Azure Resource Manager's code for parallel writes under one managed identity (Microsoft Entra: considerations for
// federated identity credentials).
bool WriteQueue::tryAgain(const std::shared_ptr<Write> &write, const Error &error)
{
    const bool isBusy = error.httpStatus == 409
        && error.code == u"ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity";
    if (!isBusy || write->attempt >= m_options.maxAttempts || write->stop.stop_requested())
        return false;
    const std::chrono::milliseconds pause = m_options.retryBase * (1 << write->attempt);
    ++write->attempt;
    QTimer::singleShot(pause, this, [this, write] { start(write); });
    return true;
}

void WriteQueue::ended(const std::shared_ptr<Write> &write, Result<net::Response> response)
{
    if (!response && tryAgain(write, response.error()))
        return;
    write->completion.finish(std::move(response));
    std::deque<std::shared_ptr<Write>> &queue = m_queues[write->key];
    queue.pop_front();
    if (queue.empty())
        m_queues.remove(write->key);
    else
        start(queue.front());
}

} // namespace symbolon::cloud
