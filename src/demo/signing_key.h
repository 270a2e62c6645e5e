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

// A key on the curve P-256: what issuers that Entra does not take sign with.
class EcSigningKey final
{
public:
    EcSigningKey(); // generates
    ~EcSigningKey();
    EcSigningKey(const EcSigningKey &) = delete;
    EcSigningKey &operator=(const EcSigningKey &) = delete;

    [[nodiscard]] const std::string &keyId() const { return m_keyId; }
    [[nodiscard]] const std::string &x() const { return m_x; } // base64url, JWK "x"
    [[nodiscard]] const std::string &y() const { return m_y; } // base64url, JWK "y"

    // ES256 over `data`: r and s, 32 bytes each.
    [[nodiscard]] std::string sign(std::string_view data) const;

private:
    struct Key;
    std::unique_ptr<Key> m_key;
    std::string m_keyId;
    std::string m_x;
    std::string m_y;
};

// Whether `signature` is an RS256 signature over `data` by the key with this modulus and exponent (base64url, as in a
// JWK). Numbers that make no key of 1024 to 16384 bits verify nothing.
[[nodiscard]] bool verifyRs256(std::string_view modulus, std::string_view exponent, std::string_view data,
                               std::string_view signature);

// Entra's own key in this process, made when first asked for. Making one takes a tenth of a second, sometimes half of one.
[[nodiscard]] const SigningKey &entraSigningKey();
// The key of the sample issuer `name`, likewise. May be called from any thread; does not wait for another issuer's key.
[[nodiscard]] const SigningKey &issuerSigningKey(const std::string &name);
[[nodiscard]] bool issuerSigningKeyMade(const std::string &name); // whether that would be quick

} // namespace symbolon::demo
