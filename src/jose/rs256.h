// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jose/jwk_set.h"
#include "jose/jwt.h"

namespace symbolon::jose {

enum class SignatureVerdict {
    Valid,
    UnsupportedAlgorithm, // "alg" is not RS256, the only one Entra takes from external issuers
    KeyNotFound,          // no key of the set has the token's "kid" (or the token has none)
    UnusableKey,          // the key found is no RSA signing key of 2048 to 8192 bits, or is meant for something else
    Invalid,              // the signature does not belong to this text and key
};

struct SignatureCheck
{
    SignatureVerdict verdict = SignatureVerdict::Invalid;
    qsizetype keyIndex = -1; // place of the key in its set; at or above keysEntraKeeps Entra does not have it
    int keyBits = 0;         // 0: no key was used

    [[nodiscard]] bool isValid() const { return verdict == SignatureVerdict::Valid; }
    bool operator==(const SignatureCheck &) const = default;
};

// Whether the token is signed by a key of the set: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, 3.3), checked by OpenSSL.
// Says nothing about issuer, audience or times. When several keys share the "kid", any one that verifies will do.
[[nodiscard]] SignatureCheck checkRs256(const Jwt &token, const JwkSet &keys);

} // namespace symbolon::jose
