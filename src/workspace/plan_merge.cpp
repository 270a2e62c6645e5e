// SPDX-License-Identifier: Apache-2.0
#include "base/shown.h"
#include "trust/expression_merge.h"
#include "workspace/plan.h"
#include "workspace/plan_builder.h"

#include <QCoreApplication>

#include <algorithm>

namespace symbolon::workspace {
namespace {

constexpr qsizetype mostNamed = 3;

QString tr(const char *source)
{
    return QCoreApplication::translate("Plan", source);
}

// Subjects that other credentials trust and the expression takes, too: whoever has them could sign in here from then on.
QStringList alsoTaken(const PlanBasis &basis, const trust::FederatedCredential &merged, const QStringList &subjects)
{
    const QString pattern = trust::parseExpression(merged.expression->value)->constFirst().comparand;
    QStringList found;
    for (const IdentityRow &row : basis.identities.rows()) {
        for (const trust::FederatedCredential &one : row.identity.credentials) {
            const QString subject = one.subject.value_or(QString());
            if (one.issuer == merged.issuer && !subjects.contains(subject) && !found.contains(subject)
                && trust::wildcardMatch(pattern, subject))
                found.append(subject);
        }
    }
    return found;
}

void tell(PlanBuilder &builder, const IdentityRow &row, const PlanBasis &basis,
          const trust::FederatedCredential &credential, const trust::MergedSubjects &merged,
          const QStringList &subjects)
{
    const QString id = merged.comparisons.size() < 2
        ? QString()
        : tr(QT_TRANSLATE_NOOP("Plan", " and %1 is %2"))
              .arg(merged.comparisons.at(1).claim, merged.comparisons.at(1).comparand);
    const QString ending = merged.ending.isEmpty()
        ? QString()
        : tr(QT_TRANSLATE_NOOP("Plan", ", ends with “%1”")).arg(shown(merged.ending));
    builder.note(
        NoticeLevel::Note, "merge-bounds", row, credential.name,
        tr(QT_TRANSLATE_NOOP("Plan", "It takes only tokens whose subject begins with “%1”%2%3; all %4 subjects do."))
            .arg(shown(merged.beginning), ending, id, QString::number(subjects.size())));
    builder.note(NoticeLevel::Warning, "merge-widens", row, credential.name,
                 tr(QT_TRANSLATE_NOOP("Plan",
                                      "Between the two anything fits that is like “%1”: “%2”, for example. Whoever "
                                      "can bring about such a token gets in."))
                     .arg(merged.open, shown(merged.stranger)));
    const QStringList others = alsoTaken(basis, credential, subjects);
    for (const QString &other : others.mid(0, mostNamed)) {
        builder.note(
            NoticeLevel::Warning, "merge-takes-known", row, credential.name,
            tr(QT_TRANSLATE_NOOP("Plan", "It takes “%1”, too, which another credential of this tenant trusts."))
                .arg(shown(other)));
    }
    if (others.size() > mostNamed) {
        builder.note(NoticeLevel::Warning, "merge-takes-known", row, credential.name,
                     tr(QT_TRANSLATE_NOOP("Plan", "And %1 more that others trust.")).arg(others.size() - mostNamed));
    }
}

} // namespace

Plan planMerge(const PlanBasis &basis, const QList<CredentialKey> &credentials, const QString &name, const QString &id)
{
    PlanBuilder builder(basis);
    const QString title =
        tr(QT_TRANSLATE_NOOP("Plan", "Merge %1 credentials into one expression")).arg(credentials.size());
    const auto refuse = [&](const char *code, const QString &sentence) {
        builder.note(NoticeLevel::Error, code, sentence);
        return builder.finish(title);
    };
    QList<trust::FederatedCredential> merged;
    QStringList subjects;
    for (const CredentialKey &key : credentials) {
        const trust::FederatedCredential *one = builder.credential(key);
        if (!one)
            return builder.finish(title);
        const bool isLike = merged.isEmpty()
            || (one->issuer == merged.constFirst().issuer && one->audiences == merged.constFirst().audiences
                && key.identity == credentials.constFirst().identity);
        if (!isLike || one->isFlexible()) {
            return refuse("merge-unlike",
                          tr(QT_TRANSLATE_NOOP("Plan",
                                               "Only credentials of one identity, with the same issuer and audience "
                                               "and a subject each, become one.")));
        }
        merged.append(*one);
        subjects.append(one->subject.value_or(QString()));
    }
    if (merged.isEmpty())
        return refuse("merge-unlike", tr(QT_TRANSLATE_NOOP("Plan", "Choose the credentials to merge.")));
    const QString known = trust::bindingId(merged.constFirst().issuer, subjects);
    const auto made = trust::mergeSubjects(merged.constFirst().issuer, subjects, known.isEmpty() ? id : known);
    if (!made)
        return refuse("merge-impossible", made.error().message);
    trust::FederatedCredential whole = merged.constFirst();
    whole.id.clear();
    whole.name = name;
    whole.subject.reset();
    whole.expression = trust::ClaimsExpression{trust::expressionText(made->comparisons), 1};
    const IdentityRow *row = builder.identity(credentials.constFirst().identity);
    const int group = builder.group();
    builder.add(*row, std::nullopt, whole, group);
    for (const trust::FederatedCredential &one : std::as_const(merged))
        builder.add(*row, one, std::nullopt, group);
    tell(builder, *row, basis, whole, *made, subjects);
    if (known.isEmpty() && made->comparisons.size() > 1) {
        builder.note(NoticeLevel::Warning, "merge-id-typed", *row, name,
                     tr(QT_TRANSLATE_NOOP("Plan",
                                          "The number is as you gave it. A wrong one locks all of these workloads "
                                          "out: take the removals out of the set until one has signed in.")));
    }
    return builder.finish(title);
}

} // namespace symbolon::workspace
