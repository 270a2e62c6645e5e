// SPDX-License-Identifier: Apache-2.0
#include "auth/az_session.h"
#include "net/await.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using auth::AzSession;
using auth::Session;
using net::Service;
using test::await;

namespace {

constexpr char tenantId[] = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray tokenWith(const QByteArray &claims)
{
    return base64Url(R"({"alg":"RS256"})") + '.' + base64Url(claims) + ".c2ln";
}

QByteArray graphToken()
{
    return tokenWith(R"({"tid":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","oid":"oid-1","upn":"dana@contoso.example",)"
                     R"("name":"Dana","scp":"Application.ReadWrite.All AuditLog.Read.All"})");
}

// A program named az at the front of the search path. It writes down how it was called.
class FakeAz final
{
public:
    explicit FakeAz(const QByteArray &body)
        : m_path(qgetenv("PATH"))
    {
        QFile script(m_folder.filePath(QStringLiteral("az")));
        if (!script.open(QIODevice::WriteOnly))
            qFatal("no script");
        script.write("#!/bin/sh\necho \"$@\" >> '" + m_folder.filePath(QStringLiteral("calls")).toUtf8() + "'\n"
                     + body);
        script.close();
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("PATH", m_folder.path().toUtf8() + ':' + m_path);
    }
    ~FakeAz() { qputenv("PATH", m_path); }
    FakeAz(const FakeAz &) = delete;
    FakeAz &operator=(const FakeAz &) = delete;

    [[nodiscard]] QStringList calls() const
    {
        QFile file(m_folder.filePath(QStringLiteral("calls")));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    }

    // A script that prints this token.
    [[nodiscard]] static QByteArray printing(const QByteArray &token, qint64 secondsLeft = 3600,
                                             const QByteArray &tenant = tenantId)
    {
        const QByteArray end = QByteArray::number(QDateTime::currentSecsSinceEpoch() + secondsLeft);
        return "cat <<END\n{\"accessToken\": \"" + token
            + "\", \"expiresOn\": \"2026-01-01 00:00:00.000000\", \"expires_on\": " + end
            + ", \"subscription\": null, \"tenant\": \"" + tenant + "\", \"tokenType\": \"Bearer\"}\nEND\n";
    }

private:
    QTemporaryDir m_folder;
    QByteArray m_path;
};

auth::SignInConfig config(const QString &tenant = QStringLiteral("organizations"))
{
    auth::SignInConfig config;
    config.tenant = tenant;
    config.graph = QUrl(QStringLiteral("https://graph.microsoft.us"));
    config.arm = QUrl(QStringLiteral("https://management.usgovcloudapi.net/"));
    return config;
}

} // namespace

class TestAzureCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothServicesOfTheCloud()
    {
        const FakeAz az(FakeAz::printing(graphToken()));
        AzSession session(config(), systemClock());
        const auto account = await(session.signIn({}));
        QVERIFY2(account, account ? "" : qPrintable(oneLine(account.error())));
        QCOMPARE(account->username, QStringLiteral("dana@contoso.example"));
        QCOMPARE(account->tenantId, QLatin1String(tenantId));
        QCOMPARE(session.state(), Session::State::SignedIn);
        QVERIFY(await(session.token(Service::Graph, {})));
        QVERIFY(await(session.token(Service::Arm, {})));
        QCOMPARE(az.calls(),
                 (QStringList{QStringLiteral("account get-access-token --resource https://graph.microsoft.us "
                                             "--output json"),
                              QStringLiteral("account get-access-token --resource "
                                             "https://management.usgovcloudapi.net --output json")}));
    }

    void rightsAreWhatTheTokenSays()
    {
        const FakeAz az(FakeAz::printing(graphToken()));
        AzSession session(config(), systemClock());
        QVERIFY(await(session.signIn({})));
        QVERIFY(session.holdsScopes(auth::editScopes()));
        QVERIFY(!session.holdsScopes(auth::assessScopes()));
        const auto more = await(session.ensureScopes(auth::assessScopes(), {}));
        QVERIFY(!more);
        QCOMPARE(more.error().kind, ErrorKind::ConsentNeeded);
        QVERIFY(more.error().message.contains(QStringLiteral("RoleManagement.Read.Directory")));
    }

    void theTenantIsPassedOnAndChecked()
    {
        const FakeAz az(FakeAz::printing(graphToken()));
        AzSession right(config(QLatin1String(tenantId)), systemClock());
        QVERIFY(await(right.signIn({})));
        QVERIFY(az.calls().constFirst().endsWith(QStringLiteral(" --tenant ") + QLatin1String(tenantId)));
        AzSession wrong(config(QStringLiteral("11111111-4f89-41d3-9a0c-0305e82c3301")), systemClock());
        const auto refused = await(wrong.signIn({}));
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains(QLatin1String(tenantId)));
    }

    void aTokenIsUsedUntilItEnds()
    {
        const FakeAz az(FakeAz::printing(graphToken(), 1000));
        QDateTime now = QDateTime::currentDateTimeUtc();
        AzSession session(config(), [&now] { return now; });
        QVERIFY(await(session.signIn({})));
        QVERIFY(await(session.token(Service::Graph, {})));
        QCOMPARE(az.calls().size(), 1);
        now = now.addSecs(750); // within five minutes of its end
        QVERIFY(await(session.token(Service::Graph, {})));
        QCOMPARE(az.calls().size(), 2);
        now = now.addSecs(1000);
        const auto late = await(session.token(Service::Graph, {}));
        QVERIFY(!late);
        QVERIFY(late.error().message.contains(QStringLiteral("has ended already")));
    }

    void whatAzComplainsOfIsShown_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("nobody signed in")
            << QByteArray("echo \"ERROR: Please run 'az login' to setup account.\" >&2\nexit 1\n")
            << ErrorKind::Unauthorized << QStringLiteral("ERROR: Please run 'az login' to setup account.");
        QTest::newRow("not a word") << QByteArray("exit 3\n") << ErrorKind::Unauthorized << QStringLiteral("code 3");
        QTest::newRow("a token in an error")
            << QByteArray("echo 'ERROR: {\"access_token\": \"eyJabc.def.ghi\"}' >&2\nexit 1\n")
            << ErrorKind::Unauthorized << QStringLiteral("[redacted]");
        QTest::newRow("no JSON") << QByteArray("echo hello\n") << ErrorKind::Protocol
                                 << QStringLiteral("no usable token");
        QTest::newRow("no end") << QByteArray("echo '{\"accessToken\": \"abc\"}'\n") << ErrorKind::Protocol
                                << QStringLiteral("no usable token");
    }
    void whatAzComplainsOfIsShown()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, words);
        const FakeAz az(body);
        AzSession session(config(), systemClock());
        const auto account = await(session.signIn({}));
        QVERIFY(!account);
        QTEST(account.error().kind, "kind");
        QVERIFY2(account.error().message.contains(words), qPrintable(account.error().message));
        QCOMPARE(session.state(), Session::State::SignedOut);
    }

    void withoutAz()
    {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        AzSession session(config(), systemClock());
        const auto account = await(session.signIn({}));
        qputenv("PATH", path);
        QVERIFY(!account);
        QCOMPARE(account.error().kind, ErrorKind::Unauthorized);
        QVERIFY(account.error().message.contains(QStringLiteral("Install the Azure CLI")));
    }

    void olderVersionsWriteLocalTime()
    {
        const auto token = auth::readAzureCliToken(R"({"accessToken":"abc","expiresOn":"2026-11-22 12:30:00.123456"})");
        QVERIFY(token);
        QCOMPARE(token->expiresAt, QDateTime(QDate(2026, 11, 22), QTime(12, 30)).toUTC());
    }

    void aChallengeEndsTheSession()
    {
        const FakeAz az(FakeAz::printing(graphToken()));
        AzSession session(config(), systemClock());
        QVERIFY(await(session.signIn({})));
        QSignalSpy expired(&session, &Session::expired);
        session.challenged(Service::Graph, graphToken(), R"({"access_token":{}})");
        QCOMPARE(await(session.token(Service::Graph, {})).error().kind, ErrorKind::InteractionNeeded);
        QCOMPARE(expired.size(), 1);
        QCOMPARE(session.state(), Session::State::Expired);
    }

    void stopAndDestruction()
    {
        const FakeAz az("exec sleep 30\n");
        auto session = std::make_unique<AzSession>(config(), systemClock());
        const auto stop = std::make_unique<std::stop_source>();
        const test::Outcome<auth::AccountInfo> stopped(session->signIn(stop->get_token()));
        QTRY_COMPARE(az.calls().size(), 1);
        stop->request_stop();
        QTRY_VERIFY(stopped.isThere());
        QCOMPARE(stopped->error().kind, ErrorKind::Cancelled);
        const test::Outcome<auth::AccountInfo> orphan(session->signIn({}));
        session.reset();
        QTRY_VERIFY(orphan.isThere());
        QCOMPARE(orphan->error().kind, ErrorKind::OwnerGone);
    }
};

QTEST_GUILESS_MAIN(TestAzureCli)
#include "tst_azure_cli.moc"
