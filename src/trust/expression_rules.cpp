// SPDX-License-Identifier: Apache-2.0
#include "trust/expression_rules.h"

#include "base/shown.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace symbolon::trust {
namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("ExpressionRules", source);
}

Remark warning(const char *code, const QString &words)
{
    return {Field::Expression, RemarkLevel::Warning, QString::fromLatin1(code), words, {}};
}

const QString sub = QStringLiteral("sub");

} // namespace

std::optional<ExpressionRules> expressionRules(const QString &issuer)
{
    static const QRegularExpression gitlab(
        QStringLiteral("\\Ahttps://gitlab(?:\\.com|(?:\\.[A-Za-z0-9-]+)+\\.(?:com|ca))\\z"));
    if (issuer == u"https://token.actions.githubusercontent.com") {
        return ExpressionRules{QStringLiteral("GitHub"),
                               {sub, QStringLiteral("job_workflow_ref"), QStringLiteral("repository_id"),
                                QStringLiteral("repository_owner_id")},
                               {sub, QStringLiteral("job_workflow_ref")},
                               {QStringLiteral("repository_id"), QStringLiteral("repository_owner_id")}};
    }
    if (gitlab.match(issuer).hasMatch()) {
        const QStringList ids{QStringLiteral("project_id"), QStringLiteral("namespace_id"), QStringLiteral("user_id")};
        return ExpressionRules{QStringLiteral("GitLab"), QStringList{sub} + ids, {sub}, ids};
    }
    if (issuer == u"https://app.terraform.io" || issuer == u"https://app.eu.terraform.io")
        return ExpressionRules{QStringLiteral("HCP Terraform"), {sub}, {sub}, {}};
    return std::nullopt;
}

QList<Remark> judgeComparisons(const QString &issuer, const QList<Comparison> &comparisons)
{
    if (issuer.isEmpty())
        return {};
    const auto rules = expressionRules(issuer);
    if (!rules) {
        return {warning("expression-issuer",
                        text(QT_TRANSLATE_NOOP("ExpressionRules",
                                               "Microsoft lists no expressions for this issuer: GitHub, GitLab and HCP "
                                               "Terraform alone have them.")))};
    }
    QList<Remark> remarks;
    bool hasSub = false;
    bool hasImmutable = false;
    for (const Comparison &comparison : comparisons) {
        hasSub = hasSub || comparison.claim == sub;
        hasImmutable = hasImmutable || rules->immutable.contains(comparison.claim);
        if (comparison.comparand.isEmpty()) {
            remarks.append(
                warning("expression-empty",
                        text(QT_TRANSLATE_NOOP("ExpressionRules", "“%1” is compared with nothing: no token would fit."))
                            .arg(shown(comparison.claim))));
        }
        if (!rules->claims.contains(comparison.claim)) {
            remarks.append(warning(
                "expression-claim",
                text(QT_TRANSLATE_NOOP("ExpressionRules", "“%1” is no claim that expressions of %2 may compare: %3."))
                    .arg(shown(comparison.claim), rules->platform, rules->claims.join(QStringLiteral(", ")))));
        } else if (comparison.op == Comparison::Operator::Matches && !rules->wildcards.contains(comparison.claim)) {
            remarks.append(warning(
                "expression-operator",
                text(QT_TRANSLATE_NOOP("ExpressionRules", "“%1” can be compared with eq only, not with matches."))
                    .arg(comparison.claim)));
        }
    }
    if (!hasSub) {
        remarks.append(warning("expression-no-sub",
                               text(QT_TRANSLATE_NOOP("ExpressionRules", "An expression of %1 has to compare sub."))
                                   .arg(rules->platform)));
    }
    if (!rules->immutable.isEmpty() && !hasImmutable) {
        remarks.append(warning("expression-no-immutable-id",
                               text(QT_TRANSLATE_NOOP("ExpressionRules",
                                                      "Names can be taken over: beside sub, an expression of %1 has to "
                                                      "compare one of %2."))
                                   .arg(rules->platform, rules->immutable.join(QStringLiteral(", ")))));
    }
    return remarks;
}

} // namespace symbolon::trust
