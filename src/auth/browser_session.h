// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/secret_store.h"
#include "auth/session.h"
#include "auth/sign_in_config.h"
#include "auth/token_client.h"
#include "auth/token_renewal.h"
#include "auth/url_opener.h"
#include "base/clock.h"

#include <QPointer>

namespace symbolon::auth {

class InteractiveSignIn;

// Signs in through the system browser: authorization code with PKCE and a loopback receiver.
//
//   SignedOut ── restore() ──► Restoring ── renewed ──► SignedIn
//       ▲                          └── nothing kept, refused ──► SignedOut
//       │
//   SignedOut, Expired, SignedIn ── signIn(), ensureScopes() ──► AwaitingBrowser ── code ──► Redeeming ──► SignedIn
//       ▲                                                               └── failed ──┴──► where it came from
//       │
//   SignedIn ── renewal refused (invalid_grant) ──► Expired
//   any ── signOut() ──► SignedOut
//
// While somebody who is signed in is asked for more permissions the state stays SignedIn's: tokens are given out as
// before, and a failure changes nothing.
//
// Access tokens are held in memory; the refresh token in memory and, where there is a keychain, in the secret store under
// login origin + tenant + client + account.
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
    SignInConfig m_config;
    TokenClient m_client;
    TokenRenewal m_renewal;
    UrlOpener &m_opener;
    SecretStore &m_secrets;
    QPointer<InteractiveSignIn> m_interactive;
    quint64 m_generation = 0;  // what was begun for an earlier sign-in is dropped
    bool m_noticed = false;
};

} // namespace symbolon::auth
