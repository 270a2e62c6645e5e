// SPDX-License-Identifier: Apache-2.0
#include "arm_paths.h"

#include <QJsonDocument>
#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

// Azure Resource Manager's front door: tokens, versions, paths, headers, and what belongs to no resource provider.
class TestArmFront final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;
    std::string m_admin;

private Q_SLOTS:
    void init();

    void tokensAreJudged_data();
    void tokensAreJudged();
    void expiredTokenSaysSo();
    void pathsAndVersions_data();
    void pathsAndVersions();
    void refusalNamesCallerAndScope();
    void requestIdsComeBack();
    void doubledSlashIsOne();
    void cloudIsDescribed_data();
    void cloudIsDescribed();
    void locationsAreListed();
    void resourceGroups_data();
    void resourceGroups();
};

void TestArmFront::init()
{
    m_client = std::make_unique<DemoClient>();
    m_admin = m_client->armToken(admin);
    QVERIFY(!m_admin.empty());
}

void TestArmFront::tokensAreJudged_data()
{
    QTest::addColumn<std::string>("header");
    QTest::addColumn<QString>("code");
    QTest::newRow("none") << std::string() << QStringLiteral("AuthenticationFailed");
    QTest::newRow("no token at all") << std::string("Bearer x") << QStringLiteral("InvalidAuthenticationToken");
    QTest::newRow("of Graph") << std::string("Graph") << QStringLiteral("InvalidAuthenticationTokenAudience");
}

void TestArmFront::tokensAreJudged()
{
    QFETCH(std::string, header);
    Fields headers;
    if (header == "Graph")
        header = "Bearer " + m_client->graphToken(admin);
    if (!header.empty())
        headers.emplace_back("Authorization", header);
    const Answer answer = m_client->send(armService, "GET", "/subscriptions?api-version=2022-12-01", {}, headers);
    QCOMPARE(answer.status, 401);
    QTEST(answer.errorCode(), "code");
    QVERIFY(!answer.errorMessage().isEmpty());
    // Where a client is to get a token.
    const std::string challenge = answer.raw.header("WWW-Authenticate");
    QVERIFY2(challenge.rfind("Bearer authorization_uri=\"http://localhost:5001/", 0) == 0, challenge.c_str());
}

void TestArmFront::expiredTokenSaysSo()
{
    m_client->pass(std::chrono::hours(2));
    const Answer answer = m_client->get(armService, "/subscriptions?api-version=2022-12-01", m_admin);
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.errorCode(), QStringLiteral("ExpiredAuthenticationToken"));
}

void TestArmFront::pathsAndVersions_data()
{
    QTest::addColumn<std::string>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const std::string &target, int status, const char *code) {
        QTest::newRow(name) << target << status << QString::fromLatin1(code);
    };
    row("no version", "/subscriptions", 400, "MissingApiVersionParameter");
    row("empty version", "/subscriptions?api-version=", 400, "MissingApiVersionParameter");
    row("version of nobody", "/subscriptions?api-version=2000-01-01", 400, "InvalidApiVersionParameter");
    row("version of the provider", std::string(prod) + rolePath + "?api-version=2023-01-31", 400,
        "NoRegisteredProviderFound");
    row("credentials did not exist in 2018", payments() + "/federatedIdentityCredentials?api-version=2018-11-30", 400,
        "NoRegisteredProviderFound");
    row("identities did", payments() + "?api-version=2018-11-30", 200, "");
    row("nothing", "/?api-version=2022-12-01", 404, "MissingSubscription");
    row("no subscription", "/virtualMachines?api-version=2022-12-01", 404, "MissingSubscription");
    row("unknown provider", std::string(prod) + "/providers/Contoso.Nothing/things?api-version=2022-12-01", 404,
        "InvalidResourceNamespace");
    row("unknown type", std::string(prod) + "/providers/Microsoft.ManagedIdentity/things" + version, 404,
        "InvalidResourceType");
    row("unknown type of ARM itself", std::string(prod) + "/things?api-version=2022-12-01", 404, "InvalidResourceType");
    row("unknown subscription", "/subscriptions/00000000-0000-0000-0000-000000000000?api-version=2022-12-01", 404,
        "SubscriptionNotFound");
    row("unknown group", std::string(prod) + "/resourceGroups/rg-nothing?api-version=2021-04-01", 404,
        "ResourceGroupNotFound");
    row("unknown identity",
        std::string(prod) + "/resourceGroups/rg-payments-prod" + identityPath + "/id-nobody" + version, 404,
        "ResourceNotFound");
    row("identity without a group", std::string(prod) + identityPath + "/id-nobody" + version, 404,
        "InvalidResourceType");
}

void TestArmFront::pathsAndVersions()
{
    QFETCH(std::string, target);
    const Answer answer = m_client->get(armService, target, m_admin);
    QTEST(answer.status, "status");
    QTEST(answer.errorCode(), "code");
}

void TestArmFront::refusalNamesCallerAndScope()
{
    const Answer answer = m_client->write(armService, "PUT",
                                          payments() + "/federatedIdentityCredentials/mine" + version,
                                          m_client->armToken(reader), armBody(QStringLiteral("mine")));
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.errorCode(), QStringLiteral("AuthorizationFailed"));
    const QString message = answer.errorMessage();
    for (const std::string &part : {std::string(reader), std::string("federatedIdentityCredentials/write"),
                                    payments() + "/federatedIdentityCredentials/mine"})
        QVERIFY2(message.contains(QString::fromStdString(part)), qPrintable(message));
    QVERIFY(!message.contains(u'%'));
}

void TestArmFront::requestIdsComeBack()
{
    const std::string mine = "6f2c1b0e-93d4-4a7b-8a51-2d0c9e7f4b13";
    const Answer answer = m_client->get(armService, "/tenants?api-version=2022-12-01", m_admin,
                                        {{"x-ms-client-request-id", mine}, {"x-ms-return-client-request-id", "true"}});
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.raw.header("x-ms-request-id").empty());
    QCOMPARE(answer.raw.header("x-ms-correlation-request-id"), mine);
    QCOMPARE(answer.raw.header("x-ms-client-request-id"), mine);
    QVERIFY(!m_client->get(armService, "/tenants", m_admin).raw.header("x-ms-correlation-request-id").empty());
}

void TestArmFront::doubledSlashIsOne()
{
    QCOMPARE(m_client->get(armService, "/" + std::string(prod) + rolePath + roleVersion, m_admin).status, 200);
    QCOMPARE(m_client->get(armService, "//" + payments() + version, m_admin).status, 200);
}

void TestArmFront::cloudIsDescribed_data()
{
    QTest::addColumn<std::string>("version");
    QTest::newRow("az cloud register") << std::string("2015-01-01");
    QTest::newRow("a list of clouds") << std::string("2019-05-01");
    QTest::newRow("one again") << std::string("2022-09-01");
}

void TestArmFront::cloudIsDescribed()
{
    QFETCH(std::string, version);
    const Answer answer = m_client->send(armService, "GET", "/metadata/endpoints?api-version=" + version);
    QCOMPARE(answer.status, 200); // before any sign-in
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(answer.raw.body));
    const QJsonObject cloud = document.isArray() ? document.array().at(0).toObject() : document.object();
    const QJsonObject authentication = cloud.value(QLatin1String("authentication")).toObject();
    QCOMPARE(textIn(authentication, "loginEndpoint"), QStringLiteral("http://localhost:5001"));
    QCOMPARE(authentication.value(QLatin1String("audiences")).toArray().at(0).toString(),
             QStringLiteral("https://management.core.windows.net/"));
    QCOMPARE(m_client->send(armService, "GET", "/metadata/endpoints?api-version=1999-01-01").status, 400);
}

void TestArmFront::locationsAreListed()
{
    const QJsonArray found =
        m_client->all(armService, std::string(prod) + "/locations?api-version=2022-12-01", m_admin);
    QVERIFY(found.size() > 10);
    QStringList names;
    for (const auto &location : found)
        names << textIn(location, "name");
    QVERIFY(names.contains(QStringLiteral("westeurope")));
}

void TestArmFront::resourceGroups_data()
{
    QTest::addColumn<std::string>("account");
    QTest::addColumn<std::string>("method");
    QTest::addColumn<int>("status");
    QTest::newRow("owner reads") << std::string(admin) << std::string("GET") << 200;
    QTest::newRow("owner asks whether it is there") << std::string(admin) << std::string("HEAD") << 204;
    QTest::newRow("somebody else") << std::string(dataEngineer) << std::string("GET") << 403;
    QTest::newRow("nobody writes one") << std::string(admin) << std::string("PUT") << 405;
}

void TestArmFront::resourceGroups()
{
    QFETCH(std::string, account);
    QFETCH(std::string, method);
    const std::string token = m_client->armToken(account);
    const Answer one = m_client->write(
        armService, method, std::string(prod) + "/resourcegroups/RG-Payments-Prod?api-version=2021-04-01", token, {});
    QTEST(one.status, "status");
    if (one.status == 200)
        QCOMPARE(textIn(one.json, "location"), QStringLiteral("westeurope"));
}

QTEST_GUILESS_MAIN(TestArmFront)
#include "tst_arm_front.moc"
