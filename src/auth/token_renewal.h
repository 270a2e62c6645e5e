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

// The access tokens of one sign-in. Gives out a token from memory while it is good for some time, else has it renewed;
// whoever asks meanwhile waits for the same answer. What a renewal takes (a refresh token, an assertion, a process) is the
// owner's to know: nothing of it is held here.
//
//   idle ── token(), none good ──► renewing one service ── answer ──► its waiters served ──► next service with waiters
//                                        │                                                        └── none: idle
//                                        ├── no connection, 5xx …: the old token while it lives, else the error
//                                        └── refused: the waiters fail; for Graph everything ends: ended()
//
// At most one renewal runs at a time, because each answer may replace a refresh token. That Azure Resource Manager alone
// refuses (its own conditional access, say) leaves Graph working.
class TokenRenewal final : public QObject
{
    Q_OBJECT

public:
    // A token is renewed this long before its end, or at half of a shorter life.
    static constexpr std::chrono::seconds ahead{300};
    // After a failed renewal the old token serves this long before the next attempt.
    static constexpr std::chrono::seconds pause{30};

    // Whether this sign-in reaches a service at all.
    using Reaches = std::function<bool(net::Service)>;
    // Gets another token for a service. `claims`: the challenge that it has to answer, or empty. ErrorKind::Unauthorized and
    // InteractionNeeded mean that no later attempt will do better.
    using Renew =
        std::function<Future<TokenAnswer>(net::Service service, const QByteArray &claims, const std::stop_token &stop)>;

    TokenRenewal(Clock clock, Reaches reaches, Renew renew, QObject *parent = nullptr);
    // Whoever waits gets ErrorKind::OwnerGone.
    ~TokenRenewal() override;

    // Begins anew: tokens of an earlier sign-in are dropped, an answer under way is ignored, whoever waits is served by
    // this sign-in. `renewable`: whether there is anything to renew tokens with.
    void start(bool renewable);
    // Takes an answer that came by another way than a renewal (a sign-in, a step-up) for its service.
    void adopt(net::Service service, const TokenAnswer &answer);
    // Forgets the tokens; whoever waits gets `reason`. Unanswered challenges stay for the next sign-in.
    void clear(const Error &reason);
    // Forgets unanswered challenges too.
    void forgetClaims();

    // The claims that some service demands and no token has answered yet (JSON); empty: none.
    [[nodiscard]] QByteArray pendingClaims() const;

    [[nodiscard]] Future<QByteArray> token(net::Service service, const std::stop_token &stop);
    void rejected(net::Service service, const QByteArray &token);
    void challenged(net::Service service, const QByteArray &token, const QByteArray &claims);

Q_SIGNALS:
    void renewed(symbolon::net::Service service, const symbolon::auth::TokenAnswer &answer);
    // Nothing renews the tokens any more: a person has to act.
    void ended(const symbolon::Error &error);

private:
    struct Waiter;
    struct Held
    {
        QByteArray token;
        QByteArray claims; // demanded, until a token is issued
        QDateTime renewAt;
        QDateTime expiresAt;
        std::vector<std::shared_ptr<Waiter>> waiters;
    };

    void renewNext();
    void arrived(net::Service service, const Result<TokenAnswer> &answer);
    void failed(net::Service service, const Error &error);
    void serve(net::Service service, const Result<QByteArray> &outcome);

    Clock m_clock;
    Reaches m_reaches;
    Renew m_renew;
    std::map<net::Service, Held> m_held;
    std::optional<std::stop_source> m_running; // the renewal under way
    quint64 m_generation = 0;                  // answers to an earlier sign-in are dropped
    bool m_renewable = false;
};

} // namespace symbolon::auth
