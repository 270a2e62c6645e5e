// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

#include <QJsonDocument>
#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr auto login = ServiceKind::Login;

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

QJsonObject claimsOf(const QString &token)
{
    const QByteArray part = token.toLatin1().split('.').value(1);
    return QJsonDocument::fromJson(QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding)).object();
}

} // namespace

// Entra's sign-in as the demo tenant answers it: documents, the page of accounts, codes, refresh tokens.
class TestSignIn final : public QObject
{
    Q_OBJECT

    [[nodiscard]] Fields codeForm(const std::string &code) const
    {
        return {{"grant_type", "authorization_code"},
                {"client_id", m_client->service().tenant().publicClientId},
                {"code", code},
                {"redirect_uri", "http://localhost:53535"},
                {"code_verifier", verifier}};
    }

    std::unique_ptr<DemoClient> m_client;

private Q_SLOTS:
    void init();

    void documentsNameTheHostThatWasAsked();
    void pageIsAPlainForm();
    void pagePutsTheHintFirst();
    void choosingAnAccountRedirects();
    void hintCompletesBySilentRequest();
    void silentRequestNeedsAKnownAccount();
    void redirectAddresses_data();
    void redirectAddresses();
    void requestsWithoutProofAreSentBack();
    void answersLikeEntra();
    void codeIsForOneUse();
    void codeLastsTenMinutes();
    void codeNeeds_data();
    void codeNeeds();
    void refreshServesBothResources();
    void refreshNeeds_data();
    void refreshNeeds();
    void readerCannotGetWriteScope();
    void scopes_data();
    void scopes();
    void unknownTenant();
    void secretsAreListed();
    void otherHostsAreRefused();
};

void TestSignIn::init()
{
    m_client = std::make_unique<DemoClient>();
}

void TestSignIn::documentsNameTheHostThatWasAsked()
{
    const Answer own = m_client->send(login, "GET", "/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration");
    const QString base = QStringLiteral("http://localhost:5001/b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643");
    QCOMPARE(textIn(own.json, "issuer"), base + QStringLiteral("/v2.0"));
    QCOMPARE(textIn(own.json, "token_endpoint"), base + QStringLiteral("/oauth2/v2.0/token"));
    const Answer common = m_client->send(login, "GET", "/organizations/v2.0/.well-known/openid-configuration", {},
                                         {{"Host", "127.0.0.1:5001"}});
    QCOMPARE(textIn(common.json, "issuer"), QStringLiteral("http://127.0.0.1:5001/{tenantid}/v2.0"));
    const Answer keys = m_client->send(login, "GET", "/common/discovery/v2.0/keys");
    QCOMPARE(keys.json.value(QLatin1String("keys")).toArray().size(), 1);
    const Answer instance = m_client->send(login, "GET", "/common/discovery/instance?api-version=1.1");
    QCOMPARE(instance.status, 200);
}

void TestSignIn::pageIsAPlainForm()
{
    std::string target = m_client->authorizeTarget("", writeScopes);
    target.replace(target.find("prompt=none"), 11, "prompt=select_account");
    const Answer page = m_client->send(login, "GET", target);
    QCOMPARE(page.status, 200);
    const QString html = QString::fromStdString(page.raw.body);
    QVERIFY(html.contains(QStringLiteral("<form method=\"post\"")));
    QVERIFY(!html.contains(QStringLiteral("<script"), Qt::CaseInsensitive));
    QCOMPARE(html.count(QStringLiteral("<button type=\"submit\" name=\"account\"")), 4);
    QVERIFY(html.contains(QStringLiteral("value=\"a state &amp; more\"")));
    QVERIFY(!page.raw.header("Content-Security-Policy").empty());
}

void TestSignIn::pagePutsTheHintFirst()
{
    std::string target = m_client->authorizeTarget(reader, readScopes);
    target.replace(target.find("prompt=none"), 11, "prompt=login");
    const QString html = QString::fromStdString(m_client->send(login, "GET", target).raw.body);
    const qsizetype hinted = html.indexOf(QStringLiteral("name=\"account\" value=\"") + QLatin1String(reader));
    QVERIFY(hinted > 0);
    QVERIFY(hinted < html.indexOf(QStringLiteral("name=\"account\" value=\"") + QLatin1String(admin)));
}

void TestSignIn::choosingAnAccountRedirects()
{
    const std::string target = m_client->authorizeTarget("", readScopes);
    const std::string form = target.substr(target.find('?') + 1) + "&account=" + percentEncode(developer);
    const Answer answer = m_client->send(login, "POST", "/common/oauth2/v2.0/authorize", form);
    QCOMPARE(answer.status, 302);
    QVERIFY(answer.raw.header("Location").rfind("http://localhost:53535/?code=", 0) == 0);
    QCOMPARE(DemoClient::redirectParameter(answer, "state"), std::string("a state & more"));
    const Answer token = m_client->token(codeForm(DemoClient::redirectParameter(answer, "code")));
    QCOMPARE(textIn(claimsOf(textIn(token.json, "id_token")), "preferred_username"), QLatin1String(developer));
}

void TestSignIn::hintCompletesBySilentRequest()
{
    const Answer answer = m_client->send(login, "GET", m_client->authorizeTarget(admin, readScopes));
    QCOMPARE(answer.status, 302);
    QVERIFY(!DemoClient::redirectParameter(answer, "code").empty());
}

void TestSignIn::silentRequestNeedsAKnownAccount()
{
    for (const char *account : {"", "nobody@contoso.onmicrosoft.com", "p.lind@contoso.onmicrosoft.com"}) {
        const Answer answer = m_client->send(login, "GET", m_client->authorizeTarget(account, readScopes));
        QCOMPARE(answer.status, 302);
        QCOMPARE(DemoClient::redirectParameter(answer, "error"), std::string("login_required"));
        QCOMPARE(DemoClient::redirectParameter(answer, "state"), std::string("a state & more"));
    }
}

void TestSignIn::redirectAddresses_data()
{
    QTest::addColumn<std::string>("address");
    QTest::addColumn<int>("status");
    const auto row = [](const char *address, int status) { QTest::newRow(address) << std::string(address) << status; };
    row("http://localhost", 302);
    row("http://localhost:1", 302);
    row("http://localhost:65535/", 302);
    row("http://127.0.0.1:8400", 302);
    row("https://localhost:53535", 400);
    row("http://localhost.evil.example:80", 400);
    row("http://localhost:80@evil.example", 400);
    row("http://localhost:53535/callback", 400);
    row("http://evil.example", 400);
    row("http://localhost:123456", 400);
    row("http://localhost:", 400);
}

void TestSignIn::redirectAddresses()
{
    QFETCH(std::string, address);
    std::string target = m_client->authorizeTarget(admin, readScopes);
    const std::string known = percentEncode("http://localhost:53535");
    target.replace(target.find(known), known.size(), percentEncode(address));
    const Answer answer = m_client->send(login, "GET", target);
    QTEST(answer.status, "status");
    if (answer.status == 400) // never sent to an address that may not be the client's
        QVERIFY(answer.raw.header("Location").empty());
}

void TestSignIn::requestsWithoutProofAreSentBack()
{
    std::string target = m_client->authorizeTarget(admin, readScopes);
    target.replace(target.find("S256"), 4, "plain");
    const Answer answer = m_client->send(login, "GET", target);
    QCOMPARE(DemoClient::redirectParameter(answer, "error"), std::string("invalid_request"));
    QVERIFY(DemoClient::redirectParameter(answer, "code").empty());
}

void TestSignIn::answersLikeEntra()
{
    const Answer answer = m_client->signIn(admin, readScopes);
    QCOMPARE(answer.status, 200);
    QCOMPARE(textIn(answer.json, "token_type"), QStringLiteral("Bearer"));
    QCOMPARE(textIn(answer.json, "scope"), QStringLiteral("User.Read Application.Read.All Directory.Read.All"));
    QCOMPARE(answer.json.value(QLatin1String("expires_in")).toInt(), 3599);
    QVERIFY(!textIn(answer.json, "refresh_token").isEmpty());
    const QJsonObject id = claimsOf(textIn(answer.json, "id_token"));
    QCOMPARE(textIn(id, "aud").toStdString(), m_client->service().tenant().publicClientId);
    QCOMPARE(textIn(id, "iss"), QStringLiteral("http://localhost:5001/b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643/v2.0"));
    QCOMPARE(textIn(id, "tid"), QStringLiteral("b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643"));
    const QByteArray info =
        QByteArray::fromBase64(textIn(answer.json, "client_info").toLatin1(), QByteArray::Base64UrlEncoding);
    QCOMPARE(textIn(QJsonDocument::fromJson(info).object(), "uid"), textIn(id, "oid"));
    const QJsonObject access = claimsOf(textIn(answer.json, "access_token"));
    QCOMPARE(textIn(access, "aud"), QStringLiteral("https://graph.microsoft.com"));
    QCOMPARE(textIn(access, "scp"), textIn(answer.json, "scope"));
}

void TestSignIn::codeIsForOneUse()
{
    const Answer redirect = m_client->send(login, "GET", m_client->authorizeTarget(admin, readScopes));
    const Fields form = codeForm(DemoClient::redirectParameter(redirect, "code"));
    QCOMPARE(m_client->token(form).status, 200);
    const Answer again = m_client->token(form);
    QCOMPARE(again.status, 400);
    QCOMPARE(textIn(again.json, "error"), QStringLiteral("invalid_grant"));
}

void TestSignIn::codeLastsTenMinutes()
{
    const Answer redirect = m_client->send(login, "GET", m_client->authorizeTarget(admin, readScopes));
    m_client->pass(std::chrono::minutes(10));
    const Answer late = m_client->token(codeForm(DemoClient::redirectParameter(redirect, "code")));
    QCOMPARE(late.status, 400);
    QCOMPARE(textIn(late.json, "error"), QStringLiteral("invalid_grant"));
}

void TestSignIn::codeNeeds_data()
{
    QTest::addColumn<std::string>("field");
    QTest::addColumn<std::string>("value");
    QTest::addColumn<QString>("error");
    QTest::newRow("another verifier") << std::string("code_verifier") << std::string(60, 'x')
                                      << QStringLiteral("invalid_grant");
    QTest::newRow("no verifier") << std::string("code_verifier") << std::string() << QStringLiteral("invalid_grant");
    QTest::newRow("another address") << std::string("redirect_uri") << std::string("http://localhost:1")
                                     << QStringLiteral("invalid_grant");
    QTest::newRow("another code") << std::string("code") << std::string("made-up") << QStringLiteral("invalid_grant");
    QTest::newRow("another client") << std::string("client_id") << std::string("04b07795-8ddb-461a-bbee-02f9e1bf7b46")
                                    << QStringLiteral("invalid_grant");
    QTest::newRow("no client") << std::string("client_id") << std::string() << QStringLiteral("invalid_request");
    QTest::newRow("another grant") << std::string("grant_type") << std::string("password")
                                   << QStringLiteral("unsupported_grant_type");
}

void TestSignIn::codeNeeds()
{
    QFETCH(std::string, field);
    QFETCH(std::string, value);
    const Answer redirect = m_client->send(login, "GET", m_client->authorizeTarget(admin, readScopes));
    Fields form = codeForm(DemoClient::redirectParameter(redirect, "code"));
    for (auto &entry : form) {
        if (entry.first == field)
            entry.second = value;
    }
    const Answer answer = m_client->token(form);
    QCOMPARE(answer.status, 400);
    QTEST(textIn(answer.json, "error"), "error");
    QVERIFY(textIn(answer.json, "error_description").startsWith(QStringLiteral("AADSTS%1: ").arg(answer.aadsts())));
    for (const char *member : {"timestamp", "trace_id", "correlation_id"})
        QVERIFY(!textIn(answer.json, member).isEmpty());
}

void TestSignIn::refreshServesBothResources()
{
    const Answer first = m_client->signIn(admin, readScopes);
    const std::string token = textIn(first.json, "refresh_token").toStdString();
    const auto refreshed = [&](const std::string &scope) {
        return m_client->token({{"grant_type", "refresh_token"},
                                {"client_id", m_client->service().tenant().publicClientId},
                                {"refresh_token", token},
                                {"scope", scope}});
    };
    for (const char *scope : {"https://management.azure.com/user_impersonation",
                              "https://management.core.windows.net//.default", "http://localhost:5003/.default"}) {
        const Answer azure = refreshed(scope);
        QCOMPARE(azure.status, 200);
        QVERIFY(textIn(azure.json, "refresh_token").toStdString() != token);
        const std::string access = textIn(azure.json, "access_token").toStdString();
        QCOMPARE(m_client->get(ServiceKind::Arm, "/subscriptions?api-version=2022-12-01", access).status, 200);
    }
    for (const char *scope : {"https://graph.microsoft.com/.default", "Application.ReadWrite.All",
                              "http://127.0.0.1:5002/Application.Read.All"}) {
        const std::string access = textIn(refreshed(scope).json, "access_token").toStdString();
        QCOMPARE(m_client->get(ServiceKind::Graph, "/v1.0/applications?$top=1", access).status, 200);
    }
}

void TestSignIn::refreshNeeds_data()
{
    QTest::addColumn<std::string>("field");
    QTest::addColumn<std::string>("value");
    QTest::addColumn<int>("days");
    QTest::newRow("another token") << std::string("refresh_token") << std::string("made-up") << 0;
    QTest::newRow("another client") << std::string("client_id") << std::string("04b07795-8ddb-461a-bbee-02f9e1bf7b46")
                                    << 0;
    QTest::newRow("less than ninety days") << std::string("none") << std::string() << 90;
}

void TestSignIn::refreshNeeds()
{
    QFETCH(std::string, field);
    QFETCH(std::string, value);
    QFETCH(int, days);
    Fields form{{"grant_type", "refresh_token"},
                {"client_id", m_client->service().tenant().publicClientId},
                {"refresh_token", textIn(m_client->signIn(admin, readScopes).json, "refresh_token").toStdString()},
                {"scope", "User.Read"}};
    for (auto &entry : form) {
        if (entry.first == field)
            entry.second = value;
    }
    m_client->pass(std::chrono::hours(24 * days));
    const Answer answer = m_client->token(form);
    QCOMPARE(answer.status, 400);
    QCOMPARE(textIn(answer.json, "error"), QStringLiteral("invalid_grant"));
}

void TestSignIn::readerCannotGetWriteScope()
{
    const Answer redirect = m_client->send(login, "GET", m_client->authorizeTarget(reader, writeScopes));
    QCOMPARE(DemoClient::redirectParameter(redirect, "error"), std::string("access_denied"));
    const Answer answer = m_client->token(
        {{"grant_type", "refresh_token"},
         {"client_id", m_client->service().tenant().publicClientId},
         {"refresh_token", textIn(m_client->signIn(reader, readScopes).json, "refresh_token").toStdString()},
         {"scope", "Application.ReadWrite.All"}});
    QCOMPARE(answer.status, 400);
    QCOMPARE(textIn(answer.json, "error"), QStringLiteral("invalid_grant"));
    // Everything that may be granted leaves the write permission out.
    const QString all = textIn(m_client->signIn(reader, "https://graph.microsoft.com/.default").json, "scope");
    QVERIFY(all.contains(QStringLiteral("Directory.Read.All")) && !all.contains(QStringLiteral("Write")));
}

void TestSignIn::scopes_data()
{
    QTest::addColumn<std::string>("scope");
    QTest::addColumn<QString>("error");
    QTest::newRow("unknown permission") << std::string("Application.Everything") << QStringLiteral("invalid_scope");
    QTest::newRow("unknown resource") << std::string("https://vault.azure.net/.default")
                                      << QStringLiteral("invalid_resource");
    QTest::newRow("default and named") << std::string("https://graph.microsoft.com/.default User.Read")
                                       << QStringLiteral("invalid_scope");
    QTest::newRow("two resources") << std::string("User.Read https://management.azure.com/user_impersonation")
                                   << QStringLiteral("invalid_request");
}

void TestSignIn::scopes()
{
    QFETCH(std::string, scope);
    const std::string token = textIn(m_client->signIn(admin, readScopes).json, "refresh_token").toStdString();
    const Answer answer = m_client->token({{"grant_type", "refresh_token"},
                                           {"client_id", m_client->service().tenant().publicClientId},
                                           {"refresh_token", token},
                                           {"scope", scope}});
    QCOMPARE(answer.status, 400);
    QTEST(textIn(answer.json, "error"), "error");
}

void TestSignIn::unknownTenant()
{
    const Answer answer =
        m_client->send(login, "GET", "/fabrikam.onmicrosoft.com/v2.0/.well-known/openid-configuration");
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.aadsts(), 90002);
    QCOMPARE(m_client->send(login, "GET", "/common/nothing/here").status, 404);
}

void TestSignIn::secretsAreListed()
{
    const Answer redirect = m_client->send(login, "GET", m_client->authorizeTarget(admin, readScopes));
    const std::string code = DemoClient::redirectParameter(redirect, "code");
    const Answer answer = m_client->token(codeForm(code));
    const std::vector<std::string> secrets = m_client->service().issuedSecrets();
    const auto holds = [&secrets](const std::string &text) {
        return std::find(secrets.begin(), secrets.end(), text) != secrets.end();
    };
    QVERIFY(holds(code) && holds(verifier));
    for (const char *member : {"access_token", "refresh_token", "id_token"})
        QVERIFY2(holds(textIn(answer.json, member).toStdString()), member);
}

void TestSignIn::otherHostsAreRefused()
{
    const Answer answer =
        m_client->send(login, "GET", "/common/discovery/v2.0/keys", {}, {{"Host", "evil.example:5001"}});
    QCOMPARE(answer.status, 421);
}

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_sign_in.moc"
