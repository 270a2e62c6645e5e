// SPDX-License-Identifier: Apache-2.0
#include "demo/certificate_key.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>

namespace symbolon::demo {

namespace {

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

} // namespace

std::string thumbprint(std::string_view certificate, Digest digest)
{
    std::string bytes(EVP_MAX_MD_SIZE, '\0');
    unsigned int length = 0;
    const EVP_MD *kind = digest == Digest::Sha1 ? EVP_sha1() : EVP_sha256();
    if (EVP_Digest(certificate.data(), certificate.size(), reinterpret_cast<unsigned char *>(bytes.data()), &length,
                   kind, nullptr)
        != 1)
        return {};
    bytes.resize(length);
    return bytes;
}

bool certificateVerifies(std::string_view certificate, bool pss, std::string_view data, std::string_view signature)
{
    const unsigned char *position = bytesOf(certificate);
    const std::unique_ptr<X509, decltype(&X509_free)> parsed(
        d2i_X509(nullptr, &position, static_cast<long>(certificate.size())), X509_free);
    if (!parsed)
        return false;
    EVP_PKEY *key = X509_get0_pubkey(parsed.get());
    if (key == nullptr || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA)
        return false;
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_PKEY_CTX *settings = nullptr;
    if (EVP_DigestVerifyInit(context.get(), &settings, EVP_sha256(), nullptr, key) != 1)
        return false;
    if (pss
        && (EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) != 1
            || EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    return EVP_DigestVerify(context.get(), bytesOf(signature), signature.size(), bytesOf(data), data.size()) == 1;
}

} // namespace symbolon::demo
