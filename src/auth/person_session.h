// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/interaction.h"
#include "auth/kept_accounts.h"
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

// Signs in a person: in the system browser (authorization code with PKCE and a loopback receiver) or with a device code.
//
//   SignedOut ── restore() ──► Restoring ── renewed ──► SignedIn
//       ▲                          └── nothing kept, refused ──► SignedOut
//       │
//   SignedOut, Expired ── signIn(), ensureScopes() ──► AwaitingPerson ── done ──► Redeeming ── tokens ──► SignedIn
//       ▲      ▲                                             └── failed ──────────────┴──► where it came from
//       │      │
//   any ┘      └── renewal refused (invalid_grant, interaction_required) ── SignedIn
//   signOut()
//
// Somebody who is signed in stays so while the page is open for more permissions or another account: tokens are given
// out as before, and a failure changes nothing.
//
// That tokens may write is never silent: where nobody had to be asked (consented to before), or the service gives more
// than was asked for, notice() says so.
//
// Asks for the permissions of the configuration; where the tenant does not consent to them, for less, so that everybody
// gets in and sees what they may see: scopes() says what was granted.
//
// Access tokens are held in memory. Refresh tokens are in the secret store: read for one renewal and not held (see
// KeptAccounts for a computer without one).
class PersonSession final : public Session
{
    Q_OBJECT

public:
    // The collaborators outlive the session. `way`: Browser or Device.
    PersonSession(SignInConfig config, net::Transport &transport, UrlOpener &opener, SecretStore &secrets, Clock clock,
                  Way way = Way::Browser, QObject *parent = nullptr);
    ~PersonSession() override;

    [[nodiscard]] Future<AccountInfo> signIn(std::stop_token stop) override;
    [[nodiscard]] Future<std::optional<AccountInfo>> restore(std::stop_token stop) override;
    [[nodiscard]] Future<void> ensureScopes(const QStringList &wanted, std::stop_token stop) override;
    [[nodiscard]] Future<void> signOut() override;
    [[nodiscard]] Future<QList<KnownAccount>> accounts() override;
    [[nodiscard]] Future<AccountInfo> switchTo(const KnownAccount &account, const std::stop_token &stop) override;
    [[nodiscard]] Future<std::optional<KnownAccount>> keptAccount() override;
    [[nodiscard]] Future<bool> isKept() override;
    [[nodiscard]] SignInChoice choice() const override;
    void choose(const SignInChoice &choice) override;
    // Microsoft identity platform: Admin consent endpoint.
    [[nodiscard]] QUrl adminConsentUrl() const override;

    [[nodiscard]] Future<QByteArray> token(net::Service service, std::stop_token stop) override;
    void rejected(net::Service service, const QByteArray &token) override;
    void challenged(net::Service service, const QByteArray &token, const QByteArray &claims) override;

private:
    using Outcome = Interaction::Outcome;
    // Judges the outcome of a person's way before it is taken over.
    using Judge = std::function<Result<void>(const Outcome &)>;
    using Receiver = std::function<void(const Result<Outcome> &)>;

    // One sign-in by a person: where, as whom, for what.
    struct Attempt
    {
        QString tenant;
        QStringList permissions;
        QString loginHint;
        Judge judge;
        bool lessWillDo = false; // where consent is missing, ask for less
    };

    [[nodiscard]] Future<AccountInfo> interact(const Attempt &attempt, const std::stop_token &stop);
    void runAttempt(const Attempt &attempt, State before, const Completion<AccountInfo> &completion,
                    const std::stop_token &stop);
    void attemptEnded(const Attempt &attempt, State before, const Completion<AccountInfo> &completion,
                      const std::stop_token &stop, const Result<Outcome> &outcome);
    [[nodiscard]] std::unique_ptr<Interaction> newInteraction(const SignInConfig &config);

    // Tokens by what is kept of an account; ConsentNeeded asks for less where that will do.
    void renewKept(const KnownAccount &account, const QStringList &permissions, bool lessWillDo,
                   const Receiver &receive, const std::stop_token &stop);
    // `asked`: the permissions that were.
    void takeOver(const KnownAccount &account, const TokenAnswer &answer, const QStringList &asked);
    [[nodiscard]] Future<TokenAnswer> renew(net::Service service, const QByteArray &claims,
                                            const std::stop_token &stop);
    [[nodiscard]] Future<TokenAnswer> redeemKept(const KnownAccount &account, const QStringList &scopes,
                                                 const QByteArray &claims, const std::stop_token &stop);
    void renewalEnded(const Error &error);
    void keep(const KnownAccount &account, const QString &refreshToken);
    void forget(const AccountInfo &account);
    [[nodiscard]] bool isMeant(const KnownAccount &account) const;
    [[nodiscard]] QStringList scopesFor(net::Service service) const;
    void askSilently(const QStringList &wanted, const std::stop_token &stop, const Completion<void> &completion);
    void askPerson(const QStringList &wanted, const std::stop_token &stop, const Completion<void> &completion);

    SignInConfig m_config;
    net::Transport &m_transport;
    UrlOpener &m_opener;
    TokenClient m_client; // of the account that is signed in
    KeptAccounts m_kept;
    TokenRenewal m_renewal;
    std::unique_ptr<TokenClient> m_interactiveClient;
    std::unique_ptr<Interaction> m_interactive;
    Way m_way;
    QString m_asked;          // the tenant that the account was asked for in
    quint64 m_generation = 0; // what was begun for an earlier sign-in is dropped
    bool m_noticed = false;   // that there is no keychain has been said
};

} // namespace symbolon::auth
