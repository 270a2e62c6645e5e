// SPDX-License-Identifier: Apache-2.0
#include "presets/token_trust.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace symbolon::presets {
namespace {

Unexpected unreadable(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

// The claims of a compact token; what is none stays as it is.
QByteArray payloadOf(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split('.');
    if (parts.size() != 3 || text.startsWith('{'))
        return text;
    const auto decoded = QByteArray::fromBase64Encoding(
        parts.at(1), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? *decoded : QByteArray();
}

// The claims, wherever the text has them; empty: it has none.
Result<QJsonObject> objectOf(const QByteArray &text)
{
    if (text.size() > largestToken)
        return unreadable(QCoreApplication::translate("TokenTrust", "This is too large for a token."));
    QJsonObject claims = QJsonDocument::fromJson(payloadOf(text.trimmed())).object();
    if (claims.value(QStringLiteral("payload")).isObject())
        claims = claims.value(QStringLiteral("payload")).toObject();
    return claims;
}

QString audienceOf(const QJsonObject &claims)
{
    const QJsonValue audience = claims.value(QStringLiteral("aud"));
    return audience.isArray() ? audience.toArray().at(0).toString() : audience.toString();
}

} // namespace

Result<trust::FederatedCredential> trustOfToken(const QByteArray &text)
{
    const auto claims = objectOf(text);
    if (!claims)
        return failure(claims.error());
    trust::FederatedCredential credential;
    credential.issuer = claims->value(QStringLiteral("iss")).toString();
    credential.subject = claims->value(QStringLiteral("sub")).toString();
    credential.audiences = QStringList{audienceOf(*claims)};
    if (credential.issuer.isEmpty() || credential.subject->isEmpty()) {
        return unreadable(QCoreApplication::translate(
            "TokenTrust", "This is no token, and no JSON with the claims iss and sub of one."));
    }
    return credential;
}

Result<trust::PresentedClaims> claimsOfToken(const QByteArray &text)
{
    const auto claims = objectOf(text);
    if (!claims)
        return failure(claims.error());
    if (claims->isEmpty())
        return unreadable(
            QCoreApplication::translate("TokenTrust", "This is no token, and no JSON with claims of one."));
    trust::PresentedClaims presented;
    for (auto claim = claims->begin(); claim != claims->end(); ++claim) {
        const QJsonValue value = *claim;
        if (value.isString())
            presented.claims.insert(claim.key(), value.toString());
        else if (value.isDouble() || value.isBool())
            presented.claims.insert(claim.key(), value.toVariant().toString());
    }
    presented.issuer = presented.claims.value(QStringLiteral("iss"));
    presented.subject = presented.claims.value(QStringLiteral("sub"));
    presented.audience = audienceOf(*claims);
    return presented;
}

} // namespace symbolon::presets
