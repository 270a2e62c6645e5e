// SPDX-License-Identifier: Apache-2.0
#include "auth/secret_store.h"

#include <QCoreApplication>

namespace symbolon::auth {
namespace {

Future<SecretAnswer> unavailable()
{
    return readyFuture<SecretAnswer>(SecretAnswer{SecretAnswer::State::Unavailable, {}});
}

} // namespace

Future<SecretAnswer> NoSecretStore::read(const QString & /*key*/)
{
    return unavailable();
}

Future<SecretAnswer> NoSecretStore::write(const QString & /*key*/, const QString & /*secret*/)
{
    return unavailable();
}

Future<SecretAnswer> NoSecretStore::remove(const QString & /*key*/)
{
    return unavailable();
}

QString noKeychainSentence()
{
    return QCoreApplication::translate(
        "Auth", "This computer has no keychain that can be used, so you stay signed in only until Symbolon closes.");
}

} // namespace symbolon::auth
