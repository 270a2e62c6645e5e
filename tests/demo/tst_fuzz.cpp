// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"
#include "demo/dice.h"
#include "demo/server.h"
#include "demo_client.h"
#include "raw_client.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr std::chrono::seconds patience(30);
constexpr std::uint64_t seed = 20261122;

constexpr std::array<const char *, 9> methods{"GET",  "POST",    "PATCH", "PUT", "DELETE",
                                              "HEAD", "OPTIONS", "get",   "BREW"};
constexpr std::array<const char *, 44> segments{"v1.0",
                                                "beta",
                                                "applications",
                                                "servicePrincipals",
                                                "federatedIdentityCredentials",
                                                "owners",
                                                "$batch",
                                                "$count",
                                                "delta",
                                                "directoryObjects",
                                                "getByIds",
                                                "roleManagement",
                                                "directory",
                                                "roleAssignments",
                                                "roleDefinitions",
                                                "me",
                                                "organization",
                                                "groups",
                                                "auditLogs",
                                                "transitiveMemberOf",
                                                "$ref",
                                                "subscriptions",
                                                "resourceGroups",
                                                "providers",
                                                "Microsoft.ManagedIdentity",
                                                "userAssignedIdentities",
                                                "Microsoft.Authorization",
                                                "Microsoft.ResourceGraph",
                                                "resources",
                                                "common",
                                                "organizations",
                                                "oauth2",
                                                "v2.0",
                                                "token",
                                                "authorize",
                                                "devicecode",
                                                "discovery",
                                                "keys",
                                                ".well-known",
                                                "openid-configuration",
                                                "github",
                                                "mint",
                                                "jwks",
                                                "(appId='"};
constexpr std::array<const char *, 13> options{"$filter",   "$top",         "$skiptoken", "$select",     "$expand",
                                               "$search",   "$count",       "$orderby",   "api-version", "scope",
                                               "client_id", "redirect_uri", "$deltatoken"};
constexpr std::array<const char *, 40> words{"displayName",
                                             "eq",
                                             "'",
                                             "''",
                                             "(",
                                             ")",
                                             " ",
                                             "and",
                                             "or",
                                             "not",
                                             "startswith(",
                                             "any(",
                                             "c:c",
                                             "/",
                                             "/$count",
                                             "0",
                                             "-1",
                                             "999",
                                             "99999999999999999999",
                                             "2022-12-01",
                                             "true",
                                             "null",
                                             ",",
                                             "=",
                                             "&",
                                             "%00",
                                             "%",
                                             "%zz",
                                             "\xff\xfe",
                                             "\xc3\xa9",
                                             "federatedIdentityCredentials",
                                             "owners",
                                             "id",
                                             "ge",
                                             "ne",
                                             "2026-01-01T00:00:00Z",
                                             "desc",
                                             "\"",
                                             ":",
                                             "createdDateTime"};
constexpr std::array<const char *, 22> jsonPieces{"{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  "\"name\":",
                                                  "\"issuer\":",
                                                  "\"subject\":",
                                                  "\"audiences\":",
                                                  "\"properties\":",
                                                  "\"requests\":",
                                                  "\"ids\":",
                                                  "\"id\":",
                                                  "\"value\":",
                                                  "\"x\"",
                                                  "\"https://issuer.example.com\"",
                                                  "1e999",
                                                  "-0",
                                                  "null",
                                                  "true",
                                                  ",",
                                                  "\"\\ud800\"",
                                                  "\"\xff\""};
constexpr std::array<const char *, 12> formPieces{
    "grant_type=",
    "client_credentials",
    "authorization_code",
    "refresh_token",
    "&client_id=",
    "&scope=",
    "&client_assertion=",
    "a.b.c",
    "eyJhbGciOiJub25lIn0.e30.",
    "&code=",
    "urn:ietf:params:oauth:grant-type:device_code",
    "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"};

template<typename Pieces>
std::string some(Dice &dice, const Pieces &pieces, std::uint64_t most)
{
    std::string text;
    for (std::uint64_t count = dice.below(most + 1); count > 0; --count)
        text += dice.of(pieces);
    return text;
}

std::string noise(Dice &dice, std::uint64_t most)
{
    std::string text(dice.below(most + 1), '\0');
    for (char &c : text)
        c = static_cast<char>(dice.below(256));
    return text;
}

} // namespace

// Requests nobody would send, over real sockets, with a seed: the server answers each of them or closes, never falls over,
// and serves everybody else meanwhile.
class TestFuzz final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Server> m_server;
    std::string m_graphToken;
    std::string m_armToken;
    std::vector<std::string> m_ids;

    [[nodiscard]] std::uint16_t port(ServiceKind service) const
    {
        return m_server->service().endpoints().port(service);
    }
    [[nodiscard]] std::string target(Dice &dice) const;
    [[nodiscard]] std::string request(Dice &dice, ServiceKind service) const;
    [[nodiscard]] static std::string body(Dice &dice);

private Q_SLOTS:
    void init();
    void cleanup();
    void wildRequests();
    void brokenBytes();
    void longExpressions_data();
    void longExpressions();
};

void TestFuzz::init()
{
    m_server = std::make_unique<Server>();
    QVERIFY(m_server->start());
    DemoClient client(m_server->service());
    m_graphToken = client.graphToken(admin, writeScopes);
    m_armToken = client.armToken(admin);
    const Tenant tenant = m_server->service().tenant();
    m_ids = {tenant.id,
             tenant.applications[0].id,
             tenant.servicePrincipals[5].id,
             tenant.managedIdentities[0].name,
             tenant.managedIdentities[0].resourceGroup,
             tenant.managedIdentities[0].subscriptionId};
}

void TestFuzz::cleanup()
{
    m_server.reset();
}

std::string TestFuzz::target(Dice &dice) const
{
    std::string path;
    for (std::uint64_t count = dice.below(9); count > 0; --count) {
        path += dice.perMille(30) ? "//" : "/";
        path += dice.perMille(250) ? m_ids[dice.below(m_ids.size())] : std::string(dice.of(segments));
    }
    if (path.empty())
        path = "/";
    std::string query;
    for (std::uint64_t count = dice.below(4); count > 0; --count) {
        query += query.empty() ? "?" : "&";
        query += dice.of(options);
        query += "=";
        const std::string value = some(dice, words, 8);
        query += dice.perMille(800) ? percentEncode(value) : value;
    }
    std::string all = path + query;
    // A blank or a line break would end the target: those are brokenBytes' part.
    all.erase(std::remove_if(all.begin(), all.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; }),
              all.end());
    return all;
}

std::string TestFuzz::body(Dice &dice)
{
    switch (dice.below(6)) {
    case 0:
        return {};
    case 1:
        return some(dice, formPieces, 12);
    case 2:
        return noise(dice, 300);
    case 3:
        return std::string(dice.below(5000), '[');
    default:
        return "{" + some(dice, jsonPieces, 20) + "}";
    }
}

std::string TestFuzz::request(Dice &dice, ServiceKind service) const
{
    const std::string content = body(dice);
    std::string text = std::string(dice.of(methods)) + " " + target(dice) + " HTTP/1.1\r\nHost: localhost\r\n";
    if (dice.perMille(800))
        text += "Authorization: Bearer " + (service == ServiceKind::Arm ? m_armToken : m_graphToken) + "\r\n";
    if (dice.perMille(400))
        text += "ConsistencyLevel: eventual\r\n";
    if (dice.perMille(100))
        text += "Prefer: create-if-missing\r\n";
    text += dice.perMille(500) ? "Content-Type: application/json\r\n"
                               : "Content-Type: application/x-www-form-urlencoded\r\n";
    text += "Connection: close\r\nContent-Length: " + std::to_string(content.size()) + "\r\n\r\n";
    return text + content;
}

void TestFuzz::wildRequests()
{
    constexpr int count = 1500;
    std::atomic<bool> over = false;
    std::atomic<int> served = 0;
    std::atomic<int> failed = 0;
    // Somebody with sensible wishes, all the while.
    std::thread other([&] {
        RawConnection connection(port(ServiceKind::Login));
        while (!over) {
            connection.send(getRequest("/common/discovery/v2.0/keys"));
            const std::optional<RawAnswer> answer = connection.read(patience);
            ++(answer && answer->status == 200 && answer->whole ? served : failed);
        }
    });
    QString problem;
    for (std::uint64_t i = 0; i < count && problem.isEmpty(); ++i) {
        Dice dice(seed, "request", i);
        const ServiceKind service = serviceKinds[dice.below(serviceKinds.size())];
        const std::string text = request(dice, service);
        RawConnection connection(port(service));
        connection.send(text);
        const std::optional<RawAnswer> answer = connection.read(patience, text.compare(0, 5, "HEAD ") == 0);
        // 500 is what the server makes of an exception: nothing a request holds may lead there.
        if (!answer || answer->status < 200 || answer->status == 500 || answer->status > 504 || !answer->whole)
            problem = QStringLiteral("request %1: status %2: %3")
                          .arg(i)
                          .arg(answer ? answer->status : 0)
                          .arg(QString::fromLatin1(text.c_str()));
    }
    over = true;
    other.join();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(served > 0);
    QCOMPARE(failed.load(), 0);
}

void TestFuzz::brokenBytes()
{
    for (std::uint64_t i = 0; i < 400; ++i) {
        Dice dice(seed, "bytes", i);
        const ServiceKind service = serviceKinds[dice.below(serviceKinds.size())];
        std::string text = request(dice, service);
        for (std::uint64_t changes = 1 + dice.below(6); changes > 0 && !text.empty(); --changes) {
            const size_t at = dice.below(text.size());
            switch (dice.below(4)) {
            case 0:
                text[at] = static_cast<char>(dice.below(256));
                break;
            case 1:
                text.erase(at, dice.below(20));
                break;
            case 2:
                text.insert(at, noise(dice, 40));
                break;
            default:
                text.resize(at);
            }
        }
        RawConnection connection(port(service));
        connection.send(text);
        if (dice.perMille(300)) {
            connection.abort(); // in the middle of whatever it is
            continue;
        }
        connection.finishSending();
        const std::optional<RawAnswer> answer = connection.read(patience);
        QVERIFY2(!answer || (answer->status >= 200 && answer->status != 500), text.c_str());
    }
    RawConnection connection(port(ServiceKind::Login));
    connection.send(getRequest("/common/discovery/v2.0/keys"));
    const std::optional<RawAnswer> answer = connection.read(patience);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 200);
}

void TestFuzz::longExpressions_data()
{
    QTest::addColumn<QByteArray>("target");
    const auto repeated = [](const char *piece, int count) { return QByteArray(piece).repeated(count); };
    const QByteArray apps = "/v1.0/applications?";
    QTest::newRow("brackets") << apps + "$filter=" + repeated("(", 100000);
    QTest::newRow("nots") << apps + "$count=true&$filter=" + repeated("not%20", 18000);
    QTest::newRow("alternatives") << apps + "$filter=id%20eq%20'1'" + repeated("%20or%20id%20eq%20'1'", 5000);
    QTest::newRow("conjunctions") << apps + "$filter=id%20eq%20'1'" + repeated("%20and%20id%20eq%20'1'", 5000);
    QTest::newRow("list") << apps + "$filter=id%20in%20('1'" + repeated(",'1'", 20000) + ")";
    QTest::newRow("selection") << apps + "$select=" + repeated("id,", 30000);
    QTest::newRow("expansions") << apps + "$expand=" + repeated("owners(", 15000);
    QTest::newRow("segments") << QByteArray("/v1.0") + repeated("/a", 50000);
    QTest::newRow("options") << apps + repeated("a&", 50000);
    QTest::newRow("escapes") << apps + "$search=" + repeated("%22", 30000);
}

// Nobody waits seconds for somebody else's query.
void TestFuzz::longExpressions()
{
    QFETCH(QByteArray, target);
    RawConnection connection(port(ServiceKind::Graph));
    std::string text = getRequest(target.toStdString(), m_graphToken);
    text.insert(text.size() - 2, "ConsistencyLevel: eventual\r\n");
    connection.send(text);
    const std::optional<RawAnswer> answer = connection.read(patience);
    QVERIFY(answer.has_value());
    QVERIFY2(answer->status >= 200 && answer->status < 500, qPrintable(QString::number(answer->status)));
}

QTEST_GUILESS_MAIN(TestFuzz)
#include "tst_fuzz.moc"
