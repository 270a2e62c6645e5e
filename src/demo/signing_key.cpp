// SPDX-License-Identifier: Apache-2.0
#include "demo/signing_key.h"

#include "demo/text.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>

namespace symbolon::demo {

namespace {

using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

bool verified(EVP_PKEY *key, std::string_view data, std::string_view signature)
{
    const Digest context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1
        && EVP_DigestVerify(context.get(), bytesOf(signature), signature.size(), bytesOf(data), data.size()) == 1;
}

// SHA-256 with the key's own scheme; empty when OpenSSL refuses.
std::string signedBy(EVP_PKEY *key, std::string_view data)
{
    const Digest context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::string signature(static_cast<size_t>(EVP_PKEY_get_size(key)), '\0');
    size_t length = signature.size();
    const bool done = EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1
        && EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &length, bytesOf(data),
                          data.size())
            == 1;
    signature.resize(done ? length : 0);
    return signature;
}

// A public key from a JWK's numbers; nullptr when they make none.
EVP_PKEY *publicKey(const std::string &modulus, const std::string &exponent)
{
    constexpr size_t smallest = 1024 / 8;
    constexpr size_t largest = 16384 / 8;
    if (modulus.size() < smallest || modulus.size() > largest || exponent.empty() || exponent.size() > 8)
        return nullptr;
    BIGNUM *n = BN_bin2bn(bytesOf(modulus), static_cast<int>(modulus.size()), nullptr);
    BIGNUM *e = BN_bin2bn(bytesOf(exponent), static_cast<int>(exponent.size()), nullptr);
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n);
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e);
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(builder);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
    EVP_PKEY *key = nullptr;
    if (EVP_PKEY_fromdata_init(context) == 1)
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters);
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(builder);
    BN_free(e);
    BN_free(n);
    return key;
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

constexpr int curveBytes = 32;

std::string paddedBytes(const BIGNUM *number)
{
    std::string bytes(curveBytes, '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char *>(bytes.data()), curveBytes);
    return bytes;
}

std::string coordinateOf(EVP_PKEY *key, const char *parameter)
{
    BIGNUM *number = nullptr;
    if (EVP_PKEY_get_bn_param(key, parameter, &number) != 1)
        std::abort();
    std::string text = base64Url(paddedBytes(number));
    BN_free(number);
    return text;
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
    return signedBy(m_key->pkey, data);
}

bool SigningKey::verify(std::string_view data, std::string_view signature) const
{
    return verified(m_key->pkey, data, signature);
}

struct EcSigningKey::Key
{
    EVP_PKEY *pkey = nullptr;
    Key() = default;
    Key(const Key &) = delete;
    Key &operator=(const Key &) = delete;
    ~Key() { EVP_PKEY_free(pkey); }
};

EcSigningKey::EcSigningKey()
    : m_key(std::make_unique<Key>())
{
    m_key->pkey = EVP_EC_gen("P-256");
    if (m_key->pkey == nullptr)
        std::abort(); // as above
    m_x = coordinateOf(m_key->pkey, OSSL_PKEY_PARAM_EC_PUB_X);
    m_y = coordinateOf(m_key->pkey, OSSL_PKEY_PARAM_EC_PUB_Y);
    m_keyId = base64Url(sha256(m_x + m_y)).substr(0, 27);
}

EcSigningKey::~EcSigningKey() = default;

std::string EcSigningKey::sign(std::string_view data) const
{
    const std::string der = signedBy(m_key->pkey, data);
    const unsigned char *bytes = bytesOf(der);
    ECDSA_SIG *signature = d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size()));
    if (signature == nullptr)
        return {};
    std::string raw = paddedBytes(ECDSA_SIG_get0_r(signature)) + paddedBytes(ECDSA_SIG_get0_s(signature));
    ECDSA_SIG_free(signature);
    return raw;
}

bool verifyRs256(std::string_view modulus, std::string_view exponent, std::string_view data, std::string_view signature)
{
    const std::optional<std::string> n = fromBase64Url(modulus);
    const std::optional<std::string> e = fromBase64Url(exponent);
    if (!n || !e)
        return false;
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(publicKey(*n, *e), EVP_PKEY_free);
    return key && verified(key.get(), data, signature);
}

const SigningKey &entraSigningKey()
{
    static const SigningKey key;
    return key;
}

namespace {

struct IssuerSlot
{
    std::once_flag once;
    std::unique_ptr<const SigningKey> key;
    std::atomic<bool> made = false;
};

IssuerSlot &slotOf(const std::string &name)
{
    static std::mutex lock;
    static std::map<std::string, IssuerSlot> slots; // they stay where they are
    const std::lock_guard guard(lock);
    return slots[name];
}

} // namespace

const SigningKey &issuerSigningKey(const std::string &name)
{
    IssuerSlot &slot = slotOf(name);
    std::call_once(slot.once, [&slot] {
        slot.key = std::make_unique<const SigningKey>();
        slot.made = true;
    });
    return *slot.key;
}

bool issuerSigningKeyMade(const std::string &name)
{
    return slotOf(name).made;
}

} // namespace symbolon::demo
