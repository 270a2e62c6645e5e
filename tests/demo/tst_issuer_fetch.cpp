// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"
#include "demo/server.h"
#include "demo/url_fetch.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTest>

#include <thread>

using namespace symbolon::demo;

namespace {

constexpr char discovery[] = "/.well-known/openid-configuration";

Fetched fetch(const std::string &url, const FetchLimits &limits = {})
{
    return fetchUrl(url, limits, {});
}

std::string mint(Server &server, const std::string &name)
{
    const std::string host = "localhost:" + std::to_string(server.service().endpoints().port(ServiceKind::Issuer));
    return server.service().handle(ServiceKind::Issuer, {"POST", "/" + name + "/mint", {{"Host", host}}, {}}).body;
}

// A new application of this tenant that trusts workload-1 of the issuer; its client id.
std::string trusting(Server &server, const std::string &issuer)
{
    Credential credential;
    credential.name = "test";
    credential.issuer = issuer;
    credential.subject = "workload-1";
    credential.audiences = {contoso::exchangeAudience};
    const std::string id = server.addApplication({"app of a test", {credential}});
    return server.service().tenant().application(id)->appId;
}

std::string tokenRequest(const std::string &clientId, const std::string &assertion)
{
    return "grant_type=client_credentials&client_id=" + clientId
        + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
          "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_assertion="
        + assertion;
}

// The AADSTS number, 0 for a token, -1 for anything else.
int codeOf(const QByteArray &body)
{
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    if (answer.contains(QLatin1String("access_token")))
        return 0;
    return answer.value(QLatin1String("error_codes")).toArray().at(0).toInt(-1);
}

// Through the service, whose readings go over the network all the same.
int exchange(Server &server, const std::string &clientId, const std::string &assertion)
{
    const Request request{
        "POST", "/common/oauth2/v2.0/token", {{"Host", "localhost"}}, tokenRequest(clientId, assertion)};
    if (const std::function<void()> first = server.service().preparation(ServiceKind::Login, request))
        first();
    return codeOf(QByteArray::fromStdString(server.service().handle(ServiceKind::Login, request).body));
}

// One request over a socket; the answer ends with the connection.
class Exchange final
{
public:
    Exchange(Server &server, const std::string &clientId, const std::string &assertion)
    {
        const std::string body = tokenRequest(clientId, assertion);
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), server.service().endpoints().port(ServiceKind::Login));
        m_socket.write(QByteArray::fromStdString("POST /common/oauth2/v2.0/token HTTP/1.1\r\nHost: localhost\r\n"
                                                 "Connection: close\r\nContent-Length: "
                                                 + std::to_string(body.size()) + "\r\n\r\n" + body));
    }

    [[nodiscard]] bool isOver() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    [[nodiscard]] int code()
    {
        const QByteArray answer = m_socket.readAll();
        return codeOf(answer.mid(answer.indexOf("\r\n\r\n") + 4));
    }

private:
    QTcpSocket m_socket;
};

} // namespace

// Documents of external issuers, read over the network.
class TestIssuerFetch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatMayBeRead_data();
    void whatMayBeRead();
    void redirectsAreNotFollowed();
    void limitsHold_data();
    void limitsHold();
    void stopsWhenItIsTold();
    void certificatesAreChecked();
    void issuersBehindTls_data();
    void issuersBehindTls();
    void extraAuthority();
    void extraAuthorityThatIsNone();
    void slowIssuerHoldsUpNobodyElse();
    void stopDoesNotWaitForSlowIssuers();
};

void TestIssuerFetch::whatMayBeRead_data()
{
    QTest::addColumn<bool>("allowed");
    QTest::newRow("https://issuer.example.com") << true;
    QTest::newRow("https://issuer.example.com:8443/a/b?c=d") << true;
    QTest::newRow("http://localhost:5000/x") << true;
    QTest::newRow("http://127.0.0.1:5000/x") << true;
    QTest::newRow("http://[::1]:5000/x") << true;
    QTest::newRow("http://issuer.example.com") << false;
    QTest::newRow("http://localhost.example.com") << false;
    QTest::newRow("http://localhost@example.com") << false;
    QTest::newRow("https://user@issuer.example.com") << false;
    QTest::newRow("https://issuer.example.com:port") << false;
    QTest::newRow("https://issuer.example.com/a b") << false;
    QTest::newRow("https://issuer.example.com/a\r\nX: y") << false;
    QTest::newRow("file:///etc/passwd") << false;
    QTest::newRow("https://") << false;
    QTest::newRow("https://[::1") << false;
    QTest::newRow("issuer") << false;
}

void TestIssuerFetch::whatMayBeRead()
{
    QTEST(mayFetch(QTest::currentDataTag()), "allowed");
    if (!mayFetch(QTest::currentDataTag()))
        QCOMPARE(fetch(QTest::currentDataTag()).status, 0);
}

void TestIssuerFetch::redirectsAreNotFollowed()
{
    Server server;
    QVERIFY(server.start());
    const std::string base = server.issuerUrl().substr(0, server.issuerUrl().rfind('/'));
    QCOMPARE(fetch(base + "/sample" + discovery).status, 200);
    QCOMPARE(fetch(base + "/redirect" + discovery).status, 302);
    QCOMPARE(fetch(base + "/nobody" + discovery).status, 404);
}

void TestIssuerFetch::limitsHold_data()
{
    QTest::addColumn<std::string>("issuer");
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<int>("bytes");
    QTest::newRow("too slow") << std::string("slow") << 300 << 100000;
    QTest::newRow("too much") << std::string("sample") << 20000 << 10;
    QTest::newRow("without end") << std::string("endless") << 20000 << 100000;
}

void TestIssuerFetch::limitsHold()
{
    QFETCH(std::string, issuer);
    QFETCH(int, milliseconds);
    QFETCH(int, bytes);
    Server server;
    QVERIFY(server.start());
    FetchLimits limits;
    limits.time = std::chrono::milliseconds(milliseconds);
    limits.bytes = static_cast<size_t>(bytes);
    const std::string base = server.issuerUrl().substr(0, server.issuerUrl().rfind('/'));
    const Fetched fetched = fetch(base + "/" + issuer + discovery, limits);
    QCOMPARE(fetched.status, 0);
    QVERIFY(!fetched.problem.empty());
}

void TestIssuerFetch::stopsWhenItIsTold()
{
    Server server;
    QVERIFY(server.start());
    FetchLimits limits;
    limits.time = std::chrono::hours(1);
    const std::string base = server.issuerUrl().substr(0, server.issuerUrl().rfind('/'));
    std::stop_source source;
    Fetched fetched;
    std::thread reader([&] { fetched = fetchUrl(base + "/slow" + discovery, limits, source.get_token()); });
    source.request_stop();
    reader.join();
    QCOMPARE(fetched.status, 0);
}

void TestIssuerFetch::certificatesAreChecked()
{
    ServerOptions options;
    options.tls = true;
    Server server(options);
    QVERIFY(server.start());
    const std::string url = server.issuerUrl() + discovery;
    FetchLimits limits;
    QCOMPARE(fetch(url, limits).status, 0); // nobody knows this authority
    limits.authorities = server.caPem();
    QCOMPARE(fetch(url, limits).status, 200);
    const Endpoints endpoints = server.service().endpoints();
    QVERIFY(endpoints.expiredPort != 0);
    QCOMPARE(fetch("https://localhost:" + std::to_string(endpoints.expiredPort) + "/sample" + discovery, limits).status,
             0);
}

void TestIssuerFetch::issuersBehindTls_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("sample") << 0;
    QTest::newRow("spire") << 700213; // the credential names another subject
    QTest::newRow("expired-certificate") << 90061;
    QTest::newRow("endless") << 90061;
}

void TestIssuerFetch::issuersBehindTls()
{
    ServerOptions options;
    options.tls = true;
    Server server(options);
    QVERIFY(server.start());
    const QJsonObject line = QJsonDocument::fromJson(QByteArray::fromStdString(server.startLine())).object();
    const QJsonObject issuer =
        line.value(QLatin1String("issuers")).toObject().value(QLatin1String(QTest::currentDataTag())).toObject();
    const std::string client = trusting(server, issuer.value(QLatin1String("issuer")).toString().toStdString());
    QTEST(exchange(server, client, mint(server, QTest::currentDataTag())), "code");
}

void TestIssuerFetch::extraAuthority()
{
    ServerOptions outsideOptions;
    outsideOptions.tls = true;
    Server outside(outsideOptions);
    QVERIFY(outside.start());
    const std::string assertion = mint(outside, "sample");

    Server distrustful;
    QVERIFY(distrustful.start());
    QCOMPARE(exchange(distrustful, trusting(distrustful, outside.issuerUrl()), assertion), 90061);

    ServerOptions options;
    options.issuerCaFile = outside.caFile();
    Server trustful(options);
    QVERIFY(trustful.start());
    QCOMPARE(exchange(trustful, trusting(trustful, outside.issuerUrl()), assertion), 0);
}

void TestIssuerFetch::extraAuthorityThatIsNone()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    ServerOptions options;
    options.issuerCaFile = file.fileName().toStdString();
    Server server(options);
    QVERIFY(!server.start());
}

void TestIssuerFetch::slowIssuerHoldsUpNobodyElse()
{
    Server server;
    QVERIFY(server.start());
    const std::string base = server.issuerUrl().substr(0, server.issuerUrl().rfind('/'));
    const std::string slow = mint(server, "slow");
    Exchange waiting(server, trusting(server, base + "/slow"), slow);
    Exchange quick(server, trusting(server, base + "/sample"), mint(server, "sample"));
    Exchange mirrored(server, contoso::auditorClientId, mint(server, "github"));
    QTRY_VERIFY_WITH_TIMEOUT(quick.isOver() && mirrored.isOver(), 30000);
    QCOMPARE(quick.code(), 0);
    QCOMPARE(mirrored.code(), 0);
    QVERIFY(!waiting.isOver());
    QTRY_VERIFY_WITH_TIMEOUT(waiting.isOver(), 30000);
    QCOMPARE(waiting.code(), 90061);
}

void TestIssuerFetch::stopDoesNotWaitForSlowIssuers()
{
    Server server;
    QVERIFY(server.start());
    const std::string base = server.issuerUrl().substr(0, server.issuerUrl().rfind('/'));
    const Exchange waiting(server, trusting(server, base + "/slow"), mint(server, "slow"));
    QTRY_VERIFY_WITH_TIMEOUT(!server.requests().empty() && server.requests().back().path.find("/slow/.well-known") == 0,
                             30000);
    server.stop();
    QVERIFY(server.start()); // and serves again
    QCOMPARE(exchange(server, contoso::auditorClientId, mint(server, "github")), 0);
}

QTEST_GUILESS_MAIN(TestIssuerFetch)
#include "tst_issuer_fetch.moc"
