// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/token_source.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace symbolon::net {

// Access tokens of one service with at most one fetch under way. Whoever comes while it runs waits for it.
//
//   idle ── token() ──► fetching ── answer ──► idle, everybody served
//   idle ── replacement(t) ──► source.rejected(t) or challenged(t) ──► fetching
//   fetching ── replacement(t) ──► joins; an answer that is t itself is fetched anew, once
class RefreshGate final : public QObject
{
    Q_OBJECT
public:
    RefreshGate(Service service, TokenSource &source, QObject *parent = nullptr);
    ~RefreshGate() override;

    [[nodiscard]] Future<QByteArray> token(const std::stop_token &stop);

    // After a 401 to `refused`: another token. Five requests that fail with the same token cause one refresh. Ends with
    // ErrorKind::Unauthorized when the source has no other. `claims`: what the service demands of it, or empty.
    [[nodiscard]] Future<QByteArray> replacement(const QByteArray &refused, const QByteArray &claims,
                                                 const std::stop_token &stop);

private:
    struct Waiter;

    [[nodiscard]] Future<QByteArray> wait(const std::stop_token &stop);
    void fetch();
    void arrived(const Result<QByteArray> &token);

    Service m_service;
    TokenSource &m_source;
    std::vector<std::shared_ptr<Waiter>> m_waiters;
    std::stop_source m_stop;
    QByteArray m_refused; // the last token that the service did not take
    bool m_fetching = false;
    bool m_fetchIsStale = false; // a token was refused after the running fetch began
};

} // namespace symbolon::net
