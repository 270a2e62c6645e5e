// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr auto login = ServiceKind::Login;
constexpr char azureCli[] = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
constexpr char grantType[] = "urn:ietf:params:oauth:grant-type:device_code";

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

} // namespace

// Sign-in on another device: the program polls while a person types the code into a page.
class TestDeviceCode final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;

    Answer
    start(const std::string &clientId = azureCli,
          const std::string &scope = "openid profile offline_access https://management.core.windows.net//.default")
    {
        return m_client->send(login, "POST", "/organizations/oauth2/v2.0/devicecode",
                              "client_id=" + percentEncode(clientId) + "&scope=" + percentEncode(scope));
    }
    Answer poll(const Answer &started, const std::string &clientId = azureCli, const std::string &grant = grantType)
    {
        return m_client->token({{"grant_type", grant},
                                {"client_id", clientId},
                                {"device_code", textIn(started.json, "device_code").toStdString()}});
    }
    // The page's answer to one form.
    Answer page(const Fields &fields)
    {
        std::string body;
        for (const auto &field : fields)
            body += field.first + "=" + percentEncode(field.second) + "&";
        return m_client->send(login, "POST", "/devicelogin", body);
    }
    Answer decide(const Answer &started, const std::string &account, const std::string &decision)
    {
        return page(
            {{"code", textIn(started.json, "user_code").toStdString()}, {"account", account}, {"consent", decision}});
    }

private Q_SLOTS:
    void init();

    void answerTellsPeopleWhereToGo();
    void pagesLeadToATokenWithoutScript();
    void bothGrantTypes_data();
    void bothGrantTypes();
    void pollingTooFastIsSlowedDown();
    void declining();
    void expiring();
    void codeIsHandedOutOnce();
    void othersCannotPoll();
    void typedCodes_data();
    void typedCodes();
    void startNeeds_data();
    void startNeeds();
    void consentIsAskedOnTheWay();
};

void TestDeviceCode::init()
{
    m_client = std::make_unique<DemoClient>();
}

void TestDeviceCode::answerTellsPeopleWhereToGo()
{
    const Answer answer = start();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json.value(QLatin1String("interval")).toInt(), 5);
    QCOMPARE(answer.json.value(QLatin1String("expires_in")).toInt(), 900);
    QCOMPARE(textIn(answer.json, "verification_uri"), QStringLiteral("http://localhost:5001/devicelogin"));
    QCOMPARE(textIn(answer.json, "user_code").size(), 9);
    QVERIFY(textIn(answer.json, "message").contains(textIn(answer.json, "user_code")));
    QVERIFY(textIn(answer.json, "message").contains(textIn(answer.json, "verification_uri")));
}

void TestDeviceCode::pagesLeadToATokenWithoutScript()
{
    const Answer started = start();
    const Answer first = poll(started);
    QCOMPARE(first.status, 400);
    QCOMPARE(textIn(first.json, "error"), QStringLiteral("authorization_pending"));
    QCOMPARE(first.aadsts(), 70016);

    const std::string code = textIn(started.json, "user_code").toStdString();
    const Answer entry = m_client->send(login, "GET", "/devicelogin");
    const Answer accounts = page({{"code", code}});
    const Answer question = page({{"code", code}, {"account", developer}});
    const std::vector<std::pair<const Answer *, QString>> expected = {
        {&entry, QStringLiteral("name=\"code\"")},
        {&accounts, QStringLiteral("name=\"account\" value=\"") + QLatin1String(developer)},
        {&question, QStringLiteral("Are you trying to sign in to Microsoft Azure CLI?")}};
    for (const auto &shown : expected) {
        const QString html = QString::fromStdString(shown.first->raw.body);
        QCOMPARE(shown.first->status, 200);
        QVERIFY2(html.contains(shown.second), qPrintable(html));
        QVERIFY(!html.contains(QStringLiteral("<script"), Qt::CaseInsensitive));
    }
    QCOMPARE(decide(started, developer, "accept").status, 200);

    m_client->pass(std::chrono::seconds(5));
    const Answer token = poll(started);
    QCOMPARE(token.status, 200);
    for (const char *member : {"access_token", "refresh_token", "id_token", "client_info"})
        QVERIFY2(!textIn(token.json, member).isEmpty(), member);
    const std::string access = textIn(token.json, "access_token").toStdString();
    QCOMPARE(m_client->get(ServiceKind::Arm, "/subscriptions?api-version=2019-11-01", access).status, 200);
}

void TestDeviceCode::bothGrantTypes_data()
{
    QTest::addColumn<std::string>("grant");
    QTest::newRow("RFC 8628") << std::string(grantType);
    QTest::newRow("as msal-node writes it") << std::string("device_code");
}

void TestDeviceCode::bothGrantTypes()
{
    QFETCH(std::string, grant);
    const Answer started = start();
    decide(started, admin, "accept");
    QCOMPARE(poll(started, azureCli, grant).status, 200);
}

void TestDeviceCode::pollingTooFastIsSlowedDown()
{
    const Answer started = start();
    QCOMPARE(textIn(poll(started).json, "error"), QStringLiteral("authorization_pending"));
    m_client->pass(std::chrono::seconds(1));
    QCOMPARE(textIn(poll(started).json, "error"), QStringLiteral("slow_down"));
    m_client->pass(std::chrono::seconds(5));
    QCOMPARE(textIn(poll(started).json, "error"), QStringLiteral("authorization_pending"));
}

void TestDeviceCode::declining()
{
    const Answer started = start();
    QCOMPARE(decide(started, admin, "decline").status, 200);
    const Answer answer = poll(started);
    QCOMPARE(answer.status, 400);
    QCOMPARE(textIn(answer.json, "error"), QStringLiteral("authorization_declined"));
    QCOMPARE(decide(started, admin, "accept").status, 400); // too late to think again
}

void TestDeviceCode::expiring()
{
    const Answer started = start();
    m_client->pass(std::chrono::seconds(900));
    QCOMPARE(decide(started, admin, "accept").status, 400);
    const Answer answer = poll(started);
    QCOMPARE(textIn(answer.json, "error"), QStringLiteral("expired_token"));
    QCOMPARE(answer.aadsts(), 70020);
}

void TestDeviceCode::codeIsHandedOutOnce()
{
    const Answer started = start();
    decide(started, admin, "accept");
    QCOMPARE(poll(started).status, 200);
    QCOMPARE(textIn(poll(started).json, "error"), QStringLiteral("bad_verification_code"));
}

void TestDeviceCode::othersCannotPoll()
{
    const Answer started = start();
    decide(started, admin, "accept");
    const Answer other = poll(started, m_client->service().tenant().publicClientId);
    QCOMPARE(textIn(other.json, "error"), QStringLiteral("bad_verification_code"));
    QCOMPARE(poll(started).status, 200);
}

void TestDeviceCode::typedCodes_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<int>("status");
    QTest::newRow("as shown") << QStringLiteral("%1") << 200;
    QTest::newRow("blanks around") << QStringLiteral(" %1 ") << 200;
    QTest::newRow("small letters") << QStringLiteral("lower") << 200;
    QTest::newRow("something else") << QStringLiteral("AAAAAAAAA") << 400;
    QTest::newRow("nothing") << QString() << 400;
    QTest::newRow("markup") << QStringLiteral("<script>") << 400;
}

void TestDeviceCode::typedCodes()
{
    QFETCH(QString, change);
    const QString code = textIn(start().json, "user_code");
    const bool small = change == QLatin1String("lower");
    const QString typed = small ? code.toLower() : change.contains(QLatin1String("%1")) ? change.arg(code) : change;
    const Answer answer = page({{"code", typed.toStdString()}});
    QTEST(answer.status, "status");
    QVERIFY(!QString::fromStdString(answer.raw.body).contains(QStringLiteral("<script>")));
}

void TestDeviceCode::startNeeds_data()
{
    QTest::addColumn<std::string>("client");
    QTest::addColumn<std::string>("scope");
    QTest::addColumn<int>("code");
    QTest::newRow("client") << std::string() << std::string("User.Read") << 900144;
    QTest::newRow("scope") << std::string(azureCli) << std::string() << 900144;
    QTest::newRow("known client") << std::string("11111111-2222-4333-8444-555555555555") << std::string("User.Read")
                                  << 700016;
    QTest::newRow("known permission") << std::string(azureCli) << std::string("No.Such.Thing") << 70011;
}

void TestDeviceCode::startNeeds()
{
    QFETCH(std::string, client);
    QFETCH(std::string, scope);
    const Answer answer = start(client, scope);
    QCOMPARE(answer.status, 400);
    QTEST(answer.aadsts(), "code");
}

void TestDeviceCode::consentIsAskedOnTheWay()
{
    const std::string product = m_client->service().tenant().publicClientId;
    const Answer started = start(product, "openid Group.ReadWrite.All");
    const std::string code = textIn(started.json, "user_code").toStdString();
    const Answer refused = page({{"code", code}, {"account", developer}});
    QCOMPARE(refused.status, 400); // only an administrator can
    const Answer question = page({{"code", code}, {"account", admin}});
    QVERIFY(question.raw.body.find("Group.ReadWrite.All") != std::string::npos);
    QCOMPARE(decide(started, admin, "accept").status, 200);
    QCOMPARE(textIn(poll(started, product).json, "scope"), QStringLiteral("Group.ReadWrite.All"));
}

QTEST_GUILESS_MAIN(TestDeviceCode)
#include "tst_device_code.moc"
