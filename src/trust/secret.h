// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QString>
#include <QUuid>

namespace symbolon::trust {

enum class SecretKind {
    Password,    // passwordCredential: a client secret
    Certificate, // keyCredential of type AsymmetricX509Cert or X509CertAndPassword
    OtherKey,    // keyCredential of another type
};

// What else lets somebody sign in as an app registration, beside its federated credentials: one entry of Microsoft Graph's
// passwordCredentials or keyCredentials of application ("passwordCredential resource type", "keyCredential resource
// type"). Never the secret itself nor the bytes of a certificate: the service tells the first only once, and the second
// only to those who ask for it.
struct Secret
{
    SecretKind kind = SecretKind::Password;
    bool signs = false;  // of keys: usage "Sign", for tokens that are issued, instead of "Verify", for signing in
    QUuid keyId;         // null: not told
    QString displayName; // hostile text; empty: none was given
    QString mark;        // a password's hint (its first three characters), a certificate's SHA-1 thumbprint in hex
    QDateTime start;     // UTC; invalid: not told
    QDateTime end;       // UTC; invalid: not told

    bool operator==(const Secret &) const = default;
};

enum class SecretState { NotYet, Valid, EndsSoon, Expired };

inline constexpr int secretEndsSoonDays = 30;

[[nodiscard]] inline SecretState stateAt(const Secret &secret, const QDateTime &now)
{
    if (secret.end.isValid() && secret.end <= now)
        return SecretState::Expired;
    if (secret.start.isValid() && now < secret.start)
        return SecretState::NotYet;
    return secret.end.isValid() && secret.end <= now.addDays(secretEndsSoonDays) ? SecretState::EndsSoon
                                                                                 : SecretState::Valid;
}

} // namespace symbolon::trust
