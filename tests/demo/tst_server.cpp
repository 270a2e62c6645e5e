// SPDX-License-Identifier: Apache-2.0
#include "demo/server.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace symbolon::demo;

namespace {

QString text(const std::string &bytes)
{
    return QString::fromStdString(bytes);
}

quint16 portOf(const std::string &url)
{
    return static_cast<quint16>(QUrl(text(url)).port());
}

std::string keysPath()
{
    return "/common/discovery/v2.0/keys";
}

} // namespace

// The demo tenant on real sockets: addresses, TLS, the three faults, files, and the program itself.
class TestServer final : public QObject
{
    Q_OBJECT

    // The reply to a GET, finished.
    std::unique_ptr<QNetworkReply> get(const std::string &url, const QSslConfiguration &tls = {})
    {
        QNetworkRequest request{QUrl(text(url))};
        if (!tls.isNull())
            request.setSslConfiguration(tls);
        std::unique_ptr<QNetworkReply> reply(m_network.get(request));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait(20000))
            qWarning("no answer in time");
        return reply;
    }

    QNetworkAccessManager m_network;

private Q_SLOTS:
    void answersOnBothFamilies_data();
    void answersOnBothFamilies();
    void keepsConnectionsOpen();
    void tlsIsTrustedThroughItsAuthority();
    void tlsIsNotTrustedByItself();
    void silentAnswerLeavesTheConnectionOpen();
    void garbageIsNoJson();
    void cutAnswerBreaksOff();
    void faultEndsAfterItsCount();
    void faultOfAServiceLeavesTheOthersAlone();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void cloudFileTellsWhereEverythingIs();
    void temporaryFilesGoAway();
    void takenPortIsSaid();
    void manyConnectionsAtOnce();
    void stopsWhileSomebodyWaits();
    void logCountsRequests();
    void programServesUntilItIsTold();
    void programUsage_data();
    void programUsage();
    void manualNamesEveryOption();
};

void TestServer::answersOnBothFamilies_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("IPv4") << QStringLiteral("127.0.0.1");
    QTest::newRow("IPv6") << QStringLiteral("::1");
}

void TestServer::answersOnBothFamilies()
{
    QFETCH(QString, address);
    QTcpSocket probe;
    if (!probe.bind(QHostAddress(address)))
        QSKIP("This system does not have the family.");
    Server server;
    QVERIFY(server.start());
    QTcpSocket socket;
    socket.connectToHost(address, portOf(server.loginUrl()));
    socket.write("GET " + QByteArray::fromStdString(keysPath())
                 + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, 20000);
    const QByteArray answer = socket.readAll();
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
    QVERIFY(answer.contains("\"keys\""));
}

void TestServer::keepsConnectionsOpen()
{
    Server server;
    QVERIFY(server.start());
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), portOf(server.loginUrl()));
    const QByteArray request = "GET " + QByteArray::fromStdString(keysPath()) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    QByteArray answers;
    for (int count = 1; count <= 3; ++count) {
        socket.write(request);
        QTRY_VERIFY_WITH_TIMEOUT(
            (answers += socket.readAll()).count("HTTP/1.1 200") == count && answers.count("\"keys\"") == count, 20000);
    }
    QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
}

void TestServer::tlsIsTrustedThroughItsAuthority()
{
    ServerOptions options;
    options.tls = true;
    Server server(options);
    QVERIFY(server.start());
    QVERIFY(text(server.graphUrl()).startsWith(QStringLiteral("https://localhost:")));
    QFile file(text(server.caFile()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QSslConfiguration tls;
    tls.setCaCertificates(QSslCertificate::fromData(file.readAll()));
    QCOMPARE(tls.caCertificates().size(), 1);
    const QByteArray port = QByteArray::number(portOf(server.loginUrl()));
    for (const char *host : {"localhost", "127.0.0.1"}) {
        const auto reply = get("https://" + std::string(host) + ":" + port.toStdString() + keysPath(), tls);
        QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
        QVERIFY(reply->readAll().contains("\"keys\""));
    }
}

void TestServer::tlsIsNotTrustedByItself()
{
    ServerOptions options;
    options.tls = true;
    Server server(options);
    QVERIFY(server.start());
    const auto reply = get(server.loginUrl() + keysPath());
    QCOMPARE(reply->error(), QNetworkReply::SslHandshakeFailedError);
    QVERIFY(server.requests().empty());
}

void TestServer::silentAnswerLeavesTheConnectionOpen()
{
    Server server;
    QVERIFY(server.start());
    server.setFault("/common", FaultKind::Silent);
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), portOf(server.loginUrl()));
    socket.write("GET " + QByteArray::fromStdString(keysPath()) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    // The request is taken; a second one, elsewhere, is answered meanwhile.
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), size_t(1), 20000);
    const auto other = get(server.loginUrl() + "/contoso.onmicrosoft.com/discovery/v2.0/keys");
    QCOMPARE(other->error(), QNetworkReply::NoError);
    QCOMPARE(socket.bytesAvailable(), 0);
    QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
    QCOMPARE(server.requests().front().status, 0);
}

void TestServer::garbageIsNoJson()
{
    Server server;
    QVERIFY(server.start());
    server.setFault("login", FaultKind::Garbage);
    const auto reply = get(server.loginUrl() + keysPath());
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
    const QByteArray body = reply->readAll();
    QVERIFY(!body.isEmpty());
    QJsonParseError error;
    QJsonDocument::fromJson(body, &error);
    QVERIFY(error.error != QJsonParseError::NoError);
}

void TestServer::cutAnswerBreaksOff()
{
    Server server;
    QVERIFY(server.start());
    server.setFault(keysPath(), FaultKind::Cut);
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), portOf(server.loginUrl()));
    socket.write("GET " + QByteArray::fromStdString(keysPath()) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, 20000);
    const QByteArray answer = socket.readAll();
    const qsizetype bodyStart = answer.indexOf("\r\n\r\n") + 4;
    const qsizetype lengthAt = answer.indexOf("Content-Length: ") + 16;
    const int announced = answer.mid(lengthAt, answer.indexOf("\r\n", lengthAt) - lengthAt).toInt();
    const qsizetype received = answer.size() - bodyStart;
    QVERIFY2(received > 0 && received < announced, answer.constData());

    const auto reply = get(server.loginUrl() + keysPath());
    QVERIFY(reply->error() != QNetworkReply::NoError);
}

void TestServer::faultEndsAfterItsCount()
{
    Server server;
    QVERIFY(server.start());
    server.setFault("/common", FaultKind::Garbage, 2);
    QList<bool> good;
    for (int i = 0; i < 3; ++i)
        good.append(get(server.loginUrl() + keysPath())->readAll().contains("\"keys\""));
    QCOMPARE(good, QList<bool>({false, false, true}));
    server.setFault("/common", FaultKind::Garbage);
    server.clearFaults();
    QVERIFY(get(server.loginUrl() + keysPath())->readAll().contains("\"keys\""));
}

void TestServer::faultOfAServiceLeavesTheOthersAlone()
{
    Server server;
    QVERIFY(server.start());
    server.setFault("graph", FaultKind::Garbage);
    QCOMPARE(get(server.graphUrl() + "/v1.0/me")->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
    QCOMPARE(get(server.armUrl() + "/subscriptions")->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 401);
    QVERIFY(get(server.issuerUrl() + "/jwks")->readAll().contains("\"keys\""));
}

void TestServer::nonsenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("answerStart");
    QTest::newRow("no HTTP") << QByteArray("hello, is anybody there?\r\n\r\n") << QByteArray("HTTP/1.1 400");
    QTest::newRow("huge header") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nX: ") + QByteArray(200000, 'x')
            + "\r\n\r\n" << QByteArray("HTTP/1.1 431");
    QTest::newRow("huge body") << QByteArray("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n")
                               << QByteArray("HTTP/1.1 413");
    QTest::newRow("another host") << QByteArray("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
                                  << QByteArray("HTTP/1.1 421");
    QTest::newRow("no body for HEAD") << QByteArray(
        "HEAD /common/discovery/v2.0/keys HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                      << QByteArray("HTTP/1.1 200");
}

void TestServer::nonsenseIsRefused()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, answerStart);
    Server server;
    QVERIFY(server.start());
    QTcpSocket socket;
    QByteArray answer;
    connect(&socket, &QTcpSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
    socket.connectToHost(QStringLiteral("127.0.0.1"), portOf(server.loginUrl()));
    socket.write(sent);
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, 20000);
    QVERIFY2(answer.startsWith(answerStart), answer.constData());
    if (sent.startsWith("HEAD"))
        QVERIFY(answer.endsWith("\r\n\r\n"));
}

void TestServer::cloudFileTellsWhereEverythingIs()
{
    const QTemporaryDir folder;
    ServerOptions options;
    options.tls = true;
    options.cloudFile = folder.filePath(QStringLiteral("cloud.json")).toStdString();
    Server server(options);
    QVERIFY(server.start());
    QFile file(text(options.cloudFile));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QCOMPARE(QByteArray::fromStdString(server.cloudFileJson()), bytes);
    const QJsonObject cloud = QJsonDocument::fromJson(bytes).object();
    QCOMPARE(cloud.value(QLatin1String("login")).toString(), text(server.loginUrl()));
    QCOMPARE(cloud.value(QLatin1String("graph")).toString(), text(server.graphUrl()));
    QCOMPARE(cloud.value(QLatin1String("arm")).toString(), text(server.armUrl()));
    QCOMPARE(cloud.value(QLatin1String("tenantId")).toString(), text(server.tenantId()));
    QCOMPARE(cloud.value(QLatin1String("clientId")).toString(), text(server.clientId()));
    QCOMPARE(cloud.value(QLatin1String("exchangeAudience")).toString(), QStringLiteral("api://AzureADTokenExchange"));
    QCOMPARE(cloud.value(QLatin1String("allowPrivateIssuers")).toBool(), true);
    const QString ca = cloud.value(QLatin1String("caFile")).toString();
    QVERIFY(QFileInfo(ca).isAbsolute() && QFileInfo::exists(ca));
    for (const QString &path : {file.fileName(), ca})
        QCOMPARE(QFileInfo(path).permissions()
                     & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
    const QString mirror = cloud.value(QLatin1String("issuerMirrors"))
                               .toObject()
                               .value(QLatin1String("https://token.actions.githubusercontent.com"))
                               .toString();
    QSslConfiguration tls;
    tls.setCaCertificates(QSslCertificate::fromPath(ca));
    const auto reply = get(mirror.toStdString() + "/.well-known/openid-configuration", tls);
    QCOMPARE(QJsonDocument::fromJson(reply->readAll()).object().value(QLatin1String("issuer")).toString(),
             QStringLiteral("https://token.actions.githubusercontent.com"));
}

void TestServer::temporaryFilesGoAway()
{
    Server server;
    QVERIFY(server.start());
    const QFileInfo file(text(server.cloudFile()));
    QVERIFY(file.exists());
    QCOMPARE(QFileInfo(file.path()).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther),
             QFile::Permissions());
    server.stop();
    QVERIFY(!QFileInfo::exists(file.path()));
}

void TestServer::takenPortIsSaid()
{
    Server first;
    QVERIFY(first.start());
    ServerOptions options;
    options.port = portOf(first.loginUrl());
    Server second(options);
    const auto started = second.start();
    QVERIFY(!started);
    QVERIFY2(started.error().message.contains(QString::number(options.port)), qPrintable(started.error().message));

    ServerOptions nowhere;
    nowhere.cloudFile = "/nonexistent/folder/cloud.json";
    Server third(nowhere);
    const auto unwritten = third.start();
    QVERIFY(!unwritten);
    QCOMPARE(unwritten.error().kind, symbolon::ErrorKind::Storage);
}

void TestServer::manyConnectionsAtOnce()
{
    Server server;
    QVERIFY(server.start());
    server.setFault("graph", FaultKind::Silent);
    std::vector<std::unique_ptr<QTcpSocket>> waiting;
    for (int i = 0; i < 200; ++i) {
        waiting.push_back(std::make_unique<QTcpSocket>());
        waiting.back()->connectToHost(QStringLiteral("127.0.0.1"), portOf(server.graphUrl()));
        waiting.back()->write("GET /v1.0/me HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), size_t(200), 30000);
    QVERIFY(get(server.loginUrl() + keysPath())->readAll().contains("\"keys\""));
}

void TestServer::stopsWhileSomebodyWaits()
{
    QTcpSocket socket;
    {
        Server server;
        QVERIFY(server.start());
        server.setFault("login", FaultKind::Silent);
        socket.connectToHost(QStringLiteral("127.0.0.1"), portOf(server.loginUrl()));
        socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), size_t(1), 20000);
    }
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, 20000);
}

void TestServer::logCountsRequests()
{
    Server server;
    QVERIFY(server.start());
    get(server.loginUrl() + keysPath() + "?code=secret");
    get(server.graphUrl() + "/v1.0/me");
    const std::vector<LoggedRequest> log = server.requests();
    QCOMPARE(log.size(), size_t(2));
    QCOMPARE(log[0].path, keysPath());
    QCOMPARE(log[0].status, 200);
    QVERIFY(log[1].service == ServiceKind::Graph);
    QCOMPARE(log[1].status, 401);
}

void TestServer::programServesUntilItIsTold()
{
    const QTemporaryDir folder;
    const QString cloudFile = folder.filePath(QStringLiteral("cloud.json"));
    QProcess program;
    program.start(
        QStringLiteral(DEMO_TENANT_PROGRAM),
        {QStringLiteral("--cloud-file"), cloudFile, QStringLiteral("--fault"), QStringLiteral("garbage:graph:1")});
    QTRY_VERIFY_WITH_TIMEOUT(program.canReadLine() || program.state() == QProcess::NotRunning, 30000);
    const QJsonObject line = QJsonDocument::fromJson(program.readLine()).object();
    QCOMPARE(line.value(QLatin1String("ready")).toBool(), true);
    QCOMPARE(line.value(QLatin1String("cloudFile")).toString(), cloudFile);
    for (const char *member : {"login", "graph", "arm", "tenantId", "clientId"})
        QVERIFY2(!line.value(QLatin1String(member)).toString().isEmpty(), member);
    for (const char *member : {"accounts", "auditor", "issuers", "troubleLog"})
        QVERIFY2(!line.value(QLatin1String(member)).isUndefined(), member);
    const std::string graph = line.value(QLatin1String("graph")).toString().toStdString() + "/v1.0/me";
    QCOMPARE(get(graph)->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
    QCOMPARE(get(graph)->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 401);

    program.terminate(); // SIGTERM
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 20000);
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
}

void TestServer::programUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("says");
    const auto list = [](const char *arguments) { return QString::fromLatin1(arguments).split(QLatin1Char(' ')); };
    QTest::newRow("help of everything") << list("--help-all") << 0 << QByteArray("--fault <KIND:TARGET[:COUNT]>");
    QTest::newRow("help") << list("--help") << 0 << QByteArray("--fault <KIND:TARGET[:COUNT]>");
    QTest::newRow("version") << list("--version") << 0 << QByteArray("symbolon-demo-tenant ");
    QTest::newRow("one second") << list("--for 1") << 0 << QByteArray("\"ready\":true");
    QTest::newRow("one second over TLS") << list("--for 1 --tls") << 0 << QByteArray("\"caFile\":");
    QTest::newRow("every address") << list("--for 1 --listen 0.0.0.0") << 0
                                   << QByteArray("Warning: listening at 0.0.0.0");
    QTest::newRow("loopback by name") << list("--for 1 --listen localhost") << 0
                                      << QByteArray("\"login\":\"http://localhost:");
    QTest::newRow("loopback by address") << list("--for 1 --listen 127.0.0.1") << 0
                                         << QByteArray("\"login\":\"http://127.0.0.1:");
    QTest::newRow("scale") << list("--for 1 --scale apps=3,identities=2,seed=7") << 0 << QByteArray("\"ready\":true");
    QTest::newRow("no scale") << list("--scale apps=many") << 2 << QByteArray("--scale wants");
    QTest::newRow("too large a scale") << list("--scale apps=999999999") << 2 << QByteArray("--scale takes at most");
    QTest::newRow("unknown option") << list("--size apps=3") << 2 << QByteArray("size");
    QTest::newRow("latency") << list("--for 1 --latency 5") << 0 << QByteArray("\"troubleLog\":\"http://localhost:");
    QTest::newRow("no latency") << list("--latency much") << 2 << QByteArray("--latency wants");
    QTest::newRow("no trouble file") << list("--trouble nowhere.json") << 2 << QByteArray("cannot be read");
    QTest::newRow("trouble file that is none") << list("--trouble LICENSE") << 2 << QByteArray("is no JSON object");
    QTest::newRow("trouble schema") << list("--write-trouble-schema") << 0 << QByteArray("\"lostAnswer\"");
    QTest::newRow("no port") << list("--port http") << 2 << QByteArray("--port wants");
    QTest::newRow("no fault") << list("--fault slow:graph") << 2 << QByteArray("--fault wants");
    QTest::newRow("fault without a target") << list("--fault cut") << 2 << QByteArray("--fault wants");
    QTest::newRow("fault of nothing") << list("--fault cut:grph") << 2 << QByteArray("--fault wants");
    QTest::newRow("no seconds") << list("--for ever") << 2 << QByteArray("--for wants");
    QTest::newRow("argument") << list("file") << 2 << QByteArray("Unexpected argument: file");
    QTest::newRow("no propagation") << list("--propagation soon") << 2 << QByteArray("--propagation wants");
    QTest::newRow("authorities that are none") << list("--ca /dev/null") << 4 << QByteArray("cannot read certificates");
    QTest::newRow("address that is none") << list("--listen nowhere") << 4 << QByteArray("cannot listen on nowhere");
}

void TestServer::programUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    QProcess program;
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(DEMO_TENANT_PROGRAM), arguments);
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 30000);
    const QByteArray output = program.readAll();
    QVERIFY2(output.contains(says), output.constData());
    QTEST(program.exitCode(), "exitCode");
}

void TestServer::manualNamesEveryOption()
{
    QProcess program;
    program.start(QStringLiteral(DEMO_TENANT_PROGRAM), {QStringLiteral("--help")});
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 30000);
    QFile file(QStringLiteral("packaging/man/symbolon-demo-tenant.1"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString manual = QString::fromUtf8(file.readAll()).remove(QLatin1Char('\\'));
    static const QRegularExpression option(QStringLiteral("--[a-z-]+"));
    auto found = option.globalMatch(QString::fromUtf8(program.readAllStandardOutput()));
    QVERIFY(found.hasNext());
    while (found.hasNext()) {
        const QString name = found.next().captured();
        QVERIFY2(manual.contains(name), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
