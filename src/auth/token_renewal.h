// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/token_client.h"
#include "base/clock.h"
#include "net/service.h"

#include <QDateTime>
#include <QObject>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace symbolon::auth {

// The access tokens of one sign-in and the refresh token behind them. Gives out a token from memory while it is good for
// some time, else renews it; whoever asks meanwhile waits for the same answer.
//
//   idle ── token(), none good ──► renewing one service ── answer ──► its waiters served ──► next service with waiters
//                                        │                                                        └── none: idle
//                                        ├── no connection, 5xx …: the old token while it lives, else the error
//                                        └── invalid_grant: the waiters fail; for Graph everything ends: ended()
//
// At most one renewal runs at a time, because each answer replaces the refresh token. That Azure Resource Manager alone
// refuses (its own conditional access, say) leaves Graph working.
class TokenRenewal final : public QObject
{
    Q_OBJECT

public:
    // A token is renewed this long before its end, or at half of a shorter life.
    static constexpr std::chrono::seconds ahead{300};
    // After a failed renewal the old token serves this long before the next attempt.
    static constexpr std::chrono::seconds pause{30};

    // What to ask for at one service; empty: this sign-in does not reach it.
    using ScopesFor = std::function<QStringList(net::Service)>;

    // `client` outlives the renewal.
    TokenRenewal(TokenClient &client, Clock clock, ScopesFor scopes, QObject *parent = nullptr);
    // Whoever waits gets ErrorKind::OwnerGone.
    ~TokenRenewal() override;

    // Begins anew: tokens of an earlier sign-in are dropped, an answer under way is ignored, whoever waits is served by
    // this sign-in.
    void start(const QString &refreshToken);
    // Takes an answer that came by another way than a renewal (a sign-in, a step-up) for its service.
    void adopt(net::Service service, const TokenAnswer &answer);
    // Forgets everything; whoever waits gets `reason`.
    void clear(const Error &reason);

    [[nodiscard]] const QString &refreshToken() const { return m_refreshToken; }

    [[nodiscard]] Future<QByteArray> token(net::Service service, const std::stop_token &stop);
    void rejected(net::Service service, const QByteArray &token);

Q_SIGNALS:
    // An answer arrived: the refresh token may be another one now.
    void renewed(symbolon::net::Service service, const symbolon::auth::TokenAnswer &answer);
    // The refresh token is worth nothing any more: a person has to sign in.
    void ended(const symbolon::Error &error);

private:
    struct Waiter;
    struct Held
    {
        QByteArray token;
        QDateTime renewAt;
        QDateTime expiresAt;
        std::vector<std::shared_ptr<Waiter>> waiters;
    };

    void renewNext();
    void arrived(net::Service service, const Result<TokenAnswer> &answer);
    void failed(net::Service service, const Error &error);
    void serve(net::Service service, const Result<QByteArray> &outcome);

    TokenClient &m_client;
    Clock m_clock;
    ScopesFor m_scopes;
    QString m_refreshToken;
    std::map<net::Service, Held> m_held;
    std::optional<std::stop_source> m_running; // the renewal under way
    quint64 m_generation = 0;                  // answers to an earlier sign-in are dropped
};

} // namespace symbolon::auth
