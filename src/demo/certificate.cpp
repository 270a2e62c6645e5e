// SPDX-License-Identifier: Apache-2.0
#include "demo/certificate.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

namespace symbolon::demo {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

constexpr long day = 60L * 60 * 24;
constexpr long validSeconds = 30 * day;

bool addExtension(X509 *certificate, X509 *issuer, int id, const std::string &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
    if (extension == nullptr)
        return false;
    const bool added = X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

// Name, serial number, dates and key; extensions and signature follow.
Certificate blank(const char *commonName, EVP_PKEY *key)
{
    Certificate certificate(X509_new(), X509_free);
    long serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial & 0x7fffffffL);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60L * 60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), validSeconds);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(commonName), -1, -1, 0);
    return certificate;
}

std::string textOf(BIO *bio)
{
    char *bytes = nullptr;
    const long length = BIO_get_mem_data(bio, &bytes);
    std::string text(bytes, static_cast<size_t>(length));
    BIO_free(bio);
    return text;
}

std::string pemOf(X509 *certificate)
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate);
    return textOf(bio);
}

std::string pemOf(EVP_PKEY *key)
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    return textOf(bio);
}

bool isAddress(const std::string &host)
{
    return host.find(':') != std::string::npos || host.find_first_not_of("0123456789.") == std::string::npos;
}

struct Authority
{
    Key key;
    Certificate certificate;
};

// A server's certificate and key; empty texts when OpenSSL refuses.
ServerCertificate signedServer(const Authority &authority, const std::string &names, bool expired)
{
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    if (!key)
        return {};
    const Certificate server = blank("localhost", key.get());
    if (expired) {
        X509_gmtime_adj(X509_getm_notBefore(server.get()), -31 * day);
        X509_gmtime_adj(X509_getm_notAfter(server.get()), -day);
    }
    X509_set_issuer_name(server.get(), X509_get_subject_name(authority.certificate.get()));
    X509 *const issuer = authority.certificate.get();
    const bool done = addExtension(server.get(), issuer, NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(server.get(), issuer, NID_key_usage, "critical,digitalSignature")
        && addExtension(server.get(), issuer, NID_ext_key_usage, "serverAuth")
        && addExtension(server.get(), issuer, NID_subject_alt_name, names)
        && addExtension(server.get(), issuer, NID_subject_key_identifier, "hash")
        && addExtension(server.get(), issuer, NID_authority_key_identifier, "keyid:always")
        && X509_sign(server.get(), authority.key.get(), EVP_sha256()) > 0;
    return done ? ServerCertificate{pemOf(server.get()), pemOf(key.get())} : ServerCertificate();
}

} // namespace

ServerCertificates makeServerCertificates(const std::string &extraHost)
{
    Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    if (!key)
        return {};
    std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
    if (!extraHost.empty())
        names += (isAddress(extraHost) ? ",IP:" : ",DNS:") + extraHost;

    Certificate root = blank("Symbolon demo tenant, this run only", key.get());
    X509_set_issuer_name(root.get(), X509_get_subject_name(root.get()));
    const bool done = addExtension(root.get(), root.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
        && addExtension(root.get(), root.get(), NID_key_usage, "critical,keyCertSign,cRLSign")
        && addExtension(root.get(), root.get(), NID_subject_key_identifier, "hash")
        && X509_sign(root.get(), key.get(), EVP_sha256()) > 0;
    if (!done)
        return {};
    const Authority authority{std::move(key), std::move(root)};
    return {pemOf(authority.certificate.get()), signedServer(authority, names, false),
            signedServer(authority, names, true)};
}

} // namespace symbolon::demo
