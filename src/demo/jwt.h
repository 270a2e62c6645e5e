// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/json.h"
#include "demo/signing_key.h"

namespace symbolon::demo {

struct Jwt
{
    Json header;
    Json claims;
    std::string signedPart; // header.payload as sent
    std::string signature;  // bytes
};

// A token in compact form; `headerExtra` overrides members of {"typ":"JWT","alg":"RS256","kid":…}; null takes
// `typ` away.
[[nodiscard]] std::string signJwt(const SigningKey &key, const Json &claims, const Json &headerExtra = Json::object());
// nullopt: not three base64url parts of which two are JSON objects. Verifies nothing.
[[nodiscard]] std::optional<Jwt> readJwt(std::string_view token);
// NumericDate claim, fractions cut off; nullopt when missing or no number.
[[nodiscard]] std::optional<long long> dateClaim(const Json &claims, const char *name);
// {"keys":[…]} of one key.
[[nodiscard]] Json keySet(const SigningKey &key);

} // namespace symbolon::demo
