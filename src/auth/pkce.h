// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace symbolon::auth {

// 256 bits from the system's generator as base64url: for state, nonce and verifier.
[[nodiscard]] QByteArray randomToken();

// Proof Key for Code Exchange, method S256 (RFC 7636).
struct Pkce
{
    QByteArray verifier;  // secret until the code has been redeemed
    QByteArray challenge; // base64url(SHA-256(verifier))

    [[nodiscard]] static Pkce generate();
    // The pair that belongs to a given verifier.
    [[nodiscard]] static Pkce fromVerifier(const QByteArray &verifier);
};

} // namespace symbolon::auth
