// SPDX-License-Identifier: Apache-2.0
#include "jose/signer.h"

#include <QString>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <stdexcept>

namespace symbolon::test {
namespace {

void require(bool done)
{
    if (!done)
        throw std::runtime_error("OpenSSL refused");
}

std::shared_ptr<EVP_PKEY> generate(unsigned bits, unsigned exponent)
{
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr), &EVP_PKEY_CTX_free);
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> e(BN_new(), &BN_free);
    EVP_PKEY *key = nullptr;
    require(BN_set_word(e.get(), exponent) == 1 && EVP_PKEY_keygen_init(context.get()) == 1
            && EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), static_cast<int>(bits)) == 1
            && EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context.get(), e.get()) == 1
            && EVP_PKEY_generate(context.get(), &key) == 1);
    return {key, &EVP_PKEY_free};
}

} // namespace

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Signer::Signer(unsigned bits, unsigned exponent)
    : m_key(generate(bits, exponent))
{
}

QByteArray Signer::token(const QByteArray &header, const QByteArray &claims) const
{
    const QByteArray input = base64Url(header) + '.' + base64Url(claims);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const auto *bytes = reinterpret_cast<const unsigned char *>(input.constData());
    const auto size = static_cast<std::size_t>(input.size());
    std::size_t length = 0;
    require(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) == 1
            && EVP_DigestSign(context.get(), nullptr, &length, bytes, size) == 1);
    QByteArray signature(static_cast<qsizetype>(length), Qt::Uninitialized);
    require(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &length, bytes, size)
            == 1);
    return input + '.' + base64Url(signature);
}

QByteArray Signer::jwk(const QByteArray &members) const
{
    return "{" + members + ",\"kty\":\"RSA\",\"n\":\"" + number(OSSL_PKEY_PARAM_RSA_N) + "\",\"e\":\""
        + number(OSSL_PKEY_PARAM_RSA_E) + "\"}";
}

QByteArray Signer::number(const char *name) const
{
    BIGNUM *value = nullptr;
    require(EVP_PKEY_get_bn_param(m_key.get(), name, &value) == 1);
    QByteArray bytes(BN_num_bytes(value), Qt::Uninitialized);
    BN_bn2bin(value, reinterpret_cast<unsigned char *>(bytes.data()));
    BN_free(value);
    return base64Url(bytes);
}

} // namespace symbolon::test
