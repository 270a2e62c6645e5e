// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr auto login = ServiceKind::Login;
constexpr char azureCli[] = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
constexpr char forAdministrators[] = "openid Group.ReadWrite.All";
constexpr char forAnybody[] = "openid User.ReadBasic.All";

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

std::string replaced(std::string text, const std::string &what, const std::string &with)
{
    text.replace(text.find(what), what.size(), with);
    return text;
}

} // namespace

// Who lets a client do what: the page that asks, what administrators alone can say, and what programs are told.
class TestConsent final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;

    // The form of the account page coming back, with a decision when there is one.
    Answer choose(const std::string &account, const std::string &scope, const std::string &decision = {},
                  const std::string &prompt = "select_account")
    {
        const std::string target = replaced(m_client->authorizeTarget("", scope), "prompt=none", "prompt=" + prompt);
        std::string form = target.substr(target.find('?') + 1) + "&account=" + percentEncode(account);
        if (!decision.empty())
            form += "&consent=" + decision;
        return m_client->send(login, "POST", "/common/oauth2/v2.0/authorize", form);
    }
    Answer refreshed(const std::string &account, const std::string &scope)
    {
        return m_client->token(
            {{"grant_type", "refresh_token"},
             {"client_id", m_client->service().tenant().publicClientId},
             {"refresh_token", textIn(m_client->signIn(account, readScopes).json, "refresh_token").toStdString()},
             {"scope", scope}});
    }
    Answer administratorsPage(const std::string &fields)
    {
        return m_client->send(login, "POST", "/common/v2.0/adminconsent",
                              "client_id=" + m_client->service().tenant().publicClientId
                                  + "&redirect_uri=http%3A%2F%2Flocalhost%3A4000&state=s&" + fields);
    }

private Q_SLOTS:
    void init();

    void pageNamesWhatIsAsked();
    void acceptingGivesTheToken();
    void acceptingCountsForOnePerson();
    void administratorAcceptsForEverybody();
    void decliningIsToldToTheClient();
    void consentedScopesAreNotAskedAgain();
    void promptConsentAsksAgain();
    void silentRequestIsToldToAsk();
    void refreshIsToldToAsk();
    void administratorsPermissionNeedsOne();
    void firstPartyToolsNeedNoConsent();
    void firstPartyToolsGetNothingMore();
    void tokenNeverExceedsThePerson();
    void newApplicationIsBroughtIn();
    void administratorConsentPage();
    void administratorConsentIsRefused_data();
    void administratorConsentIsRefused();
    void responseModes_data();
    void responseModes();
    void prompts_data();
    void prompts();
};

void TestConsent::init()
{
    m_client = std::make_unique<DemoClient>();
}

void TestConsent::pageNamesWhatIsAsked()
{
    const Answer page = choose(admin, forAdministrators);
    QCOMPARE(page.status, 200);
    const QString html = QString::fromStdString(page.raw.body);
    for (const char *part : {"Symbolon", "Contoso", "Group.ReadWrite.All", "value=\"accept\"", "value=\"everybody\"",
                             "value=\"decline\"", "m.reyes@contoso.onmicrosoft.com"})
        QVERIFY2(html.contains(QLatin1String(part)), part);
    QVERIFY(!html.contains(QStringLiteral("<script"), Qt::CaseInsensitive));
    // Others cannot speak for everybody.
    QVERIFY(choose(reader, forAnybody).raw.body.find("value=\"everybody\"") == std::string::npos);
}

void TestConsent::acceptingGivesTheToken()
{
    const Answer answer = choose(admin, forAdministrators, "accept");
    QCOMPARE(answer.status, 302);
    const Answer token = m_client->token({{"grant_type", "authorization_code"},
                                          {"client_id", m_client->service().tenant().publicClientId},
                                          {"code", DemoClient::redirectParameter(answer, "code")},
                                          {"redirect_uri", "http://localhost:53535"},
                                          {"code_verifier", verifier},
                                          {"scope", forAdministrators}});
    QCOMPARE(token.status, 200);
    QCOMPARE(textIn(token.json, "scope"), QStringLiteral("Group.ReadWrite.All"));
}

void TestConsent::acceptingCountsForOnePerson()
{
    QCOMPARE(choose(reader, forAnybody, "accept").status, 302);
    QCOMPARE(m_client->signIn(reader, forAnybody).status, 200);
    QCOMPARE(choose(developer, forAnybody).status, 200); // asked himself
}

void TestConsent::administratorAcceptsForEverybody()
{
    QCOMPARE(choose(admin, forAdministrators, "everybody").status, 302);
    QCOMPARE(m_client->signIn(reader, forAdministrators).status, 200);
}

void TestConsent::decliningIsToldToTheClient()
{
    const Answer answer = choose(admin, forAdministrators, "decline");
    QCOMPARE(answer.status, 302);
    QCOMPARE(DemoClient::redirectParameter(answer, "error"), std::string("access_denied"));
    QVERIFY(DemoClient::redirectParameter(answer, "error_description").rfind("AADSTS65004: ", 0) == 0);
    QCOMPARE(DemoClient::redirectParameter(answer, "state"), std::string("a state & more"));
    QVERIFY(DemoClient::redirectParameter(answer, "code").empty());
}

void TestConsent::consentedScopesAreNotAskedAgain()
{
    QCOMPARE(choose(reader, readScopes).status, 302);
    QCOMPARE(choose(developer, writeScopes).status, 302);
    QCOMPARE(choose(reader, "https://management.azure.com/user_impersonation User.Read").status, 302);
}

void TestConsent::promptConsentAsksAgain()
{
    const Answer page = choose(reader, readScopes, {}, "consent");
    QCOMPARE(page.status, 200);
    QVERIFY(page.raw.body.find("Directory.Read.All") != std::string::npos);
    QCOMPARE(choose(reader, readScopes, "accept", "consent").status, 302);
}

void TestConsent::silentRequestIsToldToAsk()
{
    const Answer answer = m_client->send(login, "GET", m_client->authorizeTarget(admin, forAdministrators));
    QCOMPARE(DemoClient::redirectParameter(answer, "error"), std::string("interaction_required"));
    QVERIFY(DemoClient::redirectParameter(answer, "error_description").rfind("AADSTS65001: ", 0) == 0);
}

void TestConsent::refreshIsToldToAsk()
{
    const Answer answer = refreshed(admin, forAdministrators);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.aadsts(), 65001);
    QCOMPARE(textIn(answer.json, "error"), QStringLiteral("invalid_grant"));
    QCOMPARE(textIn(answer.json, "suberror"), QStringLiteral("consent_required"));
}

void TestConsent::administratorsPermissionNeedsOne()
{
    const Answer answer = choose(developer, forAdministrators);
    QCOMPARE(answer.status, 302);
    QCOMPARE(DemoClient::redirectParameter(answer, "error"), std::string("access_denied"));
    // Saying yes to a page that was never shown does not help.
    const Answer forced = choose(developer, forAdministrators, "everybody");
    QCOMPARE(DemoClient::redirectParameter(forced, "error"), std::string("access_denied"));
}

void TestConsent::firstPartyToolsNeedNoConsent()
{
    const std::string own = percentEncode(m_client->service().tenant().publicClientId);
    const std::string target = replaced(
        m_client->authorizeTarget(reader, "openid https://management.core.windows.net//.default"), own, azureCli);
    const Answer answer = m_client->send(login, "GET", target);
    QCOMPARE(answer.status, 302);
    const Answer token = m_client->token({{"grant_type", "authorization_code"},
                                          {"client_id", azureCli},
                                          {"code", DemoClient::redirectParameter(answer, "code")},
                                          {"redirect_uri", "http://localhost:53535"},
                                          {"code_verifier", verifier}});
    QCOMPARE(textIn(token.json, "scope"),
             QStringLiteral("https://management.core.windows.net//user_impersonation "
                            "https://management.core.windows.net//.default"));
}

void TestConsent::firstPartyToolsGetNothingMore()
{
    const std::string own = percentEncode(m_client->service().tenant().publicClientId);
    const std::string target = replaced(m_client->authorizeTarget(admin, "Policy.Read.All"), own, azureCli);
    const Answer answer = m_client->send(login, "GET", target);
    QVERIFY(DemoClient::redirectParameter(answer, "error_description").rfind("AADSTS65002: ", 0) == 0);
}

void TestConsent::tokenNeverExceedsThePerson()
{
    choose(admin, "Application.ReadWrite.All", "everybody", "consent");
    m_client->service().edit([](Tenant &tenant) {
        for (DelegatedGrant &grant : tenant.delegatedGrants) {
            if (grant.principalId.empty())
                grant.scope += " Application.ReadWrite.All";
        }
    });
    const std::string token = m_client->graphToken(reader, "Application.ReadWrite.All Application.Read.All");
    QVERIFY(!token.empty());
    QCOMPARE(m_client->get(ServiceKind::Graph, "/v1.0/applications?$top=1", token).status, 200);
    const std::string app = "/v1.0/applications/" + m_client->service().tenant().applications.front().id;
    const Answer written = m_client->write(ServiceKind::Graph, "POST", app + "/federatedIdentityCredentials", token,
                                           credentialBody(QStringLiteral("x"), QStringLiteral("y")));
    QCOMPARE(written.status, 403);
}

void TestConsent::newApplicationIsBroughtIn()
{
    m_client->service().edit([](Tenant &tenant) {
        Application app;
        app.id = "0b4e2c1d-1111-4222-8333-444455556666";
        app.appId = "0b4e2c1d-aaaa-4bbb-8ccc-444455556666";
        app.displayName = "brand-new";
        app.redirectUris = {"http://localhost/back"};
        tenant.applications.push_back(app);
    });
    const std::string form =
        "client_id=0b4e2c1d-aaaa-4bbb-8ccc-444455556666&response_type=code&scope=User.Read"
        "&code_challenge=x&code_challenge_method=S256&redirect_uri=http%3A%2F%2Flocalhost%3A9%2Fback"
        "&account="
        + percentEncode(reader);
    QCOMPARE(m_client->send(login, "POST", "/common/oauth2/v2.0/authorize", form).status, 200);
    QVERIFY(m_client->service().tenant().servicePrincipalByAppId("0b4e2c1d-aaaa-4bbb-8ccc-444455556666") == nullptr);
    const Answer answer = m_client->send(login, "POST", "/common/oauth2/v2.0/authorize", form + "&consent=accept");
    QVERIFY(answer.raw.header("Location").rfind("http://localhost:9/back?code=", 0) == 0);
    QVERIFY(m_client->service().tenant().servicePrincipalByAppId("0b4e2c1d-aaaa-4bbb-8ccc-444455556666") != nullptr);
}

void TestConsent::administratorConsentPage()
{
    const std::string scope = "scope=" + percentEncode("Group.ReadWrite.All") + "&";
    const Answer accounts = m_client->send(login, "GET",
                                           "/common/v2.0/adminconsent?" + scope
                                               + "client_id=" + m_client->service().tenant().publicClientId);
    QVERIFY(accounts.raw.body.find("name=\"account\"") != std::string::npos);
    const Answer question = administratorsPage(scope + "account=" + percentEncode(admin));
    QVERIFY(question.raw.body.find("Group.ReadWrite.All") != std::string::npos);
    const Answer answer = administratorsPage(scope + "consent=accept&account=" + percentEncode(admin));
    QCOMPARE(answer.status, 302);
    QCOMPARE(DemoClient::redirectParameter(answer, "admin_consent"), std::string("True"));
    QCOMPARE(DemoClient::redirectParameter(answer, "tenant"), m_client->service().tenant().id);
    QCOMPARE(DemoClient::redirectParameter(answer, "state"), std::string("s"));
    QCOMPARE(m_client->signIn(reader, "Group.ReadWrite.All").status, 200);
}

void TestConsent::administratorConsentIsRefused_data()
{
    QTest::addColumn<std::string>("fields");
    QTest::newRow("canceled") << "consent=decline&account=" + percentEncode(admin);
    QTest::newRow("no administrator") << "consent=accept&account=" + percentEncode(developer);
}

void TestConsent::administratorConsentIsRefused()
{
    QFETCH(std::string, fields);
    const Answer answer = administratorsPage("scope=Group.ReadWrite.All&" + fields);
    QCOMPARE(DemoClient::redirectParameter(answer, "error"), std::string("permission_denied"));
    QVERIFY(m_client->signIn(reader, "Group.ReadWrite.All").status != 200);
}

void TestConsent::responseModes_data()
{
    QTest::addColumn<std::string>("mode");
    QTest::addColumn<int>("status");
    QTest::addColumn<std::string>("start");
    QTest::newRow("query") << std::string("query") << 302 << std::string("http://localhost:53535/?code=");
    QTest::newRow("fragment") << std::string("fragment") << 302 << std::string("http://localhost:53535/#code=");
    QTest::newRow("form_post") << std::string("form_post") << 200 << std::string();
    QTest::newRow("unknown") << std::string("telegram") << 302 << std::string("http://localhost:53535/?error=");
}

void TestConsent::responseModes()
{
    QFETCH(std::string, mode);
    QFETCH(std::string, start);
    const Answer answer =
        m_client->send(login, "GET", m_client->authorizeTarget(admin, readScopes) + "&response_mode=" + mode);
    QTEST(answer.status, "status");
    QVERIFY(answer.raw.header("Location").rfind(start, 0) == 0);
    if (answer.status == 200)
        QVERIFY(answer.raw.body.find("action=\"http://localhost:53535/\"") != std::string::npos);
}

void TestConsent::prompts_data()
{
    QTest::addColumn<std::string>("prompt");
    QTest::addColumn<int>("status");
    for (const char *page : {"login", "select_account", "consent", ""})
        QTest::newRow(*page == '\0' ? "absent" : page) << std::string(page) << 200;
    QTest::newRow("none") << std::string("none") << 302;
    QTest::newRow("unknown") << std::string("whatever") << 302;
}

void TestConsent::prompts()
{
    QFETCH(std::string, prompt);
    const Answer answer = m_client->send(
        login, "GET", replaced(m_client->authorizeTarget(admin, readScopes), "prompt=none", "prompt=" + prompt));
    QTEST(answer.status, "status");
    QCOMPARE(!DemoClient::redirectParameter(answer, "code").empty(), prompt == "none");
}

QTEST_GUILESS_MAIN(TestConsent)
#include "tst_consent.moc"
