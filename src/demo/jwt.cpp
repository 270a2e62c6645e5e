// SPDX-License-Identifier: Apache-2.0
#include "demo/jwt.h"

namespace symbolon::demo {

std::string signJwt(const SigningKey &key, const Json &claims, const Json &headerExtra)
{
    Json header = {{"typ", "JWT"}, {"alg", "RS256"}, {"kid", key.keyId()}};
    if (headerExtra.is_object())
        header.update(headerExtra);
    if (header["typ"].is_null()) // asked not to be there
        header.erase("typ");
    const std::string signedPart = base64Url(dump(header)) + "." + base64Url(dump(claims));
    return signedPart + "." + base64Url(key.sign(signedPart));
}

std::optional<Jwt> readJwt(std::string_view token)
{
    const std::vector<std::string> parts = split(token, '.');
    if (parts.size() != 3)
        return std::nullopt;
    const std::optional<std::string> header = fromBase64Url(parts[0]);
    const std::optional<std::string> claims = fromBase64Url(parts[1]);
    const std::optional<std::string> signature = fromBase64Url(parts[2]);
    if (!header || !claims || !signature)
        return std::nullopt;
    Jwt jwt;
    jwt.header = parseJson(*header);
    jwt.claims = parseJson(*claims);
    if (!jwt.header.is_object() || !jwt.claims.is_object())
        return std::nullopt;
    jwt.signedPart = parts[0] + "." + parts[1];
    jwt.signature = *signature;
    return jwt;
}

std::optional<long long> dateClaim(const Json &claims, const char *name)
{
    const auto found = claims.find(name);
    if (found == claims.end() || !found->is_number())
        return std::nullopt;
    if (found->is_number_integer())
        return found->get<long long>();
    const auto seconds = found->get<double>();
    // Outside this range a double does not fit the integer, and no date lies there.
    if (!(seconds > -1e15 && seconds < 1e15))
        return std::nullopt;
    return static_cast<long long>(seconds);
}

Json keySet(const SigningKey &key)
{
    return {{"keys",
             Json::array({{{"kty", "RSA"},
                           {"use", "sig"},
                           {"alg", "RS256"},
                           {"kid", key.keyId()},
                           {"n", key.modulus()},
                           {"e", key.exponent()}}})}};
}

} // namespace symbolon::demo
