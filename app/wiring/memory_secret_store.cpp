// SPDX-License-Identifier: Apache-2.0
#include "wiring/memory_secret_store.h"

namespace symbolon::app {

using auth::SecretAnswer;

Future<SecretAnswer> MemorySecretStore::read(const QString &key)
{
    const auto found = m_secrets.constFind(key);
    if (found == m_secrets.cend())
        return readyFuture<SecretAnswer>(SecretAnswer{SecretAnswer::State::Missing, {}});
    return readyFuture<SecretAnswer>(SecretAnswer{SecretAnswer::State::Done, *found});
}

Future<SecretAnswer> MemorySecretStore::write(const QString &key, const QString &secret)
{
    m_secrets.insert(key, secret);
    return readyFuture<SecretAnswer>(SecretAnswer{});
}

Future<SecretAnswer> MemorySecretStore::remove(const QString &key)
{
    m_secrets.remove(key);
    return readyFuture<SecretAnswer>(SecretAnswer{});
}

} // namespace symbolon::app
