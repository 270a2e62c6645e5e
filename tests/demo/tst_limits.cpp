// SPDX-License-Identifier: Apache-2.0
#include "demo/server.h"
#include "demo_client.h"
#include "raw_client.h"

#include <QTest>

#include <atomic>
#include <sys/resource.h>
#include <thread>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr std::chrono::seconds patience(20);

std::uint16_t portOf(const std::string &url)
{
    return static_cast<std::uint16_t>(std::atoi(url.c_str() + url.rfind(':') + 1));
}

std::string post(size_t bytes, const std::string &more = {})
{
    return "POST /v1.0/applications HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(bytes) + "\r\n"
        + more + "\r\n";
}

} // namespace

// What a client may take of the server: time, bytes, connections. The limits of these tests are short, and nothing waits
// for longer than they are.
class TestLimits final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Server> m_server;
    std::uint16_t m_port = 0;

    void serve(const NetworkLimits &limits = {});
    [[nodiscard]] bool stillServes() const;

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void malformedIsRefused_data();
    void malformedIsRefused();
    void tooLargeHeadIsRefused();
    void tooLargeBodyIsRefused_data();
    void tooLargeBodyIsRefused();
    void bodyThatIsAskedForIsTaken();
    void slowHeadIsToldSo();
    void slowBodyIsToldSo();
    void idleConnectionIsClosedWithoutAWord();
    void connectionThatSaysNothingIsClosed();
    void requestsInOneGo();
    void deepJsonIsRefused();
    void slowClientHoldsNobodyUp();
    void manyConnectionsIdleAndBusy();
};

void TestLimits::serve(const NetworkLimits &limits)
{
    ServerOptions options;
    options.limits = limits;
    m_server = std::make_unique<Server>(options);
    QVERIFY(m_server->start());
    m_port = portOf(m_server->graphUrl());
}

bool TestLimits::stillServes() const
{
    RawConnection connection(portOf(m_server->loginUrl()));
    connection.send(getRequest("/common/discovery/v2.0/keys"));
    const std::optional<RawAnswer> answer = connection.read();
    return answer && answer->status == 200;
}

void TestLimits::initTestCase()
{
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 4096);
    setrlimit(RLIMIT_NOFILE, &files);
}

void TestLimits::cleanup()
{
    m_server.reset();
}

void TestLimits::malformedIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("noise") << QByteArray("\x01\x02\xff\xfe no request at all\r\n\r\n");
    QTest::newRow("no version") << QByteArray("GET /\r\n\r\n");
    QTest::newRow("unknown version") << QByteArray("GET / HTTP/9.9\r\n\r\n");
    QTest::newRow("no target") << QByteArray("GET  HTTP/1.1\r\n\r\n");
    QTest::newRow("header without a colon") << QByteArray("GET / HTTP/1.1\r\nHost localhost\r\n\r\n");
    QTest::newRow("zero in a header") << QByteArray("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 29);
    QTest::newRow("length that is none") << QByteArray("POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n");
    QTest::newRow("negative length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n");
    QTest::newRow("two lengths") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
    QTest::newRow("chunk that is none") << QByteArray(
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
    QTest::newRow("TLS on a plain port") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n");
}

void TestLimits::malformedIsRefused()
{
    QFETCH(QByteArray, bytes);
    serve();
    RawConnection connection(m_port);
    connection.send({bytes.constData(), static_cast<size_t>(bytes.size())});
    const std::optional<RawAnswer> answer = connection.read(patience);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 400);
    connection.finishSending();
    QVERIFY(connection.closesWithin(patience));
    QVERIFY(stillServes());
}

void TestLimits::tooLargeHeadIsRefused()
{
    serve();
    RawConnection connection(m_port);
    connection.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + std::string(300000, 'a') + "\r\n\r\n");
    const std::optional<RawAnswer> answer = connection.read(patience);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 431);
}

void TestLimits::tooLargeBodyIsRefused_data()
{
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<bool>("sent");
    QTest::newRow("announced and sent") << false << true;
    QTest::newRow("announced, waiting for the answer") << false << false;
    QTest::newRow("in chunks") << true << true;
}

// 64 MiB: the answer arrives although it is given before everything was read.
void TestLimits::tooLargeBodyIsRefused()
{
    QFETCH(bool, chunked);
    QFETCH(bool, sent);
    serve();
    RawConnection connection(m_port);
    constexpr size_t piece = 1024UL * 1024;
    if (chunked)
        connection.send("POST /v1.0/applications HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    else
        connection.send(post(64 * piece));
    const std::string bytes(piece, 'x');
    for (int i = 0; sent && i < 64; ++i) {
        if (chunked)
            connection.send("100000\r\n");
        connection.send(bytes);
        if (chunked)
            connection.send("\r\n");
    }
    const std::optional<RawAnswer> answer = connection.read(patience);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 413);
    QVERIFY(stillServes());
}

void TestLimits::bodyThatIsAskedForIsTaken()
{
    serve();
    RawConnection connection(m_port);
    connection.send(post(2, "Expect: 100-continue\r\n"));
    const std::optional<RawAnswer> goOn = connection.read(patience);
    QVERIFY(goOn.has_value());
    QCOMPARE(goOn->status, 100);
    connection.send("{}");
    const std::optional<RawAnswer> answer = connection.read(patience);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 401); // no token
}

void TestLimits::slowHeadIsToldSo()
{
    NetworkLimits limits;
    limits.head = std::chrono::milliseconds(50);
    serve(limits);
    RawConnection connection(m_port);
    connection.send("GET /v1.0/me HTTP/1.1\r\nHo");
    const std::optional<RawAnswer> answer = connection.read(patience);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 408);
}

void TestLimits::slowBodyIsToldSo()
{
    NetworkLimits limits;
    limits.body = std::chrono::milliseconds(50);
    serve(limits);
    RawConnection connection(m_port);
    connection.send(post(100) + "{\"displayName\":");
    const std::optional<RawAnswer> answer = connection.read(patience);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 408);
}

void TestLimits::idleConnectionIsClosedWithoutAWord()
{
    NetworkLimits limits;
    limits.idle = std::chrono::milliseconds(50);
    serve(limits);
    RawConnection connection(m_port);
    connection.send(getRequest("/v1.0/me"));
    QVERIFY(connection.read(patience).has_value());
    QVERIFY(!connection.read(patience).has_value());
}

void TestLimits::connectionThatSaysNothingIsClosed()
{
    NetworkLimits limits;
    limits.idle = std::chrono::milliseconds(50);
    limits.farewell = std::chrono::milliseconds(50);
    serve(limits);
    RawConnection connection(m_port);
    QVERIFY(connection.closesWithin(patience));
}

void TestLimits::requestsInOneGo()
{
    serve();
    RawConnection connection(m_port);
    std::string all;
    for (int i = 0; i < 50; ++i)
        all += getRequest("/v1.0/me");
    connection.send(all);
    for (int i = 0; i < 50; ++i) {
        const std::optional<RawAnswer> answer = connection.read(patience);
        QVERIFY(answer.has_value());
        QCOMPARE(answer->status, 401);
    }
}

// Two million brackets would need more stack than there is.
void TestLimits::deepJsonIsRefused()
{
    serve();
    DemoClient client(m_server->service());
    const std::string token = client.graphToken(admin, writeScopes);
    std::string body(1000000, '[');
    body += std::string(1000000, ']');
    RawConnection connection(m_port);
    connection.send(post(body.size(), "Content-Type: application/json\r\nAuthorization: Bearer " + token + "\r\n"));
    connection.send(body);
    const std::optional<RawAnswer> answer = connection.read(patience);
    QVERIFY(answer.has_value());
    QVERIFY2(answer->status >= 400 && answer->status < 500, qPrintable(QString::number(answer->status)));
    QVERIFY(stillServes());
}

void TestLimits::slowClientHoldsNobodyUp()
{
    serve();
    std::vector<std::unique_ptr<RawConnection>> slow;
    for (int i = 0; i < 20; ++i) {
        slow.push_back(std::make_unique<RawConnection>(m_port));
        slow.back()->send(i % 2 == 0 ? std::string("GET /v1.0/applications HT") : post(1000) + "{");
    }
    for (int i = 0; i < 20; ++i)
        QVERIFY(stillServes());
    // And whoever was slow is served when the rest arrives.
    slow[0]->send("TP/1.1\r\nHost: localhost\r\n\r\n");
    const std::optional<RawAnswer> answer = slow[0]->read(patience);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 401);
}

void TestLimits::manyConnectionsIdleAndBusy()
{
    serve();
    DemoClient client(m_server->service());
    const std::string token = client.graphToken(admin);
    std::vector<std::unique_ptr<RawConnection>> idle;
    for (int i = 0; i < 1000; ++i) {
        idle.push_back(std::make_unique<RawConnection>(m_port));
        QVERIFY(idle.back()->isOpen());
    }
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            RawConnection connection(m_port);
            for (int count = 0; count < 125; ++count) {
                const bool known = count % 2 == 0;
                connection.send(getRequest("/v1.0/applications?$top=3", known ? token : std::string()));
                const std::optional<RawAnswer> answer = connection.read(patience);
                const bool whole = answer && answer->whole
                    && answer->body.find(known ? "@odata.nextLink" : "\"error\"") != std::string::npos;
                right += whole && answer->status == (known ? 200 : 401) ? 1 : 0;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(right.load(), 1000);
    idle[500]->send(getRequest("/v1.0/me"));
    QVERIFY(idle[500]->read(patience).has_value());
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
