// SPDX-License-Identifier: Apache-2.0
#include "base/redact.h"

#include <QRegularExpression>
#include <QStringView>

#include <algorithm>

namespace symbolon {
namespace {

constexpr QStringView mark = u"[redacted]";

// The values of members. A value in quotes ends at the closing one; in JSON within JSON that one is escaped.
QString withoutMembers(const QString &text)
{
    static const QRegularExpression member(
        QStringLiteral(
            R"re(\b(code|code_verifier|refresh_token|access_token|id_token|client_assertion|client_secret|)re"
            R"re(assertion|device_code|password)(\\*+"?\s*+[=:]\s*+)(?:)re"
            R"re((\\++")[^"\\]*+(?:\\[^"][^"\\]*+)*+|)re"
            R"re((")[^"\\]*+(?:\\.[^"\\]*+)*+|)re"
            R"re([^&\s",}]++))re"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    QString result;
    result.reserve(text.size());
    qsizetype copied = 0;
    auto matches = member.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        // "AADSTS code: …" and the like stay readable: "code:" outside of JSON is prose.
        const QStringView separator = match.capturedView(2);
        const bool prose = match.capturedView(1).compare(u"code", Qt::CaseInsensitive) == 0 && separator.contains(u':')
            && !separator.contains(u'"');
        if (prose)
            continue;
        const qsizetype value = std::max({match.capturedEnd(2), match.capturedEnd(3), match.capturedEnd(4)});
        result += QStringView(text).mid(copied, value - copied);
        result += mark;
        copied = match.capturedEnd();
    }
    result += QStringView(text).mid(copied);
    return result;
}

} // namespace

QString redact(const QString &text)
{
    static const QRegularExpression jwt(QStringLiteral(R"(eyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){0,4})"));
    static const QRegularExpression bearer(QStringLiteral(R"((Bearer|PoP)\s+[A-Za-z0-9._~+/=-]{6,})"),
                                           QRegularExpression::CaseInsensitiveOption);
    QString result = text;
    result.replace(jwt, mark.toString());
    result.replace(bearer, QStringLiteral("\\1 ") + mark);
    return withoutMembers(result);
}

} // namespace symbolon
