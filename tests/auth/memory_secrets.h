// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/secret_store.h"

#include <QMap>

namespace symbolon::test {

// A keychain in memory; `unavailable` and `broken` make it behave like the ones people have.
class MemorySecrets final : public auth::SecretStore
{
public:
    QMap<QString, QString> kept;
    bool unavailable = false;
    bool broken = false;

    Future<auth::SecretAnswer> read(const QString &key) override
    {
        return answer(kept.contains(key) ? State::Done : State::Missing, kept.value(key));
    }
    Future<auth::SecretAnswer> write(const QString &key, const QString &secret) override
    {
        if (!unavailable && !broken)
            kept.insert(key, secret);
        return answer(State::Done, {});
    }
    Future<auth::SecretAnswer> remove(const QString &key) override
    {
        if (!unavailable && !broken)
            kept.remove(key);
        return answer(State::Done, {});
    }

private:
    using State = auth::SecretAnswer::State;

    [[nodiscard]] Future<auth::SecretAnswer> answer(State state, const QString &secret) const
    {
        if (broken)
            return readyFuture<auth::SecretAnswer>(
                failure(Error{.kind = ErrorKind::Storage, .message = QStringLiteral("the keychain is broken")}));
        return readyFuture<auth::SecretAnswer>(unavailable ? auth::SecretAnswer{State::Unavailable, {}}
                                                           : auth::SecretAnswer{state, secret});
    }
};

} // namespace symbolon::test
