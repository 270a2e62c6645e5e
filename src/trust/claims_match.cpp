// SPDX-License-Identifier: Apache-2.0
#include "trust/claims_match.h"

#include "trust/expression_reading.h"

#include <algorithm>
#include <utility>

namespace symbolon::trust {
namespace {

bool isMet(const Comparison &comparison, const PresentedClaims &token)
{
    const auto value = presentedValue(token, comparison.claim);
    if (!value)
        return false;
    return comparison.op == Comparison::Operator::Eq ? *value == comparison.comparand
                                                     : wildcardMatch(comparison.comparand, *value);
}

std::optional<MatchFailure> compare(MatchPart part, const QString &trusted, const QString &presented)
{
    if (trusted == presented)
        return std::nullopt;
    return MatchFailure{part, trusted.compare(presented, Qt::CaseInsensitive) == 0};
}

std::optional<MatchFailure> compareSubject(const FederatedCredential &credential, const PresentedClaims &token)
{
    if (!credential.expression)
        return compare(MatchPart::Subject, credential.subject.value_or(QString()), token.subject);
    const auto comparisons = parseExpression(credential.expression->value);
    if (!comparisons || credential.expression->languageVersion != 1)
        return MatchFailure{MatchPart::Subject, false};
    return fits(*comparisons, token) ? std::nullopt
                                     : std::optional<MatchFailure>(MatchFailure{MatchPart::Subject, false});
}

} // namespace

std::optional<QString> presentedValue(const PresentedClaims &token, const QString &claim)
{
    if (claim == u"sub")
        return token.subject;
    if (claim == u"iss")
        return token.issuer;
    if (claim == u"aud")
        return token.audience;
    const auto found = token.claims.constFind(claim);
    return found == token.claims.cend() ? std::nullopt : std::optional<QString>(*found);
}

Result<QList<Comparison>> parseExpression(const QString &text)
{
    // A quote inside a comparand would be written with the language's own escape, whose form no source confirms: such
    // an expression is refused here, and so is never taken for understood.
    ExpressionReading reading = readExpression(text);
    if (!reading.stop)
        return std::move(reading.comparisons);
    return failure(Error{.kind = ErrorKind::Validation, .message = reading.stop->message});
}

QString expressionText(const QList<Comparison> &comparisons)
{
    QStringList parts;
    for (const Comparison &comparison : comparisons) {
        parts << QStringLiteral("claims['%1'] %2 '%3'")
                     .arg(comparison.claim,
                          comparison.op == Comparison::Operator::Eq ? QStringLiteral("eq") : QStringLiteral("matches"),
                          comparison.comparand);
    }
    return parts.join(QStringLiteral(" and "));
}

bool wildcardMatch(const QString &pattern, const QString &text)
{
    // Greedy with one point of return, the last star: no recursion and no return to an earlier star, so at most
    // pattern × text steps, with both sides held to 600 characters by the service.
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern.at(p) == u'*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern.at(p) == u'?' || pattern.at(p) == text.at(t))) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern.at(p) == u'*')
        ++p;
    return p == pattern.size();
}

bool fits(const QList<Comparison> &comparisons, const PresentedClaims &token)
{
    return std::all_of(comparisons.begin(), comparisons.end(),
                       [&token](const Comparison &comparison) { return isMet(comparison, token); });
}

std::optional<MatchFailure> mismatch(const FederatedCredential &credential, const PresentedClaims &token)
{
    if (const auto issuer = compare(MatchPart::Issuer, credential.issuer, token.issuer))
        return issuer;
    if (const auto subject = compareSubject(credential, token))
        return subject;
    const QString audience = credential.audiences.size() == 1 ? credential.audiences.first() : QString();
    return compare(MatchPart::Audience, audience, token.audience);
}

} // namespace symbolon::trust
