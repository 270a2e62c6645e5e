// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr char capable[] = R"({"access_token":{"xms_cc":{"values":["cp1"]}}})";

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

QJsonObject claimsOf(const std::string &token)
{
    const QByteArray part = QByteArray::fromStdString(token).split('.').value(1);
    return QJsonDocument::fromJson(QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding)).object();
}

// The claims a 401 demands, decoded; empty when it demands none.
std::string demanded(const Answer &answer)
{
    static const QRegularExpression pattern(QStringLiteral("error=\"insufficient_claims\", claims=\"([^\"]+)\""));
    const QString header = QString::fromStdString(answer.raw.header("WWW-Authenticate"));
    return QByteArray::fromBase64(pattern.match(header).captured(1).toLatin1()).toStdString();
}

// The demand and the capability together, as the libraries send them.
std::string answering(const Answer &challenged)
{
    const QJsonObject claims = QJsonDocument::fromJson(QByteArray::fromStdString(demanded(challenged))).object();
    QJsonObject wanted = claims.value(QLatin1String("access_token")).toObject();
    wanted.insert(QStringLiteral("xms_cc"), QJsonObject{{QStringLiteral("values"), QJsonArray{QStringLiteral("cp1")}}});
    return QJsonDocument(QJsonObject{{QStringLiteral("access_token"), wanted}})
        .toJson(QJsonDocument::Compact)
        .toStdString();
}

} // namespace

// Continuous access evaluation: a token that is no longer enough, the claims that are demanded, the token that has them.
class TestClaimsChallenge final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;

    std::string token(const std::string &resource, const std::string &claims)
    {
        const Answer first = m_client->signIn(admin, readScopes);
        return textIn(m_client
                          ->token({{"grant_type", "refresh_token"},
                                   {"client_id", m_client->service().tenant().publicClientId},
                                   {"refresh_token", textIn(first.json, "refresh_token").toStdString()},
                                   {"scope", resource + "/.default"},
                                   {"claims", claims}})
                          .json,
                      "access_token")
            .toStdString();
    }
    [[nodiscard]] std::string adminId() const { return m_client->service().tenant().userByName(admin)->id; }

private Q_SLOTS:
    void init();

    void capabilityIsInTheToken();
    void challengeIsAnsweredByItsClaims_data();
    void challengeIsAnsweredByItsClaims();
    void troubleOnDemandLastsUntilItIsAnswered();
    void otherClaimsDoNotHelp();
    void clientsThatDoNotUnderstandAreLeftAlone();
    void othersAreLeftAlone();
    void refusalsSayHowToSignIn_data();
    void refusalsSayHowToSignIn();
    void lifeOfTokensIsAnOption();
};

void TestClaimsChallenge::init()
{
    m_client = std::make_unique<DemoClient>();
}

void TestClaimsChallenge::capabilityIsInTheToken()
{
    const std::string graph = "https://graph.microsoft.com";
    QCOMPARE(claimsOf(token(graph, capable)).value(QLatin1String("xms_cc")).toArray(),
             QJsonArray{QStringLiteral("cp1")});
    for (const char *claims : {"", "no JSON", "[]", R"({"access_token":[]})", R"({"access_token":{"xms_cc":7}})",
                               R"({"access_token":{"xms_cc":{"values":"cp1"},"nbf":{"value":5}}})"})
        QVERIFY2(!claimsOf(token(graph, claims)).contains(QLatin1String("xms_cc")), claims);
}

void TestClaimsChallenge::challengeIsAnsweredByItsClaims_data()
{
    QTest::addColumn<int>("service");
    QTest::addColumn<std::string>("resource");
    QTest::addColumn<std::string>("target");
    QTest::newRow("Graph") << static_cast<int>(ServiceKind::Graph) << std::string("https://graph.microsoft.com")
                           << std::string("/v1.0/applications?$top=1");
    QTest::newRow("ARM") << static_cast<int>(ServiceKind::Arm) << std::string("https://management.azure.com")
                         << std::string("/subscriptions?api-version=2022-12-01");
}

void TestClaimsChallenge::challengeIsAnsweredByItsClaims()
{
    QFETCH(int, service);
    QFETCH(std::string, resource);
    QFETCH(std::string, target);
    const auto kind = static_cast<ServiceKind>(service);
    const std::string before = token(resource, capable);
    QCOMPARE(m_client->get(kind, target, before).status, 200);
    m_client->service().demandClaims(adminId());

    const Answer challenged = m_client->get(kind, target, before);
    QCOMPARE(challenged.status, 401);
    const QJsonObject claims = QJsonDocument::fromJson(QByteArray::fromStdString(demanded(challenged))).object();
    const QJsonObject wanted = claims.value(QLatin1String("access_token")).toObject();
    QVERIFY(wanted.value(QLatin1String("nbf")).toObject().value(QLatin1String("essential")).toBool());
    const std::string after = token(resource, answering(challenged));
    QCOMPARE(m_client->get(kind, target, after).status, 200);
    QCOMPARE(m_client->get(kind, target, before).status, 401); // the old one stays what it is
}

// A rule that strikes once: the token it struck stays refused, and only one that has the claims helps.
void TestClaimsChallenge::troubleOnDemandLastsUntilItIsAnswered()
{
    const std::string graph = "https://graph.microsoft.com";
    const std::string before = token(graph, capable);
    TroubleRule rule;
    rule.claimsChallenge = true;
    rule.times = 1;
    m_client->service().setTrouble({1, {rule}, 0, 0, 0});
    const Answer challenged = m_client->get(ServiceKind::Graph, "/v1.0/me", before);
    QCOMPARE(challenged.status, 401);
    QCOMPARE(m_client->get(ServiceKind::Graph, "/v1.0/me", before).status, 401);
    QCOMPARE(m_client->service().troubleLog().size(), 1U);
    QCOMPARE(m_client->get(ServiceKind::Graph, "/v1.0/me", token(graph, answering(challenged))).status, 200);
}

void TestClaimsChallenge::otherClaimsDoNotHelp()
{
    const std::string graph = "https://graph.microsoft.com";
    m_client->service().demandClaims(adminId());
    const auto status = [&](const std::string &claims) {
        return m_client->get(ServiceKind::Graph, "/v1.0/me", token(graph, claims)).status;
    };
    QCOMPARE(status(capable), 401);
    QCOMPARE(status(R"({"access_token":{"xms_cc":{"values":["cp1"]},"nbf":{"value":"1604106651"}}})"), 401);
}

void TestClaimsChallenge::clientsThatDoNotUnderstandAreLeftAlone()
{
    const std::string plain = m_client->graphToken(admin);
    m_client->service().demandClaims(adminId());
    QCOMPARE(m_client->get(ServiceKind::Graph, "/v1.0/me", plain).status, 200);
}

void TestClaimsChallenge::othersAreLeftAlone()
{
    const std::string before = token("https://graph.microsoft.com", capable);
    m_client->service().demandClaims(m_client->service().tenant().userByName(reader)->id);
    QCOMPARE(m_client->get(ServiceKind::Graph, "/v1.0/me", before).status, 200);
    m_client->service().demandClaims(m_client->service().tenant().publicClientId);
    QCOMPARE(m_client->get(ServiceKind::Graph, "/v1.0/me", before).status, 401);
}

void TestClaimsChallenge::refusalsSayHowToSignIn_data()
{
    QTest::addColumn<std::string>("token");
    QTest::addColumn<QString>("part");
    QTest::newRow("nothing") << std::string() << QStringLiteral("authorization_uri=\"http://localhost:5001/");
    QTest::newRow("no token") << std::string("nonsense") << QStringLiteral("error=\"invalid_token\"");
}

void TestClaimsChallenge::refusalsSayHowToSignIn()
{
    QFETCH(std::string, token);
    QFETCH(QString, part);
    for (const auto service : {ServiceKind::Graph, ServiceKind::Arm}) {
        const Answer answer = m_client->get(service, "/v1.0/me?api-version=2022-12-01", token);
        QCOMPARE(answer.status, 401);
        const QString header = QString::fromStdString(answer.raw.header("WWW-Authenticate"));
        QVERIFY2(header.startsWith(QStringLiteral("Bearer ")) && header.contains(part), qPrintable(header));
    }
}

void TestClaimsChallenge::lifeOfTokensIsAnOption()
{
    TimePoint now(std::chrono::seconds(1795305600));
    ServiceOptions options;
    options.clock = [&now] { return now; };
    options.tokenSeconds = 30;
    Service service(options);
    Request request{"POST", "/common/oauth2/v2.0/token", {{"Host", "localhost:1"}}, {}};
    request.body = "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_secret="
        + percentEncode("demo~argo-cd-sso") + "&client_id=" + guidFor("client/argo-cd-sso");
    const auto answer =
        QJsonDocument::fromJson(QByteArray::fromStdString(service.handle(ServiceKind::Login, request).body));
    QCOMPARE(answer[QStringLiteral("expires_in")].toInt(), 30);
    Request read{"GET",
                 "/v1.0/applications",
                 {{"Host", "localhost:1"},
                  {"Authorization", "Bearer " + answer[QStringLiteral("access_token")].toString().toStdString()}},
                 {}};
    QCOMPARE(service.handle(ServiceKind::Graph, read).status, 403); // a token without permissions
    now += std::chrono::seconds(30);
    QCOMPARE(service.handle(ServiceKind::Graph, read).status, 401);
}

QTEST_GUILESS_MAIN(TestClaimsChallenge)
#include "tst_claims_challenge.moc"
