// SPDX-License-Identifier: Apache-2.0
#include "auth/loopback_receiver.h"
#include "auth/raw_client.h"
#include "net/await.h"

#include <QTest>

#include <thread>

using namespace symbolon;
using namespace std::chrono_literals;
using auth::LoopbackPage;
using auth::LoopbackReceiver;
using test::RawClient;

namespace {

constexpr const char *state = "the-right-state";

QByteArray get(const QByteArray &target, quint16 port)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(port)
        + "\r\nUser-Agent: test\r\nAccept: */*\r\n\r\n";
}

// A receiver that listens, and its outcome.
struct Listening
{
    LoopbackReceiver receiver{state};
    std::stop_source stop;
    Result<QUrl> uri = receiver.listen();
    test::Outcome<QByteArray> outcome;

    explicit Listening(std::chrono::milliseconds timeout = 1min, bool stopBefore = false)
        : outcome((stopBefore && stop.request_stop(), receiver.receive(stop.get_token(), timeout)))
    {
    }
    [[nodiscard]] quint16 port() const { return static_cast<quint16>(uri->port()); }
};

} // namespace

class TestLoopbackReceiver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheCodeOnBothFamilies_data()
    {
        QTest::addColumn<QHostAddress>("address");
        QTest::newRow("IPv4") << QHostAddress(QHostAddress::LocalHost);
        QTest::newRow("IPv6") << QHostAddress(QHostAddress::LocalHostIPv6);
    }
    void takesTheCodeOnBothFamilies()
    {
        QFETCH(QHostAddress, address);
        QTcpServer probe;
        if (!probe.listen(address))
            QSKIP("this computer lacks the family");
        Listening listening;
        QVERIFY(listening.uri);
        QCOMPARE(listening.uri->toString(), QStringLiteral("http://localhost:%1").arg(listening.port()));

        RawClient browser(address, listening.port(),
                          get("/?code=a%2Bb+c&state=the-right-state&session_state=x", listening.port()));
        QTRY_VERIFY(listening.outcome.isThere());
        QCOMPARE(**listening.outcome, QByteArray("a+b c"));

        // The tab waits for the end of the whole sign-in.
        QVERIFY(browser.answer().isEmpty());
        listening.receiver.conclude(LoopbackPage::signedIn(QStringLiteral("dana@contoso.example")));
        QTRY_VERIFY(browser.isClosed());
        QCOMPARE(browser.status(), 200);
        QVERIFY(browser.answer().contains("You are signed in as dana@contoso.example"));
    }

    void closesAfterTheRightState()
    {
        Listening listening;
        RawClient waiting(QHostAddress::LocalHost, listening.port(), {});
        RawClient browser(QHostAddress::LocalHost, listening.port(),
                          get("/?code=c&state=the-right-state", listening.port()));
        QTRY_VERIFY(listening.outcome.isThere());
        QTRY_VERIFY(waiting.isClosed());
        RawClient second(QHostAddress::LocalHost, listening.port(),
                         get("/?code=d&state=the-right-state", listening.port()));
        QTRY_VERIFY(second.isClosed());
        QCOMPARE(second.answer(), QByteArray());
        QCOMPARE(**listening.outcome, QByteArray("c"));
        QCOMPARE(listening.outcome.count(), 1);
    }

    void refusesAndKeepsWaiting_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const QByteArray tail = " HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n";
        const QByteArray good = "/?code=c&state=the-right-state";
        QTest::newRow("wrong state") << "GET /?code=c&state=another" + tail << 400;
        QTest::newRow("right state in another case") << "GET /?code=c&state=The-right-state" + tail << 400;
        QTest::newRow("no state") << "GET /?code=c" + tail << 400;
        QTest::newRow("state twice") << "GET " + good + "&state=the-right-state" + tail << 400;
        QTest::newRow("POST") << "POST " + good + tail << 405;
        QTest::newRow("HEAD") << "HEAD " + good + tail << 405;
        QTest::newRow("another path") << "GET /callback?code=c&state=the-right-state" + tail << 404;
        QTest::newRow("favicon") << "GET /favicon.ico" + tail << 404;
        QTest::newRow("absolute target") << "GET http://localhost:PORT" + good + tail << 400;
        QTest::newRow("a name that resolves here") << "GET " + good + " HTTP/1.1\r\nHost: evil.example:PORT\r\n\r\n"
                                                   << 400;
        QTest::newRow("another port") << "GET " + good + " HTTP/1.1\r\nHost: localhost:1\r\n\r\n" << 400;
        QTest::newRow("no host") << "GET " + good + " HTTP/1.1\r\n\r\n" << 400;
        QTest::newRow("host twice") << "GET " + good
                + " HTTP/1.1\r\nHost: localhost:PORT\r\nHost: localhost:PORT\r\n\r\n"
                                    << 400;
        QTest::newRow("HTTP/2 preface") << QByteArray("PRI * HTTP/2.0\r\n\r\n") << 400;
        QTest::newRow("TLS greeting") << QByteArray("\x16\x03\x01\x02\x00\r\n\r\n", 9) << 400;
        QTest::newRow("empty line") << QByteArray("\r\n\r\n") << 400;
        QTest::newRow("oversized") << "GET /?x=" + QByteArray(LoopbackReceiver::maxRequestBytes, 'x') << 431;
    }
    void refusesAndKeepsWaiting()
    {
        QFETCH(QByteArray, request);
        Listening listening;
        const QByteArray port = QByteArray::number(listening.port());
        RawClient stranger(QHostAddress::LocalHost, listening.port(), request.replace("PORT", port));
        QTRY_VERIFY(stranger.isClosed());
        QTEST(stranger.status(), "status");
        QVERIFY(!stranger.answer().contains("Location:"));
        QVERIFY(!listening.outcome.isThere());

        RawClient browser(QHostAddress::LocalHost, listening.port(),
                          get("/?state=the-right-state&code=c", listening.port()));
        QTRY_VERIFY(listening.outcome.isThere());
        QCOMPARE(**listening.outcome, QByteArray("c"));
    }

    void takesARequestInPieces()
    {
        Listening listening;
        const QByteArray request = get("/?code=c&state=the-right-state", listening.port());
        RawClient browser(QHostAddress::LocalHost, listening.port(), request.first(7));
        QVERIFY(!QTest::qWaitFor([&] { return listening.outcome.isThere(); }, 50));
        browser.send(request.mid(7));
        QTRY_VERIFY(listening.outcome.isThere());
        QVERIFY(*listening.outcome);
    }

    void tellsWhatTheLoginServiceRefused_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("code");
        QTest::newRow("declined") << QByteArray("error=access_denied&error_subcode=cancel&error_description="
                                                "AADSTS65004%3A+User+declined+to+consent.")
                                  << ErrorKind::Cancelled << QStringLiteral("AADSTS65004");
        QTest::newRow("not allowed") << QByteArray("error=access_denied&error_description=AADSTS50105%3a+Not+assigned.")
                                     << ErrorKind::Forbidden << QStringLiteral("AADSTS50105");
        QTest::newRow("consent") << QByteArray("error=consent_required") << ErrorKind::ConsentNeeded
                                 << QStringLiteral("consent_required");
        QTest::newRow("neither code nor error") << QByteArray("session_state=1") << ErrorKind::Protocol << QString();
        QTest::newRow("empty code") << QByteArray("code=") << ErrorKind::Protocol << QString();
        QTest::newRow("two codes") << QByteArray("code=a&code=b") << ErrorKind::Protocol << QString();
    }
    void tellsWhatTheLoginServiceRefused()
    {
        QFETCH(QByteArray, query);
        Listening listening;
        RawClient browser(QHostAddress::LocalHost, listening.port(),
                          get("/?" + query + "&state=the-right-state", listening.port()));
        QTRY_VERIFY(listening.outcome.isThere());
        QVERIFY(!*listening.outcome);
        const Error error = listening.outcome->error();
        QTEST(error.kind, "kind");
        QTEST(error.code, "code");
        listening.receiver.conclude(LoopbackPage::failed(error));
        QTRY_VERIFY(browser.isClosed());
        QVERIFY(browser.answer().contains(explain(error).title.toUtf8()));
    }

    void cancel()
    {
        Listening listening;
        std::thread([&listening] { listening.stop.request_stop(); }).join();
        QTRY_VERIFY(listening.outcome.isThere());
        QCOMPARE(listening.outcome->error().kind, ErrorKind::Cancelled);
        RawClient late(QHostAddress::LocalHost, listening.port(),
                       get("/?code=c&state=the-right-state", listening.port()));
        QTRY_VERIFY(late.isClosed());
        QCOMPARE(late.status(), 0);
    }

    void cancelledBeforehand()
    {
        Listening listening(1min, true);
        QTRY_VERIFY(listening.outcome.isThere());
        QCOMPARE(listening.outcome->error().kind, ErrorKind::Cancelled);
    }

    void timeout()
    {
        Listening listening(1ms);
        QTRY_VERIFY(listening.outcome.isThere());
        QCOMPARE(listening.outcome->error().kind, ErrorKind::Timeout);
    }

    void destroyedWhileATabWaits()
    {
        auto listening = std::make_unique<Listening>();
        RawClient browser(QHostAddress::LocalHost, listening->port(),
                          get("/?code=c&state=the-right-state", listening->port()));
        QTRY_VERIFY(listening->outcome.isThere());
        listening.reset();
        QTRY_VERIFY(browser.isClosed());
        QCOMPARE(browser.status(), 200);
        QVERIFY(browser.answer().contains("Sign-in failed: Cancelled"));
    }

    void theTabLeavesFirst()
    {
        Listening listening;
        RawClient browser(QHostAddress::LocalHost, listening.port(),
                          get("/?code=c&state=the-right-state", listening.port()));
        QTRY_VERIFY(listening.outcome.isThere());
        browser.leave();
        QTRY_VERIFY(browser.isClosed());
        listening.receiver.conclude(LoopbackPage::signedIn({}));
        listening.receiver.conclude(LoopbackPage::signedIn({}));
        QVERIFY(*listening.outcome);
    }

    void manyIdleConnectionsDoNotPile()
    {
        Listening listening;
        std::vector<std::unique_ptr<RawClient>> idle;
        idle.reserve(LoopbackReceiver::maxConnections);
        for (int count = 0; count < LoopbackReceiver::maxConnections; ++count)
            idle.push_back(std::make_unique<RawClient>(QHostAddress::LocalHost, listening.port(), "GET"));
        RawClient oneMore(QHostAddress::LocalHost, listening.port(), {});
        QTRY_VERIFY(oneMore.isClosed());
        idle.front()->leave();
        QTRY_VERIFY(idle.front()->isClosed());
        // A place is free again, as soon as the receiver has noticed.
        QTRY_VERIFY([&] {
            const RawClient browser(QHostAddress::LocalHost, listening.port(),
                                    get("/?code=c&state=the-right-state", listening.port()));
            return QTest::qWaitFor([&] { return listening.outcome.isThere(); }, 200);
        }());
    }
};

QTEST_GUILESS_MAIN(TestLoopbackReceiver)
#include "tst_loopback_receiver.moc"
