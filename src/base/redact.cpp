// SPDX-License-Identifier: Apache-2.0
#include "base/redact.h"

#include <QRegularExpression>

namespace symbolon {

QString redact(const QString &text)
{
    static const QRegularExpression jwt(QStringLiteral(R"(eyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){0,4})"));
    static const QRegularExpression bearer(QStringLiteral(R"((Bearer|PoP)\s+[A-Za-z0-9._~+/=-]{6,})"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression member(
        QStringLiteral(
            R"re(\b(code|code_verifier|refresh_token|access_token|id_token|client_assertion|client_secret|)re"
            R"re(assertion|device_code|password)("?\s*[=:]\s*"?)[^&\s",}]+)re"),
        QRegularExpression::CaseInsensitiveOption);
    QString result = text;
    result.replace(jwt, QStringLiteral("[redacted]"));
    result.replace(bearer, QStringLiteral("\\1 [redacted]"));
    // "error_code", "AADSTS code: …" and the like stay readable: only a whole word that is a member name is touched,
    // and "code:" with a blank is prose.
    qsizetype from = 0;
    QRegularExpressionMatch match;
    while ((match = member.match(result, from)).hasMatch()) {
        const bool prose = match.captured(1).compare(QStringLiteral("code"), Qt::CaseInsensitive) == 0
            && match.captured(2).contains(u':') && !match.captured(2).contains(u'"');
        if (prose) {
            from = match.capturedEnd();
            continue;
        }
        const QString replacement = match.captured(1) + match.captured(2) + QStringLiteral("[redacted]");
        result.replace(match.capturedStart(), match.capturedLength(), replacement);
        from = match.capturedStart() + replacement.size();
    }
    return result;
}

} // namespace symbolon
