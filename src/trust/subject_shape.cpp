// SPDX-License-Identifier: Apache-2.0
#include "trust/subject_shape.h"

#include "trust/expression_rules.h"

#include <QCoreApplication>

#include <utility>

namespace symbolon::trust {
namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("SubjectShape", source);
}

QString anyBranch()
{
    return text(QT_TRANSLATE_NOOP("SubjectShape", "any branch"));
}

QString anyTag()
{
    return text(QT_TRANSLATE_NOOP("SubjectShape", "any tag"));
}

SubjectShape githubShape()
{
    SubjectShape shape{QStringLiteral("repo:"),
                       QStringLiteral("/"),
                       QStringLiteral(":"),
                       QStringLiteral("storefront"),
                       text(QT_TRANSLATE_NOOP("SubjectShape", "any repository of %1")),
                       text(QT_TRANSLATE_NOOP("SubjectShape", "In another repository of %1")),
                       {},
                       {QStringLiteral("repository_owner_id")},
                       {QStringLiteral("repository_id")}};
    shape.runs = {
        {QStringLiteral("ref:refs/heads/"), QStringLiteral("main"), anyBranch()},
        {QStringLiteral("ref:refs/tags/"), QStringLiteral("v1.0.0"), anyTag()},
        {QStringLiteral("environment:"), QStringLiteral("production"),
         text(QT_TRANSLATE_NOOP("SubjectShape", "any environment"))},
        {QStringLiteral("pull_request"), QString(), text(QT_TRANSLATE_NOOP("SubjectShape", "pull requests"))}};
    return shape;
}

SubjectShape gitlabShape(bool byId)
{
    SubjectShape shape{byId ? QStringLiteral("project_id:") : QStringLiteral("project_path:"),
                       byId ? QString() : QStringLiteral("/"),
                       QStringLiteral(":"),
                       QStringLiteral("storefront"),
                       text(QT_TRANSLATE_NOOP("SubjectShape", "any project of %1")),
                       text(QT_TRANSLATE_NOOP("SubjectShape", "In another project of %1")),
                       {},
                       {QStringLiteral("namespace_id"), QStringLiteral("user_id")},
                       {QStringLiteral("project_id")}};
    shape.runs = {{QStringLiteral("ref_type:branch:ref:"), QStringLiteral("main"), anyBranch()},
                  {QStringLiteral("ref_type:tag:ref:"), QStringLiteral("v1.0.0"), anyTag()}};
    return shape;
}

SubjectShape terraformShape()
{
    return {QStringLiteral("organization:"),
            QStringLiteral(":project:"),
            QStringLiteral(":run_phase:"),
            QStringLiteral("Default Project:workspace:storefront"),
            text(QT_TRANSLATE_NOOP("SubjectShape", "any workspace of %1")),
            text(QT_TRANSLATE_NOOP("SubjectShape", "In another workspace of %1")),
            {{QStringLiteral("plan"), QString(), text(QT_TRANSLATE_NOOP("SubjectShape", "plans"))},
             {QStringLiteral("apply"), QString(), text(QT_TRANSLATE_NOOP("SubjectShape", "applies"))}},
            {},
            {}};
}

// A star in `part` that may have taken the rest of the subject along; what stands behind the last one may be the run.
std::optional<SubjectParts> swallowed(const SubjectShape &shape, const QString &owner, const QString &part)
{
    const qsizetype before = part.indexOf(u'*' + shape.beforeRun);
    const qsizetype star = before >= 0 ? before : part.lastIndexOf(u'*');
    if (star < 0)
        return std::nullopt;
    const QString taken = part.left(star + 1);
    const QString behind = part.mid(star + 1);
    QString run = QStringLiteral("*") + behind;
    if (behind.startsWith(shape.beforeRun))
        run = behind.mid(shape.beforeRun.size());
    const QString any = shape.beforeProject.isEmpty() ? QString() : QStringLiteral("*");
    return owner.isNull() ? SubjectParts{taken, any, run} : SubjectParts{owner, taken, run};
}

} // namespace

std::optional<SubjectShape> subjectShape(const QString &issuer, const QString &pattern)
{
    const auto rules = expressionRules(issuer);
    if (!rules)
        return std::nullopt;
    if (rules->platform == u"GitHub")
        return githubShape();
    if (rules->platform == u"GitLab")
        return gitlabShape(pattern.startsWith(u"project_id:"));
    return terraformShape();
}

std::optional<SubjectParts> partsOf(const SubjectShape &shape, const QString &pattern)
{
    if (!pattern.startsWith(shape.beforeOwner))
        return pattern.startsWith(u'*') ? swallowed(shape, QString(), pattern) : std::nullopt;
    QString rest = pattern.mid(shape.beforeOwner.size());
    const QString &behindOwner = shape.beforeProject.isEmpty() ? shape.beforeRun : shape.beforeProject;
    const qsizetype ownerEnd = rest.indexOf(behindOwner);
    // "contoso*:ref:refs/heads/main": no owner's name holds the sign of a run, so that the star has taken the project.
    const qsizetype runBehindStar = rest.indexOf(u'*' + shape.beforeRun);
    const bool takesProject = !shape.beforeProject.isEmpty() && runBehindStar >= 0 && runBehindStar < ownerEnd;
    if (ownerEnd < 0 || takesProject)
        return swallowed(shape, QString(), rest);
    SubjectParts parts;
    parts.owner = rest.left(ownerEnd);
    rest = rest.mid(ownerEnd + behindOwner.size());
    if (!shape.beforeProject.isEmpty()) {
        const qsizetype projectEnd = rest.indexOf(shape.beforeRun);
        if (projectEnd < 0)
            return swallowed(shape, parts.owner.isNull() ? QLatin1String("") : parts.owner, rest);
        parts.project = rest.left(projectEnd);
        rest = rest.mid(projectEnd + shape.beforeRun.size());
    }
    parts.run = rest;
    return parts;
}

QString subjectOf(const SubjectShape &shape, const SubjectParts &parts)
{
    return shape.beforeOwner + parts.owner + shape.beforeProject + parts.project + shape.beforeRun + parts.run;
}

QString runTitle(const QString &run)
{
    static const QList<std::pair<QString, const char *>> titles{
        {QStringLiteral("ref:refs/heads/"), QT_TRANSLATE_NOOP("SubjectShape", "Job on branch %1")},
        {QStringLiteral("ref:refs/tags/"), QT_TRANSLATE_NOOP("SubjectShape", "Job on tag %1")},
        {QStringLiteral("environment:"), QT_TRANSLATE_NOOP("SubjectShape", "Job in environment %1")},
        {QStringLiteral("ref_type:branch:ref:"), QT_TRANSLATE_NOOP("SubjectShape", "Job on branch %1")},
        {QStringLiteral("ref_type:tag:ref:"), QT_TRANSLATE_NOOP("SubjectShape", "Job on tag %1")}};
    for (const auto &[prefix, title] : titles) {
        if (run.startsWith(prefix))
            return text(title).arg(run.mid(prefix.size()));
    }
    if (run == u"pull_request")
        return text(QT_TRANSLATE_NOOP("SubjectShape", "Pull request"));
    if (run == u"plan")
        return text(QT_TRANSLATE_NOOP("SubjectShape", "Plan"));
    if (run == u"apply")
        return text(QT_TRANSLATE_NOOP("SubjectShape", "Apply"));
    return text(QT_TRANSLATE_NOOP("SubjectShape", "Run “%1”")).arg(run);
}

} // namespace symbolon::trust
