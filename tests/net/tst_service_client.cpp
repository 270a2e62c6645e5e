// SPDX-License-Identifier: Apache-2.0
#include "net/await.h"
#include "net/fake_tokens.h"
#include "net/origin.h"
#include "net/page_stream.h"
#include "net/peer.h"
#include "net/service_client.h"

#include <QSemaphore>
#include <QTest>

#include <memory>
#include <utility>

using namespace symbolon;
using namespace symbolon::net;
using namespace symbolon::test;
using namespace std::chrono_literals;

namespace {

TransportOptions quick()
{
    TransportOptions options;
    options.retryBase = 1ms;
    options.retryCap = 5ms;
    return options;
}

// A page is one item per line; a line "next X" is the link, "ahead X" as the first line one that can be had beforehand.
Result<Page<QString>> decodeLines(const QByteArray &body)
{
    Page<QString> page;
    const QList<QByteArray> lines = body.split('\n');
    for (const QByteArray &line : lines) {
        if (line == "bad")
            return failure(Error{.kind = ErrorKind::Protocol, .message = QStringLiteral("bad page")});
        if (line.startsWith("next "))
            page.nextLink = QString::fromUtf8(line.mid(5));
        else if (line.startsWith("ahead "))
            page.nextLink = QString::fromUtf8(line.mid(6));
        else
            page.items.append(QString::fromUtf8(line));
    }
    return page;
}

QString linkAhead(const QByteArray &body)
{
    return body.startsWith("ahead ") ? QString::fromUtf8(body.left(body.indexOf('\n')).mid(6)) : QString();
}

// A client with everything it needs, at one peer.
struct Bench
{
    explicit Bench(Peer::Script script, const QString &basePath = QString())
        : peer(std::move(script))
        , client(
              Service::Graph, peer.url(basePath), transport, tokens,
              [](const Response &response, Error &error) { error.message = QString::fromUtf8(response.body); }, nullptr,
              linkAhead)
    {
    }

    Future<void> walk(QObject *context, PageReceiver<QString> receive, std::stop_token stop = {},
                      const PageDecoder<QString> &decode = decodeLines)
    {
        Call call;
        call.target = QStringLiteral("/pages?$top=2");
        call.subject = QStringLiteral("Reading pages");
        return forEachPage<QString>(client, worker, call, decode, context, std::move(receive), std::move(stop));
    }

    Worker worker;
    FakeTokens tokens;
    Transport transport{quick()};
    Peer peer;
    ServiceClient client;
};

Call to(const QString &target)
{
    Call call;
    call.target = target;
    call.subject = QStringLiteral("Reading x");
    return call;
}

} // namespace

class TestServiceClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void origins_data();
    void origins();
    void baseUrls_data();
    void baseUrls();
    void encoding();
    void sendsTheToken();
    void keepsToItsOrigin_data();
    void keepsToItsOrigin();
    void refusalsAreErrors();
    void oneRefreshForFive();
    void refusedTwiceStaysRefused();
    void stubbornSource();
    void sourceFails();
    void staleFetchIsRepeated();
    void cancelWhileWaitingForAToken();
    void clientGone();
    void pagesInOrder();
    void pagesAhead();
    void linkAheadThatIsNotTheLink();
    void brokenPageWithTheNextOneOnItsWay();
    void linkElsewhereIsRefused();
    void linkLoopIsRefused();
    void brokenPageKeepsEarlierOnes();
    void cancelBetweenPages();
    void contextGone();
};

void TestServiceClient::origins_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("origin");
    QTest::addColumn<bool>("loopback");
    const auto row = [](const char *name, const char *url, const char *origin, bool loopback) {
        QTest::newRow(name) << QString::fromUtf8(url) << QString::fromUtf8(origin) << loopback;
    };
    row("https", "https://Graph.Microsoft.com/v1.0", "https://graph.microsoft.com:443", false);
    row("port spelled out", "https://graph.microsoft.com:443", "https://graph.microsoft.com:443", false);
    row("other port", "https://graph.microsoft.com:8443", "https://graph.microsoft.com:8443", false);
    row("http", "http://127.0.0.1:8080/x", "http://127.0.0.1:8080", true);
    row("whole loopback net", "http://127.9.9.9/", "http://127.9.9.9:80", true);
    row("IPv6 loopback", "http://[::1]:1/", "http://[::1]:1", true);
    row("localhost", "http://LOCALHOST/", "http://localhost:80", true);
    row("below localhost", "https://a.localhost/", "https://a.localhost:443", true);
    row("looks like localhost", "https://localhost.evil.example/", "https://localhost.evil.example:443", false);
    row("looks like loopback", "https://127.0.0.1.evil.example/", "https://127.0.0.1.evil.example:443", false);
    row("user info", "https://graph.microsoft.com@evil.example/", "https://evil.example:443", false);
    row("other scheme", "ftp://graph.microsoft.com/", "", false);
    row("no host", "https:///x", "", false);
    row("relative", "/v1.0/me", "", false);
    row("empty", "", "", false);
}

void TestServiceClient::origins()
{
    QFETCH(QString, url);
    QFETCH(QString, origin);
    QFETCH(bool, loopback);
    QCOMPARE(originOf(QUrl(url)), origin);
    QCOMPARE(isLoopback(QUrl(url)), loopback);
    QCOMPARE(sameOrigin(QUrl(url), QUrl(url)), !origin.isEmpty());
}

void TestServiceClient::baseUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("fine");
    QTest::newRow("https") << QStringLiteral("https://graph.microsoft.com") << true;
    QTest::newRow("https with path") << QStringLiteral("https://gate.example/graph") << true;
    QTest::newRow("http on loopback") << QStringLiteral("http://127.0.0.1:9000") << true;
    QTest::newRow("http elsewhere") << QStringLiteral("http://graph.microsoft.com") << false;
    QTest::newRow("user info") << QStringLiteral("https://a:b@graph.microsoft.com") << false;
    QTest::newRow("query") << QStringLiteral("https://graph.microsoft.com?x=1") << false;
    QTest::newRow("fragment") << QStringLiteral("https://graph.microsoft.com#x") << false;
    QTest::newRow("file") << QStringLiteral("file:///etc/passwd") << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestServiceClient::baseUrls()
{
    QFETCH(QString, url);
    QFETCH(bool, fine);
    const Result<void> checked = checkBaseUrl(QUrl(url), QStringLiteral("graph"));
    QCOMPARE(checked.has_value(), fine);
    if (!fine) {
        QCOMPARE(checked.error().kind, ErrorKind::Validation);
        QVERIFY(checked.error().message.startsWith(u"graph"));
    }
}

void TestServiceClient::encoding()
{
    QCOMPARE(pathSegment(QStringLiteral("a b/c?d#e%\u00e9..")), QStringLiteral("a%20b%2Fc%3Fd%23e%25%C3%A9.."));
    QCOMPARE(queryValue(QStringLiteral("name eq 'a+b&c' and x/$count ne 0")),
             QStringLiteral("name%20eq%20'a%2Bb%26c'%20and%20x/$count%20ne%200"));
}

void TestServiceClient::sendsTheToken()
{
    Bench bench([](const Seen &, int) { return Answer::with(200, "ok"); }, QStringLiteral("/base/"));
    Call call = to(QStringLiteral("/v1.0/x?$filter=a%20eq%20'b'"));
    call.method = "POST";
    call.body = "{}";
    call.priority = Priority::Background;
    const auto response = await(bench.client.send(call));
    QVERIFY(response.has_value());
    const Seen request = bench.peer.seen().first();
    QCOMPARE(request.target, QByteArray("/base/v1.0/x?$filter=a%20eq%20'b'"));
    QCOMPARE(request.headers.value("authorization"), QByteArray("Bearer t1"));
    QCOMPARE(request.headers.value("content-type"), QByteArray("application/json"));
    QCOMPARE(request.headers.value("x-ms-throttle-priority"), QByteArray("Low"));
}

void TestServiceClient::keepsToItsOrigin_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("other host") << QStringLiteral("http://127.0.0.2:%1/x");
    QTest::newRow("other port") << QStringLiteral("http://127.0.0.1:1/x");
    QTest::newRow("other scheme") << QStringLiteral("https://127.0.0.1:%1/x");
    QTest::newRow("user info") << QStringLiteral("http://a@127.0.0.1:%1/x");
    QTest::newRow("user info that looks like the host") << QStringLiteral("http://127.0.0.1:%1@evil.example/x");
    QTest::newRow("no scheme") << QStringLiteral("//evil.example/x");
    QTest::newRow("relative") << QStringLiteral("v1.0/me");
    QTest::newRow("backslash") << QStringLiteral("\\\\evil.example\\x");
    QTest::newRow("file") << QStringLiteral("file:///etc/passwd");
    QTest::newRow("empty") << QString();
}

void TestServiceClient::keepsToItsOrigin()
{
    QFETCH(QString, link);
    Bench bench([](const Seen &, int) { return Answer::with(200, "ok"); });
    const QString target = link.contains(u"%1") ? link.arg(bench.peer.serverPort()) : link;
    const auto response = await(bench.client.send(to(target)));
    QVERIFY(!response.has_value());
    QCOMPARE(response.error().kind, ErrorKind::Protocol);
    QCOMPARE(response.error().subject, QStringLiteral("Reading x"));
    QCOMPARE(bench.peer.seen().size(), 0);
    QCOMPARE(bench.transport.activityLog().entries().size(), 0);
    QCOMPARE(bench.tokens.fetches, 0);

    const ServiceClient open(Service::Graph, QUrl(QStringLiteral("http://graph.example")), bench.transport,
                             bench.tokens, {});
    QVERIFY(!open.resolve(QStringLiteral("/v1.0/me")).has_value()); // plain http that is not loopback
}

void TestServiceClient::refusalsAreErrors()
{
    Bench bench([](const Seen &, int) { return Answer::with(403, "the words", {"request-id: r-7"}); });
    const auto response = await(bench.client.send(to(QStringLiteral("/x"))));
    QVERIFY(!response.has_value());
    QCOMPARE(response.error().kind, ErrorKind::Forbidden);
    QCOMPARE(response.error().message, QStringLiteral("the words"));
    QCOMPARE(response.error().requestId, QStringLiteral("r-7"));
    QCOMPARE(response.error().subject, QStringLiteral("Reading x"));
}

void TestServiceClient::oneRefreshForFive()
{
    Bench bench([](const Seen &request, int) {
        return Answer::with(request.headers.value("authorization") == "Bearer t2" ? 200 : 401, "ok");
    });
    std::vector<std::unique_ptr<Outcome<Response>>> outcomes;
    outcomes.reserve(5);
    for (int i = 0; i < 5; ++i) {
        outcomes.push_back(std::make_unique<Outcome<Response>>(bench.client.send(to(QStringLiteral("/x%1").arg(i)))));
    }
    QTRY_VERIFY(std::all_of(outcomes.begin(), outcomes.end(), [](const auto &one) { return one->isThere(); }));
    for (const auto &one : outcomes)
        QVERIFY((**one).has_value());
    QCOMPARE(bench.tokens.rejections, QList<QByteArray>{"t1"});
    QVERIFY(bench.peer.seen().size() <= 10); // each once, and once more
}

void TestServiceClient::refusedTwiceStaysRefused()
{
    Bench bench([](const Seen &, int) { return Answer::with(401, "no"); });
    const auto response = await(bench.client.send(to(QStringLiteral("/x"))));
    QVERIFY(!response.has_value());
    QCOMPARE(response.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(response.error().message, QStringLiteral("no"));
    QCOMPARE(bench.peer.seen().size(), 2);
    QCOMPARE(bench.peer.seen().at(0).headers.value("authorization"), QByteArray("Bearer t1"));
    QCOMPARE(bench.peer.seen().at(1).headers.value("authorization"), QByteArray("Bearer t2"));
}

void TestServiceClient::stubbornSource()
{
    Bench bench([](const Seen &, int) { return Answer::with(401, "no"); });
    bench.tokens.stubborn = true;
    const auto response = await(bench.client.send(to(QStringLiteral("/x"))));
    QVERIFY(!response.has_value());
    QCOMPARE(response.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(bench.peer.seen().size(), 1); // a token that was refused is not sent again
}

void TestServiceClient::sourceFails()
{
    Bench bench([](const Seen &, int) { return Answer::with(200, "ok"); });
    bench.tokens.broken = Error{.kind = ErrorKind::ConsentNeeded};
    const auto response = await(bench.client.send(to(QStringLiteral("/x"))));
    QVERIFY(!response.has_value());
    QCOMPARE(response.error().kind, ErrorKind::ConsentNeeded);
    QCOMPARE(response.error().subject, QStringLiteral("Reading x"));
    QCOMPARE(bench.peer.seen().size(), 0);
    bench.tokens.broken.reset();
    QVERIFY(await(bench.client.send(to(QStringLiteral("/x")))).has_value());
}

// A fetch that began before a token was refused may still bring that token: it is asked for again, once.
void TestServiceClient::staleFetchIsRepeated()
{
    FakeTokens tokens;
    RefreshGate gate(Service::Graph, tokens);
    tokens.hold = true;
    const Outcome<QByteArray> early(gate.token({}));
    QCOMPARE(tokens.fetches, 1);
    const Outcome<QByteArray> replaced(gate.replacement("t1", {}, {}));
    QCOMPARE(tokens.fetches, 1); // waits for the one under way
    tokens.hold = false;
    tokens.held.takeFirst().finish(QByteArray("t1"));
    QTRY_VERIFY(early.isThere() && replaced.isThere());
    QCOMPARE(**replaced, QByteArray("t2"));
    QCOMPARE(**early, QByteArray("t2"));
    QCOMPARE(tokens.fetches, 2);
}

void TestServiceClient::cancelWhileWaitingForAToken()
{
    Bench bench([](const Seen &, int) { return Answer::with(200, "ok"); });
    bench.tokens.hold = true;
    std::stop_source stop;
    const Outcome<Response> cancelled(bench.client.send(to(QStringLiteral("/a")), stop.get_token()));
    const Outcome<Response> patient(bench.client.send(to(QStringLiteral("/b"))));
    QCOMPARE(bench.tokens.fetches, 1);
    stop.request_stop();
    QTRY_VERIFY(cancelled.isThere());
    QCOMPARE(cancelled->error().kind, ErrorKind::Cancelled);
    QVERIFY(!patient.isThere());
    bench.tokens.release();
    QTRY_VERIFY(patient.isThere());
    QVERIFY(patient->has_value());
    QCOMPARE(bench.peer.targets(), QList<QByteArray>{"/b"});
}

void TestServiceClient::clientGone()
{
    Worker worker;
    FakeTokens tokens;
    Transport transport(quick());
    Peer peer([](const Seen &, int) { return Answer::silence(); });
    auto client =
        std::make_unique<ServiceClient>(Service::Graph, peer.url(), transport, tokens, ServiceClient::ErrorReader());
    const Outcome<Response> outcome(client->send(to(QStringLiteral("/x"))));
    QTRY_COMPARE(peer.seen().size(), 1);
    client.reset();
    QTRY_VERIFY(outcome.isThere());
    QCOMPARE(outcome->error().kind, ErrorKind::OwnerGone);
}

void TestServiceClient::pagesInOrder()
{
    QByteArray base;
    Bench bench([&base](const Seen &request, int) {
        if (request.target == "/pages?$top=2")
            return Answer::with(200, "a\nb\nnext " + base + "/pages?$skiptoken=X%27a%2Bb%27");
        if (request.target == "/pages?$skiptoken=X%27a%2Bb%27")
            return Answer::with(200, "next " + base + "/pages?$skiptoken=2"); // an empty page is not the last
        return Answer::with(200, "c");
    });
    base = bench.peer.url().toEncoded();
    QStringList items;
    int pages = 0;
    const auto walked = await(bench.walk(this, [&](const QList<QString> &page) {
        ++pages;
        items += page;
    }));
    QVERIFY(walked.has_value());
    QCOMPARE(items, (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    QCOMPARE(pages, 3);
    const QList<QByteArray> targets{"/pages?$top=2", "/pages?$skiptoken=X%27a%2Bb%27", "/pages?$skiptoken=2"};
    QCOMPARE(bench.peer.targets(), targets); // verbatim
}

// The second page is asked for, and arrives, while the first one is still being read.
void TestServiceClient::pagesAhead()
{
    QByteArray base;
    QSemaphore secondIsThere;
    Bench bench([&](const Seen &, int count) {
        if (count == 2)
            secondIsThere.release();
        return count == 3 ? Answer::with(200, "c")
                          : Answer::with(200, "ahead " + base + "/pages?n=" + QByteArray::number(count) + "\nab");
    });
    base = bench.peer.url().toEncoded();
    bool wasThere = false;
    bool isFirst = true;
    const auto decode = [&](const QByteArray &body) {
        if (std::exchange(isFirst, false))
            wasThere = secondIsThere.tryAcquire(1, 20'000);
        return decodeLines(body);
    };
    QStringList items;
    const auto walked = await(bench.walk(
        this, [&](const QList<QString> &page) { items += page; }, {}, decode));
    QVERIFY(walked.has_value());
    QVERIFY(wasThere);
    QCOMPARE(items, (QStringList{QStringLiteral("ab"), QStringLiteral("ab"), QStringLiteral("c")}));
    QCOMPARE(bench.peer.seen().size(), 3);
}

void TestServiceClient::linkAheadThatIsNotTheLink()
{
    QByteArray base;
    Bench bench([&base](const Seen &, int) {
        return Answer::with(200, "ahead " + base + "/pages?a\na\nnext " + base + "/pages?b");
    });
    base = bench.peer.url().toEncoded();
    int pages = 0;
    const auto walked = await(bench.walk(this, [&](const QList<QString> &) { ++pages; }));
    QVERIFY(!walked.has_value());
    QCOMPARE(walked.error().kind, ErrorKind::Protocol);
    QCOMPARE(pages, 1);
    QVERIFY(!bench.peer.targets().contains("/pages?b"));
}

void TestServiceClient::brokenPageWithTheNextOneOnItsWay()
{
    QByteArray base;
    Bench bench([&base](const Seen &, int count) {
        return count == 1 ? Answer::with(200, "ahead " + base + "/pages?2\nbad")
            : count == 2  ? Answer::silence()
                          : Answer::with(200, "after");
    });
    base = bench.peer.url().toEncoded();
    int pages = 0;
    const auto walked = await(bench.walk(this, [&](const QList<QString> &) { ++pages; }));
    QVERIFY(!walked.has_value());
    QCOMPARE(walked.error().message, QStringLiteral("bad page"));
    QTRY_COMPARE(bench.peer.seen().size(), 2);
    bench.peer.answerLate(Answer::with(200, "late"));
    QVERIFY(await(bench.client.send(to(QStringLiteral("/after")))).has_value()); // so the late one has been there, too
    QCOMPARE(pages, 0);
}

void TestServiceClient::linkElsewhereIsRefused()
{
    Peer elsewhere([](const Seen &, int) { return Answer::with(200, "stolen"); });
    const QByteArray link = elsewhere.url(QStringLiteral("/pages")).toEncoded();
    Bench bench([link](const Seen &, int) { return Answer::with(200, "a\nnext " + link); });
    QStringList items;
    const auto walked = await(bench.walk(this, [&](const QList<QString> &page) { items += page; }));
    QVERIFY(!walked.has_value());
    QCOMPARE(walked.error().kind, ErrorKind::Protocol);
    QCOMPARE(walked.error().subject, QStringLiteral("Reading pages"));
    QCOMPARE(items, QStringList{QStringLiteral("a")});
    QCOMPARE(elsewhere.seen().size(), 0);
}

void TestServiceClient::linkLoopIsRefused()
{
    QByteArray base;
    Bench bench([&base](const Seen &, int count) {
        return Answer::with(200, "a\nnext " + base + "/pages?n=" + QByteArray::number(count % 3));
    });
    base = bench.peer.url().toEncoded();
    int items = 0;
    const auto walked = await(bench.walk(this, [&](const QList<QString> &page) { items += int(page.size()); }));
    QVERIFY(!walked.has_value());
    QCOMPARE(walked.error().kind, ErrorKind::Protocol);
    QCOMPARE(items, 4);
    QCOMPARE(bench.peer.seen().size(), 4);
}

void TestServiceClient::brokenPageKeepsEarlierOnes()
{
    QByteArray base;
    Bench bench([&base](const Seen &, int count) {
        return count == 1 ? Answer::with(200, "a\nnext " + base + "/pages?2")
                          : Answer::with(200, "bad", {"request-id: r-2"});
    });
    base = bench.peer.url().toEncoded();
    QStringList items;
    const auto walked = await(bench.walk(this, [&](const QList<QString> &page) { items += page; }));
    QVERIFY(!walked.has_value());
    QCOMPARE(walked.error().message, QStringLiteral("bad page"));
    QCOMPARE(walked.error().requestId, QStringLiteral("r-2"));
    QCOMPARE(items, QStringList{QStringLiteral("a")});
}

void TestServiceClient::cancelBetweenPages()
{
    QByteArray base;
    Bench bench([&base](const Seen &, int count) {
        return Answer::with(200, "a\nnext " + base + "/pages?n=" + QByteArray::number(count));
    });
    base = bench.peer.url().toEncoded();
    std::stop_source stop;
    int pages = 0;
    const auto walked = await(bench.walk(
        this,
        [&](const QList<QString> &) {
            if (++pages == 3)
                stop.request_stop();
        },
        stop.get_token()));
    QVERIFY(!walked.has_value());
    QCOMPARE(walked.error().kind, ErrorKind::Cancelled);
    QCOMPARE(pages, 3);
}

void TestServiceClient::contextGone()
{
    QByteArray base;
    Bench bench([&base](const Seen &, int count) {
        return Answer::with(200, "a\nnext " + base + "/pages?n=" + QByteArray::number(count));
    });
    base = bench.peer.url().toEncoded();
    auto context = std::make_unique<QObject>();
    int pages = 0;
    const Outcome<void> walked(bench.walk(context.get(), [&](const QList<QString> &) { ++pages; }));
    QTRY_VERIFY(pages >= 2);
    context.reset();
    const int before = pages;
    QTRY_VERIFY(walked.isThere());
    QCOMPARE(walked->error().kind, ErrorKind::OwnerGone);
    QCOMPARE(pages, before);
}

QTEST_GUILESS_MAIN(TestServiceClient)
#include "tst_service_client.moc"
