// SPDX-License-Identifier: Apache-2.0
#include "auth/oauth_error.h"

#include "base/redact.h"

#include <QHash>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

namespace symbolon::auth {
namespace {

using Json = nlohmann::json;

constexpr qsizetype maxMessage = 1000;

ErrorKind kindOf(const OAuthRefusal &refusal, const QString &code)
{
    static const QHash<QString, ErrorKind> kinds{
        {QStringLiteral("invalid_grant"), ErrorKind::Unauthorized},
        {QStringLiteral("login_required"), ErrorKind::Unauthorized},
        {QStringLiteral("interaction_required"), ErrorKind::InteractionNeeded},
        {QStringLiteral("consent_required"), ErrorKind::ConsentNeeded},
        {QStringLiteral("access_denied"), ErrorKind::Forbidden},
        {QStringLiteral("server_error"), ErrorKind::Server},
        {QStringLiteral("temporarily_unavailable"), ErrorKind::Server},
    };
    if (refusal.subError == u"consent_required")
        return ErrorKind::ConsentNeeded;
    // Older answers lack the sub-error. Taking a missing consent for an ended session would throw the session away.
    if (code == u"AADSTS65001" || code == u"AADSTS90094" || code == u"AADSTS90093")
        return ErrorKind::ConsentNeeded;
    // The assertion is outside its time (Microsoft Entra authentication and authorization error codes). Whatever the
    // standard's name for it, nothing that is kept is to blame.
    if (code == u"AADSTS700024" || code == u"AADSTS500133")
        return ErrorKind::OutOfTime;
    // A refresh token that is good, but not good enough: taking it for an ended one would throw it away.
    if (refusal.error == u"invalid_grant"
        && (refusal.subError == u"basic_action" || refusal.subError == u"additional_action"))
        return ErrorKind::InteractionNeeded;
    if (refusal.error == u"access_denied" && refusal.subError == u"cancel")
        return ErrorKind::Cancelled;
    return kinds.value(refusal.error, ErrorKind::Rejected);
}

// The description without the lines of ids and times that Entra appends.
QString wordsOf(const QString &description)
{
    static const QRegularExpression tail(QStringLiteral("\\s*(?:\\r?\\n|\\s)(?:Trace ID|Correlation ID|Timestamp):.*$"),
                                         QRegularExpression::DotMatchesEverythingOption);
    QString words = description.left(8 * maxMessage);
    words.remove(tail);
    return redact(words.left(maxMessage).trimmed());
}

QString member(const Json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? QString::fromStdString(found->get_ref<const std::string &>())
                                                       : QString();
}

} // namespace

Error oauthError(const OAuthRefusal &refusal, int httpStatus)
{
    static const QRegularExpression number(QStringLiteral("\\bAADSTS[0-9]{4,9}\\b"));
    static const QRegularExpression trace(QStringLiteral("Trace ID: ([0-9A-Fa-f-]{36})"));
    const QRegularExpressionMatch code = number.match(refusal.description);
    Error error{.kind = kindOf(refusal, code.captured()), .httpStatus = httpStatus};
    error.code = code.hasMatch() ? code.captured() : refusal.error.left(64);
    error.requestId = refusal.traceId.isEmpty() ? trace.match(refusal.description).captured(1)
                                                : refusal.traceId.left(64);
    error.message = wordsOf(refusal.description);
    return error;
}

std::optional<OAuthRefusal> readRefusal(const QByteArray &body)
{
    const Json object = Json::parse(body.begin(), body.end(), nullptr, false);
    if (!object.is_object() || member(object, "error").isEmpty())
        return std::nullopt;
    OAuthRefusal refusal{member(object, "error"), member(object, "suberror"), member(object, "error_description"),
                         member(object, "trace_id")};
    if (refusal.traceId.isEmpty())
        refusal.traceId = member(object, "correlation_id");
    return refusal;
}

} // namespace symbolon::auth
