// SPDX-License-Identifier: Apache-2.0
#include "auth/browser_sign_in.h"
#include "auth/fake_login.h"
#include "auth/sign_in_config.h"
#include "cloud/environment.h"
#include "net/await.h"

#include <QTest>

using namespace symbolon;
using auth::SignInConfig;

namespace {

SignInConfig configFor(const cloud::CloudEnvironment &cloud)
{
    SignInConfig config;
    config.login = cloud.login;
    config.graph = cloud.graph;
    config.arm = cloud.arm;
    config.graphAudience = cloud.graphScope;
    config.armAudience = cloud.armScope;
    config.tenant = QStringLiteral("contoso.onmicrosoft.com");
    config.clientId = QStringLiteral("client-1");
    return config;
}

// Keeps the address of the account page and goes no further.
class KeepingOpener final : public auth::UrlOpener
{
public:
    QUrl opened;
    Future<void> open(const QUrl &url) override
    {
        opened = url;
        return readyFuture<void>(Result<void>());
    }
};

constexpr char fabrikam[] =
    "{\"name\":\"Fabrikam\",\"login\":\"https://login.fabrikam.example\",\"exchangeAudience\":\"api://x\","
    "\"graph\":\"https://graph.fabrikam.example/\",\"arm\":\"https://management.fabrikam.example/\","
    "\"armScope\":\"https://management.core.fabrikam.example/\"}";

} // namespace

// The addresses and scopes that are sent, letter by letter, for every cloud of the table (Microsoft Entra: National clouds;
// Microsoft Graph: National cloud deployments).
class TestCloudSignIn : public QObject
{
    Q_OBJECT

private:
    static void rows()
    {
        QTest::addColumn<QString>("cloud");
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("graph");
        QTest::addColumn<QString>("arm");
        const auto row = [](const char *name, const char *login, const char *graph, const char *arm) {
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(login) << QString::fromLatin1(graph)
                                << QString::fromLatin1(arm);
        };
        row("global", "https://login.microsoftonline.com", "https://graph.microsoft.com",
            "https://management.azure.com");
        row("usgov", "https://login.microsoftonline.us", "https://graph.microsoft.us",
            "https://management.usgovcloudapi.net");
        row("usgovdod", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us",
            "https://management.usgovcloudapi.net");
        row("china", "https://login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn",
            "https://management.chinacloudapi.cn");
        row("cloud file", "https://login.fabrikam.example", "https://graph.fabrikam.example",
            "https://management.core.fabrikam.example");
    }
    [[nodiscard]] static SignInConfig configNamed(const QString &name)
    {
        const auto cloud = name == u"cloud file" ? cloud::cloudFromJson(fabrikam, QString()) : cloud::findCloud(name);
        if (!cloud)
            qFatal("%s", qPrintable(oneLine(cloud.error())));
        return configFor(*cloud);
    }

private Q_SLOTS:
    void endpoints_data() { rows(); }
    void endpoints()
    {
        QFETCH(QString, cloud);
        QFETCH(QString, login);
        const SignInConfig config = configNamed(cloud);
        const QString base = login + QStringLiteral("/contoso.onmicrosoft.com/oauth2/v2.0/");
        QCOMPARE(config.authorizeEndpoint().toString(), base + QStringLiteral("authorize"));
        QCOMPARE(config.tokenEndpoint().toString(), base + QStringLiteral("token"));
        QCOMPARE(config.deviceCodeEndpoint().toString(), base + QStringLiteral("devicecode"));
        QCOMPARE(config.adminConsentPage().toString(QUrl::FullyEncoded),
                 login
                     + QStringLiteral("/contoso.onmicrosoft.com/adminconsent?client_id=client-1"
                                      "&redirect_uri=http%3A%2F%2Flocalhost"));
    }

    void scopesOfTheTiers_data() { rows(); }
    void scopesOfTheTiers()
    {
        QFETCH(QString, cloud);
        QFETCH(QString, graph);
        QFETCH(QString, arm);
        const SignInConfig config = configNamed(cloud);
        const auto text = [&config](const QStringList &names) { return config.graphScopes(names).join(u' '); };
        QCOMPARE(text(auth::browseScopes()), QStringLiteral("%1/User.Read %1/Application.Read.All").arg(graph));
        QCOMPARE(
            text(auth::assessScopes()),
            QStringLiteral("%1/RoleManagement.Read.Directory %1/AuditLog.Read.All %1/Directory.Read.All").arg(graph));
        QCOMPARE(text(auth::editScopes()), QStringLiteral("%1/Application.ReadWrite.All").arg(graph));
        QCOMPARE(config.armScope(), arm + QStringLiteral("/user_impersonation"));
        QCOMPARE(config.graphResource() + QStringLiteral("/.default"), graph + QStringLiteral("/.default"));
        QCOMPARE(config.armResource() + QStringLiteral("/.default"), arm + QStringLiteral("/.default"));
    }

    void theAccountPage_data() { rows(); }
    void theAccountPage()
    {
        QFETCH(QString, cloud);
        QFETCH(QString, login);
        QFETCH(QString, graph);
        QFETCH(QString, arm);
        const SignInConfig config = configNamed(cloud);
        net::Transport transport;
        auth::TokenClient client(config, transport);
        KeepingOpener opener;
        auth::BrowserSignIn signIn(config, client, opener);
        const test::Outcome<auth::Interaction::Outcome> outcome(
            signIn.start({config.permissions, QStringLiteral("dana@contoso.example"), {}}, {}));
        QVERIFY(opener.opened.isValid());
        const QString address = opener.opened.toString(QUrl::FullyEncoded);
        QCOMPARE(address.section(u'?', 0, 0), login + QStringLiteral("/contoso.onmicrosoft.com/oauth2/v2.0/authorize"));
        const test::Form query = test::formOf(address.section(u'?', 1).toUtf8());
        QCOMPARE(query.value(QStringLiteral("scope")),
                 QStringLiteral("openid profile offline_access %1/User.Read %1/Application.Read.All "
                                "%2/user_impersonation")
                     .arg(graph, arm));
        QCOMPARE(query.value(QStringLiteral("client_id")), QStringLiteral("client-1"));
        QCOMPARE(query.value(QStringLiteral("response_type")), QStringLiteral("code"));
        QCOMPARE(query.value(QStringLiteral("response_mode")), QStringLiteral("query"));
        QCOMPARE(query.value(QStringLiteral("code_challenge_method")), QStringLiteral("S256"));
        QCOMPARE(query.value(QStringLiteral("login_hint")), QStringLiteral("dana@contoso.example"));
        QVERIFY(query.value(QStringLiteral("redirect_uri")).startsWith(QStringLiteral("http://localhost:")));
        QVERIFY(!query.contains(QStringLiteral("prompt")));
        signIn.cancel();
        QTRY_VERIFY(outcome.isThere());
        QCOMPARE(outcome->error().kind, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestCloudSignIn)
#include "tst_cloud_sign_in.moc"
