// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/secret_store.h"

#include <QObject>

namespace symbolon::platform {

// auth::SecretStore on QtKeychain. A computer without D-Bus session, secret service or default collection answers
// Unavailable; QtKeychain's insecure fallback (a plain file) is never used. Lives in the thread of the event loop.
class KeychainSecretStore final
    : public QObject
    , public auth::SecretStore
{
    Q_OBJECT

public:
    // `service` names the program in the keychain.
    explicit KeychainSecretStore(QString service = QStringLiteral("symbolon"), QObject *parent = nullptr);

    [[nodiscard]] Future<auth::SecretAnswer> read(const QString &key) override;
    [[nodiscard]] Future<auth::SecretAnswer> write(const QString &key, const QString &secret) override;
    [[nodiscard]] Future<auth::SecretAnswer> remove(const QString &key) override;

private:
    QString m_service;
};

} // namespace symbolon::platform
