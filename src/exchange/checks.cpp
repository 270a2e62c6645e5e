// SPDX-License-Identifier: Apache-2.0
#include "exchange/checks.h"

#include <QCoreApplication>

namespace symbolon::exchange {
namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("Exchange", source);
}

QString trustedValue(const trust::FederatedCredential &credential, trust::MatchPart part)
{
    switch (part) {
    case trust::MatchPart::Issuer:
        return credential.issuer;
    case trust::MatchPart::Subject:
        return credential.matchText();
    case trust::MatchPart::Audience:
        return credential.audiences.value(0);
    }
    Q_UNREACHABLE();
}

QString presentedValue(const trust::PresentedClaims &token, trust::MatchPart part)
{
    switch (part) {
    case trust::MatchPart::Issuer:
        return token.issuer;
    case trust::MatchPart::Subject:
        return token.subject;
    case trust::MatchPart::Audience:
        return token.audience;
    }
    Q_UNREACHABLE();
}

QString nameOf(const trust::FederatedCredential &credential, trust::MatchPart part)
{
    switch (part) {
    case trust::MatchPart::Issuer:
        return text(QT_TRANSLATE_NOOP("Exchange", "Issuer"));
    case trust::MatchPart::Subject:
        return credential.isFlexible() ? text(QT_TRANSLATE_NOOP("Exchange", "Expression"))
                                       : text(QT_TRANSLATE_NOOP("Exchange", "Subject"));
    case trust::MatchPart::Audience:
        return text(QT_TRANSLATE_NOOP("Exchange", "Audience"));
    }
    Q_UNREACHABLE();
}

QString detailOf(const trust::FederatedCredential &credential, trust::MatchPart part, CheckState state, bool onlyCase)
{
    if (state == CheckState::Failed) {
        return onlyCase ? text(QT_TRANSLATE_NOOP("Exchange", "differs in upper and lower case"))
                        : text(QT_TRANSLATE_NOOP("Exchange", "does not match"));
    }
    if (state == CheckState::NotDone)
        return text(QT_TRANSLATE_NOOP("Exchange", "not reached"));
    return part == trust::MatchPart::Subject && credential.isFlexible()
        ? text(QT_TRANSLATE_NOOP("Exchange", "every comparison holds"))
        : text(QT_TRANSLATE_NOOP("Exchange", "compared byte for byte"));
}

QString partWord(trust::MatchPart part)
{
    switch (part) {
    case trust::MatchPart::Issuer:
        return QStringLiteral("issuer");
    case trust::MatchPart::Subject:
        return QStringLiteral("subject");
    case trust::MatchPart::Audience:
        return QStringLiteral("audience");
    }
    Q_UNREACHABLE();
}

QString codeOf(const trust::MatchFailure &failure)
{
    switch (failure.part) {
    case trust::MatchPart::Issuer:
        return QStringLiteral("AADSTS700211");
    case trust::MatchPart::Subject:
        return failure.onlyCase ? QStringLiteral("AADSTS7002138") : QStringLiteral("AADSTS700213");
    case trust::MatchPart::Audience:
        return QStringLiteral("AADSTS700212");
    }
    Q_UNREACHABLE();
}

// In the service's own words, which it does not translate.
QString reasonOf(const trust::MatchFailure &failure, const QString &presented)
{
    QString reason = QStringLiteral("No matching federated identity record found for presented assertion %1 '%2'.")
                         .arg(partWord(failure.part), presented);
    if (failure.part == trust::MatchPart::Subject && failure.onlyCase) {
        reason += QStringLiteral(" The subject matches with case-insensitive comparison, but not with case-sensitive "
                                 "comparison.");
    }
    return reason
        + QStringLiteral(" Check your federated identity credential Subject, Audience and Issuer against the presented "
                         "assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation");
}

Check notJudged(const QString &name, const QString &detail)
{
    Check check;
    check.name = name;
    check.detail = detail;
    return check;
}

bool isUnreadable(const trust::FederatedCredential &credential)
{
    return credential.isFlexible()
        && (credential.expression->languageVersion != 1 || !trust::parseExpression(credential.expression->value));
}

} // namespace

Judgement judge(const trust::FederatedCredential &credential, const std::optional<trust::PresentedClaims> &token)
{
    std::optional<trust::MatchFailure> failure = token ? trust::mismatch(credential, *token) : std::nullopt;
    Judgement judgement;
    // What the parser here does not understand, Entra may: no refusal is invented for it.
    if (isUnreadable(credential) && (!failure || failure->part == trust::MatchPart::Subject)) {
        failure.reset();
        judgement.unclear = true;
    }
    judgement.checks.append(
        notJudged(text(QT_TRANSLATE_NOOP("Exchange", "Signature")),
                  text(QT_TRANSLATE_NOOP("Exchange", "RS256, by a key that the issuer publishes"))));
    bool ended = false;
    for (const trust::MatchPart part :
         {trust::MatchPart::Issuer, trust::MatchPart::Subject, trust::MatchPart::Audience}) {
        Check check;
        check.name = nameOf(credential, part);
        const bool here = failure && failure->part == part;
        const bool unclearHere = judgement.unclear && part == trust::MatchPart::Subject;
        check.state = here ? CheckState::Failed : ended || unclearHere ? CheckState::NotDone : CheckState::Passed;
        check.detail = unclearHere ? text(QT_TRANSLATE_NOOP("Exchange", "not understood here"))
                                   : detailOf(credential, part, check.state, here && failure->onlyCase);
        ended = ended || here || unclearHere;
        check.trusted = trustedValue(credential, part);
        if (token)
            check.presented = presentedValue(*token, part);
        if (here) {
            judgement.finding =
                QCoreApplication::translate("Exchange", "%1 %2").arg(check.name.toLower(), check.detail);
            judgement.code = codeOf(*failure);
            judgement.reason = reasonOf(*failure, presentedValue(*token, part));
        }
        judgement.checks.append(std::move(check));
    }
    judgement.checks.append(notJudged(text(QT_TRANSLATE_NOOP("Exchange", "Lifetime")),
                                      text(QT_TRANSLATE_NOOP("Exchange", "between the token's nbf and exp"))));
    return judgement;
}

} // namespace symbolon::exchange
