// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/secret_store.h"
#include "auth/sign_in_config.h"

#include <QObject>

#include <deque>
#include <functional>
#include <optional>

namespace symbolon::auth {

// The refresh token of one sign-in in a secret store, under login origin + tenant + client + account, so that a cloud
// file that borrows a familiar name gets nothing. A second entry without account names the account that signed in last.
// One operation at a time and in order, so that an older token never overwrites a newer one.
class KeptSignIn final : public QObject
{
    Q_OBJECT

public:
    struct Kept
    {
        QString account;
        QString refreshToken;
    };

    // `store` outlives this object.
    KeptSignIn(const SignInConfig &config, SecretStore &store, QObject *parent = nullptr);

    // nullopt: nothing is kept, or nothing can be.
    [[nodiscard]] Future<std::optional<Kept>> load();
    // False: there is no keychain. Replaces what is kept of another account.
    [[nodiscard]] Future<bool> save(const Kept &kept);
    // Removes what is kept of the account that signed in last.
    [[nodiscard]] Future<void> remove();

private:
    using Answer = Result<SecretAnswer>;
    using Receiver = std::function<void(const Answer &)>;

    void begin(std::function<void()> operation);
    void end();
    void ask(Future<SecretAnswer> request, Receiver receive);
    void forgetOther(const QString &account, const Receiver &receive);
    [[nodiscard]] QString key(const QString &account) const;

    QString m_prefix;
    SecretStore &m_store;
    std::deque<std::function<void()>> m_queue;
    bool m_busy = false;
    QString m_last; // the account that the store is known to name
};

} // namespace symbolon::auth
