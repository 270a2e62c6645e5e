// SPDX-License-Identifier: Apache-2.0
// Tokens that an expression takes and refuses: each is what it is called, whatever the expression.
#include "trust/expression_examples.h"
#include "trust/expression_rules.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::trust {
namespace {

using Who = ExpressionExample::Who;
using Reach = ExpressionBreadth::Reach;

const auto github = u"https://token.actions.githubusercontent.com"_s;
const auto gitlab = u"https://gitlab.com"_s;
const auto terraform = u"https://app.terraform.io"_s;

FederatedCredential credentialOf(const QString &issuer, const QString &expression)
{
    FederatedCredential credential;
    credential.name = u"test"_s;
    credential.issuer = issuer;
    credential.expression = ClaimsExpression{expression, 1};
    credential.audiences = {u"api://AzureADTokenExchange"_s};
    return credential;
}

// The definition again, by a regular expression: nothing here is asked of the matcher that made the examples.
bool definedFit(const QList<Comparison> &comparisons, const PresentedClaims &token)
{
    return std::all_of(comparisons.begin(), comparisons.end(), [&token](const Comparison &comparison) {
        if (comparison.claim != u"sub" && !token.claims.contains(comparison.claim))
            return false;
        const QString value = comparison.claim == u"sub" ? token.subject : token.claims.value(comparison.claim);
        if (comparison.op == Comparison::Operator::Eq)
            return value == comparison.comparand;
        QString pattern;
        for (const QChar sign : comparison.comparand)
            pattern += sign == u'*' ? u".*"_s : sign == u'?' ? u"."_s : QRegularExpression::escape(QString(sign));
        return QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                                  QRegularExpression::DotMatchesEverythingOption)
            .match(value)
            .hasMatch();
    });
}

bool hasAccepted(const ExpressionExamples &all, Who who, const QString &subject)
{
    return std::any_of(all.examples.begin(), all.examples.end(), [&](const ExpressionExample &one) {
        return one.accepted && one.who == who && one.token.subject == subject;
    });
}

bool hasRefused(const ExpressionExamples &all, const QString &subject)
{
    return std::any_of(all.examples.begin(), all.examples.end(),
                       [&](const ExpressionExample &one) { return !one.accepted && one.token.subject == subject; });
}

} // namespace

class TestExpressionExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyExampleIsWhatItIsCalled();
    void breadth_data();
    void breadth();
    void aNameWithAStarLetsStrangersIn();
    void aNumberKeepsStrangersOut();
    void nearMissesAreRefused();
    void takenOverNamesAreTold();
    void otherShapesHaveExamplesToo();
    void whatExcludesItselfHasNone();
    void aTokenIsComparedPartByPart();
};

void TestExpressionExamples::everyExampleIsWhatItIsCalled()
{
    QRandomGenerator random(20261123);
    const QStringList issuers{github, gitlab, terraform, u"https://idp.contoso.com"_s};
    const QStringList claims{u"sub"_s,
                             u"sub"_s,
                             u"repository_id"_s,
                             u"repository_owner_id"_s,
                             u"job_workflow_ref"_s,
                             u"project_id"_s,
                             u"namespace_id"_s,
                             u"actor"_s,
                             u"iss"_s};
    const QStringList pieces{u"repo:"_s,
                             u"contoso"_s,
                             u"/"_s,
                             u"storefront"_s,
                             u":"_s,
                             u"ref:refs/heads/"_s,
                             u"pull_request"_s,
                             u"*"_s,
                             u"*"_s,
                             u"?"_s,
                             u"@5544123"_s,
                             u"70000001"_s,
                             u"organization:"_s,
                             u":project:"_s,
                             u":run_phase:"_s,
                             u"project_path:"_s,
                             u"project_id:"_s,
                             u":workspace:"_s,
                             u"ü"_s,
                             u"%1"_s,
                             u"\u202E"_s,
                             u"environment:"_s};
    int accepted = 0;
    int refused = 0;
    int withOne = 0;
    for (int round = 0; round < 6'000; ++round) {
        QList<Comparison> comparisons;
        for (int left = 1 + random.bounded(3); left > 0; --left) {
            QString comparand;
            if (random.bounded(2))
                comparand = QStringList{u"repo:contoso"_s, u"project_path:contoso"_s, u"organization:contoso"_s}.at(
                    random.bounded(3));
            for (int parts = random.bounded(6); parts > 0; --parts)
                comparand += pieces.at(random.bounded(static_cast<int>(pieces.size())));
            comparisons.append({claims.at(random.bounded(static_cast<int>(claims.size()))),
                                random.bounded(3) ? Comparison::Operator::Matches : Comparison::Operator::Eq,
                                comparand});
        }
        FederatedCredential credential = credentialOf(issuers.at(random.bounded(4)), expressionText(comparisons));
        const ExpressionExamples all = expressionExamples(credential);
        for (const ExpressionExample &one : all.examples) {
            PresentedClaims token = one.token;
            token.claims.insert(u"iss"_s, token.issuer); // as any token carries it
            QVERIFY2(one.accepted == definedFit(comparisons, token),
                     qPrintable(credential.expression->value + u" and " + one.token.subject));
            QVERIFY(!one.title.isEmpty());
            QCOMPARE(one.token.issuer, credential.issuer);
            ++(one.accepted ? accepted : refused);
        }
        withOne += std::any_of(all.examples.begin(), all.examples.end(), [](const auto &one) { return one.accepted; });
        // Nothing but what is found may be called harmless, and what lets a stranger in never is.
        const bool stranger = std::any_of(all.examples.begin(), all.examples.end(),
                                          [](const auto &one) { return one.accepted && one.who == Who::Stranger; });
        if (stranger)
            QCOMPARE(all.breadth.reach, Reach::Strangers);
    }
    QVERIFY2(accepted > 1'500 && refused > 1'500 && withOne > 1'500,
             qPrintable(u"%1 %2 %3"_s.arg(accepted).arg(refused).arg(withOne)));
}

void TestExpressionExamples::breadth_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("expression");
    QTest::addColumn<Reach>("reach");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QString &issuer, const QString &expression, Reach reach,
                        const QString &words) { QTest::newRow(name) << issuer << expression << reach << words; };
    const auto id = u" and claims['repository_id'] eq '1'"_s;
    row("branches", github, u"claims['sub'] matches 'repo:contoso/app:ref:refs/heads/*'"_s + id, Reach::Project,
        u"Takes any branch of contoso/app."_s);
    row("refs", github, u"claims['sub'] matches 'repo:contoso/app:ref:*'"_s + id, Reach::Project,
        u"Takes any branch or any tag of contoso/app."_s);
    row("anything", github, u"claims['sub'] matches 'repo:contoso/app:*'"_s + id, Reach::Project,
        u"Takes any branch, any tag, any environment or pull requests of contoso/app."_s);
    row("a prefix", github, u"claims['sub'] matches 'repo:contoso/app:ref:refs/heads/release/*'"_s + id, Reach::Project,
        u"Takes “ref:refs/heads/release/*” of contoso/app."_s);
    row("pull requests", github, u"claims['sub'] eq 'repo:contoso/app:pull_request'"_s + id, Reach::Project,
        u"Takes pull requests of contoso/app."_s);
    row("any repository", github,
        u"claims['sub'] matches 'repo:contoso/*:ref:refs/heads/main' and claims['repository_owner_id'] eq '5'"_s,
        Reach::Owner, u"Takes “ref:refs/heads/main” of any repository of contoso."_s);
    row("some repositories", github,
        u"claims['sub'] matches 'repo:contoso/app-*:pull_request' and claims['repository_owner_id'] eq '5'"_s,
        Reach::Owner, u"Takes pull requests of whatever fits “contoso/app-*”."_s);
    row("immutable", github,
        u"claims['sub'] matches 'repo:contoso@5/app@6:environment:*' and claims['repository_id'] eq '6'"_s,
        Reach::Project, u"Takes any environment of contoso@5/app@6."_s);
    row("an owner's beginning", github, u"claims['sub'] matches 'repo:contoso*'"_s, Reach::Strangers,
        u"Takes any branch, any tag, any environment or pull requests of any owner whose name fits “contoso*”: a "
        "stranger can make a token that fits."_s);
    row("anybody", github, u"claims['sub'] matches '*'"_s, Reach::Strangers,
        u"Takes any branch, any tag, any environment or pull requests of anybody: a stranger can make a token that "
        "fits."_s);
    row("anybody's deployment", github, u"claims['sub'] matches '*:environment:production'"_s, Reach::Strangers,
        u"Takes “environment:production” of anybody: a stranger can make a token that fits."_s);
    row("no word about sub", github,
        u"claims['job_workflow_ref'] eq 'contoso/a/.github/workflows/b.yml@refs/heads/main'"_s, Reach::Strangers,
        u"Takes any branch, any tag, any environment or pull requests of anybody: a stranger can make a token that "
        "fits."_s);
    row("names alone", github, u"claims['sub'] eq 'repo:contoso/app:pull_request'"_s, Reach::Strangers,
        u"Takes pull requests of contoso/app, and the same of whoever takes over that name: no number is compared."_s);
    row("GitLab", gitlab,
        u"claims['sub'] matches 'project_path:contoso/shop/web:ref_type:tag:ref:*' and claims['project_id'] eq '3'"_s,
        Reach::Project, u"Takes any tag of contoso/shop/web."_s);
    row("GitLab by id", gitlab, u"claims['sub'] matches 'project_id:3:*' and claims['project_id'] eq '3'"_s,
        Reach::Project, u"Takes any branch or any tag of 3."_s);
    row("Terraform", terraform,
        u"claims['sub'] matches 'organization:contoso:project:Default Project:workspace:pay:run_phase:*'"_s,
        Reach::Project, u"Takes plans or applies of contoso/Default Project/pay."_s);
    row("Terraform, any workspace", terraform,
        u"claims['sub'] matches 'organization:contoso:project:*:run_phase:plan'"_s, Reach::Owner,
        u"Takes plans of any workspace of contoso."_s);
    row("every subject", u"https://idp.contoso.com"_s, u"claims['sub'] matches '*'"_s, Reach::Strangers,
        u"Takes every subject of this issuer: a stranger can make a token that fits."_s);
    row("not known", u"https://idp.contoso.com"_s, u"claims['sub'] matches 'a*'"_s, Reach::Unknown, QString());
}

void TestExpressionExamples::breadth()
{
    QFETCH(QString, issuer);
    QFETCH(QString, expression);
    QFETCH(Reach, reach);
    QFETCH(QString, words);
    const ExpressionBreadth breadth = expressionExamples(credentialOf(issuer, expression)).breadth;
    QCOMPARE(breadth.words, words);
    QCOMPARE(breadth.reach, reach);
}

void TestExpressionExamples::aNameWithAStarLetsStrangersIn()
{
    const ExpressionExamples all =
        expressionExamples(credentialOf(github, u"claims['sub'] matches 'repo:contoso*:ref:refs/heads/main'"_s));
    QVERIFY(hasAccepted(all, Who::Meant, u"repo:contoso/storefront:ref:refs/heads/main"_s));
    QVERIFY(hasAccepted(all, Who::Stranger, u"repo:contoso-labs/storefront:ref:refs/heads/main"_s));
    QCOMPARE(all.examples.constFirst().who, Who::Meant);
    QCOMPARE(all.examples.at(1).who, Who::Stranger);
}

void TestExpressionExamples::aNumberKeepsStrangersOut()
{
    const ExpressionExamples all = expressionExamples(credentialOf(
        github, u"claims['sub'] matches 'repo:contoso*:*' and claims['repository_owner_id'] eq '70000001'"_s));
    QVERIFY(hasRefused(all, u"repo:contoso-labs/storefront:ref:refs/heads/main"_s));
    QCOMPARE(all.breadth.reach, Reach::Owner);
    // One that cannot keep anybody out.
    QCOMPARE(
        expressionExamples(
            credentialOf(github,
                         u"claims['sub'] matches 'repo:contoso*:*' and claims['repository_owner_id'] matches '7*'"_s))
            .breadth.reach,
        Reach::Strangers);
}

void TestExpressionExamples::nearMissesAreRefused()
{
    const ExpressionExamples all = expressionExamples(credentialOf(
        github, u"claims['sub'] matches 'repo:contoso/app:ref:refs/heads/*' and claims['repository_id'] eq '6'"_s));
    QVERIFY(hasAccepted(all, Who::Neighbour, u"repo:contoso/app:ref:refs/heads/anything-else"_s));
    QVERIFY(hasRefused(all, u"repo:Contoso/app:ref:refs/heads/main"_s));
    QVERIFY(hasRefused(all, u"repo:contoso/app:pull_request"_s));
    QVERIFY(hasRefused(all, u"repo:contoso-labs/app:ref:refs/heads/main"_s));
}

void TestExpressionExamples::takenOverNamesAreTold()
{
    const ExpressionExamples all =
        expressionExamples(credentialOf(github, u"claims['sub'] matches 'repo:contoso@*/app@*:pull_request'"_s));
    QVERIFY(hasAccepted(all, Who::Meant, u"repo:contoso@5544123/app@821093847:pull_request"_s));
    QVERIFY(hasAccepted(all, Who::Stranger, u"repo:contoso@70000001/app@70000002:pull_request"_s));
}

void TestExpressionExamples::otherShapesHaveExamplesToo()
{
    const ExpressionExamples all =
        expressionExamples(credentialOf(github, u"claims['sub'] matches 'repository_owner_id:5:*'"_s));
    QVERIFY(hasAccepted(all, Who::Neighbour, u"repository_owner_id:5:anything-else"_s));
    QVERIFY(hasRefused(all, u"Repository_owner_id:5:1"_s));
}

void TestExpressionExamples::whatExcludesItselfHasNone()
{
    const ExpressionExamples all = expressionExamples(credentialOf(
        github, u"claims['sub'] eq 'repo:a/b:pull_request' and claims['sub'] eq 'repo:a/c:pull_request'"_s));
    QVERIFY(all.examples.isEmpty());
    QCOMPARE(all.breadth.reach, Reach::Nothing);
    QVERIFY(expressionExamples(credentialOf(github, u"sub = 'a'"_s)).examples.isEmpty());
    QVERIFY(expressionExamples({}).examples.isEmpty());
}

void TestExpressionExamples::aTokenIsComparedPartByPart()
{
    const PresentedClaims token{github, u"repo:a/b:pull_request"_s, u"aud"_s, {{u"repository_id"_s, u"7"_s}}};
    const QList<ComparisonVerdict> verdicts = compareEach(
        u"claims['sub'] matches 'repo:a/*' and claims['repository_id'] eq '8' and claims['job_workflow_ref'] eq 'x'"_s,
        token);
    QCOMPARE(verdicts.size(), 3);
    QCOMPARE(verdicts.at(0).state, ComparisonVerdict::State::Holds);
    QCOMPARE(verdicts.at(0).presented, token.subject);
    QCOMPARE(verdicts.at(1).state, ComparisonVerdict::State::Differs);
    QCOMPARE(verdicts.at(1).presented, u"7"_s);
    QCOMPARE(verdicts.at(2).state, ComparisonVerdict::State::Missing);
    QVERIFY(compareEach(u"nonsense"_s, token).isEmpty());
}

} // namespace symbolon::trust

QTEST_GUILESS_MAIN(symbolon::trust::TestExpressionExamples)
#include "tst_expression_examples.moc"
