// SPDX-License-Identifier: Apache-2.0
#include "auth/fake_login.h"
#include "auth/self_completing_opener.h"
#include "net/await.h"

#include <QTest>

using namespace symbolon;
using auth::SelfCompletingOpener;
using test::Answer;
using test::await;
using test::Peer;
using test::Seen;

namespace {

const QString account = QStringLiteral("dana+test@contoso.example");

QUrl authorizeUrl(const Peer &login, const QString &redirectUri)
{
    return login.url(
        QStringLiteral("/t/oauth2/v2.0/authorize?client_id=c&prompt=select_account&state=a%2Bb&redirect_uri="
                       "%1")
            .arg(QString::fromLatin1(QUrl::toPercentEncoding(redirectUri))));
}

} // namespace

class TestSelfCompletingOpener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheWayByRealRequests()
    {
        Peer receiver([](const Seen &, int) { return Answer::with(200, "signed in"); });
        const QString redirectUri = QStringLiteral("http://localhost:%1").arg(receiver.serverPort());
        Peer login([&redirectUri](const Seen &, int) {
            return Answer::with(302, {}, {"Location: " + redirectUri.toUtf8() + "/?code=x&state=a%2Bb"});
        });
        SelfCompletingOpener opener(login.url(), account);
        const auto opened = await(opener.open(authorizeUrl(login, redirectUri)));
        QVERIFY2(opened, opened ? "" : qPrintable(oneLine(opened.error())));
        QCOMPARE(login.seen().size(), 1);
        const auto query = test::formOf(login.seen().first().target.split('?').last());
        QCOMPARE(query.value(QStringLiteral("prompt")), QStringLiteral("none"));
        QCOMPARE(query.value(QStringLiteral("login_hint")), account);
        QCOMPARE(query.value(QStringLiteral("state")), QStringLiteral("a+b"));
        QCOMPARE(query.value(QStringLiteral("redirect_uri")), redirectUri);
        QCOMPARE(receiver.targets(), QList<QByteArray>{"/?code=x&state=a%2Bb"});
    }

    void refusesOtherOriginsBeforeAnythingIsSent_data()
    {
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("address");
        QTest::newRow("another host") << QStringLiteral("http://127.0.0.1:%1")
                                      << QStringLiteral("http://127.0.0.2:%1/authorize");
        QTest::newRow("another port") << QStringLiteral("http://127.0.0.1:1")
                                      << QStringLiteral("http://127.0.0.1:%1/authorize");
        QTest::newRow("another scheme") << QStringLiteral("https://127.0.0.1:%1")
                                        << QStringLiteral("http://127.0.0.1:%1/authorize");
        QTest::newRow("a name for the same host")
            << QStringLiteral("http://127.0.0.1:%1") << QStringLiteral("http://localhost:%1/authorize");
        QTest::newRow("user info") << QStringLiteral("http://127.0.0.1:%1")
                                   << QStringLiteral("http://127.0.0.1:%1@login.microsoftonline.com/authorize");
        QTest::newRow("a real tenant") << QStringLiteral("https://login.microsoftonline.com")
                                       << QStringLiteral("https://login.microsoftonline.com/authorize");
        QTest::newRow("nothing") << QString() << QString();
    }
    void refusesOtherOriginsBeforeAnythingIsSent()
    {
        QFETCH(QString, login);
        QFETCH(QString, address);
        Peer peer([](const Seen &, int) { return Answer::with(200); });
        const QString port = QString::number(peer.serverPort());
        SelfCompletingOpener opener(QUrl(login.replace(QStringLiteral("%1"), port)), account);
        const auto opened = await(opener.open(QUrl(address.replace(QStringLiteral("%1"), port))));
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::Forbidden);
        QCOMPARE(peer.seen().size(), 0);
    }

    void followsNoOtherRedirect_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::newRow("another port") << QByteArray("http://localhost:1/?code=x");
        QTest::newRow("another host") << QByteArray("http://example.invalid/?code=x");
        QTest::newRow("back to the login service") << QByteArray("/?code=x");
    }
    void followsNoOtherRedirect()
    {
        QFETCH(QByteArray, location);
        Peer receiver([](const Seen &, int) { return Answer::with(200); });
        Peer login([&location](const Seen &, int) { return Answer::with(302, {}, {"Location: " + location}); });
        SelfCompletingOpener opener(login.url(), account);
        const auto opened =
            await(opener.open(authorizeUrl(login, QStringLiteral("http://localhost:%1").arg(receiver.serverPort()))));
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::Protocol);
        QCOMPARE(receiver.seen().size(), 0);
        QCOMPARE(login.seen().size(), 1);
    }

    void aPageInsteadOfARedirectIsAFailure()
    {
        Peer login([](const Seen &, int) { return Answer::with(200, "<form>choose an account</form>"); });
        SelfCompletingOpener opener(login.url(), account);
        const auto opened = await(opener.open(authorizeUrl(login, QStringLiteral("http://localhost:1"))));
        QVERIFY(!opened);
        QVERIFY(!opened.error().message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSelfCompletingOpener)
#include "tst_self_completing_opener.moc"
