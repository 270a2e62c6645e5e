// SPDX-License-Identifier: Apache-2.0
#include "base/shown.h"
#include "exchange/narration.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::exchange {
namespace {

const auto githubIssuer = u"https://token.actions.githubusercontent.com"_s;
const auto mainBranch = u"repo:contoso/platform:ref:refs/heads/main"_s;
const auto hostile = u"x\nHost: evil\u202E<b>\"\\%1"_s;

trust::Identity identity()
{
    trust::Identity result;
    result.key.id = u"d2706e4f-58ab-41c9-9be3-7f14c0a8e562"_s;
    result.displayName = u"gh-platform-deploy"_s;
    result.clientId = u"4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1"_s;
    return result;
}

trust::FederatedCredential credentialOf(const QString &issuer, const QString &subject,
                                        const QString &audience = u"api://AzureADTokenExchange"_s)
{
    trust::FederatedCredential credential;
    credential.name = u"main-branch"_s;
    credential.issuer = issuer;
    credential.subject = subject;
    credential.audiences = {audience};
    return credential;
}

trust::FederatedCredential flexible(const QString &expression)
{
    trust::FederatedCredential credential = credentialOf(githubIssuer, {});
    credential.subject.reset();
    credential.expression = trust::ClaimsExpression{expression, 1};
    return credential;
}

trust::PresentedClaims tokenFor(const trust::FederatedCredential &credential)
{
    return {credential.issuer, credential.matchText(), credential.audiences.value(0), {}};
}

Setting setting(const QString &platformId = u"github"_s)
{
    Setting result;
    result.login = QUrl(u"https://login.microsoftonline.com"_s);
    result.resource = QUrl(u"https://management.azure.com"_s);
    result.resourceScope = u"https://management.azure.com/.default"_s;
    result.tenantId = u"b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643"_s;
    result.tenantName = u"Contoso"_s;
    result.platformId = platformId;
    result.reach = u"Owner @ sub-contoso-prod"_s;
    return result;
}

Narration whatIf(const trust::FederatedCredential &credential, const QString &platformId = u"github"_s)
{
    return narrate(identity(), credential, setting(platformId));
}

const Check *checkNamed(const Narration &story, const QString &name)
{
    const QList<Check> &checks = story.steps.at(4).checks;
    const auto found =
        std::find_if(checks.begin(), checks.end(), [&name](const Check &check) { return check.name == name; });
    return found == checks.end() ? nullptr : &*found;
}

QJsonObject claimsOf(const Narration &story)
{
    return QJsonDocument::fromJson(story.steps.at(1).response.toUtf8()).object();
}

} // namespace

class TestNarration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sevenStepsBetweenFiveParties();
    void whatIfIsExpected();
    void exchangeRequest();
    void discovery_data();
    void discovery();
    void mirrorIsNamed();
    void firstStepFollowsThePlatform_data();
    void firstStepFollowsThePlatform();
    void decodedToken_data();
    void decodedToken();
    void decodedTokenOfAnExpression();
    void decodedTokenThatWasGiven();
    void acceptedToken();
    void refusals_data();
    void refusals();
    void checksAfterTheFirstDifferenceAreNotDone();
    void signatureAndLifetimeAreNeverClaimed();
    void expressionNotUnderstood();
    void reach();
    void hostileValuesStayOnTheirLine();
    void nothingSecretIsTold();
    void plainTextTellsEverything();
};

void TestNarration::sevenStepsBetweenFiveParties()
{
    const Narration story = whatIf(credentialOf(githubIssuer, mainBranch));
    QCOMPARE(story.participants.size(), 5);
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(static_cast<int>(story.participants.at(i).party), i);
        QVERIFY(!story.participants.at(i).title.isEmpty());
        QVERIFY(!story.participants.at(i).subtitle.isEmpty());
    }
    QCOMPARE(story.participants.at(0).subtitle, u"repo contoso/platform"_s);
    QCOMPARE(story.participants.at(2).subtitle, u"tenant Contoso"_s);
    QCOMPARE(story.participants.at(3).subtitle, u"token.actions.githubusercontent.com"_s);
    QStringList told;
    for (const Step &step : story.steps)
        told << u"%1 %2>%3%4 %5"_s.arg(step.number)
                    .arg(static_cast<int>(step.from))
                    .arg(static_cast<int>(step.to))
                    .arg(step.isAnswer ? u" answer"_s : QString(), step.title);
    QCOMPARE(
        told,
        QStringList({u"1 0>1 Ask for a token"_s, u"2 1>0 answer External token"_s,
                     u"3 0>2 Exchange it: client_assertion"_s, u"4 2>3 Read issuer metadata"_s,
                     u"5 2>2 Check the assertion"_s, u"6 2>0 answer Access token"_s, u"7 0>4 Use the access token"_s}));
}

void TestNarration::whatIfIsExpected()
{
    const Narration story = whatIf(credentialOf(githubIssuer, mainBranch));
    QVERIFY(story.accepted);
    QVERIFY(story.code.isEmpty());
    QVERIFY(!story.verdict.isEmpty());
    for (const Step &step : story.steps) {
        QCOMPARE(step.state, StepState::Expected);
        QVERIFY(!step.summary.isEmpty());
        QVERIFY(!step.explanation.isEmpty());
        QVERIFY(!step.request.isEmpty() || !step.response.isEmpty() || !step.checks.isEmpty());
    }
}

void TestNarration::exchangeRequest()
{
    const Step step = whatIf(credentialOf(githubIssuer, mainBranch)).steps.at(2);
    QCOMPARE(step.summary, u"POST /b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643/oauth2/v2.0/token"_s);
    const QStringList lines = step.request.split(u'\n');
    QVERIFY(lines.contains(u"POST /b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643/oauth2/v2.0/token"_s));
    QVERIFY(lines.contains(u"Host: login.microsoftonline.com"_s));
    QVERIFY(lines.contains(u"grant_type=client_credentials"_s));
    QVERIFY(lines.contains(u"&client_id=4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1"_s));
    QVERIFY(lines.contains(u"&scope=https://management.azure.com/.default"_s));
    QVERIFY(lines.contains(u"&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_s));
    QVERIFY(lines.contains(u"&client_assertion=<external token>"_s));
}

void TestNarration::discovery_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("address");
    QTest::newRow("without slash") << githubIssuer << githubIssuer + u"/.well-known/openid-configuration"_s;
    QTest::newRow("with slash") << u"https://a.oic.prod-aks.azure.com/t/c/"_s
                                << u"https://a.oic.prod-aks.azure.com/t/c/.well-known/openid-configuration"_s;
    QTest::newRow("with path") << u"https://idp.contoso.com/realms/x"_s
                               << u"https://idp.contoso.com/realms/x/.well-known/openid-configuration"_s;
}

void TestNarration::discovery()
{
    QFETCH(QString, issuer);
    QFETCH(QString, address);
    const Step step = whatIf(credentialOf(issuer, u"w"_s)).steps.at(3);
    QCOMPARE(step.summary, u"GET "_s + address);
    QVERIFY(step.request.startsWith(u"GET "_s + address + u'\n'));
    QCOMPARE(QJsonDocument::fromJson(step.response.toUtf8()).object().value(u"issuer"_s).toString(), issuer);
}

void TestNarration::mirrorIsNamed()
{
    Setting mirrored = setting();
    mirrored.issuerMirror = QUrl(u"http://127.0.0.1:8443/issuer"_s);
    const Narration story = narrate(identity(), credentialOf(githubIssuer, mainBranch), mirrored);
    QCOMPARE(story.participants.at(3).subtitle, u"127.0.0.1"_s);
    QVERIFY(story.steps.at(3).explanation.contains(u"http://127.0.0.1:8443/issuer"));
}

void TestNarration::firstStepFollowsThePlatform_data()
{
    QTest::addColumn<QString>("platformId");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("audience");
    QTest::addColumn<QString>("asked");    // part of the request
    QTest::addColumn<QString>("workload"); // first party
    const auto audience = u"api://AzureADTokenExchange"_s;
    QTest::newRow("GitHub") << u"github"_s << mainBranch << audience
                            << u"GET $ACTIONS_ID_TOKEN_REQUEST_URL&audience=api://AzureADTokenExchange"_s
                            << u"repo contoso/platform"_s;
    QTest::newRow("AKS") << u"aks"_s << u"system:serviceaccount:payments:api"_s << audience << u"serviceAccountToken:"_s
                         << u"payments/api"_s;
    QTest::newRow("Google") << u"google-accounts"_s << u"112233445566778899001"_s << audience
                            << u"/identity?audience=api://AzureADTokenExchange"_s << u"Google Cloud workload"_s;
    QTest::newRow("Cognito") << u"cognito-identity"_s << u"us-east-1:1"_s << u"us-east-1:2"_s
                             << u"GetOpenIdTokenForDeveloperIdentity\nIdentityPoolId: us-east-1:2"_s
                             << u"AWS workload"_s;
    QTest::newRow("SPIFFE") << u"spiffe"_s << u"spiffe://contoso.com/line/1"_s << audience << u"FetchJWTSVID"_s
                            << u"contoso.com/line/1"_s;
    QTest::newRow("GitLab") << u"gitlab-com"_s << u"project_path:contoso/lake:ref_type:branch:ref:main"_s << audience
                            << u"id_tokens:"_s << u"project contoso/lake"_s;
    QTest::newRow("Terraform") << u"hcp-terraform"_s
                               << u"organization:contoso:project:p:workspace:prod:run_phase:apply"_s << audience
                               << u"TFC_WORKLOAD_IDENTITY_AUDIENCE"_s << u"workspace prod"_s;
    QTest::newRow("managed identity") << u"managed-identity"_s << u"5544aabb"_s << audience
                                      << u"/metadata/identity/oauth2/token"_s << u"Azure workload"_s;
    QTest::newRow("Pipelines") << u"azure-devops"_s << u"/eid1/sc/a/b"_s << audience << u"OIDCREQUESTURI"_s
                               << u"Azure Pipelines job"_s;
    QTest::newRow("unknown") << u"other"_s << u"workload-42"_s << audience << u"aud=api://AzureADTokenExchange"_s
                             << u"External workload"_s;
}

void TestNarration::firstStepFollowsThePlatform()
{
    QFETCH(QString, platformId);
    QFETCH(QString, subject);
    QFETCH(QString, audience);
    QFETCH(QString, asked);
    const Narration story = whatIf(credentialOf(u"https://idp.contoso.com"_s, subject, audience), platformId);
    QVERIFY2(story.steps.first().request.contains(asked), qPrintable(story.steps.first().request));
    QCOMPARE(story.steps.first().summary, u"aud="_s + audience);
    QTEST(story.participants.first().subtitle, "workload");
}

void TestNarration::decodedToken_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QString>("value");
    QTest::newRow("repository") << mainBranch << u"repository"_s << u"contoso/platform"_s;
    QTest::newRow("ref") << mainBranch << u"ref"_s << u"refs/heads/main"_s;
    QTest::newRow("environment") << u"repo:contoso/platform:environment:eu%3Aprod"_s << u"environment"_s
                                 << u"eu:prod"_s;
    QTest::newRow("pull request") << u"repo:contoso/platform:pull_request"_s << u"event_name"_s << u"pull_request"_s;
    QTest::newRow("owner id") << u"repo:contoso@55/platform@82:pull_request"_s << u"repository_owner_id"_s << u"55"_s;
    QTest::newRow("repository id") << u"repo:contoso@55/platform@82:pull_request"_s << u"repository_id"_s << u"82"_s;
    QTest::newRow("repository without ids")
        << u"repo:contoso@55/platform@82:pull_request"_s << u"repository"_s << u"contoso/platform"_s;
    QTest::newRow("GitLab ref") << u"project_path:a/b/c:ref_type:tag:ref:v1"_s << u"ref_type"_s << u"tag"_s;
    QTest::newRow("Terraform phase") << u"organization:o:project:p:workspace:w:run_phase:plan"_s
                                     << u"terraform_run_phase"_s << u"plan"_s;
    QTest::newRow("subject as it is") << u"a\"b"_s << u"sub"_s << u"a\"b"_s;
}

void TestNarration::decodedToken()
{
    QFETCH(QString, subject);
    QFETCH(QString, claim);
    const Narration story = whatIf(credentialOf(githubIssuer, subject));
    const QJsonObject claims = claimsOf(story);
    QCOMPARE(claims.value(u"iss"_s).toString(), githubIssuer);
    QCOMPARE(claims.value(u"sub"_s).toString(), subject);
    QTEST(claims.value(claim).toString(), "value");
}

void TestNarration::decodedTokenOfAnExpression()
{
    const Narration story =
        whatIf(flexible(u"claims['sub'] matches 'repo:contoso/*:ref:*' and claims['repository_id'] eq '7'"_s));
    const QJsonObject claims = claimsOf(story);
    QCOMPARE(claims.value(u"sub"_s).toString(), u"<like repo:contoso/*:ref:*>"_s);
    QCOMPARE(claims.value(u"repository_id"_s).toString(), u"7"_s);
    QVERIFY(checkNamed(story, u"Expression"_s));
    QVERIFY(!checkNamed(story, u"Subject"_s));
    const Narration exact = whatIf(flexible(u"claims['sub'] eq 'repo:contoso/app:pull_request'"_s));
    QCOMPARE(claimsOf(exact).value(u"repository"_s).toString(), u"contoso/app"_s);
}

void TestNarration::decodedTokenThatWasGiven()
{
    const auto credential = credentialOf(githubIssuer, mainBranch);
    trust::PresentedClaims token = tokenFor(credential);
    token.claims = {{u"actor"_s, u"adele"_s}};
    const QJsonObject claims = claimsOf(narrate(identity(), credential, setting(), token));
    QCOMPARE(claims.keys(), QStringList({u"actor"_s, u"aud"_s, u"iss"_s, u"sub"_s})); // nothing is made up
}

void TestNarration::acceptedToken()
{
    const auto credential = credentialOf(githubIssuer, mainBranch);
    const Narration story = narrate(identity(), credential, setting(), tokenFor(credential));
    QVERIFY(story.accepted);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(story.steps.at(i).state, StepState::Passed);
    QCOMPARE(story.steps.at(5).state, StepState::Expected);
    QCOMPARE(checkNamed(story, u"Subject"_s)->presented, mainBranch);
    QCOMPARE(checkNamed(story, u"Subject"_s)->trusted, mainBranch);
}

void TestNarration::refusals_data()
{
    QTest::addColumn<trust::PresentedClaims>("token");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("wording");
    const trust::PresentedClaims right = tokenFor(credentialOf(githubIssuer, mainBranch));
    trust::PresentedClaims token = right;
    token.issuer += u'/';
    QTest::newRow("issuer") << token << u"AADSTS700211"_s << u"Issuer"_s
                            << u"presented assertion issuer '%1'."_s.arg(token.issuer);
    token = right;
    token.subject = u"repo:contoso/platform:ref:refs/heads/release/25.11"_s;
    QTest::newRow("subject") << token << u"AADSTS700213"_s << u"Subject"_s
                             << u"presented assertion subject '%1'."_s.arg(token.subject);
    token = right;
    token.subject = u"repo:Contoso/platform:ref:refs/heads/main"_s;
    QTest::newRow("subject in other case")
        << token << u"AADSTS7002138"_s << u"Subject"_s
        << u"matches with case-insensitive comparison, but not with case-sensitive"_s;
    token = right;
    token.audience = u"https://github.com/contoso"_s;
    QTest::newRow("audience") << token << u"AADSTS700212"_s << u"Audience"_s
                              << u"presented assertion audience '%1'."_s.arg(token.audience);
    token = right;
    token.subject = u"a'b\"c\\d\n%1"_s;
    QTest::newRow("hostile subject") << token << u"AADSTS700213"_s << u"Subject"_s << token.subject;
}

void TestNarration::refusals()
{
    QFETCH(trust::PresentedClaims, token);
    QFETCH(QString, code);
    QFETCH(QString, check);
    QFETCH(QString, wording);
    const Narration story = narrate(identity(), credentialOf(githubIssuer, mainBranch), setting(), token);
    QVERIFY(!story.accepted);
    QCOMPARE(story.code, code);
    QVERIFY(story.verdict.contains(check.toLower()));
    QCOMPARE(story.steps.at(4).state, StepState::Failed);
    QVERIFY(story.steps.at(4).title.contains(check.toLower()));
    QCOMPARE(checkNamed(story, check)->state, CheckState::Failed);
    QCOMPARE(story.steps.at(5).state, StepState::NotReached);
    QCOMPARE(story.steps.at(6).state, StepState::NotReached);
    const QJsonObject error = QJsonDocument::fromJson(story.steps.at(5).response.toUtf8()).object();
    QCOMPARE(error.value(u"error"_s).toString(), u"invalid_client"_s);
    const QString description = error.value(u"error_description"_s).toString();
    QVERIFY2(description.startsWith(code + u": No matching federated identity record found"), qPrintable(description));
    QVERIFY2(description.contains(wording), qPrintable(description));
    QCOMPARE(u"AADSTS%1"_s.arg(error.value(u"error_codes"_s).toArray().at(0).toInt()), code);
}

void TestNarration::checksAfterTheFirstDifferenceAreNotDone()
{
    const auto credential = credentialOf(githubIssuer, mainBranch);
    trust::PresentedClaims token = tokenFor(credential);
    token.subject = u"other"_s;
    token.audience = u"other"_s;
    const Narration story = narrate(identity(), credential, setting(), token);
    QCOMPARE(checkNamed(story, u"Issuer"_s)->state, CheckState::Passed);
    QCOMPARE(checkNamed(story, u"Subject"_s)->state, CheckState::Failed);
    QCOMPARE(checkNamed(story, u"Audience"_s)->state, CheckState::NotDone);
}

void TestNarration::signatureAndLifetimeAreNeverClaimed()
{
    const auto credential = credentialOf(githubIssuer, mainBranch);
    const Narration story = narrate(identity(), credential, setting(), tokenFor(credential));
    QCOMPARE(checkNamed(story, u"Signature"_s)->state, CheckState::NotDone);
    QCOMPARE(checkNamed(story, u"Lifetime"_s)->state, CheckState::NotDone);
}

void TestNarration::expressionNotUnderstood()
{
    const auto credential = flexible(u"claims['sub'] eq 'it''s'"_s);
    const Narration imagined = whatIf(credential);
    QVERIFY(!imagined.accepted);
    QVERIFY(imagined.code.isEmpty());
    QCOMPARE(checkNamed(imagined, u"Expression"_s)->state, CheckState::NotDone);
    trust::PresentedClaims token = tokenFor(credential);
    token.subject = u"it's"_s;
    const Narration presented = narrate(identity(), credential, setting(), token);
    QVERIFY(!presented.accepted);
    QVERIFY(presented.code.isEmpty()); // no refusal is invented
    token.issuer += u'/';
    QCOMPARE(narrate(identity(), credential, setting(), token).code, u"AADSTS700211"_s); // that much is certain
}

void TestNarration::reach()
{
    const Narration story = whatIf(credentialOf(githubIssuer, mainBranch));
    QCOMPARE(story.steps.last().summary, u"Owner @ sub-contoso-prod"_s);
    QVERIFY(story.steps.last().explanation.contains(u"gh-platform-deploy"));
    Setting nothing = setting();
    nothing.reach.clear();
    const Narration unknown = narrate(identity(), credentialOf(githubIssuer, mainBranch), nothing);
    QVERIFY(!unknown.steps.last().summary.isEmpty());
}

void TestNarration::hostileValuesStayOnTheirLine()
{
    trust::Identity someone = identity();
    someone.displayName = hostile;
    someone.clientId = hostile;
    Setting odd = setting();
    odd.tenantId = hostile;
    odd.tenantName = hostile;
    odd.resourceScope = hostile;
    const trust::FederatedCredential credential =
        credentialOf(u"https://idp.contoso.com/"_s + hostile, hostile, hostile);
    trust::PresentedClaims token = tokenFor(credential);
    token.claims.insert(hostile, hostile);
    for (const QString &platform :
         {u"github"_s, u"aks"_s, u"google-accounts"_s, u"cognito-identity"_s, u"spiffe"_s, u"gitlab-com"_s,
          u"hcp-terraform"_s, u"managed-identity"_s, u"azure-devops"_s, u"other"_s}) {
        odd.platformId = platform;
        for (const bool given : {false, true}) {
            const Narration story = narrate(someone, credential, odd, given ? std::optional(token) : std::nullopt);
            for (const Step &step : story.steps) {
                const QStringList lines = step.request.split(u'\n') + step.response.split(u'\n');
                for (const QString &line : lines) {
                    QVERIFY2(!hasInvisible(line), qPrintable(shown(line)));
                    QVERIFY2(!line.startsWith(u"Host: evil"), qPrintable(line));
                }
            }
            QVERIFY(!hasInvisible(plainText(story).remove(u'\n')));
            QVERIFY(!plainText(story).contains(u"\n   Host: evil"));
        }
    }
}

void TestNarration::nothingSecretIsTold()
{
    const auto credential = credentialOf(githubIssuer, mainBranch);
    const Narration story = narrate(identity(), credential, setting(), tokenFor(credential));
    const QString text = plainText(story);
    QVERIFY(!text.contains(u"eyJ"));
    QVERIFY(text.contains(u"client_assertion=<external token>"));
    QVERIFY(text.contains(u"<access token>"));
}

void TestNarration::plainTextTellsEverything()
{
    const auto credential = credentialOf(githubIssuer, mainBranch);
    trust::PresentedClaims token = tokenFor(credential);
    token.subject = u"repo:contoso/platform:pull_request"_s;
    const Narration story = narrate(identity(), credential, setting(), token);
    const QString text = plainText(story);
    QVERIFY(text.startsWith(u"AADSTS700213: "));
    for (const Step &step : story.steps) {
        QVERIFY2(text.contains(u"%1. %2"_s.arg(step.number).arg(step.title)), qPrintable(step.title));
        QVERIFY(text.contains(step.summary));
    }
    QVERIFY(text.contains(u"[differs] Subject"));
    QVERIFY(text.contains(u"in the token: repo:contoso/platform:pull_request"));
    QVERIFY(text.contains(u"trusted: "_s + mainBranch));
}

} // namespace symbolon::exchange

QTEST_GUILESS_MAIN(symbolon::exchange::TestNarration)
#include "tst_narration.moc"
