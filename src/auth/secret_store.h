// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"

#include <QString>

namespace symbolon::auth {

// What a store did with one request. That there is no keychain is a state, not an error: Symbolon goes on without.
struct SecretAnswer
{
    enum class State {
        Done,        // read, written or removed (removing what is not there is done, too)
        Missing,     // read: nothing is kept under this key
        Unavailable, // no keychain on this computer, or none that is unlocked and usable
    };
    State state = State::Done;
    QString secret; // read only
};

// Keeps secrets between two runs of the program, one per key. Implementations never fall back to a plain file.
class SecretStore
{
public:
    SecretStore() = default;
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;
    virtual ~SecretStore() = default;

    // Errors: ErrorKind::Forbidden when the person refused access to the keychain, Storage for anything else.
    [[nodiscard]] virtual Future<SecretAnswer> read(const QString &key) = 0;
    [[nodiscard]] virtual Future<SecretAnswer> write(const QString &key, const QString &secret) = 0;
    [[nodiscard]] virtual Future<SecretAnswer> remove(const QString &key) = 0;
};

// For the command line's --auth token, the gallery and wherever nothing may be kept: always Unavailable.
class NoSecretStore final : public SecretStore
{
public:
    [[nodiscard]] Future<SecretAnswer> read(const QString &key) override;
    [[nodiscard]] Future<SecretAnswer> write(const QString &key, const QString &secret) override;
    [[nodiscard]] Future<SecretAnswer> remove(const QString &key) override;
};

// The one plain sentence where nothing can be kept.
[[nodiscard]] QString noKeychainSentence();

} // namespace symbolon::auth
