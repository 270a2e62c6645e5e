// SPDX-License-Identifier: Apache-2.0
#include "risk/rules.h"

#include "trust/claims_match.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace symbolon::risk {
namespace {

QString label(const char *text)
{
    return QCoreApplication::translate("Evidence", text);
}

Evidence subjectEvidence(const trust::FederatedCredential &credential)
{
    return credential.isFlexible() ? Evidence{label(QT_TRANSLATE_NOOP("Evidence", "Expression")), credential.matchText()}
                                   : Evidence{label(QT_TRANSLATE_NOOP("Evidence", "Subject")), credential.matchText()};
}

// Whether a pattern for GitHub subjects takes the pull request subject of some repository. Only what follows the
// repository decides: a wildcard behind "ref:refs/heads/" cannot become another kind of subject.
bool takesPullRequest(const QString &pattern)
{
    const qsizetype afterRepository = pattern.indexOf(u':', pattern.indexOf(u':') + 1);
    QString repository = afterRepository < 0 ? pattern : pattern.left(afterRepository);
    repository.replace(u'*', u'x').replace(u'?', u'x');
    return trust::wildcardMatch(pattern, repository + QStringLiteral(":pull_request"));
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

// The comparison of an expression that concerns `sub`; nullptr: none.
const trust::Comparison *subComparison(const QList<trust::Comparison> &comparisons)
{
    for (const trust::Comparison &comparison : comparisons) {
        if (comparison.claim == u"sub")
            return &comparison;
    }
    return nullptr;
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
    const QString ending = QStringLiteral(":pull_request");
    bool trusted = credential.subject.value_or(QString()).endsWith(ending);
    QString repository = repositoryOf(credential.subject.value_or(QString()));
    if (credential.isFlexible()) {
        const auto comparisons = trust::parseExpression(credential.expression->value);
        if (!comparisons)
            return expressionIsUnclear();
        const trust::Comparison *sub = subComparison(*comparisons);
        // Without a word about sub, every subject is taken.
        trusted = !sub
            || (sub->op == trust::Comparison::Operator::Eq ? sub->comparand.endsWith(ending)
                                                           : takesPullRequest(sub->comparand));
        repository = sub ? repositoryOf(sub->comparand) : QString();
    }
    if (!trusted)
        return Opinion::pass();
    QList<Evidence> evidence;
    if (!repository.isEmpty())
        evidence.append({label(QT_TRANSLATE_NOOP("Evidence", "Repository")), repository});
    evidence.append(subjectEvidence(credential));
    return Opinion::finding(raisedForPullRequest(judged, base), evidence);
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
        for (const trust::Comparison &comparison : *comparisons) {
            if (comparison.claim == u"repository_id" || comparison.claim == u"repository_owner_id")
                return Opinion::pass();
        }
        const trust::Comparison *sub = subComparison(*comparisons);
        subject = sub ? sub->comparand : QString();
    }
    static const QRegularExpression nameBased(QStringLiteral("\\Arepo:([^/@]+)/([^:@]+):"));
    const QRegularExpressionMatch match = nameBased.match(subject);
    if (!match.hasMatch())
        return Opinion::pass();
    return Opinion::finding(judged.reachesControlPlane ? std::max(base, Severity::High) : base,
                            {{label(QT_TRANSLATE_NOOP("Evidence", "Owner")), match.captured(1)},
                             {label(QT_TRANSLATE_NOOP("Evidence", "Repository")), match.captured(2)},
                             subjectEvidence(credential)});
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
    const bool worst = match.captured(1) == u"default" || judged.reachesControlPlane;
    return Opinion::finding(worst ? Severity::Critical : base,
                            {{label(QT_TRANSLATE_NOOP("Evidence", "Namespace")), match.captured(1)},
                             {label(QT_TRANSLATE_NOOP("Evidence", "Cluster issuer")), credential.issuer}});
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
