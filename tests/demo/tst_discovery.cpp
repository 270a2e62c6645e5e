// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr auto login = ServiceKind::Login;
constexpr char tenantId[] = "b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643";

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

} // namespace

// The documents that clients read before they ask for anything, and the form of every refusal.
class TestDiscovery final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;

private Q_SLOTS:
    void init();

    void documentOfEveryTenantName_data();
    void documentOfEveryTenantName();
    void documentIsServedCompletely();
    void documentFollowsTheHostOfTheRequest();
    void instanceNamesTheHost();
    void instanceKnowsItsTenants();
    void keysArePublic();
    void documentsAreOnlyRead_data();
    void documentsAreOnlyRead();
    void unknownTenants_data();
    void unknownTenants();
    void errorsCarryEverythingThatSupportAsksFor();
    void correlationIsTheCallers_data();
    void correlationIsTheCallers();
};

void TestDiscovery::init()
{
    m_client = std::make_unique<DemoClient>();
}

void TestDiscovery::documentOfEveryTenantName_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("issuer");
    const QString own = QLatin1String(tenantId);
    const QString any = QStringLiteral("{tenantid}");
    QTest::newRow("GUID") << own << own;
    QTest::newRow("GUID in capitals") << own.toUpper() << own;
    QTest::newRow("domain") << QStringLiteral("contoso.onmicrosoft.com") << own;
    QTest::newRow("common") << QStringLiteral("common") << any;
    QTest::newRow("organizations") << QStringLiteral("organizations") << any;
}

void TestDiscovery::documentOfEveryTenantName()
{
    QFETCH(QString, path);
    QFETCH(QString, issuer);
    const Answer answer =
        m_client->send(login, "GET", "/" + path.toStdString() + "/v2.0/.well-known/openid-configuration");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.raw.header("Content-Type").rfind("application/json", 0) == 0);
    QCOMPARE(textIn(answer.json, "issuer"), QStringLiteral("http://localhost:5001/%1/v2.0").arg(issuer));
}

void TestDiscovery::documentIsServedCompletely()
{
    const QJsonObject document =
        m_client->send(login, "GET", "/organizations/v2.0/.well-known/openid-configuration").json;
    const QString base = QStringLiteral("http://localhost:5001/organizations/");
    for (const char *member : {"authorization_endpoint", "token_endpoint", "jwks_uri", "device_authorization_endpoint",
                               "end_session_endpoint"}) {
        const QString address = textIn(document, member);
        QVERIFY2(address.startsWith(base), member);
        const std::string path = address.mid(QStringLiteral("http://localhost:5001").size()).toStdString();
        const bool posted = QLatin1String(member) == QLatin1String("device_authorization_endpoint");
        QVERIFY2(m_client->send(login, posted ? "POST" : "GET", path).status != 404, member);
    }
}

void TestDiscovery::documentFollowsTheHostOfTheRequest()
{
    const QJsonObject document =
        m_client->send(login, "GET", "/common/v2.0/.well-known/openid-configuration", {}, {{"Host", "127.0.0.1:5001"}})
            .json;
    for (const char *member : {"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"})
        QVERIFY2(textIn(document, member).startsWith(QStringLiteral("http://127.0.0.1:5001/")), member);
}

void TestDiscovery::instanceNamesTheHost()
{
    const Answer answer = m_client->send(login, "GET",
                                         "/common/discovery/instance?api-version=1.1&authorization_endpoint="
                                         "http%3A%2F%2Flocalhost%3A5001%2Forganizations%2Foauth2%2Fv2.0%2Fauthorize");
    QCOMPARE(answer.status, 200);
    QCOMPARE(textIn(answer.json, "tenant_discovery_endpoint"),
             QStringLiteral("http://localhost:5001/organizations/v2.0/.well-known/openid-configuration"));
    QCOMPARE(textIn(answer.json, "api-version"), QStringLiteral("1.1"));
    const QJsonObject entry = answer.json.value(QLatin1String("metadata")).toArray().at(0).toObject();
    QCOMPARE(textIn(entry, "preferred_network"), QStringLiteral("localhost:5001"));
    QCOMPARE(textIn(entry, "preferred_cache"), QStringLiteral("localhost:5001"));
    QCOMPARE(entry.value(QLatin1String("aliases")).toArray(), QJsonArray{QStringLiteral("localhost:5001")});
}

void TestDiscovery::instanceKnowsItsTenants()
{
    const Answer answer = m_client->send(login, "GET",
                                         "/common/discovery/instance?api-version=1.1&authorization_endpoint="
                                         "http%3A%2F%2Flocalhost%3A5001%2Ffabrikam.com%2Foauth2%2Fv2.0%2Fauthorize");
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.aadsts(), 90002);
}

void TestDiscovery::keysArePublic()
{
    const Answer answer = m_client->send(login, "GET", "/common/discovery/v2.0/keys");
    const QJsonArray keys = answer.json.value(QLatin1String("keys")).toArray();
    QCOMPARE(keys.size(), 1);
    const QJsonObject key = keys.at(0).toObject();
    QCOMPARE(textIn(key, "kty"), QStringLiteral("RSA"));
    QCOMPARE(textIn(key, "use"), QStringLiteral("sig"));
    for (const char *member : {"kid", "n", "e", "issuer"})
        QVERIFY2(!textIn(key, member).isEmpty(), member);
    for (const char *member : {"d", "p", "q", "dp", "dq", "qi"})
        QVERIFY2(!key.contains(QLatin1String(member)), member);
}

void TestDiscovery::documentsAreOnlyRead_data()
{
    QTest::addColumn<std::string>("path");
    QTest::newRow("instance") << std::string("/common/discovery/instance");
    QTest::newRow("keys") << std::string("/common/discovery/v2.0/keys");
    QTest::newRow("configuration") << std::string("/common/v2.0/.well-known/openid-configuration");
}

void TestDiscovery::documentsAreOnlyRead()
{
    QFETCH(std::string, path);
    QCOMPARE(m_client->send(ServiceKind::Login, "HEAD", path).status, 200);
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
        QCOMPARE(m_client->send(ServiceKind::Login, method, path).status, 405);
}

void TestDiscovery::unknownTenants_data()
{
    QTest::addColumn<std::string>("method");
    QTest::addColumn<std::string>("path");
    QTest::addColumn<QString>("error");
    QTest::newRow("discovery") << std::string("GET") << std::string("/v2.0/.well-known/openid-configuration")
                               << QStringLiteral("invalid_tenant");
    QTest::newRow("keys") << std::string("GET") << std::string("/discovery/v2.0/keys")
                          << QStringLiteral("invalid_request");
    QTest::newRow("token") << std::string("POST") << std::string("/oauth2/v2.0/token")
                           << QStringLiteral("invalid_request");
}

void TestDiscovery::unknownTenants()
{
    QFETCH(std::string, method);
    QFETCH(std::string, path);
    const Answer answer = m_client->send(login, method, "/fabrikam.onmicrosoft.com" + path);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.aadsts(), 90002);
    QTEST(textIn(answer.json, "error"), "error");
    QVERIFY(textIn(answer.json, "error_description").startsWith(QStringLiteral("AADSTS90002: Tenant 'fabrikam.")));
}

void TestDiscovery::errorsCarryEverythingThatSupportAsksFor()
{
    const Answer answer = m_client->token({{"grant_type", "client_credentials"}, {"client_id", "nobody"}});
    const QString description = textIn(answer.json, "error_description");
    for (const char *member : {"error", "error_description", "timestamp", "trace_id", "correlation_id", "error_uri"})
        QVERIFY2(!textIn(answer.json, member).isEmpty(), member);
    QCOMPARE(answer.json.value(QLatin1String("error_codes")).toArray().size(), 1);
    QVERIFY(description.startsWith(QStringLiteral("AADSTS%1: ").arg(answer.aadsts())));
    QVERIFY(description.contains(QStringLiteral("Trace ID: ") + textIn(answer.json, "trace_id")));
    QVERIFY(description.contains(QStringLiteral("Correlation ID: ") + textIn(answer.json, "correlation_id")));
    QVERIFY(description.endsWith(QStringLiteral("Timestamp: ") + textIn(answer.json, "timestamp")));
    QCOMPARE(QString::fromStdString(answer.raw.header("x-ms-request-id")), textIn(answer.json, "trace_id"));
    QVERIFY(answer.raw.header("Cache-Control").find("no-store") != std::string::npos);
}

void TestDiscovery::correlationIsTheCallers_data()
{
    QTest::addColumn<std::string>("query");
    QTest::addColumn<std::string>("header");
    QTest::addColumn<bool>("echoed");
    const std::string id = "5ff3c5c5-1111-4222-8333-0123456789ab";
    QTest::newRow("header") << std::string() << id << true;
    QTest::newRow("address") << "?client-request-id=" + id << std::string() << true;
    QTest::newRow("no GUID") << std::string("?client-request-id=%0d%0aSet-Cookie:x") << std::string("<script>")
                             << false;
}

void TestDiscovery::correlationIsTheCallers()
{
    QFETCH(std::string, query);
    QFETCH(std::string, header);
    QFETCH(bool, echoed);
    const Answer answer = m_client->send(login, "POST", "/common/oauth2/v2.0/token" + query, "grant_type=x&client_id=y",
                                         {{"client-request-id", header}});
    QCOMPARE(answer.aadsts(), 70003); // the address is matched without its query
    const QString correlation = textIn(answer.json, "correlation_id");
    QCOMPARE(correlation == QLatin1String("5ff3c5c5-1111-4222-8333-0123456789ab"), echoed);
    QVERIFY(isGuid(correlation.toStdString()));
}

QTEST_GUILESS_MAIN(TestDiscovery)
#include "tst_discovery.moc"
