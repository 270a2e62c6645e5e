// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/secret_store.h"

#include <QHash>

namespace symbolon::app {

// Secrets of the embedded demo tenant: worth as much as the process that both live in, so that is how long they are kept.
class MemorySecretStore final : public auth::SecretStore
{
public:
    [[nodiscard]] Future<auth::SecretAnswer> read(const QString &key) override;
    [[nodiscard]] Future<auth::SecretAnswer> write(const QString &key, const QString &secret) override;
    [[nodiscard]] Future<auth::SecretAnswer> remove(const QString &key) override;

private:
    QHash<QString, QString> m_secrets;
};

} // namespace symbolon::app
