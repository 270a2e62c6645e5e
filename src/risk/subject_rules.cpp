// SPDX-License-Identifier: Apache-2.0
#include "risk/pull_request_shape.h"
#include "risk/rules.h"
#include "trust/claims_match.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace symbolon::risk {
namespace {

constexpr QStringView pullRequestEnding = u":pull_request";

QString label(const char *text)
{
    return QCoreApplication::translate("Evidence", text);
}

Evidence subjectEvidence(const trust::FederatedCredential &credential)
{
    return credential.isFlexible()
        ? Evidence{label(QT_TRANSLATE_NOOP("Evidence", "Expression")), credential.matchText()}
        : Evidence{label(QT_TRANSLATE_NOOP("Evidence", "Subject")), credential.matchText()};
}

// "repo:owner@1/name@2:…" → "owner@1/name@2"; empty where the subject has another form.
QString repositoryOf(const QString &subject)
{
    static const QRegularExpression pattern(QStringLiteral("\\Arepo:([^:]+):"));
    return pattern.match(subject).captured(1);
}

Opinion expressionIsUnclear()
{
    return Opinion::notKnown(QCoreApplication::translate("Risk", "The claims expression could not be understood."));
}

// With custom subject claims other things than "repo:…" may stand before it. An environment may have that name.
bool isPullRequest(const QString &subject)
{
    return subject.endsWith(pullRequestEnding) && !subject.endsWith(u":environment:pull_request");
}

bool allowsPullRequest(const trust::Comparison &comparison)
{
    return comparison.op == trust::Comparison::Operator::Eq ? isPullRequest(comparison.comparand)
                                                            : canMatchPullRequest(comparison.comparand);
}

// What an expression demands of `sub`; every comparison must hold.
QList<trust::Comparison> aboutSubject(const QList<trust::Comparison> &comparisons)
{
    QList<trust::Comparison> result;
    for (const trust::Comparison &comparison : comparisons) {
        if (comparison.claim == u"sub")
            result.append(comparison);
    }
    return result;
}

Severity raisedForPullRequest(const Case &judged, Severity base)
{
    if (judged.reachesControlPlane)
        return Severity::Critical;
    return judged.mayWrite ? Severity::High : base;
}

} // namespace

Opinion pullRequestIsTrusted(const Case &judged, const trust::FederatedCredential &credential,
                             const presets::Platform &platform, Severity base)
{
    if (platform.subjectParser != u"github")
        return Opinion::notApplicable();
    const QString subject = credential.subject.value_or(QString());
    bool trusted = isPullRequest(subject);
    QString repository = repositoryOf(subject);
    if (credential.isFlexible()) {
        const auto comparisons = trust::parseExpression(credential.expression->value);
        if (!comparisons)
            return expressionIsUnclear();
        // Without a word about sub, every subject is taken.
        const QList<trust::Comparison> demands = aboutSubject(*comparisons);
        trusted = std::all_of(demands.begin(), demands.end(), allowsPullRequest);
        repository = demands.isEmpty() ? QString() : repositoryOf(demands.first().comparand);
    }
    if (!trusted)
        return Opinion::pass();
    QList<Evidence> evidence;
    if (!repository.isEmpty())
        evidence.append({label(QT_TRANSLATE_NOOP("Evidence", "Repository")), repository});
    evidence.append(subjectEvidence(credential));
    return Opinion::finding(raisedForPullRequest(judged, base), evidence + judged.reachRemark());
}

Opinion namesCanBeReused(const Case &judged, const trust::FederatedCredential &credential,
                         const presets::Platform &platform, Severity base)
{
    if (platform.subjectParser != u"github" || platform.id == u"github-enterprise-server")
        return Opinion::notApplicable();
    QString subject = credential.subject.value_or(QString());
    if (credential.isFlexible()) {
        const auto comparisons = trust::parseExpression(credential.expression->value);
        if (!comparisons)
            return expressionIsUnclear();
        const bool pinned =
            std::any_of(comparisons->begin(), comparisons->end(), [](const trust::Comparison &comparison) {
                return comparison.op == trust::Comparison::Operator::Eq
                    && (comparison.claim == u"repository_id" || comparison.claim == u"repository_owner_id");
            });
        if (pinned)
            return Opinion::pass();
        const QList<trust::Comparison> demands = aboutSubject(*comparisons);
        subject = demands.isEmpty() ? QString() : demands.first().comparand;
    }
    // A pattern may end behind the repository.
    static const QRegularExpression nameBased(QStringLiteral("\\Arepo:([^/@]+)/([^:@]+)(?::|\\z)"));
    const QRegularExpressionMatch match = nameBased.match(subject);
    if (!match.hasMatch())
        return Opinion::pass();
    const QList<Evidence> evidence{{label(QT_TRANSLATE_NOOP("Evidence", "Owner")), match.captured(1)},
                                   {label(QT_TRANSLATE_NOOP("Evidence", "Repository")), match.captured(2)},
                                   subjectEvidence(credential)};
    return Opinion::finding(judged.reachesControlPlane ? std::max(base, Severity::High) : base,
                            evidence + judged.reachRemark());
}

Opinion defaultServiceAccount(const Case &judged, const trust::FederatedCredential &credential,
                              const presets::Platform &platform, Severity base)
{
    if (platform.subjectParser != u"kubernetes" || credential.isFlexible())
        return Opinion::notApplicable();
    static const QRegularExpression pattern(QStringLiteral("\\Asystem:serviceaccount:([^:]+):default\\z"));
    const QRegularExpressionMatch match = pattern.match(credential.subject.value_or(QString()));
    if (!match.hasMatch())
        return Opinion::pass();
    const bool gravest = match.captured(1) == u"default" || judged.reachesControlPlane;
    const QList<Evidence> evidence{{label(QT_TRANSLATE_NOOP("Evidence", "Namespace")), match.captured(1)},
                                   {label(QT_TRANSLATE_NOOP("Evidence", "Cluster issuer")), credential.issuer}};
    return gravest ? Opinion::finding(Severity::Critical, evidence)
                   : Opinion::finding(base, evidence + judged.reachRemark());
}

Opinion literalWildcard(const Case &, const trust::FederatedCredential &credential, const presets::Platform &,
                        Severity base)
{
    if (credential.isFlexible())
        return Opinion::notApplicable();
    const QString subject = credential.subject.value_or(QString());
    if (!subject.contains(u'*') && !subject.contains(u'?'))
        return Opinion::pass();
    return Opinion::finding(base, {subjectEvidence(credential)});
}

} // namespace symbolon::risk
