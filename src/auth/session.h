// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/account_info.h"
#include "auth/interaction.h"
#include "auth/kept_accounts.h"
#include "auth/way.h"
#include "base/async.h"
#include "net/token_source.h"

#include <QObject>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace symbolon::auth {

// One account signed in to one tenant, whatever the way: what the workspace holds. As net::TokenSource it gives out the
// access tokens. Lives in one thread. See person_session.h, az_session.h, workload_session.h and token_session.h.
class Session
    : public QObject
    , public net::TokenSource
{
    Q_OBJECT

public:
    enum class State {
        SignedOut,
        Restoring,      // taking up the sign-in of an earlier run
        AwaitingPerson, // somebody is at the account page, or has a code to type there
        Redeeming,      // the code came back and becomes tokens
        SignedIn,
        Expired, // somebody was signed in; a person has to sign in again
    };
    Q_ENUM(State)

    ~Session() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isSignedIn() const { return m_state == State::SignedIn; }
    // Who is, or was before the session expired, signed in; display only, hostile text. Empty members: not known.
    [[nodiscard]] const AccountInfo &account() const { return m_account; }
    // Microsoft Graph permissions that the account has granted, short names ("Application.Read.All"), sorted.
    [[nodiscard]] const QStringList &scopes() const { return m_scopes; }
    // Whether these short names are granted.
    [[nodiscard]] virtual bool holdsScopes(const QStringList &wanted) const;

    // Signs in, with a person where the way needs one. Errors: Cancelled, Timeout, ConsentNeeded, Unauthorized, Conflict
    // (another sign-in is under way), whatever the connection brings. Signed in already: somebody may change accounts.
    [[nodiscard]] virtual Future<AccountInfo> signIn(std::stop_token stop) = 0;

    // Takes up the sign-in of an earlier run without a person. nullopt: nothing usable is kept (never signed in, ended,
    // no keychain). Errors: the network's; what is kept stays.
    [[nodiscard]] virtual Future<std::optional<AccountInfo>> restore(std::stop_token stop) = 0;

    // Makes sure that these Graph permissions are granted: at once when they are, else by asking the same account. Another
    // account on the page ends as ErrorKind::Conflict and changes nothing.
    [[nodiscard]] virtual Future<void> ensureScopes(const QStringList &wanted, std::stop_token stop) = 0;

    // Forgets all tokens and everything that is kept of this account; with nobody signed in, of the one that restore()
    // would take up. An error says that something kept could not be removed; the session is signed out all the same.
    [[nodiscard]] virtual Future<void> signOut() = 0;

    // How the next sign-in goes. choose() does nothing where a way leaves no choice; whoever is signed in stays so.
    [[nodiscard]] virtual SignInChoice choice() const = 0;
    virtual void choose(const SignInChoice & /*choice*/) {}
    // What each tier asks for.
    [[nodiscard]] Tiers tiers() const { return choice().tiers.value_or(Tiers()); }
    // Where an administrator consents to everything for the whole tenant; empty: this way has no such page.
    [[nodiscard]] virtual QUrl adminConsentUrl() const { return {}; }

    // Who signed in on this computer and can be changed to, the last one first. Empty where a way knows no accounts.
    [[nodiscard]] virtual Future<QList<KnownAccount>> accounts();
    // Becomes that account, without a person where what is kept of it still serves. Errors as signIn().
    [[nodiscard]] virtual Future<AccountInfo> switchTo(const KnownAccount &account, const std::stop_token &stop);
    // Whom signOut() would remove: who is signed in, else whom restore() would take up. nullopt: nobody is known.
    [[nodiscard]] virtual Future<std::optional<KnownAccount>> keptAccount();
    // Whether the sign-in outlives the program.
    [[nodiscard]] virtual Future<bool> isKept();

Q_SIGNALS:
    void stateChanged(symbolon::auth::Session::State state);
    void accountChanged(const symbolon::auth::AccountInfo &account);
    void scopesChanged(const QStringList &scopes);
    // Why the state is Expired.
    void expired(const symbolon::Error &error);
    // Somebody has to type this code; nullopt: no longer.
    void devicePrompt(const std::optional<symbolon::auth::DevicePrompt> &prompt);
    // One plain sentence that a person should see, for instance that no keychain keeps the sign-in.
    void notice(const QString &sentence);

protected:
    explicit Session(QObject *parent = nullptr);

    // Whether `granted` holds each of `wanted`; a write scope covers its read scope. Short names.
    [[nodiscard]] static bool covers(const QStringList &granted, const QStringList &wanted);

    void setState(State state);
    void setAccount(const AccountInfo &account);
    void setScopes(QStringList scopes);

private:
    State m_state = State::SignedOut;
    AccountInfo m_account;
    QStringList m_scopes;
};

} // namespace symbolon::auth
