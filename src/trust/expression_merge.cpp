// SPDX-License-Identifier: Apache-2.0
#include "trust/expression_merge.h"

#include "trust/expression_rules.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace symbolon::trust {
namespace {

constexpr qsizetype mostSingleWildcards = 4;

QString text(const char *source)
{
    return QCoreApplication::translate("ExpressionMerge", source);
}

Unexpected refused(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

// What all of them begin with, and end with behind that.
struct Common
{
    QString beginning;
    QString ending;
    bool isEqualLong = true;
    qsizetype between = 0; // characters, of the first
};

Common commonOf(const QStringList &subjects)
{
    const QString &first = subjects.constFirst();
    qsizetype front = first.size();
    for (const QString &one : subjects) {
        const qsizetype most = std::min(front, one.size());
        const auto apart = std::mismatch(first.cbegin(), first.cbegin() + most, one.cbegin());
        front = apart.first - first.cbegin();
    }
    qsizetype back = first.size() - front;
    for (const QString &one : subjects) {
        const qsizetype most = std::min(back, one.size() - front);
        const auto apart = std::mismatch(first.crbegin(), first.crbegin() + most, one.crbegin());
        back = apart.first - first.crbegin();
    }
    Common common{first.left(front), first.right(back), true, first.size() - front - back};
    common.isEqualLong = std::all_of(subjects.cbegin(), subjects.cend(),
                                     [&first](const QString &one) { return one.size() == first.size(); });
    return common;
}

// Up to where a subject names whose it is, and up to where it names what of his; 0: it is of another shape.
struct Bounds
{
    qsizetype owner = 0;
    qsizetype project = 0; // repository, project
};

Bounds boundsOf(const QString &platform, const QString &subject)
{
    const auto behind = [&subject](const QString &start, QChar end) {
        return subject.startsWith(start) ? subject.indexOf(end, start.size()) + 1 : 0;
    };
    Bounds bounds;
    if (platform == u"GitHub") {
        bounds.owner = behind(QStringLiteral("repo:"), u'/');
        bounds.project = bounds.owner > 0 ? subject.indexOf(u':', bounds.owner) + 1 : 0;
    } else if (platform == u"GitLab") {
        // Groups nest, and namespace_id is that of the innermost: what binds is the project.
        bounds.owner = behind(QStringLiteral("project_path:"), u':');
        bounds.project = bounds.owner;
    } else {
        bounds.owner = behind(QStringLiteral("organization:"), u':');
    }
    return bounds;
}

// The numbers of GitHub's immutable subjects: repo:owner@1/repository@2:…
QString numberIn(const QString &subject, bool ofRepository)
{
    static const QRegularExpression shape(QStringLiteral("\\Arepo:[^/:@]+@(\\d+)/[^/:@]+@(\\d+):"));
    return shape.match(subject).captured(ofRepository ? 2 : 1);
}

bool sharesProject(const QString &platform, const QStringList &subjects)
{
    const Bounds bounds = boundsOf(platform, subjects.constFirst());
    return bounds.project > 0 && commonOf(subjects).beginning.size() >= bounds.project;
}

} // namespace

QString bindingClaim(const QString &issuer, const QStringList &subjects)
{
    const auto rules = expressionRules(issuer);
    if (!rules || rules->immutable.isEmpty() || subjects.isEmpty())
        return {};
    const bool project = sharesProject(rules->platform, subjects);
    if (rules->platform == u"GitHub")
        return project ? QStringLiteral("repository_id") : QStringLiteral("repository_owner_id");
    return project ? QStringLiteral("project_id") : QString();
}

QString bindingId(const QString &issuer, const QStringList &subjects)
{
    const QString claim = bindingClaim(issuer, subjects);
    if (!claim.startsWith(u"repository"))
        return {};
    const QString id = numberIn(subjects.constFirst(), claim == u"repository_id");
    const bool everywhere = std::all_of(subjects.cbegin(), subjects.cend(), [&](const QString &one) {
        return numberIn(one, claim == u"repository_id") == id;
    });
    return everywhere ? id : QString();
}

Result<MergedSubjects> mergeSubjects(const QString &issuer, const QStringList &subjects, const QString &id)
{
    const auto rules = expressionRules(issuer);
    if (!rules)
        return refused(text(QT_TRANSLATE_NOOP("ExpressionMerge",
                                              "This issuer has no claims expressions: GitHub, GitLab and HCP Terraform "
                                              "alone have them.")));
    if (QSet<QString>(subjects.cbegin(), subjects.cend()).size() < 2)
        return refused(text(QT_TRANSLATE_NOOP("ExpressionMerge", "Choose at least two different subjects.")));
    static const QRegularExpression meaningful(QStringLiteral("[*?'\\\\]"));
    for (const QString &one : subjects) {
        if (one.contains(meaningful))
            return refused(text(QT_TRANSLATE_NOOP(
                "ExpressionMerge", "A subject holds a character that means something in an expression.")));
    }
    const Common common = commonOf(subjects);
    const Bounds bounds = boundsOf(rules->platform, subjects.constFirst());
    if (bounds.owner == 0 || common.beginning.size() < bounds.owner)
        return refused(
            text(QT_TRANSLATE_NOOP("ExpressionMerge",
                                   "They differ before their owner's name ends: one expression for them would "
                                   "take strangers' tokens.")));
    // Within a project they have to be of one kind ("environment:", "ref:"); over several, the kind stands at the end.
    const bool inProject = bounds.project > 0 && common.beginning.size() >= bounds.project;
    const bool isOfOneKind = inProject ? common.beginning.indexOf(u':', bounds.project) >= 0
                                       : bounds.project == 0 || common.ending.contains(u':');
    if (!isOfOneKind)
        return refused(
            text(QT_TRANSLATE_NOOP("ExpressionMerge",
                                   "They differ in kind, as a branch and an environment do: one expression for "
                                   "them would take pull requests, too.")));
    MergedSubjects merged;
    merged.beginning = common.beginning;
    merged.ending = common.ending;
    const bool single = common.isEqualLong && common.between <= mostSingleWildcards;
    merged.open = single ? QString(common.between, u'?') : QStringLiteral("*");
    merged.stranger = common.beginning + (single ? QString(common.between, u'x') : QStringLiteral("anything-else"))
        + common.ending;
    merged.comparisons.append(
        {QStringLiteral("sub"), Comparison::Operator::Matches, common.beginning + merged.open + common.ending});
    const QString claim = bindingClaim(issuer, subjects);
    if (!claim.isEmpty()) {
        static const QRegularExpression number(QStringLiteral("\\A[1-9][0-9]{0,19}\\z"));
        if (!number.match(id).hasMatch())
            return refused(
                text(QT_TRANSLATE_NOOP("ExpressionMerge",
                                       "Names can be taken over: give the number of %1, which the expression "
                                       "has to compare, too."))
                    .arg(claim));
        merged.comparisons.append({claim, Comparison::Operator::Eq, id});
    }
    return merged;
}

} // namespace symbolon::trust
