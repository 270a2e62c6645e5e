// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/account_info.h"
#include "auth/secret_store.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QUrl>

#include <deque>
#include <functional>
#include <optional>

namespace symbolon::auth {

// Somebody who signed in on this computer, and where to.
struct KnownAccount
{
    AccountInfo info;
    QString asked; // the tenant as it was asked for: GUID, domain, "organizations"

    bool operator==(const KnownAccount &) const = default;
};

// Refresh tokens in a secret store, each under login origin + tenant + client + account, so that a cloud file that borrows
// a familiar name gets nothing. One more secret per login origin and client lists the accounts, the one that signed in last
// first, because a keychain cannot be listed. One operation at a time and in order, so that an older token never overwrites
// a newer one. A token is in memory only where the store does not take it, and then until the program ends.
class KeptAccounts final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxAccounts = 20; // the oldest goes

    // `store` outlives this object.
    explicit KeptAccounts(SecretStore &store, QObject *parent = nullptr);

    // Which login service and client all that follows is about.
    void setPlace(const QString &loginOrigin, const QString &clientId);

    // Who is kept; empty without a keychain.
    [[nodiscard]] Future<QList<KnownAccount>> list();
    // Empty: nothing is kept of this account.
    [[nodiscard]] Future<QString> refreshToken(const AccountInfo &account);
    // Keeps a token and puts the account first. False: there is no keychain, so the token is held in memory; on an error,
    // too.
    [[nodiscard]] Future<bool> save(const KnownAccount &account, const QString &refreshToken);
    // Whether the store has this account's token, once everything asked for before is done.
    [[nodiscard]] Future<bool> isKept(const AccountInfo &account);
    // Removes everything that is kept of an account.
    [[nodiscard]] Future<void> remove(const AccountInfo &account);

private:
    using Answer = Result<SecretAnswer>;
    using Receiver = std::function<void(const Answer &)>;

    void begin(std::function<void()> operation);
    void end();
    void ask(Future<SecretAnswer> request, Receiver receive);
    void readList(std::function<void(const Answer &, const QList<KnownAccount> &)> receive);
    void writeList(const QList<KnownAccount> &accounts, const Receiver &receive);
    [[nodiscard]] QString listKey() const;
    [[nodiscard]] QString tokenKey(const AccountInfo &account) const;

    SecretStore &m_store;
    QString m_login;
    QString m_client;
    QHash<QString, QString> m_unkept; // by key: tokens that the store did not take
    std::deque<std::function<void()>> m_queue;
    bool m_busy = false;
};

} // namespace symbolon::auth
