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

} // namespace

Result<trust::FederatedCredential> trustOfToken(const QByteArray &text)
{
    if (text.size() > largestToken)
        return unreadable(QCoreApplication::translate("TokenTrust", "This is too large for a token."));
    QJsonObject claims = QJsonDocument::fromJson(payloadOf(text.trimmed())).object();
    if (claims.value(QStringLiteral("payload")).isObject())
        claims = claims.value(QStringLiteral("payload")).toObject();
    const QJsonValue audience = claims.value(QStringLiteral("aud"));
    trust::FederatedCredential credential;
    credential.issuer = claims.value(QStringLiteral("iss")).toString();
    credential.subject = claims.value(QStringLiteral("sub")).toString();
    credential.audiences = QStringList{audience.isArray() ? audience.toArray().at(0).toString() : audience.toString()};
    if (credential.issuer.isEmpty() || credential.subject->isEmpty()) {
        return unreadable(QCoreApplication::translate(
            "TokenTrust", "This is no token, and no JSON with the claims iss and sub of one."));
    }
    return credential;
}

} // namespace symbolon::presets
