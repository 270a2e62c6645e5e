// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace symbolon::demo {

// An RSA key of 2048 bits that lives as long as the process, with what a JWK set says of it. Cryptography is OpenSSL's.
class SigningKey final
{
public:
    SigningKey(); // generates
    ~SigningKey();
    SigningKey(const SigningKey &) = delete;
    SigningKey &operator=(const SigningKey &) = delete;

    [[nodiscard]] const std::string &keyId() const { return m_keyId; }
    [[nodiscard]] const std::string &modulus() const { return m_modulus; }   // base64url, JWK "n"
    [[nodiscard]] const std::string &exponent() const { return m_exponent; } // base64url, JWK "e"

    // RS256 over `data`; raw signature bytes.
    [[nodiscard]] std::string sign(std::string_view data) const;
    [[nodiscard]] bool verify(std::string_view data, std::string_view signature) const;

private:
    struct Key;
    std::unique_ptr<Key> m_key;
    std::string m_keyId;
    std::string m_modulus;
    std::string m_exponent;
};

// The two keys of this process, made when first asked for: Entra's own, and the sample issuer's. Making one takes a
// tenth of a second, sometimes half of one.
[[nodiscard]] const SigningKey &entraSigningKey();
[[nodiscard]] const SigningKey &issuerSigningKey();

} // namespace symbolon::demo
