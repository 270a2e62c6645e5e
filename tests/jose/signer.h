// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <memory>

using EVP_PKEY = struct evp_pkey_st;

namespace symbolon::test {

// An RSA key made by OpenSSL on the spot, and what an issuer does with it. Shares no code with the room under test.
class Signer final
{
public:
    explicit Signer(unsigned bits = 2048, unsigned exponent = 65537);

    // RSASSA-PKCS1-v1_5 with SHA-256 over base64url(header).base64url(claims).
    [[nodiscard]] QByteArray token(const QByteArray &header, const QByteArray &claims) const;
    // The public key as a JSON Web Key; `members` goes in front, for instance "\"kid\":\"a\"".
    [[nodiscard]] QByteArray jwk(const QByteArray &members) const;

private:
    [[nodiscard]] QByteArray number(const char *name) const;

    std::shared_ptr<EVP_PKEY> m_key;
};

[[nodiscard]] QByteArray base64Url(const QByteArray &bytes);

} // namespace symbolon::test
