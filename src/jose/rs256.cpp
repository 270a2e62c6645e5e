// SPDX-License-Identifier: Apache-2.0
#include "jose/rs256.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>

namespace symbolon::jose {
namespace {

template<auto release>
struct Release
{
    template<typename T>
    void operator()(T *object) const
    {
        release(object);
    }
};

using BigNumber = std::unique_ptr<BIGNUM, Release<BN_free>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Release<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Release<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>>;

// Below, RFC 7518 forbids RS256; above, a hostile set would make us calculate for seconds.
constexpr int minKeyBits = 2048;
constexpr int maxKeyBits = 8192;
// Common exponents are 3 and 65537; a longer one is another way to cost time.
constexpr qsizetype maxExponentBytes = 4;

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

BigNumber bigNumber(const QByteArray &bytes)
{
    return BigNumber(BN_bin2bn(bytesOf(bytes), static_cast<int>(bytes.size()), nullptr));
}

bool isMeantForRs256(const Jwk &key)
{
    return key.isRsa() && (key.use.isEmpty() || key.use == u"sig")
        && (key.algorithm.isEmpty() || key.algorithm == u"RS256");
}

// Null for numbers that make no RSA public key within the bounds.
Key publicKey(const Jwk &jwk)
{
    if (!isMeantForRs256(jwk) || jwk.modulus.size() > maxKeyBits / 8 + 1 || jwk.exponent.size() > maxExponentBytes)
        return {};
    const BigNumber n = bigNumber(jwk.modulus);
    const BigNumber e = bigNumber(jwk.exponent);
    const ParamBuilder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || !BN_is_odd(n.get()) || !BN_is_odd(e.get()) || BN_is_one(e.get())
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return {};
    const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY *made = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return {};
    Key key(made);
    const int bits = EVP_PKEY_get_bits(key.get());
    return bits >= minKeyBits && bits <= maxKeyBits ? std::move(key) : Key();
}

bool verifies(EVP_PKEY *key, const QByteArray &text, const QByteArray &signature)
{
    // The default padding of an RSA key in EVP_DigestVerify is PKCS #1 v1.5, the one that RS256 names.
    const DigestContext context(EVP_MD_CTX_new());
    return context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1
        && EVP_DigestVerify(context.get(), bytesOf(signature), static_cast<std::size_t>(signature.size()),
                            bytesOf(text), static_cast<std::size_t>(text.size()))
        == 1;
}

} // namespace

SignatureCheck checkRs256(const Jwt &token, const JwkSet &keys)
{
    if (token.algorithm != u"RS256")
        return {SignatureVerdict::UnsupportedAlgorithm, -1, 0};
    SignatureCheck check{SignatureVerdict::KeyNotFound, -1, 0};
    for (qsizetype index = 0; index < keys.keys.size() && !check.isValid(); ++index) {
        const Jwk &jwk = keys.keys[index];
        if (token.keyId.isEmpty() || jwk.keyId != token.keyId)
            continue;
        const Key key = publicKey(jwk);
        if (!key) {
            if (check.verdict == SignatureVerdict::KeyNotFound)
                check = {SignatureVerdict::UnusableKey, index, 0};
            continue;
        }
        const bool valid = verifies(key.get(), token.signingInput, token.signature);
        check = {valid ? SignatureVerdict::Valid : SignatureVerdict::Invalid, index, EVP_PKEY_get_bits(key.get())};
    }
    // OpenSSL leaves a failed check in its per-thread queue, where the next user of the thread would find it.
    ERR_clear_error();
    return check;
}

} // namespace symbolon::jose
