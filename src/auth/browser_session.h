// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/interactive_sign_in.h"
#include "auth/kept_sign_in.h"
#include "auth/secret_store.h"
#include "auth/session.h"
#include "auth/sign_in_config.h"
#include "auth/token_client.h"
#include "auth/token_renewal.h"
#include "auth/url_opener.h"
#include "base/clock.h"

#include <functional>
#include <memory>
#include <optional>

namespace symbolon::auth {

// Signs in through the system browser: authorization code with PKCE and a loopback receiver.
//
//   SignedOut ── restore() ──► Restoring ── renewed ──► SignedIn
//       ▲                          └── nothing kept, refused ──► SignedOut
//       │
//   SignedOut, Expired ── signIn(), ensureScopes() ──► AwaitingBrowser ── code ──► Redeeming ── tokens ──► SignedIn
//       ▲      ▲                                             └── failed ──────────────┴──► where it came from
//       │      │
//   any ┘      └── renewal refused (invalid_grant) ── SignedIn
//   signOut()
//
// Somebody who is signed in stays so while the browser is open for more permissions or another account: tokens are given
// out as before, and a failure changes nothing.
//
// Access tokens are held in memory; the refresh token in memory and, where there is a keychain, in the secret store.
class BrowserSession final : public Session
{
    Q_OBJECT

public:
    // The collaborators outlive the session.
    BrowserSession(SignInConfig config, net::Transport &transport, UrlOpener &opener, SecretStore &secrets, Clock clock,
                   QObject *parent = nullptr);
    ~BrowserSession() override;

    [[nodiscard]] Future<AccountInfo> signIn(std::stop_token stop) override;
    [[nodiscard]] Future<std::optional<AccountInfo>> restore(std::stop_token stop) override;
    [[nodiscard]] Future<void> ensureScopes(const QStringList &wanted, std::stop_token stop) override;
    [[nodiscard]] Future<void> signOut() override;

    [[nodiscard]] Future<QByteArray> token(net::Service service, std::stop_token stop) override;
    void rejected(net::Service service, const QByteArray &token) override;

private:
    // Judges the outcome of the browser's way before it is taken over.
    using Judge = std::function<Result<void>(const InteractiveSignIn::Outcome &)>;

    using RestoreEnd = std::function<void(const Result<std::optional<AccountInfo>> &)>;

    [[nodiscard]] Future<AccountInfo> interact(const InteractiveSignIn::Request &request, Judge judge,
                                               const std::stop_token &stop);
    void takeOver(const InteractiveSignIn::Outcome &outcome);
    void redeemKept(const KeptSignIn::Kept &kept, const RestoreEnd &finish, const std::stop_token &stop);
    void renewalArrived(net::Service service, const TokenAnswer &answer);
    void renewalEnded();
    void keep();
    void forgetKept();
    [[nodiscard]] QStringList scopesFor(net::Service service) const;

    SignInConfig m_config;
    TokenClient m_client;
    TokenRenewal m_renewal;
    KeptSignIn m_kept;
    UrlOpener &m_opener;
    std::unique_ptr<InteractiveSignIn> m_interactive;
    quint64 m_generation = 0; // what was begun for an earlier sign-in is dropped
    bool m_noticed = false;   // that there is no keychain has been said
};

} // namespace symbolon::auth
