// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr auto graphService = ServiceKind::Graph;

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

QJsonObject item(const QString &id, const QString &method, const QString &url)
{
    return {{QStringLiteral("id"), id}, {QStringLiteral("method"), method}, {QStringLiteral("url"), url}};
}

QJsonObject withBody(QJsonObject request, const QJsonObject &body)
{
    request.insert(QStringLiteral("body"), body);
    request.insert(QStringLiteral("headers"),
                   QJsonObject{{QStringLiteral("Content-Type"), QStringLiteral("application/json")}});
    return request;
}

QJsonObject after(QJsonObject request, const QString &id)
{
    request.insert(QStringLiteral("dependsOn"), QJsonArray{id});
    return request;
}

} // namespace

// JSON batching of Microsoft Graph.
class TestGraphBatch final : public QObject
{
    Q_OBJECT

    [[nodiscard]] Answer batch(const QJsonArray &requests, const std::string &version = "v1.0")
    {
        return m_client->write(graphService, "POST", "/" + version + "/$batch", m_write,
                               {{QStringLiteral("requests"), requests}});
    }
    [[nodiscard]] static QJsonObject answerTo(const Answer &answer, const QString &id)
    {
        const QJsonArray responses = answer.json.value(QLatin1String("responses")).toArray();
        for (const auto &response : responses) {
            if (textIn(response.toObject(), "id") == id)
                return response.toObject();
        }
        return {};
    }
    [[nodiscard]] static int statusOf(const Answer &answer, const QString &id)
    {
        return answerTo(answer, id).value(QLatin1String("status")).toInt();
    }

    std::unique_ptr<DemoClient> m_client;
    std::string m_write;

private Q_SLOTS:
    void init();

    void answersEachItem();
    void writesInOrder();
    void failurePassesOn();
    void itemsKeepTheirHeaders();
    void brokenBatchesAreRefused_data();
    void brokenBatchesAreRefused();
    void needsAToken();
    void othersAreServedBetweenItems();
};

void TestGraphBatch::init()
{
    m_client = std::make_unique<DemoClient>();
    m_write = m_client->graphToken(admin, writeScopes);
    QVERIFY(!m_write.empty());
}

void TestGraphBatch::answersEachItem()
{
    const QString get = QStringLiteral("GET");
    const Answer answer = batch({item(QStringLiteral("a"), get, QStringLiteral("/applications?$top=1")),
                                 item(QStringLiteral("b"), get, QStringLiteral("me?$select=displayName")),
                                 item(QStringLiteral("c"), get, QStringLiteral("/applications/nobody")),
                                 item(QStringLiteral("d"), get, QStringLiteral("/nothing"))});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json.value(QLatin1String("responses")).toArray().size(), 4);
    const QJsonObject apps = answerTo(answer, QStringLiteral("a"));
    QCOMPARE(apps.value(QLatin1String("status")).toInt(), 200);
    const QJsonObject page = apps.value(QLatin1String("body")).toObject();
    QVERIFY(textIn(page, "@odata.nextLink").contains(QLatin1String("/v1.0/applications?")));
    QVERIFY(textIn(apps.value(QLatin1String("headers")).toObject(), "Content-Type")
                .startsWith(QLatin1String("application/json")));
    QCOMPARE(textIn(answerTo(answer, QStringLiteral("b")).value(QLatin1String("body")).toObject(), "displayName"),
             QStringLiteral("Maria Reyes"));
    QCOMPARE(statusOf(answer, QStringLiteral("c")), 404);
    QCOMPARE(statusOf(answer, QStringLiteral("d")), 400);
}

void TestGraphBatch::writesInOrder()
{
    const std::string id = m_client->service().addApplication({"batched", {}});
    const QString path = QString::fromStdString("/applications/" + id + "/federatedIdentityCredentials");
    const QJsonObject create = withBody(item(QStringLiteral("2"), QStringLiteral("POST"), path),
                                        credentialBody(QStringLiteral("first"), QStringLiteral("s")));
    const QJsonObject change = withBody(item(QStringLiteral("1"), QStringLiteral("PATCH"), path + u"/first"),
                                        {{QStringLiteral("subject"), QStringLiteral("t")}});
    // What waits may stand before what it waits for.
    const Answer answer = batch({after(change, QStringLiteral("2")), create}, "beta");
    QCOMPARE(statusOf(answer, QStringLiteral("2")), 201);
    QCOMPARE(statusOf(answer, QStringLiteral("1")), 204);
    QVERIFY(!answerTo(answer, QStringLiteral("1")).contains(QLatin1String("body")));
    const Answer read = m_client->get(graphService, "/beta" + path.toStdString() + "/first", m_write);
    QCOMPARE(textIn(read.json, "subject"), QStringLiteral("t"));
}

void TestGraphBatch::failurePassesOn()
{
    const QString get = QStringLiteral("GET");
    const Answer answer = batch({item(QStringLiteral("1"), get, QStringLiteral("/applications/nobody")),
                                 after(item(QStringLiteral("2"), get, QStringLiteral("/me")), QStringLiteral("1")),
                                 after(item(QStringLiteral("3"), get, QStringLiteral("/me")), QStringLiteral("2")),
                                 item(QStringLiteral("4"), get, QStringLiteral("/me"))});
    QCOMPARE(statusOf(answer, QStringLiteral("1")), 404);
    QCOMPARE(statusOf(answer, QStringLiteral("2")), 424);
    QCOMPARE(statusOf(answer, QStringLiteral("3")), 424);
    QCOMPARE(statusOf(answer, QStringLiteral("4")), 200);
}

void TestGraphBatch::itemsKeepTheirHeaders()
{
    QJsonObject counted = item(QStringLiteral("1"), QStringLiteral("GET"), QStringLiteral("/applications/$count"));
    const Answer without = batch({counted});
    QCOMPARE(statusOf(without, QStringLiteral("1")), 400);
    counted.insert(QStringLiteral("headers"),
                   QJsonObject{{QStringLiteral("ConsistencyLevel"), QStringLiteral("eventual")}});
    const Answer with = batch({counted});
    QCOMPARE(textIn(answerTo(with, QStringLiteral("1")), "body"), QStringLiteral("43"));
}

void TestGraphBatch::brokenBatchesAreRefused_data()
{
    QTest::addColumn<QJsonArray>("requests");
    const QJsonObject me = item(QStringLiteral("1"), QStringLiteral("GET"), QStringLiteral("/me"));
    QJsonArray many;
    for (int i = 0; i < 21; ++i)
        many.append(item(QString::number(i), QStringLiteral("GET"), QStringLiteral("/me")));
    QTest::newRow("twenty-one") << many;
    QTest::newRow("none") << QJsonArray{};
    QTest::newRow("same id, other case") << QJsonArray{
        item(QStringLiteral("a"), QStringLiteral("GET"), QStringLiteral("/me")),
        item(QStringLiteral("A"), QStringLiteral("GET"), QStringLiteral("/me"))};
    QTest::newRow("no id") << QJsonArray{item({}, QStringLiteral("GET"), QStringLiteral("/me"))};
    QTest::newRow("no method") << QJsonArray{item(QStringLiteral("1"), {}, QStringLiteral("/me"))};
    QTest::newRow("no url") << QJsonArray{item(QStringLiteral("1"), QStringLiteral("GET"), {})};
    QJsonObject typeless = me;
    typeless.insert(QStringLiteral("body"), QJsonObject{{QStringLiteral("a"), 1}});
    QTest::newRow("body without a type") << QJsonArray{typeless};
    QTest::newRow("unknown dependency") << QJsonArray{after(me, QStringLiteral("9"))};
    QTest::newRow("waits for itself") << QJsonArray{after(me, QStringLiteral("1"))};
    const QJsonObject other = item(QStringLiteral("2"), QStringLiteral("GET"), QStringLiteral("/me"));
    QTest::newRow("circle") << QJsonArray{after(me, QStringLiteral("2")), after(other, QStringLiteral("1"))};
    QTest::newRow("no objects") << QJsonArray{1, QStringLiteral("x")};
}

void TestGraphBatch::brokenBatchesAreRefused()
{
    QFETCH(QJsonArray, requests);
    const Answer answer = batch(requests);
    QCOMPARE(answer.status, 400);
    QVERIFY(!answer.errorMessage().isEmpty());
}

void TestGraphBatch::needsAToken()
{
    QCOMPARE(m_client->send(graphService, "POST", "/v1.0/$batch", "{}").status, 401);
    QCOMPARE(m_client->get(graphService, "/v1.0/$batch", m_write).status, 405);
    // Batches within batches are none.
    const Answer nested = batch({withBody(item(QStringLiteral("1"), QStringLiteral("POST"), QStringLiteral("/$batch")),
                                          {{QStringLiteral("requests"), QJsonArray()}})});
    QCOMPARE(statusOf(nested, QStringLiteral("1")), 400);
}

// Somebody with small wishes comes in between any two items of somebody else's big batch.
void TestGraphBatch::othersAreServedBetweenItems()
{
    QJsonArray requests;
    for (int i = 0; i < 20; ++i)
        requests.append(item(QString::number(i), QStringLiteral("GET"), QStringLiteral("/applications?$top=999")));
    std::atomic<bool> over = false;
    std::atomic<int> served = 0;
    std::thread other([&] {
        const Request wish{"GET", "/common/discovery/v2.0/keys", {{"Host", "localhost"}}, {}};
        while (!over)
            served += m_client->service().handle(ServiceKind::Login, wish).status == 200 ? 1 : 0;
    });
    while (served == 0)
        std::this_thread::yield();
    const int before = served;
    const Answer answer = batch(requests);
    const int during = served - before;
    over = true;
    other.join();
    QCOMPARE(answer.json.value(QLatin1String("responses")).toArray().size(), 20);
    QVERIFY2(during >= 10, qPrintable(QString::number(during)));
}

QTEST_GUILESS_MAIN(TestGraphBatch)
#include "tst_graph_batch.moc"
