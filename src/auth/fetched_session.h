// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/session.h"
#include "auth/token_renewal.h"
#include "base/clock.h"

#include <optional>

namespace symbolon::auth {

// A session whose tokens somebody else hands out whenever they are needed, so that no person and no keychain takes part:
// the base of AzSession and WorkloadSession. Cannot be widened: what the tokens do not hold ends as ConsentNeeded.
class FetchedSession : public Session
{
    Q_OBJECT

public:
    ~FetchedSession() override;

    // What the tokens say of their permissions (scp, roles). A token that cannot be read holds whatever is asked.
    [[nodiscard]] bool holdsScopes(const QStringList &wanted) const override;
    [[nodiscard]] Future<AccountInfo> signIn(std::stop_token stop) override;
    // Always nothing: signIn() needs no person.
    [[nodiscard]] Future<std::optional<AccountInfo>> restore(std::stop_token stop) override;
    [[nodiscard]] Future<void> ensureScopes(const QStringList &wanted, std::stop_token stop) override;
    [[nodiscard]] Future<void> signOut() override;

    [[nodiscard]] Future<QByteArray> token(net::Service service, std::stop_token stop) override;
    void rejected(net::Service service, const QByteArray &token) override;
    void challenged(net::Service service, const QByteArray &token, const QByteArray &claims) override;

protected:
    FetchedSession(Clock clock, QObject *parent);

    // One token. `claims`: a challenge that it has to answer, or empty.
    [[nodiscard]] virtual Future<TokenAnswer> fetch(net::Service service, const QByteArray &claims,
                                                    const std::stop_token &stop) = 0;
    [[nodiscard]] virtual bool reaches(net::Service service) const = 0;
    // Who is behind this token of Graph.
    [[nodiscard]] virtual AccountInfo accountOf(const TokenAnswer &answer) const = 0;
    // A sentence: who could give a permission that is missing.
    [[nodiscard]] virtual QString howToWiden() const = 0;

private:
    TokenRenewal m_renewal;
    bool m_scopesKnown = false;
};

} // namespace symbolon::auth
