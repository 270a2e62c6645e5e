// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace symbolon::jose {

// A longer token is refused before anything is decoded; Entra's and the CI platforms' stay far below.
inline constexpr qsizetype maxTokenBytes = 64 * qsizetype(1024);
// Nesting of arrays and objects in header or claims.
inline constexpr int maxJsonDepth = 16;

// A JSON Web Token in the compact serialization of a JWS (RFC 7515, 7519), taken apart and not verified: everything in
// it is what its sender says, hostile text included. See rs256.h for the signature.
struct Jwt
{
    // Members by name: a string as it is, anything else as compact JSON text ("1700000000", "[\"a\",\"b\"]", "true").
    QMap<QString, QString> header;
    QMap<QString, QString> claims;
    // The decoded JSON as it came, for a raw view.
    QString headerJson;
    QString claimsJson;

    // Registered members for convenience; empty or nullopt when absent or of another type.
    QString algorithm;                  // header "alg"
    QString keyId;                      // header "kid"
    QString issuer;                     // "iss"
    QString subject;                    // "sub"
    QStringList audiences;              // "aud": one string or an array of strings
    std::optional<QDateTime> issuedAt;  // "iat", UTC; fractions of a second are cut off
    std::optional<QDateTime> notBefore; // "nbf"
    std::optional<QDateTime> expiresAt; // "exp"

    // What is signed, and the signature over it.
    QByteArray signingInput;
    QByteArray signature;

    bool operator==(const Jwt &) const = default;
};

// Takes a token apart. White space around it is ignored (pasted tokens carry a line feed). ErrorKind::Validation with a
// message that names the part at fault and never repeats token text: not three parts, not base64url, not UTF-8, not a
// JSON object, a member twice, nested too deeply, too long, "crit" present (RFC 7515, 4.1.11: must be understood).
[[nodiscard]] Result<Jwt> decodeJwt(const QByteArray &compact);

} // namespace symbolon::jose
