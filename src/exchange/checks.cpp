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

QString detailOf(CheckState state, bool onlyCase)
{
    if (state == CheckState::Failed) {
        return onlyCase ? text(QT_TRANSLATE_NOOP("Exchange", "differs in upper and lower case"))
                        : text(QT_TRANSLATE_NOOP("Exchange", "does not match"));
    }
    return state == CheckState::Passed ? text(QT_TRANSLATE_NOOP("Exchange", "compared byte for byte"))
                                       : text(QT_TRANSLATE_NOOP("Exchange", "not reached"));
}

void setRefusal(Judgement &judgement, const trust::MatchFailure &failure, const trust::PresentedClaims &token)
{
    switch (failure.part) {
    case trust::MatchPart::Issuer:
        judgement.code = QStringLiteral("AADSTS700211");
        judgement.reason =
            QStringLiteral("No matching federated identity record found for presented assertion issuer '%1'.");
        break;
    case trust::MatchPart::Subject:
        judgement.code = failure.onlyCase ? QStringLiteral("AADSTS7002138") : QStringLiteral("AADSTS700213");
        judgement.reason =
            QStringLiteral("No matching federated identity record found for presented assertion subject '%1'.");
        break;
    case trust::MatchPart::Audience:
        judgement.code = QStringLiteral("AADSTS700212");
        judgement.reason =
            QStringLiteral("No matching federated identity record found for presented assertion audience '%1'.");
        break;
    }
    judgement.reason = judgement.reason.arg(presentedValue(token, failure.part));
}

} // namespace

Judgement judge(const trust::FederatedCredential &credential, const std::optional<trust::PresentedClaims> &token)
{
    const std::optional<trust::MatchFailure> failure = token ? trust::mismatch(credential, *token) : std::nullopt;
    Judgement judgement;
    bool failed = false;
    for (const trust::MatchPart part :
         {trust::MatchPart::Issuer, trust::MatchPart::Subject, trust::MatchPart::Audience}) {
        Check check;
        check.name = nameOf(credential, part);
        const bool here = failure && failure->part == part;
        check.state = here ? CheckState::Failed : failed ? CheckState::NotDone : CheckState::Passed;
        failed = failed || here;
        check.detail = detailOf(check.state, here && failure->onlyCase);
        check.trusted = trustedValue(credential, part);
        if (token)
            check.presented = presentedValue(*token, part);
        judgement.checks.append(std::move(check));
    }
    if (failure)
        setRefusal(judgement, *failure, *token);
    return judgement;
}

} // namespace symbolon::exchange
