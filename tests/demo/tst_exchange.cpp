// SPDX-License-Identifier: Apache-2.0
#include "demo/claims_expression.h"
#include "demo/contoso.h"
#include "demo_client.h"

#include <QJsonDocument>
#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

QJsonObject claims(std::initializer_list<std::pair<const char *, QJsonValue>> members)
{
    QJsonObject object;
    for (const auto &member : members)
        object.insert(QString::fromLatin1(member.first), member.second);
    return object;
}

constexpr char terraformClient[] = "c07d93e8";

} // namespace

// The token exchange: an external token for one of Entra's, and every way it is refused.
class TestExchange final : public QObject
{
    Q_OBJECT

    [[nodiscard]] std::string clientStarting(const char *start)
    {
        for (const Application &app : m_client->service().tenant().applications) {
            if (app.appId.rfind(start, 0) == 0)
                return app.appId;
        }
        return {};
    }

    std::unique_ptr<DemoClient> m_client;

private Q_SLOTS:
    void init();

    void auditorGetsWhatItWasGranted();
    void verdicts_data();
    void verdicts();
    void sampleIssuerStandsForItself();
    void managedIdentityExchangesToo();
    void expressionsDecide_data();
    void expressionsDecide();
    void expressionLanguage_data();
    void expressionLanguage();
    void requestsAreChecked_data();
    void requestsAreChecked();
    void mintedTokenCarriesTheClaims();
    void issuerDocuments();
};

void TestExchange::init()
{
    m_client = std::make_unique<DemoClient>();
}

void TestExchange::auditorGetsWhatItWasGranted()
{
    const std::string assertion = m_client->mint("github", claims({{"sub", QLatin1String(contoso::auditorSubject)}}));
    const Answer graph = m_client->exchange(contoso::auditorClientId, assertion);
    QCOMPARE(graph.status, 200);
    QVERIFY(!graph.json.contains(QLatin1String("refresh_token")));
    const std::string token = graph.json.value(QLatin1String("access_token")).toString().toStdString();
    QCOMPARE(m_client->get(ServiceKind::Graph, "/v1.0/applications?$top=1", token).status, 200);
    QCOMPARE(m_client->get(ServiceKind::Graph, "/v1.0/me", token).status, 400);
    const std::string write = "/v1.0/applications/d2706e4f-58ab-41c9-9be3-7f14c0a8e562/federatedIdentityCredentials";
    QCOMPARE(m_client
                 ->write(ServiceKind::Graph, "POST", write, token,
                         credentialBody(QStringLiteral("abc"), QStringLiteral("s")))
                 .status,
             403);

    const Answer azure =
        m_client->exchange(contoso::auditorClientId, assertion, "https://management.azure.com/.default");
    const std::string azureToken = azure.json.value(QLatin1String("access_token")).toString().toStdString();
    QCOMPARE(m_client->all(ServiceKind::Arm, "/subscriptions?api-version=2022-12-01", azureToken).size(), 3);
    const std::vector<std::string> secrets = m_client->service().issuedSecrets();
    QVERIFY(std::count(secrets.begin(), secrets.end(), assertion) >= 2);
}

void TestExchange::verdicts_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QJsonObject>("claims");
    QTest::addColumn<int>("code");
    const QString deploy = QLatin1String(contoso::auditorClientId);
    const QString main = QStringLiteral("repo:contoso/platform:ref:refs/heads/main");
    const qint64 now = 1795305600;
    const auto row = [&](const char *name, const QString &client, const QJsonObject &given, int code) {
        QTest::newRow(name) << client << given << code;
    };
    row("accepted", deploy, claims({{"sub", main}}), 0);
    row("another branch", deploy, claims({{"sub", QStringLiteral("repo:contoso/platform:ref:refs/heads/release/1")}}),
        700213);
    row("another case", deploy, claims({{"sub", QStringLiteral("repo:Contoso/platform:ref:refs/heads/main")}}),
        7002138);
    row("no wildcard in a plain subject", deploy,
        claims({{"sub", QStringLiteral("repo:contoso/platform:ref:refs/heads/hotfix/1")}}), 700213);
    row("no subject", deploy, claims({{"sub", QJsonValue::Null}}), 700213);
    row("another audience", deploy, claims({{"sub", main}, {"aud", QStringLiteral("https://github.com/contoso")}}),
        700212);
    row("audience in another case", deploy,
        claims({{"sub", main}, {"aud", QStringLiteral("api://azureadtokenexchange")}}), 700212);
    row("another issuer", deploy, claims({{"sub", main}, {"iss", QStringLiteral("https://issuer.example.com")}}),
        700211);
    row("issuer with a slash", deploy,
        claims({{"sub", main}, {"iss", QStringLiteral("https://token.actions.githubusercontent.com/")}}), 700211);
    row("expired", deploy, claims({{"sub", main}, {"exp", now - 301}}), 700024);
    row("expired within the skew", deploy, claims({{"sub", main}, {"exp", now - 200}}), 0);
    row("not yet valid", deploy, claims({{"sub", main}, {"nbf", now + 400}}), 700024);
    row("without an end", deploy, claims({{"sub", main}, {"exp", QJsonValue::Null}}), 700024);
    row("end beyond every calendar", deploy, claims({{"sub", main}, {"exp", 1e300}}), 700024);
    row("another key", deploy, claims({{"sub", main}, {"$header", claims({{"kid", QStringLiteral("unknown")}})}}),
        700027);
    row("another algorithm", deploy, claims({{"sub", main}, {"$header", claims({{"alg", QStringLiteral("HS256")}})}}),
        5002738);
    row("no algorithm", deploy, claims({{"sub", main}, {"$header", claims({{"alg", QStringLiteral("none")}})}}),
        5002738);
    row("unknown client", QStringLiteral("00000000-1111-2222-3333-444444444444"), claims({{"sub", main}}), 700016);
    row("client without credentials", QStringLiteral("name:hr-portal"), claims({{"sub", main}}), 70025);
    row("registration without a principal", QStringLiteral("name:survey-tool-draft"), claims({{"sub", main}}), 700016);
    row("issued in the future", deploy, claims({{"sub", main}, {"iat", now + 400}, {"nbf", now}}), 700024);
    row("one audience in a list", deploy,
        claims({{"sub", main}, {"aud", QJsonArray{QStringLiteral("api://AzureADTokenExchange")}}}), 0);
    row("another issuer's key", QStringLiteral("name:gcp-billing-export"),
        claims(
            {{"iss", QStringLiteral("https://accounts.google.com")}, {"sub", QStringLiteral("104857600123456789012")}}),
        700027);
    row("not signed by Entra", QStringLiteral("name:ado-erp-release"),
        claims(
            {{"iss", QStringLiteral("https://login.microsoftonline.com/b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643/v2.0")}}),
        700027);
    row("signed by the client itself", deploy, claims({{"iss", deploy}, {"sub", deploy}}), 700027);
}

void TestExchange::verdicts()
{
    QFETCH(QString, client);
    QFETCH(QJsonObject, claims);
    std::string clientId = client.toStdString();
    for (const Application &app : m_client->service().tenant().applications) {
        if (clientId == "name:" + app.displayName)
            clientId = app.appId;
    }
    const Answer answer = m_client->exchange(clientId, m_client->mint("github", claims));
    QTEST(answer.aadsts(), "code");
    if (answer.aadsts() == 0) {
        QCOMPARE(answer.status, 200);
        return;
    }
    QVERIFY(answer.status == 400 || answer.status == 401);
    const QString description = answer.json.value(QLatin1String("error_description")).toString();
    QVERIFY(description.startsWith(QStringLiteral("AADSTS%1: ").arg(answer.aadsts())));
    const bool quotesSubject = answer.aadsts() == 700213 || answer.aadsts() == 7002138;
    if (quotesSubject)
        QVERIFY(description.contains(
            QStringLiteral("presented assertion subject '%1'").arg(claims.value(QLatin1String("sub")).toString())));
}

void TestExchange::sampleIssuerStandsForItself()
{
    Credential credential;
    credential.name = "sample";
    credential.issuer = "http://localhost:5004/sample";
    credential.subject = "workload-1";
    credential.audiences = {contoso::exchangeAudience};
    const std::string id = m_client->service().addApplication({"sample app", {credential}});
    const Tenant tenant = m_client->service().tenant();
    const Answer answer = m_client->exchange(tenant.application(id)->appId, m_client->mint("sample", {}));
    QCOMPARE(answer.aadsts(), 0);
    QCOMPARE(answer.status, 200);
}

void TestExchange::managedIdentityExchangesToo()
{
    std::string clientId;
    m_client->service().edit([&clientId](Tenant &tenant) {
        Credential credential = tenant.managedIdentities[0].credentials[0];
        credential.issuer = contoso::githubIssuer;
        credential.subject = "repo:contoso/edge:environment:prod";
        tenant.managedIdentities[0].credentials.push_back(credential);
        clientId = tenant.managedIdentities[0].clientId;
    });
    const std::string assertion =
        m_client->mint("github", claims({{"sub", QStringLiteral("repo:contoso/edge:environment:prod")}}));
    const Answer answer = m_client->exchange(clientId, assertion, "https://management.azure.com/.default");
    QCOMPARE(answer.status, 200);
}

void TestExchange::expressionsDecide_data()
{
    QTest::addColumn<QJsonObject>("claims");
    QTest::addColumn<int>("code");
    const QString branch = QStringLiteral("repo:contoso@5544123/landing-zones@821093847:ref:refs/heads/release/7");
    const QString id = QStringLiteral("821093847");
    QTest::newRow("both parts fit") << claims({{"sub", branch}, {"repository_id", id}}) << 0;
    QTest::newRow("another repository") << claims({{"sub", branch}, {"repository_id", QStringLiteral("1")}}) << 700213;
    QTest::newRow("a claim is missing") << claims({{"sub", branch}}) << 700213;
    QTest::newRow("another branch") << claims(
        {{"sub", QStringLiteral("repo:contoso@5544123/landing-zones@821093847:ref:refs/heads/dev")},
         {"repository_id", id}}) << 700213;
}

void TestExchange::expressionsDecide()
{
    QFETCH(QJsonObject, claims);
    const Answer answer = m_client->exchange(clientStarting(terraformClient), m_client->mint("github", claims));
    QTEST(answer.aadsts(), "code");
}

void TestExchange::expressionLanguage_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *text, bool valid, bool matches) {
        QTest::newRow(text) << std::string(text) << valid << matches;
    };
    row("claims['sub'] eq 'repo:a/b:x'", true, true);
    row("claims['sub'] eq 'repo:a/b:*'", true, false);
    row("claims['sub'] matches 'repo:a/b:*'", true, true);
    row("claims['sub'] matches 'repo:a/b:?'", true, true);
    row("claims['sub'] matches 'repo:a/b:x?'", true, false);
    row("claims['sub'] matches '*a*b*x*'", true, true);
    row("claims['sub'] matches '*y'", true, false);
    row("claims['sub'] matches '*' and claims['other'] eq '1'", true, false);
    row("claims['sub'] matches '*' and claims['id'] eq '7'", true, true);
    row("claims['sub']  eq 'x'", false, false);
    row("claims['sub'] like 'x'", false, false);
    row("claims['sub'] eq 'x' or claims['id'] eq '7'", false, false);
    row("claims['sub'] eq x", false, false);
    row("claims['sub'] eq 'x", false, false);
    row("claims[''] eq 'x'", false, false);
    row("", false, false);
}

void TestExchange::expressionLanguage()
{
    QFETCH(std::string, text);
    QFETCH(bool, valid);
    std::string problem;
    const std::optional<ClaimsExpression> expression = ClaimsExpression::parse(text, &problem);
    QCOMPARE(expression.has_value(), valid);
    QCOMPARE(problem.empty(), valid);
    if (!expression)
        return;
    const bool matched = expression->matches([](const std::string &claim) -> std::optional<std::string> {
        if (claim == "sub")
            return "repo:a/b:x";
        return claim == "id" ? std::optional<std::string>("7") : std::nullopt;
    });
    QTEST(matched, "matches");
}

void TestExchange::requestsAreChecked_data()
{
    QTest::addColumn<std::string>("field");
    QTest::addColumn<std::string>("value");
    QTest::addColumn<int>("code");
    QTest::newRow("no default scope") << std::string("scope") << std::string("https://graph.microsoft.com/User.Read")
                                      << 1002012;
    QTest::newRow("unknown resource") << std::string("scope") << std::string("https://foo.microsoft.com/.default")
                                      << 500011;
    QTest::newRow("no scope") << std::string("scope") << std::string() << 900144;
    QTest::newRow("no assertion") << std::string("client_assertion") << std::string() << 7000218;
    QTest::newRow("broken assertion") << std::string("client_assertion") << std::string("a.b.c") << 50027;
    QTest::newRow("another assertion type") << std::string("client_assertion_type") << std::string("saml") << 7000218;
    QTest::newRow("a secret instead") << std::string("client_secret") << std::string("guess") << 7000215;
}

void TestExchange::requestsAreChecked()
{
    QFETCH(std::string, field);
    QFETCH(std::string, value);
    Fields form{{"grant_type", "client_credentials"},
                {"client_id", contoso::auditorClientId},
                {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
                {"client_assertion", m_client->mint("github", {})},
                {"client_secret", ""},
                {"scope", "https://graph.microsoft.com/.default"}};
    QCOMPARE(m_client->token(form).status, 200);
    for (auto &entry : form) {
        if (entry.first == field)
            entry.second = value;
    }
    QTEST(m_client->token(form).aadsts(), "code");
}

void TestExchange::mintedTokenCarriesTheClaims()
{
    const QJsonObject given = claims({{"sub", QStringLiteral("me")}, {"repository", QStringLiteral("contoso/x")}});
    const Answer json = m_client->send(ServiceKind::Issuer, "POST", "/sample/mint",
                                       QJsonDocument(given).toJson().toStdString(), {{"Accept", "application/json"}});
    const QString token = json.json.value(QLatin1String("token")).toString();
    const QByteArray part = token.toLatin1().split('.').value(1);
    const QJsonObject minted =
        QJsonDocument::fromJson(QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding)).object();
    QCOMPARE(minted.value(QLatin1String("repository")).toString(), QStringLiteral("contoso/x"));
    QCOMPARE(minted.value(QLatin1String("iss")).toString(), QStringLiteral("http://localhost:5004/sample"));
    QCOMPARE(minted.value(QLatin1String("exp")).toInteger(), unixSeconds(m_client->now()) + 600);
    QCOMPARE(m_client->send(ServiceKind::Issuer, "POST", "/sample/mint", "[1]").status, 400);
    QCOMPARE(m_client->send(ServiceKind::Issuer, "GET", "/sample/mint").status, 405);
    QCOMPARE(m_client->send(ServiceKind::Issuer, "GET", "/other/jwks").status, 404);
}

void TestExchange::issuerDocuments()
{
    const Answer github = m_client->send(ServiceKind::Issuer, "GET", "/github/.well-known/openid-configuration");
    QCOMPARE(github.json.value(QLatin1String("issuer")).toString(), QLatin1String(contoso::githubIssuer));
    QCOMPARE(github.json.value(QLatin1String("jwks_uri")).toString(),
             QStringLiteral("http://localhost:5004/github/jwks"));
    const Answer keys = m_client->send(ServiceKind::Issuer, "GET", "/github/jwks");
    const QJsonObject key = keys.json.value(QLatin1String("keys")).toArray().at(0).toObject();
    QCOMPARE(key.value(QLatin1String("kty")).toString(), QStringLiteral("RSA"));
    QCOMPARE(key.value(QLatin1String("use")).toString(), QStringLiteral("sig"));
    QVERIFY(!key.contains(QLatin1String("d")));
}

QTEST_GUILESS_MAIN(TestExchange)
#include "tst_exchange.moc"
