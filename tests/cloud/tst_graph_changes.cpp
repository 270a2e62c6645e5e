// SPDX-License-Identifier: Apache-2.0
#include "cloud/client_bench.h"
#include "cloud/payload.h"
#include "net/await.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace symbolon;
using namespace symbolon::cloud;
using namespace symbolon::test;

namespace {

// A round of a delta query: `changed` and `removed` ids, then the link that is given.
Answer roundOf(const QStringList &changed, const QStringList &removed, const QString &name, const QString &link)
{
    QJsonArray value;
    for (const QString &id : changed)
        value.append(QJsonObject{{QStringLiteral("id"), id}});
    for (const QString &id : removed) {
        value.append(QJsonObject{
            {QStringLiteral("id"), id},
            {QStringLiteral("@removed"), QJsonObject{{QStringLiteral("reason"), QStringLiteral("changed")}}}});
    }
    return Answer::with(200, QJsonDocument(QJsonObject{{QStringLiteral("value"), value}, {name, link}}).toJson(),
                        {"Date: Mon, 05 Jan 2026 08:00:00 GMT"});
}

const QString nextLink = QStringLiteral("@odata.nextLink");
const QString deltaLink = QStringLiteral("@odata.deltaLink");

constexpr char auditsOfTwo[] = R"({"value":[
    {"id":"1","targetResources":[{"id":"a","type":"Application"}]},
    {"id":"2","targetResources":[{"id":"u","type":"User"},{"id":"b","type":"Application"}]}]})";
constexpr char applicationOfMaria[] = R"({"value":[{"id":"a","owners":[{"@odata.type":"#microsoft.graph.user",
    "id":"u","displayName":"Maria","userPrincipalName":"m@contoso"}]}]})";

} // namespace

// What the later syncs of a big tenant ask, letter by letter, and how far an answer is trusted.
class TestGraphChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // "Use delta query to track changes", `$deltaToken=latest`: a link from now on, and no object.
    void begins()
    {
        Bench bench([](const Seen &, int) {
            return roundOf({}, {}, deltaLink, QStringLiteral("/v1.0/applications/delta?$deltatoken=t1"));
        });
        const auto changes = await(bench.graph.changes(QStringLiteral("applications"), {}, {}));
        QVERIFY(changes.has_value());
        QCOMPARE(bench.peer.targets(), QList<QByteArray>{"/v1.0/applications/delta?$deltaToken=latest"});
        QCOMPARE(changes->link, QStringLiteral("/v1.0/applications/delta?$deltatoken=t1"));
        QCOMPARE(changes->at, QDateTime({2026, 1, 5}, {8, 0}, Qt::UTC));
    }

    // Over several pages; the last word on an object counts.
    void follows()
    {
        Bench bench([](const Seen &, int count) {
            return count == 1 ? roundOf({QStringLiteral("a"), QStringLiteral("b")}, {QStringLiteral("c")}, nextLink,
                                        QStringLiteral("/v1.0/applications/delta?$skiptoken=s"))
                              : roundOf({QStringLiteral("c")}, {QStringLiteral("a")}, deltaLink,
                                        QStringLiteral("/v1.0/applications/delta?$deltatoken=t2"));
        });
        const auto changes = await(bench.graph.changes(QStringLiteral("applications"),
                                                       QStringLiteral("/v1.0/applications/delta?$deltatoken=t1"), {}));
        QVERIFY(changes.has_value());
        QCOMPARE(
            bench.peer.targets(),
            (QList<QByteArray>{"/v1.0/applications/delta?$deltatoken=t1", "/v1.0/applications/delta?$skiptoken=s"}));
        QCOMPARE(changes->changed, (QSet<QString>{QStringLiteral("b"), QStringLiteral("c")}));
        QCOMPARE(changes->removed, QSet<QString>{QStringLiteral("a")});
        QCOMPARE(changes->link, QStringLiteral("/v1.0/applications/delta?$deltatoken=t2"));
    }

    // A link out of a cache file that somebody has edited, and one out of an answer: no token leaves for elsewhere.
    void linksElsewhere_data()
    {
        QTest::addColumn<QString>("link");
        QTest::newRow("another host") << QStringLiteral("https://graph.microsoft.com.evil.example/delta");
        QTest::newRow("another port") << QStringLiteral("http://127.0.0.1:9/delta");
        QTest::newRow("without a scheme") << QStringLiteral("//evil.example/delta");
        QTest::newRow("with a name") << QStringLiteral("http://graph@evil.example/delta");
    }
    void linksElsewhere()
    {
        QFETCH(QString, link);
        Bench bench([&link](const Seen &, int) { return roundOf({}, {}, nextLink, link); });
        const auto kept = await(bench.graph.changes(QStringLiteral("applications"), link, {}));
        QVERIFY(!kept.has_value());
        QCOMPARE(kept.error().kind, ErrorKind::Protocol);
        QCOMPARE(bench.peer.seen().size(), 0);
        const auto answered = await(bench.graph.changes(QStringLiteral("applications"), {}, {}));
        QVERIFY(!answered.has_value());
        QCOMPARE(answered.error().kind, ErrorKind::Protocol);
        QCOMPARE(bench.peer.seen().size(), 1);
    }

    void goesRoundInCircles()
    {
        Bench bench([](const Seen &, int) {
            return roundOf({}, {}, nextLink, QStringLiteral("/v1.0/applications/delta?$skiptoken=again"));
        });
        const auto changes = await(bench.graph.changes(QStringLiteral("applications"), {}, {}));
        QVERIFY(!changes.has_value());
        QCOMPARE(changes.error().kind, ErrorKind::Protocol);
        QCOMPARE(bench.peer.seen().size(), 2);
    }

    // "List directoryAudits".
    void audits()
    {
        Bench bench([](const Seen &, int) { return Answer::with(200, auditsOfTwo); });
        const auto ids =
            await(bench.graph.applicationsInAudits(QDateTime({2026, 1, 5}, {8, 0}, Qt::UTC), std::stop_token()));
        QVERIFY(ids.has_value());
        QCOMPARE(
            bench.peer.targets(),
            QList<QByteArray>{"/v1.0/auditLogs/directoryAudits?$filter=activityDisplayName%20eq%20"
                              "'Update%20application'%20and%20activityDateTime%20ge%202026-01-05T08:00:00Z&$top=999"});
        QStringList found = *ids;
        found.removeDuplicates();
        found.sort();
        QCOMPARE(found, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    }

    // Twenty to a request; one that has gone is said to be gone, one that fails takes none of the others with it.
    void readsAgain()
    {
        Bench bench([](const Seen &request, int) {
            QJsonArray responses;
            const QJsonArray requests = object(request.body)[u"requests"].toArray();
            for (const auto &one : requests) {
                const QString url = one.toObject()[u"url"].toString();
                const int status = url.contains(u"/gone") ? 404 : url.contains(u"/denied") ? 403 : 200;
                const QJsonObject application{{QStringLiteral("id"), QStringLiteral("here")},
                                              {QStringLiteral("appId"), QStringLiteral("client")},
                                              {QStringLiteral("federatedIdentityCredentials"), QJsonArray()}};
                const QJsonObject error{
                    {QStringLiteral("error"), QJsonObject{{QStringLiteral("code"), QStringLiteral("No")}}}};
                responses.append(QJsonObject{{QStringLiteral("id"), one.toObject()[u"id"]},
                                             {QStringLiteral("status"), status},
                                             {QStringLiteral("body"), status == 200 ? application : error}});
            }
            return Answer::with(200, QJsonDocument(QJsonObject{{QStringLiteral("responses"), responses}}).toJson());
        });
        const auto again = await(bench.graph.applications(
            {QStringLiteral("here"), QStringLiteral("gone"), QStringLiteral("denied")}, std::stop_token()));
        QVERIFY(again.has_value());
        QCOMPARE(bench.peer.targets(), QList<QByteArray>{"/beta/$batch"});
        const QJsonArray asked = object(bench.peer.seen().constFirst().body)[u"requests"].toArray();
        QCOMPARE(asked.first().toObject()[u"url"].toString(),
                 QStringLiteral("/applications/here?$select=id,appId,displayName,signInAudience,createdDateTime,"
                                "passwordCredentials,keyCredentials&$expand=federatedIdentityCredentials"));
        QCOMPARE(again->items.size(), 1);
        QCOMPARE(again->gone, QStringList{QStringLiteral("gone")});
        QVERIFY(again->failed);
        QCOMPARE(again->failed->kind, ErrorKind::Forbidden);
    }

    // A list of its own beside the main one; the page gets smaller where the largest is refused, and what may be cut short
    // says so ("expand" gives twenty at most).
    void owners()
    {
        Bench bench([](const Seen &request, int) {
            if (request.target.endsWith("$top=999"))
                return refused(400, "Request_BadRequest");
            return Answer::with(200, applicationOfMaria);
        });
        QList<ApplicationOwners> read;
        const auto ended = await(bench.graph.applicationOwners(
            this, [&read](const QList<ApplicationOwners> &page) { read += page; }, std::stop_token()));
        QVERIFY(ended.has_value());
        const QByteArray list = "/v1.0/applications?$select=id&$expand=owners($select=id,displayName,userPrincipalName,"
                                "userType,accountEnabled)&$top=";
        QCOMPARE(bench.peer.targets(), (QList<QByteArray>{list + "999", list + "100"}));
        QCOMPARE(read.size(), 1);
        QCOMPARE(read.constFirst().applicationId, QStringLiteral("a"));
        QVERIFY(read.constFirst().isWhole);
        QCOMPARE(read.constFirst().owners.constFirst().displayName, QStringLiteral("Maria"));
    }
};

QTEST_GUILESS_MAIN(TestGraphChanges)
#include "tst_graph_changes.moc"
