// SPDX-License-Identifier: Apache-2.0
#include "auth/token_renewal.h"

#include "auth/stop_hook.h"

#include <algorithm>

namespace symbolon::auth {

struct TokenRenewal::Waiter
{
    Completion<QByteArray> completion;
    std::optional<StopHook> stop;
};

TokenRenewal::TokenRenewal(Clock clock, Reaches reaches, Renew renew, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_reaches(std::move(reaches))
    , m_renew(std::move(renew))
{
}

TokenRenewal::~TokenRenewal() = default;

void TokenRenewal::start(bool renewable)
{
    ++m_generation;
    if (m_running)
        m_running->request_stop();
    m_running.reset();
    for (auto &entry : m_held)
        entry.second.token.clear();
    m_renewable = renewable;
    // Queued: the sign-in's own answer, adopted right after this, may serve them without a renewal.
    QMetaObject::invokeMethod(this, &TokenRenewal::renewNext, Qt::QueuedConnection);
}

void TokenRenewal::adopt(net::Service service, const TokenAnswer &answer)
{
    const QDateTime now = m_clock();
    Held &held = m_held[service];
    held.token = answer.accessToken;
    held.claims.clear();
    held.expiresAt = now.addSecs(answer.lifetime.count());
    held.renewAt = held.expiresAt.addSecs(-std::min(ahead, answer.lifetime / 2).count());
    serve(service, held.token);
}

void TokenRenewal::clear(const Error &reason)
{
    start(false);
    for (auto &entry : m_held)
        serve(entry.first, failure(reason));
}

void TokenRenewal::forgetClaims()
{
    for (auto &entry : m_held)
        entry.second.claims.clear();
}

QByteArray TokenRenewal::pendingClaims() const
{
    for (const auto &entry : m_held) {
        if (!entry.second.claims.isEmpty())
            return entry.second.claims;
    }
    return {};
}

Future<QByteArray> TokenRenewal::token(net::Service service, const std::stop_token &stop)
{
    if (!m_reaches(service))
        return readyFuture<QByteArray>(
            failure(Error{.kind = ErrorKind::Unauthorized,
                          .message = tr("This sign-in does not reach the service that was asked.")}));
    Held &held = m_held[service];
    if (!held.token.isEmpty() && m_clock() < held.renewAt)
        return readyFuture<QByteArray>(held.token);
    if (!m_renewable)
        return readyFuture<QByteArray>(failure(Error{.kind = ErrorKind::Unauthorized}));
    const auto waiter = std::make_shared<Waiter>();
    held.waiters.push_back(waiter);
    waiter->stop.emplace(stop, this, [this, service, gone = std::weak_ptr(waiter)] {
        if (const auto stopped = gone.lock()) {
            std::erase(m_held[service].waiters, stopped);
            stopped->completion.finish(failure(Error{.kind = ErrorKind::Cancelled}));
        }
    });
    QMetaObject::invokeMethod(this, &TokenRenewal::renewNext, Qt::QueuedConnection);
    return waiter->completion.future();
}

void TokenRenewal::rejected(net::Service service, const QByteArray &token)
{
    Held &held = m_held[service];
    if (held.token == token)
        held.token.clear();
}

void TokenRenewal::challenged(net::Service service, const QByteArray &token, const QByteArray &claims)
{
    // One who still carries an older token may be answered already.
    Held &held = m_held[service];
    if (!held.token.isEmpty() && held.token != token)
        return;
    held.token.clear();
    held.claims = claims;
}

void TokenRenewal::renewNext()
{
    if (m_running)
        return;
    const auto next =
        std::find_if(m_held.cbegin(), m_held.cend(), [](const auto &entry) { return !entry.second.waiters.empty(); });
    if (next == m_held.cend())
        return;
    const net::Service service = next->first;
    if (!m_renewable) {
        serve(service, failure(Error{.kind = ErrorKind::Unauthorized}));
        QMetaObject::invokeMethod(this, &TokenRenewal::renewNext, Qt::QueuedConnection);
        return;
    }
    m_running.emplace();
    whenDone<TokenAnswer>(m_renew(service, m_held[service].claims, m_running->get_token()), this,
                          [this, service, generation = m_generation](const Result<TokenAnswer> &answer) {
                              if (generation == m_generation)
                                  arrived(service, answer);
                          });
}

void TokenRenewal::arrived(net::Service service, const Result<TokenAnswer> &answer)
{
    m_running.reset();
    if (answer) {
        adopt(service, *answer);
        Q_EMIT renewed(service, *answer);
    } else {
        failed(service, answer.error());
    }
    renewNext();
}

void TokenRenewal::failed(net::Service service, const Error &error)
{
    const bool refused = error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::InteractionNeeded;
    Held &held = m_held[service];
    const QDateTime now = m_clock();
    if (!refused && !held.token.isEmpty() && now < held.expiresAt) {
        held.renewAt = std::min(now.addSecs(pause.count()), held.expiresAt);
        serve(service, held.token);
        return;
    }
    if (refused && service == net::Service::Graph) {
        clear(error);
        Q_EMIT ended(error);
        return;
    }
    serve(service, failure(error));
}

void TokenRenewal::serve(net::Service service, const Result<QByteArray> &outcome)
{
    // Whoever is served may ask again at once; that belongs to the next round.
    const auto waiters = std::exchange(m_held[service].waiters, {});
    for (const auto &waiter : waiters) {
        waiter->stop.reset();
        waiter->completion.finish(outcome);
    }
}

} // namespace symbolon::auth
