// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"
#include "demo/server.h"
#include "demo/trouble_file.h"
#include "demo_client.h"
#include "raw_client.h"

#include <QJsonDocument>
#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr std::chrono::seconds patience(20);

TroublePlan planOf(const char *text)
{
    std::string problem;
    const std::optional<TroublePlan> plan = readTrouble(text, problem);
    if (!plan)
        qWarning("%s", problem.c_str());
    return plan.value_or(TroublePlan());
}

TroublePlan planOfRule(const QString &rule)
{
    return planOf(QStringLiteral("{\"seed\":7,\"rules\":[%1]}").arg(rule).toStdString().c_str());
}

std::uint16_t portOf(const std::string &url)
{
    return static_cast<std::uint16_t>(std::atoi(url.c_str() + url.rfind(':') + 1));
}

} // namespace

// Trouble on demand: the file, what each rule does, that it repeats, and that it can be read back.
class TestTrouble final : public QObject
{
    Q_OBJECT

    DemoClient m_client;
    std::string m_token;

    [[nodiscard]] std::vector<int> statuses(int count, const std::string &target = "/v1.0/me");

private Q_SLOTS:
    void init();

    void fileIsChecked_data();
    void fileIsChecked();
    void schemaKnowsEveryMember();
    void rulesMatch_data();
    void rulesMatch();
    void statusHasTheServicesForm_data();
    void statusHasTheServicesForm();
    void sameSeedSameTrouble();
    void probabilityIsMet();
    void latenciesAddUp();
    void challengeLeavesOthersAlone();
    void reportsAndQueriesHaveLimitsOfTheirOwn();
    void policyOfTheTenant_data();
    void policyOfTheTenant();
    void refusedRequestIsNotCarriedOut();
    void lostAnswerIsCarriedOut();
    void createdIsMissingForAWhile();
    void graphThrottlesByCost();
    void graphCosts_data();
    void graphCosts();
    void batchItemsAreMeteredOneByOne();
    void armThrottlesByKind();
    void bucketFillsAgain();
    void tokensLiveAsLongAsAsked();
    void clockIsSkewed();
    void logIsReadBack();
    void onTheWire_data();
    void onTheWire();
    void slowAnswerIsWhole();
};

std::vector<int> TestTrouble::statuses(int count, const std::string &target)
{
    std::vector<int> found;
    found.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        found.push_back(m_client.get(ServiceKind::Graph, target, m_token).status);
    return found;
}

void TestTrouble::init()
{
    m_client.service().setTrouble({});
    m_token = m_client.graphToken(admin, writeScopes);
    QVERIFY(!m_token.empty());
}

void TestTrouble::fileIsChecked_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("problem"); // empty: fine
    const auto row = [](const char *name, const char *file, const char *problem) {
        QTest::newRow(name) << QByteArray(file) << QString::fromLatin1(problem);
    };
    row("empty object", "{}", "");
    row("everything", R"({"seed":1,"throttle":0.5,"tokenSeconds":60,"clockSkew":-30,"rules":[{"service":"arm",
        "method":"PUT","path":"/subscriptions/*","nth":2,"times":1,"probability":0.5,"latency":10,"jitter":5,
        "status":503,"retryAfter":2}]})",
        "");
    row("no JSON", "{", "is no JSON object");
    row("a list", "[]", "is no JSON object");
    row("unknown member", R"({"speed":1})", "speed is unknown");
    row("rules that are no list", R"({"rules":{}})", "rules wants a list");
    row("rule that is no object", R"({"rules":[1]})", "rules[0] wants an object");
    row("unknown member of a rule", R"({"rules":[{"drop":true},{"statos":500}]})", "rules[1].statos is unknown");
    row("text for a number", R"({"rules":[{"status":"500"}]})", "rules[0].status wants a whole number from 400 to 599");
    row("number that is too small", R"({"rules":[{"status":200}]})", "rules[0].status wants a whole number from");
    row("fraction for a whole number", R"({"rules":[{"latency":1.5}]})", "rules[0].latency wants a whole number");
    row("number for a flag", R"({"rules":[{"drop":1}]})", "rules[0].drop wants true or false");
    row("number for a text", R"({"rules":[{"drop":true,"path":1}]})", "rules[0].path wants a text");
    row("probability above 1", R"({"rules":[{"drop":true,"probability":2}]})", "rules[0].probability wants a number");
    row("unknown service", R"({"rules":[{"drop":true,"service":"mail"}]})", "rules[0].service wants login, graph");
    row("two answers", R"({"rules":[{"drop":true,"status":500}]})", "rules[0] wants several answers");
    row("no effect", R"({"rules":[{"service":"graph"}]})", "rules[0] does nothing");
    row("retry without a status", R"({"rules":[{"retryAfter":1,"drop":true}]})", "rules[0].retryAfter needs a status");
}

void TestTrouble::fileIsChecked()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, problem);
    std::string said;
    const std::optional<TroublePlan> plan = readTrouble(file.toStdString(), said);
    QCOMPARE(plan.has_value(), problem.isEmpty());
    QVERIFY2(QString::fromStdString(said).startsWith(problem) && said.empty() == problem.isEmpty(), said.c_str());
}

void TestTrouble::schemaKnowsEveryMember()
{
    const QJsonObject schema = QJsonDocument::fromJson(QByteArray::fromStdString(troubleSchema())).object();
    const QJsonObject file = schema.value(QLatin1String("properties")).toObject();
    for (const char *member : {"seed", "throttle", "tokenSeconds", "clockSkew", "rules"})
        QVERIFY2(file.contains(QLatin1String(member)), member);
    const QJsonObject rule = file.value(QLatin1String("rules")).toObject().value(QLatin1String("items")).toObject();
    const QJsonObject members = rule.value(QLatin1String("properties")).toObject();
    for (const char *member :
         {"service", "method", "path", "nth", "times", "probability", "latency", "jitter", "status", "retryAfter",
          "claimsChallenge", "garbage", "drop", "silent", "lostAnswer", "truncate", "slow", "missingFor"}) {
        QVERIFY2(members.contains(QLatin1String(member)), member);
        QVERIFY2(!members.value(QLatin1String(member)).toObject().value(QLatin1String("description")).isUndefined(),
                 member);
    }
}

void TestTrouble::rulesMatch_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QList<int>>("expected"); // of five times /v1.0/me
    const QList<int> all{503, 503, 503, 503, 503};
    const QList<int> none{200, 200, 200, 200, 200};
    QTest::newRow("everything") << QStringLiteral("{\"status\":503}") << all;
    QTest::newRow("service") << QStringLiteral("{\"status\":503,\"service\":\"graph\"}") << all;
    QTest::newRow("another service") << QStringLiteral("{\"status\":503,\"service\":\"arm\"}") << none;
    QTest::newRow("method") << QStringLiteral("{\"status\":503,\"method\":\"get\"}") << all;
    QTest::newRow("another method") << QStringLiteral("{\"status\":503,\"method\":\"POST\"}") << none;
    QTest::newRow("path") << QStringLiteral("{\"status\":503,\"path\":\"/V1.0/ME\"}") << all;
    QTest::newRow("part of a path") << QStringLiteral("{\"status\":503,\"path\":\"/v1.0\"}") << none;
    QTest::newRow("pattern") << QStringLiteral("{\"status\":503,\"path\":\"*/m*\"}") << all;
    QTest::newRow("another pattern") << QStringLiteral("{\"status\":503,\"path\":\"*/m*x\"}") << none;
    QTest::newRow("nth") << QStringLiteral("{\"status\":503,\"nth\":3}") << QList<int>{200, 200, 503, 200, 200};
    QTest::newRow("times") << QStringLiteral("{\"status\":503,\"times\":2}") << QList<int>{503, 503, 200, 200, 200};
    QTest::newRow("never") << QStringLiteral("{\"status\":503,\"probability\":0}") << none;
    QTest::newRow("the first rule decides")
        << QStringLiteral("{\"status\":503,\"nth\":1},{\"status\":429}") << QList<int>{503, 429, 429, 429, 429};
}

void TestTrouble::rulesMatch()
{
    QFETCH(QString, rule);
    QFETCH(QList<int>, expected);
    m_client.service().setTrouble(planOfRule(rule));
    const std::vector<int> found = statuses(5);
    QCOMPARE(QList<int>(found.begin(), found.end()), expected);
}

void TestTrouble::statusHasTheServicesForm_data()
{
    QTest::addColumn<int>("service");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("Graph 429") << int(ServiceKind::Graph) << 429 << QStringLiteral("TooManyRequests");
    QTest::newRow("Graph 503") << int(ServiceKind::Graph) << 503 << QStringLiteral("ServiceUnavailable");
    QTest::newRow("Graph 404") << int(ServiceKind::Graph) << 404 << QStringLiteral("Request_ResourceNotFound");
    QTest::newRow("ARM 429") << int(ServiceKind::Arm) << 429 << QStringLiteral("TooManyRequests");
    QTest::newRow("ARM 502") << int(ServiceKind::Arm) << 502 << QStringLiteral("BadGateway");
    QTest::newRow("login 503") << int(ServiceKind::Login) << 503 << QStringLiteral("temporarily_unavailable");
}

void TestTrouble::statusHasTheServicesForm()
{
    QFETCH(int, service);
    QFETCH(int, status);
    QFETCH(QString, code);
    m_client.service().setTrouble(planOfRule(QStringLiteral("{\"status\":%1,\"retryAfter\":9}").arg(status)));
    const Answer answer = m_client.get(ServiceKind(service), "/v1.0/me?api-version=2022-12-01", m_token);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.raw.header("Retry-After"), std::string("9"));
    const QString error = service == int(ServiceKind::Login) ? answer.json.value(QLatin1String("error")).toString()
                                                             : answer.errorCode();
    QCOMPARE(error, code);
    if (service == int(ServiceKind::Login))
        QVERIFY(answer.aadsts() != 0);
}

void TestTrouble::sameSeedSameTrouble()
{
    const TroublePlan plan = planOfRule(QStringLiteral("{\"status\":503,\"probability\":0.3}"));
    m_client.service().setTrouble(plan);
    const std::vector<int> first = statuses(60);
    m_client.service().setTrouble(plan);
    QVERIFY(statuses(60) == first);
    TroublePlan other = plan;
    other.seed = 8;
    m_client.service().setTrouble(other);
    QVERIFY(statuses(60) != first);
}

void TestTrouble::probabilityIsMet()
{
    m_client.service().setTrouble(planOfRule(QStringLiteral("{\"status\":503,\"probability\":0.2}")));
    const std::vector<int> found = statuses(1000);
    const auto bad = std::count(found.begin(), found.end(), 503);
    QVERIFY2(bad > 150 && bad < 250, qPrintable(QString::number(bad)));
}

void TestTrouble::latenciesAddUp()
{
    m_client.service().setTrouble(
        planOfRule(QStringLiteral("{\"latency\":100,\"jitter\":50},{\"latency\":1000,\"service\":\"graph\"}")));
    std::set<long long> delays;
    for (int i = 0; i < 20; ++i)
        delays.insert(m_client.get(ServiceKind::Graph, "/v1.0/me", m_token).raw.delay.count());
    QVERIFY(*delays.begin() >= 1100 && *delays.rbegin() <= 1150);
    QVERIFY(delays.size() > 5);
}

// As the service does: whoever does not understand a challenge gets none.
void TestTrouble::challengeLeavesOthersAlone()
{
    m_client.service().setTrouble(planOfRule(QStringLiteral("{\"claimsChallenge\":true}")));
    const size_t before = m_client.service().troubleLog().size();
    QCOMPARE(m_client.get(ServiceKind::Graph, "/v1.0/me", m_token).status, 200);
    QCOMPARE(m_client.service().troubleLog().size(), before);
}

void TestTrouble::reportsAndQueriesHaveLimitsOfTheirOwn()
{
    m_client.service().setTrouble(planOf(R"({"throttle":1})"));
    const std::string audits = "/v1.0/auditLogs/directoryAudits?$top=1";
    const std::string token = m_client.graphToken(admin, "AuditLog.Read.All");
    for (int i = 0; i < 5; ++i)
        QCOMPARE(m_client.get(ServiceKind::Graph, audits, token).status, 200);
    QCOMPARE(m_client.get(ServiceKind::Graph, audits, token).status, 429);
    QCOMPARE(m_client.get(ServiceKind::Graph, "/v1.0/me", m_token).status, 200);

    const std::string arm = m_client.armToken(admin);
    const std::string queries = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";
    const QJsonObject query{{QStringLiteral("query"), QStringLiteral("resources | limit 1")}};
    Answer answer;
    for (int i = 0; i < 15; ++i)
        answer = m_client.write(ServiceKind::Arm, "POST", queries, arm, query);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.raw.header("x-ms-user-quota-remaining"), std::string("0"));
    QCOMPARE(answer.raw.header("x-ms-user-quota-resets-after"), std::string("00:00:05"));
    QCOMPARE(m_client.write(ServiceKind::Arm, "POST", queries, arm, query).status, 429);
}

void TestTrouble::policyOfTheTenant_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<int>("code"); // 0: a token
    QTest::newRow("nothing") << QByteArray("{}") << 0;
    QTest::newRow("disabled") << QByteArray(R"({"disabled":true})") << 700223;
    QTest::newRow("other issuers") << QByteArray(R"({"allowedIssuers":["https://issuer.example.com"]})") << 700238;
    QTest::newRow("other enterprise") << QByteArray(R"({"githubEnterprises":["fabrikam"]})") << 7002381;
}

void TestTrouble::policyOfTheTenant()
{
    QFETCH(QByteArray, policy);
    const QByteArray plan = QByteArray("{\"federation\":").append(policy).append('}');
    m_client.service().setTrouble(planOf(plan.constData()));
    const QJsonObject claims{{QStringLiteral("sub"), QLatin1String(contoso::auditorSubject)}};
    const Answer answer = m_client.exchange(contoso::auditorClientId, m_client.mint("github", claims));
    QTEST(answer.aadsts(), "code");
    m_client.service().edit([](Tenant &changed) { changed.federation = {}; });
}

void TestTrouble::refusedRequestIsNotCarriedOut()
{
    const std::string app = m_client.service().addApplication({"refused", {}});
    const std::string target = "/v1.0/applications/" + app + "/federatedIdentityCredentials";
    m_client.service().setTrouble(planOfRule(QStringLiteral("{\"status\":500,\"method\":\"POST\"}")));
    const QJsonObject body = credentialBody(QStringLiteral("one"), QStringLiteral("subject"));
    QCOMPARE(m_client.write(ServiceKind::Graph, "POST", target, m_token, body).status, 500);
    QCOMPARE(m_client.get(ServiceKind::Graph, target, m_token).value().size(), 0);
}

void TestTrouble::lostAnswerIsCarriedOut()
{
    const std::string app = m_client.service().addApplication({"lost", {}});
    const std::string target = "/v1.0/applications/" + app + "/federatedIdentityCredentials";
    m_client.service().setTrouble(planOfRule(QStringLiteral("{\"lostAnswer\":true,\"method\":\"POST\"}")));
    const QJsonObject body = credentialBody(QStringLiteral("one"), QStringLiteral("subject"));
    const Answer lost = m_client.write(ServiceKind::Graph, "POST", target, m_token, body);
    QVERIFY(lost.raw.delivery == Delivery::Dropped);
    QCOMPARE(m_client.service().requests().back().status, 0);
    QCOMPARE(m_client.get(ServiceKind::Graph, target, m_token).value().size(), 1);
}

void TestTrouble::createdIsMissingForAWhile()
{
    const std::string app = m_client.service().addApplication({"fresh", {}});
    const std::string target = "/v1.0/applications/" + app + "/federatedIdentityCredentials";
    m_client.service().setTrouble(planOfRule(QStringLiteral("{\"missingFor\":10,\"method\":\"POST\"}")));
    const QJsonObject body = credentialBody(QStringLiteral("one"), QStringLiteral("subject"));
    const Answer created = m_client.write(ServiceKind::Graph, "POST", target, m_token, body);
    QCOMPARE(created.status, 201);
    const std::string fresh = target + "/" + created.json.value(QLatin1String("id")).toString().toStdString();
    QCOMPARE(m_client.get(ServiceKind::Graph, fresh, m_token).status, 404);
    QCOMPARE(m_client.get(ServiceKind::Graph, target + "/one", m_token).status, 404);
    QCOMPARE(m_client.get(ServiceKind::Graph, target, m_token).status, 200);
    m_client.pass(std::chrono::seconds(11));
    QCOMPARE(m_client.get(ServiceKind::Graph, fresh, m_token).status, 200);
}

void TestTrouble::graphCosts_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("units");
    const auto row = [](const char *method, const char *target, int units) {
        QTest::addRow("%s %s", method, target) << QByteArray(method) << QByteArray(target) << units;
    };
    row("GET", "/v1.0/applications", 2);
    row("GET", "/v1.0/applications?$select=id", 1);
    row("GET", "/v1.0/applications?$expand=owners", 3);
    row("GET", "/v1.0/applications?$expand=owners&$select=id", 2);
    row("GET", "/v1.0/applications?%24top=5", 1);
    row("GET", "/v1.0/applications?$top=5&$select=id", 1);
    row("GET", "/v1.0/applications?$top=999", 2);
    row("GET", "/v1.0/applications/1", 1);
    row("GET", "/v1.0/servicePrincipals/1/appRoleAssignments", 2);
    row("GET", "/v1.0/servicePrincipals(appId='1')/appRoleAssignments", 2);
    row("GET", "/v1.0/servicePrincipals/1/oauth2PermissionGrants", 2);
    row("GET", "/beta/oauth2PermissionGrants", 2);
    row("GET", "/v1.0/me", 1);
    row("POST", "/v1.0/applications", 1);
    row("DELETE", "/v1.0/applications/1", 1);
}

void TestTrouble::graphCosts()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    const Call call = takeApart({method.toStdString(), target.toStdString(), {}, {}}, "http", "localhost");
    QTEST(graphUnits(call), "units");
}

void TestTrouble::graphThrottlesByCost()
{
    m_client.service().setTrouble(planOf(R"({"throttle":0.01})")); // 35 units in ten seconds
    Answer answer = m_client.get(ServiceKind::Graph, "/v1.0/applications", m_token);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.raw.header("x-ms-resource-unit"), std::string("2"));
    QVERIFY(answer.raw.header("x-ms-throttle-limit-percentage").empty());
    for (int i = 0; i < 15; ++i)
        answer = m_client.get(ServiceKind::Graph, "/v1.0/applications", m_token);
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.raw.header("x-ms-throttle-limit-percentage").empty()); // 32 of 35
    for (int i = 0; i < 2; ++i)
        answer = m_client.get(ServiceKind::Graph, "/v1.0/applications", m_token);
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.errorCode(), QStringLiteral("TooManyRequests"));
    QCOMPARE(answer.raw.header("Retry-After"), std::string("1"));
    QCOMPARE(answer.raw.header("x-ms-throttle-information"), std::string("ResourceUnitLimitExceeded"));
    QVERIFY(m_client.service().troubleLog().back().what.find("throttled") == 0);
    m_client.pass(std::chrono::seconds(1));
    QCOMPARE(m_client.get(ServiceKind::Graph, "/v1.0/applications", m_token).status, 200);
}

void TestTrouble::batchItemsAreMeteredOneByOne()
{
    m_client.service().setTrouble(
        planOfRule(QStringLiteral("{\"status\":429,\"retryAfter\":3,\"path\":\"/v1.0/me\",\"nth\":2}")));
    QJsonArray requests;
    for (const char *id : {"1", "2", "3"})
        requests.append(QJsonObject{{QStringLiteral("id"), QLatin1String(id)},
                                    {QStringLiteral("method"), QStringLiteral("GET")},
                                    {QStringLiteral("url"), QStringLiteral("/me")}});
    const Answer answer =
        m_client.write(ServiceKind::Graph, "POST", "/v1.0/$batch", m_token, {{QStringLiteral("requests"), requests}});
    QCOMPARE(answer.status, 200);
    QMap<QString, QJsonObject> found;
    const QJsonArray responses = answer.json.value(QLatin1String("responses")).toArray();
    for (const auto &item : responses)
        found.insert(item.toObject().value(QLatin1String("id")).toString(), item.toObject());
    QCOMPARE(found.value(QStringLiteral("1")).value(QLatin1String("status")).toInt(), 200);
    const QJsonObject second = found.value(QStringLiteral("2"));
    QCOMPARE(second.value(QLatin1String("status")).toInt(), 429);
    const QJsonObject headers = second.value(QLatin1String("headers")).toObject();
    QCOMPARE(headers.value(QLatin1String("Retry-After")).toString(), QStringLiteral("3"));
    QCOMPARE(found.value(QStringLiteral("3")).value(QLatin1String("status")).toInt(), 200);
}

void TestTrouble::armThrottlesByKind()
{
    const std::string token = m_client.armToken(admin);
    m_client.service().setTrouble(planOf(R"({"throttle":0.02})")); // five reads, half a one comes back each second
    const std::string target = "/subscriptions?api-version=2022-12-01";
    Answer answer;
    for (int i = 4; i >= 0; --i) {
        answer = m_client.get(ServiceKind::Arm, target, token);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.raw.header("x-ms-ratelimit-remaining-tenant-reads"), std::to_string(i));
    }
    answer = m_client.get(ServiceKind::Arm, target, token);
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.raw.header("Retry-After"), std::string("2"));
    // Another person has a bucket of her own.
    QCOMPARE(m_client.get(ServiceKind::Arm, target, m_client.armToken(reader)).status, 200);
}

void TestTrouble::bucketFillsAgain()
{
    Throttle throttle(0.02);
    const Call call = takeApart({"GET", "/subscriptions", {}, {}}, "http", "localhost");
    TimePoint now{};
    int served = 0;
    for (int second = 0; second < 100; ++second, now += std::chrono::seconds(1))
        served += throttle.charge(ServiceKind::Arm, call, now).refused ? 0 : 1;
    QVERIFY2(served >= 50 && served <= 56, qPrintable(QString::number(served)));
}

void TestTrouble::tokensLiveAsLongAsAsked()
{
    m_client.service().setTrouble(planOf(R"({"tokenSeconds":30})"));
    const std::string token = m_client.graphToken(admin);
    QCOMPARE(m_client.get(ServiceKind::Graph, "/v1.0/me", token).status, 200);
    m_client.pass(std::chrono::seconds(31));
    QCOMPARE(m_client.get(ServiceKind::Graph, "/v1.0/me", token).status, 401);
}

void TestTrouble::clockIsSkewed()
{
    m_client.service().setTrouble(planOf(R"({"clockSkew":-7200})"));
    const Answer answer = m_client.get(ServiceKind::Graph, "/v1.0/me", m_token);
    QCOMPARE(answer.raw.header("Date"), httpTime(m_client.now() - std::chrono::hours(2)));
}

void TestTrouble::logIsReadBack()
{
    m_client.service().setTrouble(
        planOfRule(QStringLiteral("{\"latency\":5,\"path\":\"/beta/*\"},{\"status\":503,\"nth\":2}")));
    const size_t before = m_client.service().troubleLog().size();
    QCOMPARE(statuses(3), (std::vector<int>{200, 503, 200}));
    const std::vector<TroubleEntry> log = m_client.service().troubleLog();
    QCOMPARE(log.size(), before + 1);
    QCOMPARE(log.back().rule, 1);
    QCOMPARE(log.back().path, std::string("/v1.0/me"));
    QCOMPARE(log.back().what, std::string("status 503"));
    const Answer read = m_client.send(ServiceKind::Issuer, "GET", "/trouble-log");
    QCOMPARE(read.status, 200);
    QCOMPARE(read.json.value(QLatin1String("seed")).toInt(), 7);
    const QJsonArray entries = read.json.value(QLatin1String("entries")).toArray();
    QCOMPARE(entries.last().toObject().value(QLatin1String("what")).toString(), QStringLiteral("status 503"));
}

void TestTrouble::onTheWire_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<int>("status"); // 0: the connection closes without an answer
    QTest::addColumn<bool>("whole");
    QTest::newRow("drop") << QStringLiteral("{\"drop\":true}") << 0 << false;
    QTest::newRow("lost answer") << QStringLiteral("{\"lostAnswer\":true}") << 0 << false;
    QTest::newRow("truncate") << QStringLiteral("{\"truncate\":true}") << 200 << false;
    QTest::newRow("garbage") << QStringLiteral("{\"garbage\":true}") << 200 << true;
    QTest::newRow("late") << QStringLiteral("{\"latency\":50}") << 200 << true;
    QTest::newRow("late and dropped") << QStringLiteral("{\"latency\":50,\"drop\":true}") << 0 << false;
}

void TestTrouble::onTheWire()
{
    QFETCH(QString, rule);
    QFETCH(int, status);
    ServerOptions options;
    options.service.trouble = planOfRule(rule);
    Server server(options);
    QVERIFY(server.start());
    RawConnection connection(portOf(server.loginUrl()));
    connection.send(getRequest("/common/discovery/v2.0/keys"));
    const std::optional<RawAnswer> answer = connection.read(patience);
    QCOMPARE(answer ? answer->status : 0, status);
    if (answer)
        QTEST(answer->whole, "whole");
    QVERIFY(!server.troubleLog().empty());
}

void TestTrouble::slowAnswerIsWhole()
{
    ServerOptions options;
    options.service.trouble = planOfRule(QStringLiteral("{\"slow\":4000}"));
    Server server(options);
    QVERIFY(server.start());
    RawConnection connection(portOf(server.loginUrl()));
    const auto start = std::chrono::steady_clock::now();
    connection.send(getRequest("/common/discovery/v2.0/keys"));
    const std::optional<RawAnswer> answer = connection.read(patience);
    QVERIFY(answer && answer->whole);
    const auto size = static_cast<double>(answer->head.size() + answer->body.size());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    QVERIFY2(seconds > size / 4000 * 0.5, qPrintable(QString::number(seconds)));
}

QTEST_GUILESS_MAIN(TestTrouble)
#include "tst_trouble.moc"
