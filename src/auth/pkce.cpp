// SPDX-License-Identifier: Apache-2.0
#include "auth/pkce.h"

#include "jose/base64url.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <array>

namespace symbolon::auth {

QByteArray randomToken()
{
    // system(), not global(): the latter is a pseudo-random generator seeded once.
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return jose::encodeBase64Url(QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words));
}

Pkce Pkce::generate()
{
    return fromVerifier(randomToken());
}

Pkce Pkce::fromVerifier(const QByteArray &verifier)
{
    return {verifier, jose::encodeBase64Url(QCryptographicHash::hash(verifier, QCryptographicHash::Sha256))};
}

} // namespace symbolon::auth
