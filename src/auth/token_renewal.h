// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/token_client.h"
#include "base/clock.h"
#include "net/service.h"

#include <QObject>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace symbolon::auth {

// The access tokens of one sign-in and the refresh token behind them. Gives out a token from memory while it is good for
// some time, else renews it; whoever asks meanwhile waits for the same answer.
//
//   idle ── token(), none good ──► renewing one service ── answer ──► serve its waiters ──► next service with waiters
//                                                     └── refused ──► waiters fail; for Graph: ended()
//
// At most one renewal runs at a time, because each answer replaces the refresh token.
class TokenRenewal final : public QObject
{
    Q_OBJECT

public:
    // A token is renewed this long before its end, or at half of a shorter life.
    static constexpr std::chrono::seconds ahead{300};

    // `client` outlives the renewal. `scopes` says what to ask for at one service.
    TokenRenewal(TokenClient &client, Clock clock, std::function<QStringList(net::Service)> scopes,
                 QObject *parent = nullptr);
    ~TokenRenewal() override;

    // Begins anew with a sign-in's answer for `service`; everybody who waits is served from it or by a renewal.
    void start(net::Service service, const TokenAnswer &answer);
    // Begins anew with nothing but a refresh token.
    void start(const QString &refreshToken);
    // Forgets everything; whoever waits gets `reason`.
    void clear(const Error &reason);

    [[nodiscard]] const QString &refreshToken() const { return m_refreshToken; }

    [[nodiscard]] Future<QByteArray> token(net::Service service, std::stop_token stop);
    void rejected(net::Service service, const QByteArray &token);

Q_SIGNALS:
    // An answer arrived: the refresh token may be another one now.
    void renewed(symbolon::net::Service service, const symbolon::auth::TokenAnswer &answer);
    // The refresh token is worth nothing any more: a person has to sign in.
    void ended(const symbolon::Error &error);

private:
    struct Waiter;
    struct Slot
    {
        QByteArray token;
        QDateTime renewAt;
        std::vector<std::shared_ptr<Waiter>> waiters;
    };

    [[nodiscard]] Slot &slot(net::Service service);
    void take(net::Service service, const TokenAnswer &answer);
    void renewNext();
    void arrived(net::Service service, const Result<TokenAnswer> &answer);
    void serve(net::Service service, const Result<QByteArray> &outcome);

    TokenClient &m_client;
    Clock m_clock;
    std::function<QStringList(net::Service)> m_scopes;
    QString m_refreshToken;
    std::array<Slot, 2> m_slots; // Graph, Azure Resource Manager
    std::stop_source m_stop;     // of the renewal that runs
    quint64 m_generation = 0;    // answers to an earlier sign-in are dropped
    bool m_renewing = false;
};

} // namespace symbolon::auth
