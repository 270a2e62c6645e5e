// SPDX-License-Identifier: Apache-2.0
#include "demo/signing_key.h"

#include "demo/text.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <cstdlib>

namespace symbolon::demo {

namespace {

using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

std::string numberOf(EVP_PKEY *key, const char *parameter)
{
    BIGNUM *number = nullptr;
    if (EVP_PKEY_get_bn_param(key, parameter, &number) != 1)
        std::abort();
    std::string bytes(static_cast<size_t>(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char *>(bytes.data()));
    BN_free(number);
    return base64Url(bytes);
}

} // namespace

struct SigningKey::Key
{
    EVP_PKEY *pkey = nullptr;
    Key() = default;
    Key(const Key &) = delete;
    Key &operator=(const Key &) = delete;
    ~Key() { EVP_PKEY_free(pkey); }
};

SigningKey::SigningKey()
    : m_key(std::make_unique<Key>())
{
    m_key->pkey = EVP_RSA_gen(2048);
    if (m_key->pkey == nullptr)
        std::abort(); // OpenSSL without RSA or without randomness: nothing here could be served
    m_modulus = numberOf(m_key->pkey, OSSL_PKEY_PARAM_RSA_N);
    m_exponent = numberOf(m_key->pkey, OSSL_PKEY_PARAM_RSA_E);
    m_keyId = base64Url(sha256(m_modulus)).substr(0, 27);
}

SigningKey::~SigningKey() = default;

std::string SigningKey::sign(std::string_view data) const
{
    const Digest context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    size_t length = 0;
    std::string signature(static_cast<size_t>(EVP_PKEY_get_size(m_key->pkey)), '\0');
    length = signature.size();
    const bool done = EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key->pkey) == 1
        && EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &length, bytesOf(data),
                          data.size())
            == 1;
    signature.resize(done ? length : 0);
    return signature;
}

bool SigningKey::verify(std::string_view data, std::string_view signature) const
{
    const Digest context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key->pkey) == 1
        && EVP_DigestVerify(context.get(), bytesOf(signature), signature.size(), bytesOf(data), data.size()) == 1;
}

const SigningKey &entraSigningKey()
{
    static const SigningKey key;
    return key;
}

const SigningKey &issuerSigningKey()
{
    static const SigningKey key;
    return key;
}

} // namespace symbolon::demo
