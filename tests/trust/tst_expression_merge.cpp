// SPDX-License-Identifier: Apache-2.0
#include "trust/expression_merge.h"
#include "trust/expression_rules.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::trust {
namespace {

const QString github = u"https://token.actions.githubusercontent.com"_s;

PresentedClaims token(const QString &subject, const QString &claim = {}, const QString &id = {})
{
    PresentedClaims claims;
    claims.issuer = github;
    claims.subject = subject;
    claims.claims.insert(u"sub"_s, subject);
    if (!claim.isEmpty())
        claims.claims.insert(claim, id);
    return claims;
}

} // namespace

class TestExpressionMerge final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void subjectsBecomeOneExpression_data();
    void subjectsBecomeOneExpression();
    void whatCannotBeMergedIsRefused_data();
    void whatCannotBeMergedIsRefused();
    void nothingOutsideTheBoundsGetsIn();
};

void TestExpressionMerge::subjectsBecomeOneExpression_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QStringList>("subjects");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("expression");
    QTest::newRow("environments") << github
                                  << QStringList{u"repo:contoso/x:environment:dev"_s,
                                                 u"repo:contoso/x:environment:prod"_s,
                                                 u"repo:contoso/x:environment:preprod"_s}
                                  << u"7"_s
                                  << u"claims['sub'] matches 'repo:contoso/x:environment:*' and "
                                     "claims['repository_id'] eq '7'"_s;
    QTest::newRow("same length") << github
                                 << QStringList{u"repo:contoso/x:environment:eu1"_s,
                                                u"repo:contoso/x:environment:eu2"_s}
                                 << u"7"_s
                                 << u"claims['sub'] matches 'repo:contoso/x:environment:eu?' and "
                                    "claims['repository_id'] eq '7'"_s;
    QTest::newRow("repositories of one owner")
        << github << QStringList{u"repo:contoso/app:environment:prod"_s, u"repo:contoso/shop:environment:prod"_s}
        << u"9"_s
        << u"claims['sub'] matches 'repo:contoso/*p:environment:prod' and claims['repository_owner_id'] eq '9'"_s;
    QTest::newRow("project of GitLab") << u"https://gitlab.com"_s
                                       << QStringList{u"project_path:g/p:ref_type:branch:ref:main"_s,
                                                      u"project_path:g/p:ref_type:branch:ref:release"_s}
                                       << u"5"_s
                                       << u"claims['sub'] matches 'project_path:g/p:ref_type:branch:ref:*' and "
                                          "claims['project_id'] eq '5'"_s;
    QTest::newRow("workspaces") << u"https://app.terraform.io"_s
                                << QStringList{u"organization:c:project:p:workspace:w:run_phase:plan"_s,
                                               u"organization:c:project:p:workspace:w:run_phase:apply"_s}
                                << QString()
                                << u"claims['sub'] matches 'organization:c:project:p:workspace:w:run_phase:*'"_s;
}

void TestExpressionMerge::subjectsBecomeOneExpression()
{
    QFETCH(QString, issuer);
    QFETCH(QStringList, subjects);
    QFETCH(QString, id);
    const auto merged = mergeSubjects(issuer, subjects, id);
    QVERIFY2(merged, merged ? "" : qPrintable(merged.error().message));
    QTEST(expressionText(merged->comparisons), "expression");
    QVERIFY(judgeComparisons(issuer, merged->comparisons).isEmpty());
    const QString claim = bindingClaim(issuer, subjects);
    for (const QString &one : subjects)
        QVERIFY(fits(merged->comparisons, token(one, claim, id)));
    QVERIFY(!subjects.contains(merged->stranger));
    QVERIFY(fits(merged->comparisons, token(merged->stranger, claim, id)));
    if (!claim.isEmpty())
        QVERIFY(!fits(merged->comparisons, token(subjects.constFirst(), claim, u"666"_s)));
}

void TestExpressionMerge::whatCannotBeMergedIsRefused_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QStringList>("subjects");
    QTest::addColumn<QString>("id");
    const QStringList good{u"repo:contoso/x:environment:a"_s, u"repo:contoso/x:environment:b"_s};
    QTest::newRow("one") << github << QStringList{good.constFirst(), good.constFirst()} << u"1"_s;
    QTest::newRow("no expressions there") << u"https://accounts.google.com"_s << good << u"1"_s;
    QTest::newRow("other owners") << github
                                  << QStringList{u"repo:contoso/x:environment:a"_s, u"repo:contosa/x:environment:a"_s}
                                  << u"1"_s;
    QTest::newRow("owner that begins like another")
        << github << QStringList{u"repo:contoso/x:environment:a"_s, u"repo:contoso-evil/x:environment:a"_s} << u"1"_s;
    QTest::newRow("another shape") << github << QStringList{u"job:1"_s, u"job:2"_s} << u"1"_s;
    QTest::newRow("other projects of a group") << u"https://gitlab.com"_s
                                               << QStringList{u"project_path:g/a/p:ref_type:branch:ref:main"_s,
                                                              u"project_path:g/b/p:ref_type:branch:ref:main"_s}
                                               << u"1"_s;
    QTest::newRow("a branch and an environment")
        << github << QStringList{u"repo:contoso/x:environment:a"_s, u"repo:contoso/x:ref:refs/heads/a"_s} << u"1"_s;
    QTest::newRow("kinds over repositories")
        << github << QStringList{u"repo:contoso/x:environment:a"_s, u"repo:contoso/y:pull_request"_s} << u"1"_s;
    QTest::newRow("no id") << github << good << QString();
    QTest::newRow("id that is none") << github << good << u"1' or"_s;
    QTest::newRow("a wildcard in a subject")
        << github << QStringList{u"repo:contoso/x:ref:*"_s, good.constFirst()} << u"1"_s;
}

void TestExpressionMerge::whatCannotBeMergedIsRefused()
{
    QFETCH(QString, issuer);
    QFETCH(QStringList, subjects);
    QFETCH(QString, id);
    const auto merged = mergeSubjects(issuer, subjects, id);
    QVERIFY(!merged);
    QVERIFY(merged.error().kind == ErrorKind::Validation);
    QVERIFY(!merged.error().message.isEmpty());
}

// Whatever the subjects were: a token that fits begins and ends as was said, and carries the id.
void TestExpressionMerge::nothingOutsideTheBoundsGetsIn()
{
    QRandomGenerator random(20261123);
    const QString letters = u"abcd-"_s;
    const auto word = [&](int most) {
        QString text;
        for (int i = random.bounded(1, most); i > 0; --i)
            text += letters.at(random.bounded(letters.size()));
        return text;
    };
    int merges = 0;
    for (int round = 0; round < 3000; ++round) {
        QStringList subjects;
        const QString owner = u"repo:contoso/"_s;
        for (int i = random.bounded(2, 5); i > 0; --i)
            subjects.append(owner + (round % 2 == 0 ? u"x"_s : word(4)) + u":environment:"
                            + (round % 2 == 0 ? word(4) : u"prod"_s));
        const auto merged = mergeSubjects(github, subjects, u"7"_s);
        if (!merged)
            continue;
        ++merges;
        const QString claim = bindingClaim(github, subjects);
        for (const QString &one : std::as_const(subjects))
            QVERIFY(fits(merged->comparisons, token(one, claim, u"7"_s)));
        for (int i = 0; i < 20; ++i) {
            const QString other = (random.bounded(2) == 0 ? owner : u"repo:other/"_s) + word(5) + u":environment:"
                + word(5);
            if (!fits(merged->comparisons, token(other, claim, u"7"_s)))
                continue;
            QVERIFY(other.startsWith(merged->beginning) && other.endsWith(merged->ending));
            QVERIFY(other.startsWith(owner));
        }
    }
    QVERIFY2(merges > 300, qPrintable(QString::number(merges)));
}

} // namespace symbolon::trust

QTEST_APPLESS_MAIN(symbolon::trust::TestExpressionMerge)
#include "tst_expression_merge.moc"
