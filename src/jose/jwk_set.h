// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace symbolon::jose {

// Entra keeps only this many keys of an issuer's set, in the order of the document (Microsoft Entra: workload identity
// federation considerations). A key behind them verifies here and fails there.
inline constexpr qsizetype keysEntraKeeps = 100;
// Bounds of what is read at all.
inline constexpr qsizetype maxJwkSetBytes = 1024 * qsizetype(1024);
inline constexpr qsizetype maxJwkSetKeys = 1000;

// One JSON Web Key (RFC 7517). Hostile text, display data until a signature has been verified with it.
struct Jwk
{
    QString keyType;     // "kty"
    QString keyId;       // "kid"
    QString use;         // "use"
    QString algorithm;   // "alg"
    QByteArray modulus;  // "n" of an RSA key, big endian; empty when absent or unreadable
    QByteArray exponent; // "e"

    [[nodiscard]] bool isRsa() const { return keyType == u"RSA" && !modulus.isEmpty() && !exponent.isEmpty(); }
    bool operator==(const Jwk &) const = default;
};

// The keys in the order of the document, those of unknown types included.
struct JwkSet
{
    QList<Jwk> keys;

    [[nodiscard]] bool exceedsEntra() const { return keys.size() > keysEntraKeeps; }
    bool operator==(const JwkSet &) const = default;
};

// Reads {"keys": [...]}. ErrorKind::Protocol with a message that names the place ("keys[3].n: not base64url") when the
// document is no such object, too large, or holds more than maxJwkSetKeys.
[[nodiscard]] Result<JwkSet> readJwkSet(const QByteArray &text);

} // namespace symbolon::jose
