// SPDX-License-Identifier: Apache-2.0
#include "trust/expression_help.h"

#include "trust/expression_merge.h"
#include "trust/expression_reading.h"
#include "trust/expression_rules.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace symbolon::trust {
namespace {

using Wanted = ExpressionStop::Wanted;

const QString sub = QStringLiteral("sub");

QString text(const char *source)
{
    return QCoreApplication::translate("ExpressionHelp", source);
}

// What a claim says (GitHub: "OpenID Connect reference"; GitLab: "ID token payload"; HCP Terraform: "Workload identity").
QString meaningOf(const QString &claim)
{
    static const QList<std::pair<QString, const char *>> known{
        {sub, QT_TRANSLATE_NOOP("ExpressionHelp", "the subject: whose run, and of what")},
        {QStringLiteral("job_workflow_ref"),
         QT_TRANSLATE_NOOP("ExpressionHelp", "the reusable workflow's file and ref")},
        {QStringLiteral("repository_id"), QT_TRANSLATE_NOOP("ExpressionHelp", "the repository's number, for good")},
        {QStringLiteral("repository_owner_id"), QT_TRANSLATE_NOOP("ExpressionHelp", "the owner's number, for good")},
        {QStringLiteral("project_id"), QT_TRANSLATE_NOOP("ExpressionHelp", "the project's number, for good")},
        {QStringLiteral("namespace_id"), QT_TRANSLATE_NOOP("ExpressionHelp", "the group's number, for good")},
        {QStringLiteral("user_id"), QT_TRANSLATE_NOOP("ExpressionHelp", "the number of who runs it")}};
    for (const auto &[name, meaning] : known) {
        if (name == claim)
            return text(meaning);
    }
    return {};
}

bool compares(const QList<Comparison> &comparisons, const QString &claim)
{
    return std::any_of(comparisons.begin(), comparisons.end(),
                       [&claim](const Comparison &comparison) { return comparison.claim == claim; });
}

bool lacksId(const ExpressionRules &rules, const QList<Comparison> &comparisons)
{
    return !rules.immutable.isEmpty()
        && std::none_of(rules.immutable.begin(), rules.immutable.end(),
                        [&comparisons](const QString &id) { return compares(comparisons, id); });
}

// The claims that an expression may go on with.
QStringList openClaims(const ExpressionRules &rules, const QList<Comparison> &comparisons)
{
    QStringList first;
    QStringList others;
    const bool demandsId = compares(comparisons, sub) && lacksId(rules, comparisons);
    for (const QString &claim : rules.claims) {
        if (!compares(comparisons, claim))
            (demandsId && rules.immutable.contains(claim) ? first : others) << claim;
    }
    return first + others;
}

QString opening(const QString &claim)
{
    return QStringLiteral("claims['%1']").arg(claim);
}

// The claim whose comparison is missing, for what the subject names.
QString missingId(const QString &issuer, const ExpressionRules &rules, const QList<Comparison> &comparisons)
{
    const auto subject = std::find_if(comparisons.begin(), comparisons.end(),
                                      [](const Comparison &comparison) { return comparison.claim == sub; });
    if (subject == comparisons.end())
        return rules.immutable.constFirst();
    const QString named = subject->comparand.section(u':', 0, 1);
    const bool several = subject->op == Comparison::Operator::Matches && (named.contains(u'*') || named.contains(u'?'));
    QString binding = bindingClaim(issuer, {subject->comparand});
    if (!several && !binding.isEmpty())
        return binding;
    // Over several repositories or projects their owner is what is left to be bound.
    for (const QString &owner : {QStringLiteral("repository_owner_id"), QStringLiteral("namespace_id")}) {
        if (several && rules.immutable.contains(owner))
            return owner;
    }
    return rules.immutable.constFirst();
}

QString idInSubject(const QString &issuer, const QString &claim, const QList<Comparison> &comparisons)
{
    for (const Comparison &comparison : comparisons) {
        if (comparison.claim == sub && bindingClaim(issuer, {comparison.comparand}) == claim)
            return bindingId(issuer, {comparison.comparand});
    }
    return {};
}

ExpressionRepair repair(const char *code, const QString &label, const QList<Comparison> &comparisons, qsizetype changed)
{
    ExpressionRepair result{QString::fromLatin1(code), label, expressionText(comparisons), 0};
    result.caret = expressionText(comparisons.mid(0, changed + 1)).size();
    if (comparisons.at(changed).comparand.isEmpty())
        --result.caret;
    return result;
}

} // namespace

ExpressionCompletions expressionCompletions(const QString &issuer, const QString &whole, qsizetype cursor)
{
    const QString before = whole.left(cursor);
    const ExpressionReading reading = readExpression(before);
    const ExpressionRules rules = expressionRules(issuer).value_or(ExpressionRules{{}, {sub}, {sub}, {}});
    const QStringList claims = openClaims(rules, reading.comparisons);
    const Wanted wanted = reading.stop ? reading.stop->wanted : Wanted::And;
    ExpressionCompletions result;
    result.at = reading.stop ? reading.stop->at : before.size();
    result.length = before.size() - result.at;
    const QString typed = before.mid(result.at);
    const auto offer = [&](const QString &choice, const QString &name, const QString &explanation) {
        const bool begun = choice.startsWith(typed, Qt::CaseInsensitive)
            || (!typed.isEmpty() && name.startsWith(typed, Qt::CaseInsensitive));
        // What stands there already need not be offered.
        if (begun && choice != typed && !QStringView(whole).mid(result.at).startsWith(choice))
            result.choices.append({choice, explanation});
    };
    switch (wanted) {
    case Wanted::Comparison:
        for (const QString &claim : claims)
            offer(opening(claim), claim, meaningOf(claim));
        break;
    case Wanted::Claim:
        for (const QString &claim : claims) {
            const bool closed = QStringView(whole).mid(cursor).startsWith(u"']");
            offer(closed ? claim : claim + u"']", claim, meaningOf(claim));
        }
        break;
    case Wanted::Bracket:
        break;
    case Wanted::Operator:
        offer(QStringLiteral(" eq '"), QStringLiteral("eq"), text(QT_TRANSLATE_NOOP("ExpressionHelp", "exactly this")));
        if (rules.wildcards.contains(reading.open.claim)) {
            offer(QStringLiteral(" matches '"), QStringLiteral("matches"),
                  text(QT_TRANSLATE_NOOP("ExpressionHelp", "with * and ?")));
        }
        break;
    case Wanted::Quote:
        break;
    case Wanted::And:
        // Behind a whole comparison only what is demanded is offered unasked.
        if (typed.isEmpty() && !lacksId(rules, reading.comparisons))
            break;
        for (const QString &claim : claims) {
            const bool demanded = rules.immutable.contains(claim) && lacksId(rules, reading.comparisons);
            if (!typed.isEmpty() || demanded)
                offer(QStringLiteral(" and ") + opening(claim), QStringLiteral("and"), meaningOf(claim));
        }
        break;
    }
    return result;
}

QList<ExpressionRepair> expressionRepairs(const QString &issuer, const QList<Comparison> &comparisons)
{
    QList<ExpressionRepair> repairs;
    const auto rules = expressionRules(issuer);
    if (!rules)
        return repairs;
    for (qsizetype i = 0; i < comparisons.size(); ++i) {
        const Comparison &comparison = comparisons.at(i);
        const bool pattern = comparison.comparand.contains(u'*') || comparison.comparand.contains(u'?');
        if (comparison.op == Comparison::Operator::Matches && rules->claims.contains(comparison.claim)
            && !rules->wildcards.contains(comparison.claim) && !pattern) {
            QList<Comparison> exact = comparisons;
            exact[i].op = Comparison::Operator::Eq;
            repairs.append(repair("expression-operator",
                                  text(QT_TRANSLATE_NOOP("ExpressionHelp", "Compare %1 with eq")).arg(comparison.claim),
                                  exact, i));
            break;
        }
    }
    const QString add = text(QT_TRANSLATE_NOOP("ExpressionHelp", "Add %1"));
    if (!compares(comparisons, sub)) {
        QList<Comparison> with = comparisons;
        with.prepend({sub, Comparison::Operator::Eq, {}});
        repairs.append(repair("expression-no-sub", add.arg(sub), with, 0));
    }
    if (lacksId(*rules, comparisons)) {
        QList<Comparison> with = comparisons;
        const QString id = missingId(issuer, *rules, comparisons);
        with.append({id, Comparison::Operator::Eq, idInSubject(issuer, id, comparisons)});
        repairs.append(repair("expression-no-immutable-id", add.arg(id), with, with.size() - 1));
    }
    return repairs;
}

} // namespace symbolon::trust
