// SPDX-License-Identifier: Apache-2.0
#include "jose/jwt.h"

#include "jose/base64url.h"
#include "jose/json.h"

#include <QCoreApplication>

#include <cmath>

namespace symbolon::jose {
namespace {

using Json = nlohmann::json;

// The last second that QDateTime prints with four digits of year.
constexpr double lastSecond = 253402300799.0;

Unexpected refused(const QString &message)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = message});
}

struct Part
{
    QString text;
    Json object;
};

// `name` is what the part is called in the message: header or claims.
Result<Part> decodePart(const QByteArray &encoded, const QString &name)
{
    const auto decoded = decodeBase64Url(encoded);
    if (!decoded)
        return refused(QCoreApplication::translate("Jose", "The token's %1 is not base64url.").arg(name));
    Result<Json> object = parseObject(*decoded, maxJsonDepth);
    if (!object)
        return refused(QCoreApplication::translate("Jose", "The token's %1 cannot be read: %2.")
                           .arg(name, object.error().message));
    return Part{QString::fromUtf8(*decoded), std::move(*object)};
}

QMap<QString, QString> members(const Json &object)
{
    QMap<QString, QString> result;
    for (const auto &[name, value] : object.items())
        result.insert(QString::fromStdString(name), valueText(value));
    return result;
}

QString stringMember(const Json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? valueText(*found) : QString();
}

std::optional<QDateTime> timeMember(const Json &object, const char *name)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_number())
        return std::nullopt;
    const double seconds = found->get<double>();
    if (!std::isfinite(seconds) || seconds < 0 || seconds > lastSecond)
        return std::nullopt;
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(seconds), Qt::UTC);
}

QStringList audiencesOf(const Json &claims)
{
    const auto found = claims.find("aud");
    if (found == claims.end())
        return {};
    if (found->is_string())
        return {valueText(*found)};
    QStringList result;
    if (found->is_array()) {
        for (const Json &entry : *found) {
            if (entry.is_string())
                result << valueText(entry);
        }
    }
    return result;
}

} // namespace

Result<Jwt> decodeJwt(const QByteArray &compact)
{
    const QByteArray text = compact.trimmed();
    if (text.isEmpty())
        return refused(QCoreApplication::translate("Jose", "There is no token."));
    if (text.size() > maxTokenBytes)
        return refused(
            QCoreApplication::translate("Jose", "The token is longer than %1 KB.").arg(maxTokenBytes / 1024));
    if (text.count('.') != 2)
        return refused(QCoreApplication::translate(
            "Jose", "A token has three parts joined by dots: header, claims and signature."));
    const QList<QByteArray> parts = text.split('.');

    const Result<Part> header = decodePart(parts[0], QCoreApplication::translate("Jose", "header"));
    if (!header)
        return failure(header.error());
    const Result<Part> claims = decodePart(parts[1], QCoreApplication::translate("Jose", "claims"));
    if (!claims)
        return failure(claims.error());
    const auto signature = decodeBase64Url(parts[2]);
    if (!signature)
        return refused(QCoreApplication::translate("Jose", "The token's signature is not base64url."));
    if (header->object.contains("crit"))
        return refused(
            QCoreApplication::translate("Jose", "The token's header demands extensions that are not known."));

    Jwt token;
    token.header = members(header->object);
    token.claims = members(claims->object);
    token.headerJson = header->text;
    token.claimsJson = claims->text;
    token.algorithm = stringMember(header->object, "alg");
    token.keyId = stringMember(header->object, "kid");
    token.issuer = stringMember(claims->object, "iss");
    token.subject = stringMember(claims->object, "sub");
    token.audiences = audiencesOf(claims->object);
    token.issuedAt = timeMember(claims->object, "iat");
    token.notBefore = timeMember(claims->object, "nbf");
    token.expiresAt = timeMember(claims->object, "exp");
    token.signingInput = parts[0] + '.' + parts[1];
    token.signature = *signature;
    return token;
}

} // namespace symbolon::jose
