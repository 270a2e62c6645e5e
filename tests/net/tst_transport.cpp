// SPDX-License-Identifier: Apache-2.0
#include "net/await.h"
#include "net/peer.h"
#include "net/transport.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <memory>

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
    options.jitter = [] { return 0.5; };
    return options;
}

Request get(const Peer &peer, const QString &path = QStringLiteral("/x"))
{
    Request request;
    request.service = Service::Graph;
    request.url = peer.url(path);
    request.subject = QStringLiteral("Reading x");
    return request;
}

Request post(const Peer &peer, const QByteArray &method = "POST")
{
    Request request = get(peer);
    request.method = method;
    request.body = method == "DELETE" ? QByteArray() : QByteArray(R"({"name":"x"})");
    request.headers.append(Header{"Content-Type", "application/json"});
    return request;
}

Peer::Script inOrder(const QList<Answer> &answers)
{
    return [answers](const Seen &, int count) { return answers.value(count - 1, Answer::with(500, "beyond script")); };
}

} // namespace

class TestTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAreWhole();
    void sendsMethodHeadersAndBody();
    void statusIsNoError_data();
    void statusIsNoError();
    void retriesWhatMayBeRepeated_data();
    void retriesWhatMayBeRepeated();
    void waitsAsLongAsAsked();
    void tellsWhatThrottlingCost();
    void doesNotWaitForEver();
    void newRequestIdForEachAttempt();
    void redirectsAreNotFollowed_data();
    void redirectsAreNotFollowed();
    void cutInMidBody();
    void garbage();
    void silenceIsATimeout();
    void drippingEndsToo();
    void refusedConnection();
    void bodyIsBounded_data();
    void bodyIsBounded();
    void writesAreSentOnce_data();
    void writesAreSentOnce();
    void cancelBeforeSending();
    void cancelInQueue();
    void cancelInFlight();
    void cancelDuringPause();
    void ownerGone();
    void fourAtOnceUserFirst();
    void neverCompletesAtOnce();
    void logHoldsNoSecret();
    void badAddress();
    void comparesClocks_data();
    void comparesClocks();
};

void TestTransport::comparesClocks_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<Service>("service");
    QTest::addColumn<qint64>("seconds");
    // This computer's clock is at 08:00:00.
    QTest::newRow("no date") << QByteArray() << Service::Graph << qint64(0);
    QTest::newRow("no date at all") << QByteArray("yesterday") << Service::Graph << qint64(0);
    QTest::newRow("tolerable") << QByteArray("Fri, 20 Nov 2026 08:05:00 GMT") << Service::Graph << qint64(0);
    QTest::newRow("behind") << QByteArray("Fri, 20 Nov 2026 10:00:00 GMT") << Service::Graph << qint64(7200);
    QTest::newRow("ahead") << QByteArray("Fri, 20 Nov 2026 07:54:59 GMT") << Service::Login << qint64(-301);
    QTest::newRow("Azure") << QByteArray("Fri, 20 Nov 2026 08:05:01 GMT") << Service::Arm << qint64(301);
    QTest::newRow("somebody else's clock")
        << QByteArray("Fri, 20 Nov 2026 10:00:00 GMT") << Service::Other << qint64(0);
}

void TestTransport::comparesClocks()
{
    QFETCH(QByteArray, date);
    QFETCH(Service, service);
    QFETCH(qint64, seconds);
    const QList<QByteArray> headers = date.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{"Date: " + date};
    Peer peer(inOrder({Answer::with(200, "{}", headers), Answer::with(200, "{}", headers),
                       Answer::with(200, "{}", {"Date: Fri, 20 Nov 2026 08:00:10 GMT"})}));
    TransportOptions options;
    options.clock = [] { return QDateTime({2026, 11, 20}, {8, 0}, Qt::UTC); };
    Transport transport(options);
    QSignalSpy changes(&transport, &Transport::clockDifferenceChanged);
    Request request;
    request.service = service;
    request.url = peer.url();
    for (int i = 0; i < 2; ++i)
        QVERIFY(await(transport.send(request)));
    QCOMPARE(qint64(transport.clockDifference().count()), seconds);
    QCOMPARE(changes.size(), seconds == 0 ? 0 : 1);
    QVERIFY(await(transport.send(request)));
    QCOMPARE(qint64(transport.clockDifference().count()), qint64(0));
    QCOMPARE(changes.size(), seconds == 0 ? 0 : 2);
}

void TestTransport::answersAreWhole()
{
    Peer peer(inOrder({Answer::with(200, R"({"a":1})", {"request-id: r-1", "X-Other: b"})}));
    Transport transport(quick());
    const auto response = await(transport.send(get(peer)));
    QVERIFY(response.has_value());
    QCOMPARE(response->status, 200);
    QCOMPARE(response->body, QByteArray(R"({"a":1})"));
    QCOMPARE(response->requestId, QStringLiteral("r-1"));
    QCOMPARE(response->header("x-other"), QByteArray("b"));
    QCOMPARE(response->attempts, 1);
}

void TestTransport::sendsMethodHeadersAndBody()
{
    Peer peer(inOrder({Answer::with(201), Answer::with(204, {})}));
    Transport transport(quick());
    QVERIFY(await(transport.send(post(peer, "PATCH"))).has_value());
    QVERIFY(await(transport.send(post(peer, "DELETE"))).has_value());
    QCOMPARE(peer.seen().at(0).method, QByteArray("PATCH"));
    QCOMPARE(peer.seen().at(0).body, QByteArray(R"({"name":"x"})"));
    QCOMPARE(peer.seen().at(0).headers.value("content-type"), QByteArray("application/json"));
    QCOMPARE(peer.seen().at(1).method, QByteArray("DELETE"));
    QVERIFY(peer.seen().at(1).body.isEmpty());
}

void TestTransport::statusIsNoError_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("400") << 400 << ErrorKind::Rejected;
    QTest::newRow("401") << 401 << ErrorKind::Unauthorized;
    QTest::newRow("403") << 403 << ErrorKind::Forbidden;
    QTest::newRow("404") << 404 << ErrorKind::NotFound;
    QTest::newRow("405") << 405 << ErrorKind::Rejected;
    QTest::newRow("409") << 409 << ErrorKind::Conflict;
    QTest::newRow("410") << 410 << ErrorKind::Rejected;
    QTest::newRow("412") << 412 << ErrorKind::PreconditionFailed;
    QTest::newRow("418") << 418 << ErrorKind::Rejected;
    QTest::newRow("422") << 422 << ErrorKind::Rejected;
    QTest::newRow("429") << 429 << ErrorKind::Throttled;
    QTest::newRow("500") << 500 << ErrorKind::Server;
    QTest::newRow("501") << 501 << ErrorKind::Server;
    QTest::newRow("503") << 503 << ErrorKind::Server;
    QTest::newRow("599") << 599 << ErrorKind::Server;
}

// The body of a refusal matters: it arrives whole, and the kind comes from the status.
void TestTransport::statusIsNoError()
{
    QFETCH(int, status);
    QFETCH(ErrorKind, kind);
    Peer peer([status](const Seen &, int) {
        return Answer::with(status, R"({"error":{"code":"c"}})", {"WWW-Authenticate: Bearer", "Retry-After: 0"});
    });
    Transport transport(quick());
    const Request request = get(peer);
    const auto response = await(transport.send(request));
    QVERIFY(response.has_value());
    QCOMPARE(response->status, status);
    QCOMPARE(response->body, QByteArray(R"({"error":{"code":"c"}})"));
    const Error error = errorFrom(*response, request);
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.subject, QStringLiteral("Reading x"));
    QVERIFY(!error.outcomeUnknown);
}

void TestTransport::retriesWhatMayBeRepeated_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("requests");
    QTest::newRow("GET 429") << QByteArray("GET") << 429 << 3;
    QTest::newRow("GET 502") << QByteArray("GET") << 502 << 3;
    QTest::newRow("GET 503") << QByteArray("GET") << 503 << 3;
    QTest::newRow("GET 504") << QByteArray("GET") << 504 << 3;
    QTest::newRow("GET 500") << QByteArray("GET") << 500 << 1;
    QTest::newRow("GET 404") << QByteArray("GET") << 404 << 1;
    QTest::newRow("POST 429") << QByteArray("POST") << 429 << 3;
    QTest::newRow("POST 503") << QByteArray("POST") << 503 << 1;
    QTest::newRow("PATCH 504") << QByteArray("PATCH") << 504 << 1;
    QTest::newRow("DELETE 502") << QByteArray("DELETE") << 502 << 1;
    QTest::newRow("PUT 429") << QByteArray("PUT") << 429 << 3;
}

void TestTransport::retriesWhatMayBeRepeated()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(int, requests);
    Peer peer([status](const Seen &, int count) { return Answer::with(count < 3 ? status : 200); });
    Transport transport(quick());
    const Request request = method == "GET" ? get(peer) : post(peer, method);
    const auto response = await(transport.send(request));
    QVERIFY(response.has_value());
    QCOMPARE(peer.seen().size(), requests);
    QCOMPARE(response->attempts, requests);
    QCOMPARE(response->status, requests == 3 ? 200 : status);
    if (requests == 1 && method != "GET")
        QVERIFY(errorFrom(*response, request).outcomeUnknown);
}

void TestTransport::waitsAsLongAsAsked()
{
    Peer peer(inOrder({Answer::with(429, {}, {"Retry-After: 1"}), Answer::with(200)}));
    Transport transport(quick());
    QElapsedTimer elapsed;
    elapsed.start();
    const auto response = await(transport.send(get(peer)));
    QVERIFY(response.has_value());
    QCOMPARE(response->status, 200);
    QVERIFY(elapsed.elapsed() >= 950);
}

void TestTransport::tellsWhatThrottlingCost()
{
    Peer peer([](const Seen &, int count) {
        if (count == 1)
            return Answer::with(429, {}, {"Retry-After: 1"});
        return count == 2 ? Answer::with(503) : Answer::with(200);
    });
    TransportOptions options;
    options.retryBase = 20ms;
    Transport transport(options);
    Request request;
    request.service = Service::Graph;
    request.url = peer.url();
    request.priority = Priority::Background;
    QVERIFY(await(transport.send(request)));
    const ActivityLog::Waiting waiting = transport.activityLog().waiting().value(Service::Graph);
    QCOMPARE(waiting.refusals, qint64(2));
    QVERIFY2(waiting.waited >= 1s && waiting.waited < 3s, qPrintable(QString::number(waiting.waited.count())));
    QVERIFY(!transport.activityLog().waiting().contains(Service::Arm));

    // Another one that must not be sent before the time that the first was told: the queue is held.
    Peer strict([](const Seen &, int count) {
        return count == 1 ? Answer::with(429, {}, {"Retry-After: 1"}) : Answer::with(200);
    });
    Transport second(options);
    request.url = strict.url();
    request.repeatable = false;
    QVERIFY(await(second.send(request)));
    QVERIFY(await(second.send(request)));
    const ActivityLog::Waiting held = second.activityLog().waiting().value(Service::Graph);
    QCOMPARE(held.refusals, qint64(1));
    QCOMPARE(held.waited, 0ms);
    QVERIFY2(held.paced >= 500ms && held.paced < 3s, qPrintable(QString::number(held.paced.count())));
}

void TestTransport::doesNotWaitForEver()
{
    Peer peer([](const Seen &, int) { return Answer::with(429, "{}", {"Retry-After: 3600"}); });
    Transport transport(quick());
    const Request request = get(peer);
    const auto response = await(transport.send(request));
    QVERIFY(response.has_value());
    QCOMPARE(peer.seen().size(), 1);
    QCOMPARE(errorFrom(*response, request).retryAfter, std::chrono::milliseconds(3'600'000));
}

void TestTransport::newRequestIdForEachAttempt()
{
    Peer peer([](const Seen &, int) { return Answer::with(503); });
    Transport transport(quick());
    const auto response = await(transport.send(get(peer)));
    QVERIFY(response.has_value());
    QCOMPARE(response->status, 503);
    QCOMPARE(response->attempts, quick().maxAttempts);
    QSet<QByteArray> ids;
    for (const Seen &request : peer.seen())
        ids.insert(request.headers.value("client-request-id"));
    QCOMPARE(ids.size(), quick().maxAttempts);
    QVERIFY(ids.contains(response->requestId.toLatin1()));
}

void TestTransport::redirectsAreNotFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308, 304})
        QTest::newRow(qPrintable(QString::number(status))) << status;
}

void TestTransport::redirectsAreNotFollowed()
{
    QFETCH(int, status);
    Peer elsewhere([](const Seen &, int) { return Answer::with(200); });
    const QByteArray location = "Location: " + elsewhere.url(QStringLiteral("/stolen")).toEncoded();
    Peer peer([status, location](const Seen &, int) { return Answer::with(status, {}, {location}); });
    Transport transport(quick());
    Request request = get(peer);
    request.headers.append(Header{"Authorization", "Bearer planted"});
    const auto response = await(transport.send(request));
    QVERIFY(!response.has_value());
    QCOMPARE(response.error().kind, ErrorKind::Protocol);
    QCOMPARE(response.error().httpStatus, status);
    QCOMPARE(elsewhere.seen().size(), 0);
    QCOMPARE(peer.seen().size(), 1);
}

void TestTransport::cutInMidBody()
{
    Peer peer([](const Seen &, int count) {
        return count < 3 ? Answer::cut(200, R"({"value":[1,2,3]})") : Answer::with(200, R"({"value":[]})");
    });
    Transport transport(quick());
    const auto response = await(transport.send(get(peer)));
    QVERIFY(response.has_value());
    QCOMPARE(response->body, QByteArray(R"({"value":[]})"));
    QCOMPARE(peer.seen().size(), 3);

    Peer broken([](const Seen &, int) { return Answer::cut(200, R"({"value":[1,2,3]})"); });
    const auto failed = await(transport.send(get(broken)));
    QVERIFY(!failed.has_value());
    QCOMPARE(failed.error().kind, ErrorKind::Offline);
    QCOMPARE(failed.error().subject, QStringLiteral("Reading x"));
    QCOMPARE(broken.seen().size(), 5);
}

void TestTransport::garbage()
{
    Peer peer([](const Seen &, int) { return Answer::garbage(); });
    Transport transport(quick());
    const auto response = await(transport.send(get(peer)));
    QVERIFY(!response.has_value());
    QCOMPARE(response.error().kind, ErrorKind::Offline); // Qt ends the connection on bytes that are no HTTP
    QVERIFY(!response.error().message.isEmpty());
}

void TestTransport::silenceIsATimeout()
{
    Peer peer([](const Seen &, int) { return Answer::silence(); });
    TransportOptions options = quick();
    options.idleTimeout = 400ms;
    Transport transport(options);
    const auto read = await(transport.send(get(peer)));
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().kind, ErrorKind::Timeout);
    QVERIFY(!read.error().outcomeUnknown);
    QCOMPARE(peer.seen().size(), 1);
    const auto write = await(transport.send(post(peer)));
    QVERIFY(!write.has_value());
    QCOMPARE(write.error().kind, ErrorKind::Timeout);
    QVERIFY(write.error().outcomeUnknown);
    QCOMPARE(peer.seen().size(), 2);
}

void TestTransport::drippingEndsToo()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTimer drip;
    connect(&server, &QTcpServer::newConnection, this, [&server, &drip] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        connect(&drip, &QTimer::timeout, socket, [socket] { socket->write("x"); });
        drip.start(10);
    });
    TransportOptions options = quick();
    options.idleTimeout = 5000ms;
    options.totalTimeout = 150ms;
    Transport transport(options);
    Request request;
    request.url = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort()));
    const auto response = await(transport.send(request));
    QVERIFY(!response.has_value());
    QCOMPARE(response.error().kind, ErrorKind::Timeout);
}

void TestTransport::refusedConnection()
{
    auto peer = std::make_unique<Peer>(inOrder({}));
    const Request read = get(*peer);
    const Request write = post(*peer);
    peer.reset();
    Transport transport(quick());
    const auto response = await(transport.send(read));
    QVERIFY(!response.has_value());
    QCOMPARE(response.error().kind, ErrorKind::Offline);
    const auto written = await(transport.send(write));
    QVERIFY(!written.has_value());
    QCOMPARE(written.error().kind, ErrorKind::Offline);
    QVERIFY(!written.error().outcomeUnknown); // nothing can have arrived
}

void TestTransport::bodyIsBounded_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("announced") << QByteArray("Content-Length: 5000\r\n\r\n");
    QTest::newRow("unannounced") << QByteArray("Connection: close\r\n\r\n");
}

void TestTransport::bodyIsBounded()
{
    QFETCH(QByteArray, head);
    Peer peer([head](const Seen &, int) {
        return Answer{.raw = "HTTP/1.1 200 OK\r\n" + head + QByteArray(5000, ' '), .close = true};
    });
    TransportOptions options = quick();
    options.maxBodyBytes = 1000;
    Transport transport(options);
    const auto response = await(transport.send(get(peer)));
    QVERIFY(!response.has_value());
    QCOMPARE(response.error().kind, ErrorKind::Protocol);
    QCOMPARE(peer.seen().size(), 1);
}

void TestTransport::writesAreSentOnce_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("midBody");
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE"}) {
        QTest::addRow("%s, closed before the answer", method) << QByteArray(method) << false;
        QTest::addRow("%s, cut in mid-body", method) << QByteArray(method) << true;
    }
}

// Qt repeats requests on its own when a connection closes early; a write must not be carried out twice.
void TestTransport::writesAreSentOnce()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, midBody);
    Peer peer(
        [midBody](const Seen &, int) { return midBody ? Answer::cut(201, R"({"name":"x"})") : Answer::hangUp(); });
    Transport transport(quick());
    const auto response = await(transport.send(post(peer, method)));
    QVERIFY(!response.has_value());
    QCOMPARE(response.error().kind, ErrorKind::Offline);
    QVERIFY(response.error().outcomeUnknown);
    QCOMPARE(peer.seen().size(), 1);
}

void TestTransport::cancelBeforeSending()
{
    Peer peer(inOrder({Answer::with(200)}));
    Transport transport(quick());
    std::stop_source stop;
    stop.request_stop();
    const auto response = await(transport.send(post(peer), stop.get_token()));
    QVERIFY(!response.has_value());
    QCOMPARE(response.error().kind, ErrorKind::Cancelled);
    QVERIFY(!response.error().outcomeUnknown);
    QCOMPARE(peer.seen().size(), 0);
}

void TestTransport::cancelInQueue()
{
    Peer peer([](const Seen &, int) { return Answer::silence(); });
    TransportOptions options = quick();
    options.parallelPerService = 1;
    Transport transport(options);
    const Outcome<Response> first(transport.send(get(peer)));
    std::stop_source stop;
    const Outcome<Response> second(transport.send(post(peer), stop.get_token()));
    QTRY_COMPARE(peer.seen().size(), 1);
    stop.request_stop();
    QTRY_VERIFY(second.isThere());
    QCOMPARE(second->error().kind, ErrorKind::Cancelled);
    QVERIFY(!second->error().outcomeUnknown);
    peer.answerLate(Answer::with(200));
    QTRY_VERIFY(first.isThere());
    QVERIFY(first->has_value());
    QCOMPARE(peer.seen().size(), 1);
}

void TestTransport::cancelInFlight()
{
    Peer peer([](const Seen &, int) { return Answer::silence(); });
    Transport transport(quick());
    std::stop_source stop;
    const Outcome<Response> read(transport.send(get(peer), stop.get_token()));
    const Outcome<Response> write(transport.send(post(peer), stop.get_token()));
    QTRY_COMPARE(peer.seen().size(), 2);
    stop.request_stop();
    QTRY_VERIFY(read.isThere() && write.isThere());
    QCOMPARE(read->error().kind, ErrorKind::Cancelled);
    QVERIFY(!read->error().outcomeUnknown);
    QCOMPARE(write->error().kind, ErrorKind::Cancelled);
    QVERIFY(write->error().outcomeUnknown);
    QTRY_COMPARE(peer.openConnections(), 0);
}

void TestTransport::cancelDuringPause()
{
    Peer peer([](const Seen &, int) { return Answer::with(429, "{}", {"Retry-After: 60"}); });
    Transport transport(quick());
    std::stop_source stop;
    const Outcome<Response> response(transport.send(post(peer), stop.get_token()));
    QTRY_COMPARE(transport.activityLog().entries().size(), 1);
    QVERIFY(!response.isThere());
    stop.request_stop();
    QTRY_VERIFY(response.isThere());
    QCOMPARE(response->error().kind, ErrorKind::Cancelled);
    QVERIFY(!response->error().outcomeUnknown); // a throttled write was not carried out
    QCOMPARE(peer.seen().size(), 1);
}

void TestTransport::ownerGone()
{
    Peer peer([](const Seen &, int) { return Answer::silence(); });
    auto transport = std::make_unique<Transport>(quick());
    const Outcome<Response> inFlight(transport->send(get(peer)));
    QTRY_COMPARE(peer.seen().size(), 1);
    const Outcome<Response> queued(transport->send(get(peer)));
    transport.reset();
    QTRY_VERIFY(inFlight.isThere() && queued.isThere());
    QCOMPARE(inFlight->error().kind, ErrorKind::OwnerGone);
    QCOMPARE(queued->error().kind, ErrorKind::OwnerGone);
}

void TestTransport::fourAtOnceUserFirst()
{
    Peer peer([](const Seen &, int) { return Answer::silence(); });
    Transport transport(quick());
    std::vector<std::unique_ptr<Outcome<Response>>> outcomes;
    const auto send = [&](const QString &path, Priority priority) {
        Request request = get(peer, path);
        request.priority = priority;
        outcomes.push_back(std::make_unique<Outcome<Response>>(transport.send(request)));
    };
    for (int i = 0; i < 6; ++i)
        send(QStringLiteral("/background"), Priority::Background);
    QTRY_COMPARE(peer.seen().size(), 4);
    send(QStringLiteral("/user"), Priority::User);
    Request other = get(peer, QStringLiteral("/arm"));
    other.service = Service::Arm;
    outcomes.push_back(std::make_unique<Outcome<Response>>(transport.send(other)));
    QTRY_COMPARE(peer.seen().size(), 5); // the other service has its own four
    QCOMPARE(peer.targets().constLast(), QByteArray("/arm"));
    peer.answerLate(Answer::with(200));
    QTRY_COMPARE(peer.seen().size(), 6);
    QCOMPARE(peer.targets().constLast(), QByteArray("/user"));
    for (int waiting = 7; waiting > 0; --waiting) {
        peer.answerLate(Answer::with(200));
        const qsizetype expected = std::min<qsizetype>(8, 6 + (8 - waiting));
        QTRY_COMPARE(peer.seen().size(), expected);
    }
    QTRY_VERIFY(std::all_of(outcomes.begin(), outcomes.end(), [](const auto &one) { return one->isThere(); }));
    for (const auto &one : outcomes) {
        QVERIFY((**one).has_value());
        QCOMPARE(one->count(), 1);
    }
}

void TestTransport::neverCompletesAtOnce()
{
    Transport transport(quick());
    Request request;
    request.url = QUrl(QStringLiteral("ftp://nowhere/"));
    const Outcome<Response> outcome(transport.send(request));
    QVERIFY(!outcome.isThere());
    QTRY_VERIFY(outcome.isThere());
    QCOMPARE(outcome->error().kind, ErrorKind::Protocol);
}

void TestTransport::logHoldsNoSecret()
{
    Peer peer([](const Seen &, int count) { return Answer::with(count == 1 ? 503 : 200, "{}", {"request-id: r-9"}); });
    Transport transport(quick());
    QSignalSpy recorded(&transport.activityLog(), &ActivityLog::recorded);
    Request request = get(peer, QStringLiteral("/v1.0/a?$select=id&code=PLANTED&state=PLANTED&$skiptoken=PLANTED"));
    request.headers.append(Header{"Authorization", "Bearer PLANTED"});
    QVERIFY(await(transport.send(request)).has_value());
    const QList<Activity> entries = transport.activityLog().entries();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(recorded.size(), 2);
    QCOMPARE(entries.at(0).status, 503);
    QCOMPARE(entries.at(0).attempt, 1);
    QCOMPARE(entries.at(1).status, 200);
    QCOMPARE(entries.at(1).attempt, 2);
    QCOMPARE(entries.at(1).bytes, 2);
    QCOMPARE(entries.at(1).requestId, QStringLiteral("r-9"));
    QCOMPARE(entries.at(1).service, Service::Graph);
    QCOMPARE(entries.at(1).path, QStringLiteral("/v1.0/a?$select=id&code=…&state=…&$skiptoken=…"));

    ActivityLog small(2);
    for (int attempt = 1; attempt <= 5; ++attempt) {
        Activity activity;
        activity.attempt = attempt;
        small.record(activity);
    }
    QCOMPARE(small.entries().size(), 2);
    QCOMPARE(small.entries().first().attempt, 4);
    QCOMPARE(small.total(), 5);
}

void TestTransport::badAddress()
{
    Transport transport(quick());
    for (const char *url : {"", "file:///etc/passwd", "https://", "http://[::1"}) {
        Request request;
        request.url = QUrl(QString::fromLatin1(url));
        const auto response = await(transport.send(request));
        QVERIFY(!response.has_value());
        QCOMPARE(response.error().kind, ErrorKind::Protocol);
    }
}

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
