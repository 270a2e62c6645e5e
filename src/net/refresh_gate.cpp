// SPDX-License-Identifier: Apache-2.0
#include "net/refresh_gate.h"

#include <utility>

namespace symbolon::net {

// Somebody who waits for a token; leaves alone when its own stop token says so.
struct RefreshGate::Waiter
{
    Completion<QByteArray> completion;
    std::unique_ptr<std::stop_callback<std::function<void()>>> onStop;
};

RefreshGate::RefreshGate(Service service, TokenSource &source, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_source(source)
{
}

RefreshGate::~RefreshGate()
{
    m_stop.request_stop();
}

Future<QByteArray> RefreshGate::token(const std::stop_token &stop)
{
    Future<QByteArray> future = wait(stop);
    if (!m_fetching)
        fetch();
    return future;
}

Future<QByteArray> RefreshGate::replacement(const QByteArray &refused, const QByteArray &claims,
                                            const std::stop_token &stop)
{
    if (refused != m_refused) {
        m_refused = refused;
        if (claims.isEmpty())
            m_source.rejected(m_service, refused);
        else
            m_source.challenged(m_service, refused, claims);
        m_fetchIsStale = m_fetching;
    }
    return token(stop);
}

Future<QByteArray> RefreshGate::wait(const std::stop_token &stop)
{
    auto waiter = std::make_shared<Waiter>();
    const std::weak_ptr<Waiter> weak = waiter;
    waiter->onStop = std::make_unique<std::stop_callback<std::function<void()>>>(stop, [this, weak] {
        QMetaObject::invokeMethod(
            this,
            [weak] {
                if (const auto waiting = weak.lock())
                    waiting->completion.finish(failure(Error{.kind = ErrorKind::Cancelled}));
            },
            Qt::QueuedConnection);
    });
    m_waiters.push_back(waiter);
    return waiter->completion.future();
}

void RefreshGate::fetch()
{
    m_fetching = true;
    whenDone(m_source.token(m_service, m_stop.get_token()), this,
             [this](const Result<QByteArray> &token) { arrived(token); });
}

void RefreshGate::arrived(const Result<QByteArray> &token)
{
    if (token && *token == m_refused && std::exchange(m_fetchIsStale, false)) {
        fetch();
        return;
    }
    m_fetching = false;
    m_fetchIsStale = false;
    Result<QByteArray> outcome = token;
    if (token && *token == m_refused)
        outcome = failure(Error{.kind = ErrorKind::Unauthorized, .httpStatus = 401});
    const auto waiters = std::exchange(m_waiters, {});
    for (const auto &waiter : waiters)
        waiter->completion.finish(outcome);
}

} // namespace symbolon::net
