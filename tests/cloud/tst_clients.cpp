// SPDX-License-Identifier: Apache-2.0
#include "cloud/client_bench.h"
#include "cloud/payload.h"
#include "net/await.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace symbolon;
using namespace symbolon::cloud;
using namespace symbolon::test;
using namespace std::chrono_literals;

namespace {

QHash<QString, trust::Identity> applicationsOf(Bench &bench)
{
    QObject context;
    QHash<QString, trust::Identity> apps;
    const auto ended = await(bench.graph.applications(&context, [&apps](const QList<trust::Identity> &page) {
        for (const trust::Identity &app : page)
            apps.insert(app.key.id, app);
    }));
    return ended ? apps : QHash<QString, trust::Identity>();
}

// Each item has a credential; in the first batch the second item is throttled, the third wants another token and the
// fourth is left out.
QByteArray batchAnswer(const QByteArray &body, int batch)
{
    const QJsonObject credential{{QStringLiteral("name"), QStringLiteral("x")},
                                 {QStringLiteral("issuer"), QStringLiteral("i")},
                                 {QStringLiteral("subject"), QStringLiteral("s")},
                                 {QStringLiteral("audiences"), QJsonArray{QStringLiteral("z")}}};
    QJsonArray responses;
    const QJsonArray requests = object(body)[u"requests"].toArray();
    for (qsizetype i = requests.size() - 1; i >= 0; --i) {
        if (batch == 1 && i == 3)
            continue;
        const int status = batch == 1 && i == 1 ? 429 : batch == 1 && i == 2 ? 401 : 200;
        responses.append(
            QJsonObject{{QStringLiteral("id"), requests.at(i).toObject()[u"id"]},
                        {QStringLiteral("status"), status},
                        {QStringLiteral("headers"), QJsonObject{{QStringLiteral("Retry-After"), QStringLiteral("0")}}},
                        {QStringLiteral("body"), QJsonObject{{QStringLiteral("value"), QJsonArray{credential}}}}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("responses"), responses}}).toJson();
}

} // namespace

class TestClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void applicationsInOneCall();
    void applicationsSmallerPages();
    void applicationsOneByOne();
    void applicationsInBatches();
    void batchOfGarbage();
    void batchedLinkElsewhere();
    void linksElsewhere_data();
    void linksElsewhere();
    void resourceGraph();
    void applicationsFail();
    void applicationWithoutId();
    void rolesByExpansion();
    void rolesByName();
    void servicePrincipal();
    void createOnApplication();
    void createAnswerIsGarbage();
    void createIsRefused();
    void createAnswerIsLost();
    void updateSendsChanges();
    void deleteByIdOrName();
    void writesUnderOneApplicationAreSerial();
};

void TestClients::applicationsInOneCall()
{
    Bench bench([](const Seen &, int) {
        return Answer::with(200, R"({"value":[{"id":"a","appId":"b","federatedIdentityCredentials":[
            {"name":"x","issuer":"i","subject":"s","audiences":["z"]}]}]})");
    });
    QList<trust::Identity> apps;
    const auto ended =
        await(bench.graph.applications(this, [&apps](const QList<trust::Identity> &page) { apps += page; }));
    QVERIFY(ended.has_value());
    QCOMPARE(apps.size(), 1);
    QVERIFY(apps.first().credentialsPart.isKnown());
    QCOMPARE(bench.peer.targets(),
             QList<QByteArray>{"/beta/applications?$select=id,appId,displayName,signInAudience,createdDateTime,"
                               "passwordCredentials,keyCredentials"
                               "&$expand=federatedIdentityCredentials&$top=999"});
}

void TestClients::applicationsSmallerPages()
{
    Bench bench([](const Seen &request, int) {
        return request.target.endsWith("$top=999") ? refused(400, "Request_BadRequest")
                                                   : Answer::with(200, R"({"value":[]})");
    });
    const auto ended = await(bench.graph.applications(this, [](const QList<trust::Identity> &) {}));
    QVERIFY(ended.has_value());
    QCOMPARE(bench.peer.seen().size(), 2);
    QVERIFY(bench.peer.targets().constLast().contains("$expand="));
}

// Without any expansion and batches: one call per application that may hold credentials; the one that fails arrives all
// the same, and says so.
void TestClients::applicationsOneByOne()
{
    QByteArray base;
    Bench bench([&base](const Seen &request, int) {
        if (request.target.contains("$expand") || request.target.contains("$filter")
            || request.target.endsWith("$batch"))
            return refused(400, "Request_BadRequest");
        if (request.target.startsWith("/beta/applications?$select") && !request.target.contains("skip"))
            return Answer::with(200,
                                R"({"value":[{"id":"a","appId":"1"},{"id":"b","appId":"2"}],
                "@odata.nextLink":")"
                                    + base + R"(/beta/applications?$skiptoken=x"})");
        if (request.target.contains("skip"))
            return Answer::with(200, R"({"value":[{"id":"c","appId":"3"}]})");
        if (request.target.contains("/b/"))
            return refused(403, "Authorization_RequestDenied");
        return Answer::with(200, R"({"value":[{"name":"x","issuer":"i","subject":"s","audiences":["z"]}]})");
    });
    base = bench.peer.url().toEncoded();
    const QHash<QString, trust::Identity> apps = applicationsOf(bench);
    QCOMPARE(apps.size(), 3);
    QCOMPARE(apps.value(QStringLiteral("a")).credentials.size(), 1);
    QVERIFY(apps.value(QStringLiteral("c")).credentialsPart.isKnown());
    const trust::Part failed = apps.value(QStringLiteral("b")).credentialsPart;
    QCOMPARE(failed.state, trust::Knowledge::Failed);
    QCOMPARE(failed.error->kind, ErrorKind::Forbidden);
    QCOMPARE(failed.error->code, QStringLiteral("Authorization_RequestDenied"));
    // Each refusal is told, and none is asked for again.
    const auto &log = bench.transport.activityLog().entries();
    QCOMPARE(std::count_if(log.cbegin(), log.cend(), [](const auto &entry) { return !entry.note.isEmpty(); }), 4);
    const qsizetype first = bench.peer.seen().size();
    QCOMPARE(applicationsOf(bench).size(), 3);
    QCOMPARE(bench.peer.seen().size() - first, 6); // two pages, the filter, three applications
}

// The filtered list names those with credentials, which come twenty to a request; an item that is throttled or left out
// comes with a later batch, one whose token is refused comes alone.
void TestClients::applicationsInBatches()
{
    int batches = 0;
    Bench bench([&batches](const Seen &request, int) {
        if (request.target.contains("$expand"))
            return refused(400, "Request_BadRequest");
        if (request.target.contains("$filter"))
            return Answer::with(200, R"({"value":[{"id":"A1"},{"id":"a2"},{"id":"a3"},{"id":"a4"}]})");
        if (request.target.startsWith("/beta/applications?"))
            return Answer::with(200, R"({"value":[{"id":"a1","appId":"1"},{"id":"a2","appId":"2"},
                {"id":"a3","appId":"3"},{"id":"a4","appId":"4"},{"id":"none","appId":"5"}]})");
        if (request.target == "/beta/$batch")
            return Answer::with(200, batchAnswer(request.body, ++batches));
        return Answer::with(200, R"({"value":[]})");
    });
    const QHash<QString, trust::Identity> apps = applicationsOf(bench);
    QCOMPARE(apps.size(), 5);
    for (const trust::Identity &app : apps) {
        QVERIFY(app.credentialsPart.isKnown());
        const bool alone = app.key.id == u"a3" || app.key.id == u"none";
        QCOMPARE(app.credentials.size(), alone ? 0 : 1);
    }
    QCOMPARE(batches, 2);
    const QList<Seen> seen = bench.peer.seen();
    const auto batch = std::find_if(seen.cbegin(), seen.cend(), [](const Seen &one) { return one.method == "POST"; });
    QCOMPARE(object(batch->body)[u"requests"].toArray().size(), 4);
    const auto filter =
        std::find_if(seen.cbegin(), seen.cend(), [](const Seen &one) { return one.target.contains("$filter"); });
    QCOMPARE(filter->headers.value("consistencylevel"), QByteArray("eventual"));
    QCOMPARE(bench.peer.targets().count("/beta/applications/a3/federatedIdentityCredentials"), 1);
}

// A batch that answers something else than a batch is a failure of its items, each with its own words.
void TestClients::batchOfGarbage()
{
    Bench bench([](const Seen &, int) { return Answer::with(200, R"({"responses":7})"); });
    const Outcome<void> first(bench.graph.transitiveMemberOf(QStringLiteral("a"), this, [](const auto &) {}));
    const Outcome<void> second(bench.graph.transitiveMemberOf(QStringLiteral("b"), this, [](const auto &) {}));
    QTRY_VERIFY(first.isThere() && second.isThere());
    QCOMPARE(first->error().kind, ErrorKind::Protocol);
    QCOMPARE(second->error().subject, QStringLiteral("Reading group memberships"));
    QCOMPARE(bench.peer.targets(), QList<QByteArray>{"/v1.0/$batch"});
}

// A link in an item's answer is followed on the configured origin alone.
void TestClients::batchedLinkElsewhere()
{
    Bench bench([](const Seen &request, int) {
        QJsonArray responses;
        const QJsonArray requests = object(request.body)[u"requests"].toArray();
        for (const auto &one : requests)
            responses.append(QJsonObject{
                {QStringLiteral("id"), one.toObject()[u"id"]},
                {QStringLiteral("status"), 200},
                {QStringLiteral("body"),
                 QJsonObject{{QStringLiteral("value"), QJsonArray()},
                             {QStringLiteral("@odata.nextLink"), QStringLiteral("https://evil.example/v1.0/x")}}}});
        return Answer::with(200, QJsonDocument(QJsonObject{{QStringLiteral("responses"), responses}}).toJson());
    });
    const Outcome<void> first(bench.graph.transitiveMemberOf(QStringLiteral("a"), this, [](const auto &) {}));
    const Outcome<void> second(bench.graph.transitiveMemberOf(QStringLiteral("b"), this, [](const auto &) {}));
    QTRY_VERIFY(first.isThere() && second.isThere());
    QCOMPARE(first->error().kind, ErrorKind::Protocol);
    QCOMPARE(second->error().kind, ErrorKind::Protocol);
    QCOMPARE(bench.peer.seen().size(), 1);
}

// Every listing stays where its service is, whatever its pages say.
void TestClients::linksElsewhere_data()
{
    QTest::addColumn<QString>("listing");
    for (const char *name : {"applications", "service principals", "app roles", "directory roles", "subscriptions",
                             "identities", "credentials", "role assignments", "role definitions"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestClients::linksElsewhere()
{
    QFETCH(QString, listing);
    for (const QString &link :
         {QStringLiteral("http://127.0.0.2:9/next"), QStringLiteral("https://graph.microsoft.com.evil.example/next"),
          QStringLiteral("//evil.example/next")}) {
        Bench bench([&link](const Seen &, int) {
            return Answer::with(200,
                                QJsonDocument(QJsonObject{{QStringLiteral("value"), QJsonArray()},
                                                          {QStringLiteral("@odata.nextLink"), link},
                                                          {QStringLiteral("nextLink"), link}})
                                    .toJson());
        });
        const auto ignore = [](const auto &) {};
        const Subscription subscription{QStringLiteral("s"), QStringLiteral("sub"), {}, {}};
        Error error;
        const auto note = [&error](const auto &ended) { error = ended ? Error() : ended.error(); };
        if (listing == u"applications")
            note(await(bench.graph.applications(this, ignore)));
        else if (listing == u"service principals")
            note(await(bench.graph.servicePrincipals(QString(), this, ignore)));
        else if (listing == u"app roles")
            note(await(bench.graph.appRoleAssignedTo(QStringLiteral("x"), this, ignore)));
        else if (listing == u"directory roles")
            note(await(bench.graph.directoryRoleAssignments(this, ignore)));
        else if (listing == u"subscriptions")
            note(await(bench.arm.subscriptions(this, ignore)));
        else if (listing == u"identities")
            note(await(bench.arm.identities(subscription, this, ignore)));
        else if (listing == u"credentials")
            note(await(bench.arm.credentials(identityId)));
        else if (listing == u"role assignments")
            note(await(bench.arm.roleAssignments(QStringLiteral("/subscriptions/s"), {}, this, ignore)));
        else
            note(await(bench.arm.roles(QStringLiteral("/subscriptions/s"), this, ignore)));
        QCOMPARE(error.kind, ErrorKind::Protocol);
        QCOMPARE(bench.peer.seen().size(), 1);
    }
}

// Rows come page by page through a token that stays within the body; a refusal is told and left to the caller.
void TestClients::resourceGraph()
{
    Bench bench([](const Seen &request, int) {
        const QJsonObject asked = object(request.body);
        if (!asked[u"query"].toString().startsWith(u"resources "))
            return refused(403, "AuthorizationFailed");
        const bool second = asked[u"options"].toObject()[u"$skipToken"].toString() == u"more";
        return Answer::with(200,
                            second ? R"({"data":[{"id":"/subscriptions/S/resourceGroups/g/x/b","name":"b",
                "clientId":"c2","principalId":"p2","identityTenant":"t"}],"resultTruncated":"false"})"
                                   : R"({"data":[{"id":"/subscriptions/S/resourceGroups/g/x/a","name":"a",
                "location":"westeurope","clientId":"c","principalId":"p","identityTenant":"t"}],
                "resultTruncated":"true","$skipToken":"more"})");
    });
    const QList<Subscription> subscriptions{{QStringLiteral("s"), QStringLiteral("sub-contoso"), {}, {}}};
    QList<trust::Identity> found;
    QVERIFY(await(bench.arm.identitiesOf(subscriptions, this,
                                         [&found](const QList<trust::Identity> &page) { found += page; }, {}))
                .has_value());
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.first().place->subscriptionName, QStringLiteral("sub-contoso"));
    QCOMPARE(found.first().place->resourceGroup, QStringLiteral("g"));
    QCOMPARE(found.last().servicePrincipalId, QStringLiteral("p2"));
    QCOMPARE(bench.peer.targets().constFirst(),
             QByteArray("/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01"));
    const auto grants = await(bench.arm.roleAssignmentsOf(subscriptions, this, [](const auto &) {}, {}));
    QCOMPARE(grants.error().kind, ErrorKind::Forbidden);
    QVERIFY(!bench.transport.activityLog().entries().constLast().note.isEmpty());

    Bench cut([](const Seen &, int) { return Answer::with(200, R"({"data":[],"resultTruncated":"true"})"); });
    QCOMPARE(await(cut.arm.rolesOf(subscriptions, this, [](const auto &) {}, {})).error().kind, ErrorKind::Rejected);
    Bench loop([](const Seen &, int) {
        return Answer::with(200, R"({"data":[],"resultTruncated":"true","$skipToken":"same"})");
    });
    QCOMPARE(await(loop.arm.rolesOf(subscriptions, this, [](const auto &) {}, {})).error().kind, ErrorKind::Protocol);
}

void TestClients::applicationsFail()
{
    Bench bench(
        [](const Seen &, int) { return refused(403, "Authorization_RequestDenied", "Insufficient privileges."); });
    const auto ended = await(bench.graph.applications(this, [](const QList<trust::Identity> &) {}));
    QVERIFY(!ended.has_value());
    QCOMPARE(ended.error().kind, ErrorKind::Forbidden);
    QCOMPARE(ended.error().message, QStringLiteral("Insufficient privileges."));
    QCOMPARE(ended.error().subject, QStringLiteral("Reading app registrations"));
    QCOMPARE(bench.peer.seen().size(), 1); // a missing right is not cured by asking for less
}

void TestClients::applicationWithoutId()
{
    Bench bench([](const Seen &, int) { return Answer::with(200, R"({"value":[{"appId":"b"}]})"); });
    const auto ended = await(bench.graph.applications(this, [](const QList<trust::Identity> &) {}));
    QVERIFY(!ended.has_value());
    QCOMPARE(ended.error().kind, ErrorKind::Protocol);
}

void TestClients::rolesByExpansion()
{
    Bench bench([](const Seen &, int) {
        return Answer::with(200, R"({"value":[{"id":"1","principalId":"p","directoryScopeId":"/",
            "roleDefinition":{"id":"d","templateId":"t","displayName":"Global Administrator"}}]})");
    });
    QList<DirectoryRoleAssignment> roles;
    const auto ended = await(bench.graph.directoryRoleAssignments(
        this, [&roles](const QList<DirectoryRoleAssignment> &page) { roles += page; }));
    QVERIFY(ended.has_value());
    QCOMPARE(roles.first().role.displayName, QStringLiteral("Global Administrator"));
    QCOMPARE(bench.peer.seen().size(), 1);
}

// Where the expansion is refused each role is asked for once; one that cannot be read keeps its id.
void TestClients::rolesByName()
{
    Bench bench([](const Seen &request, int) {
        if (request.target.contains("$expand"))
            return refused(400, "Request_BadRequest");
        if (request.target.contains("roleDefinitions/d1"))
            return Answer::with(200, R"({"id":"d1","templateId":"t1","displayName":"Reader"})");
        if (request.target.contains("roleDefinitions"))
            return refused(404, "Request_ResourceNotFound");
        return Answer::with(200, R"({"value":[
            {"id":"1","principalId":"p","directoryScopeId":"/","roleDefinitionId":"d1"},
            {"id":"2","principalId":"q","directoryScopeId":"/","roleDefinitionId":"d1"},
            {"id":"3","principalId":"q","directoryScopeId":"/","roleDefinitionId":"d2"}]})");
    });
    QList<DirectoryRoleAssignment> roles;
    const auto ended = await(bench.graph.directoryRoleAssignments(
        this, [&roles](const QList<DirectoryRoleAssignment> &page) { roles += page; }));
    QVERIFY(ended.has_value());
    QCOMPARE(roles.size(), 3);
    QCOMPARE(roles.at(0).role.displayName, QStringLiteral("Reader"));
    QCOMPARE(roles.at(1).role.templateId, QStringLiteral("t1"));
    QCOMPARE(roles.at(2).role, (DirectoryRole{QStringLiteral("d2"), {}, {}}));
    QCOMPARE(bench.peer.seen().size(), 4);
}

void TestClients::servicePrincipal()
{
    Bench bench([](const Seen &request, int) {
        return Answer::with(
            200, request.target.contains("known") ? R"({"value":[{"id":"s","appId":"known"}]})" : R"({"value":[]})");
    });
    const auto found = await(bench.graph.servicePrincipalByAppId(QStringLiteral("known")));
    QVERIFY(found.has_value());
    QCOMPARE(found->id, QStringLiteral("s"));
    const auto missing = await(bench.graph.servicePrincipalByAppId(QStringLiteral("o'&x=1")));
    QVERIFY(!missing.has_value());
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    QVERIFY(bench.peer.targets().constLast().endsWith("$filter=appId%20eq%20'o''%26x%3D1'"));
}

void TestClients::createOnApplication()
{
    Bench bench([](const Seen &, int) { return Answer::with(201, payload("graph/fic-create.response.json")); });
    const auto created = await(bench.graph.createCredential(QStringLiteral("a/b"), credential()));
    QVERIFY(created.has_value());
    QCOMPARE(created->name, QStringLiteral("testing02"));
    const Seen request = bench.peer.seen().first();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.target, QByteArray("/beta/applications/a%2Fb/federatedIdentityCredentials"));
    QCOMPARE(object(request.body).value(u"name").toString(), QStringLiteral("prod"));
    QCOMPARE(request.headers.value("x-ms-throttle-priority"), QByteArray("High"));
}

void TestClients::createAnswerIsGarbage()
{
    Bench bench([](const Seen &, int) { return Answer::with(201, "surprise"); });
    const auto created = await(bench.graph.createCredential(QStringLiteral("a"), credential()));
    QVERIFY(!created.has_value());
    QCOMPARE(created.error().kind, ErrorKind::Protocol);
    QVERIFY(created.error().outcomeUnknown);
}

void TestClients::createIsRefused()
{
    Bench bench([](const Seen &, int) {
        return refused(409, "Request_MultipleObjectsWithSameKeyValue",
                       "FederatedIdentityCredential with name prod already exists.");
    });
    const auto created = await(bench.graph.createCredential(QStringLiteral("a"), credential()));
    QVERIFY(!created.has_value());
    QCOMPARE(created.error().kind, ErrorKind::Conflict);
    QCOMPARE(created.error().code, QStringLiteral("Request_MultipleObjectsWithSameKeyValue"));
    QCOMPARE(created.error().subject, QStringLiteral("Creating the credential prod"));
    QVERIFY(!created.error().outcomeUnknown);
    QCOMPARE(bench.peer.seen().size(), 1);
}

void TestClients::createAnswerIsLost()
{
    Bench bench([](const Seen &, int) { return Answer::hangUp(); });
    const auto created = await(bench.graph.createCredential(QStringLiteral("a"), credential()));
    QVERIFY(!created.has_value());
    QVERIFY(created.error().outcomeUnknown);
    QCOMPARE(bench.peer.seen().size(), 1);
    const auto put = await(bench.arm.putCredential(identityId, credential()));
    QVERIFY(!put.has_value());
    QVERIFY(put.error().outcomeUnknown);
    QCOMPARE(bench.peer.seen().size(), 2);
}

void TestClients::updateSendsChanges()
{
    Bench bench([](const Seen &, int) { return Answer::with(204, {}); });
    trust::FederatedCredential after = credential();
    after.description = QStringLiteral("new");
    QVERIFY(await(bench.graph.updateCredential(QStringLiteral("a"), credential(), after)).has_value());
    QCOMPARE(bench.peer.seen().size(), 1);
    QCOMPARE(bench.peer.seen().first().method, QByteArray("PATCH"));
    QCOMPARE(bench.peer.seen().first().target, QByteArray("/beta/applications/a/federatedIdentityCredentials/f-1"));
    QCOMPARE(bench.peer.seen().first().body, QByteArray(R"({"description":"new"})"));

    QVERIFY(await(bench.graph.updateCredential(QStringLiteral("a"), credential(), credential())).has_value());
    QCOMPARE(bench.peer.seen().size(), 1); // nothing to say

    const auto renamed =
        await(bench.graph.updateCredential(QStringLiteral("a"), credential(), credential(QStringLiteral("other"))));
    QVERIFY(!renamed.has_value());
    QCOMPARE(renamed.error().kind, ErrorKind::Validation);
    QCOMPARE(bench.peer.seen().size(), 1);
}

void TestClients::deleteByIdOrName()
{
    Bench bench([](const Seen &, int) { return Answer::with(204, {}); });
    trust::FederatedCredential unread = credential();
    QVERIFY(await(bench.graph.deleteCredential(QStringLiteral("a"), unread)).has_value());
    unread.id.clear();
    QVERIFY(await(bench.graph.deleteCredential(QStringLiteral("a"), unread)).has_value());
    QVERIFY(await(bench.arm.deleteCredential(identityId, QStringLiteral("prod"))).has_value());
    const QList<QByteArray> targets = bench.peer.targets();
    QVERIFY(targets.at(0).endsWith("/f-1"));
    QVERIFY(targets.at(1).endsWith("/prod"));
    QCOMPARE(targets.at(2), identityId.toUtf8() + "/federatedIdentityCredentials/prod?api-version=2025-01-31-preview");
}

void TestClients::writesUnderOneApplicationAreSerial()
{
    Bench bench([](const Seen &, int) { return Answer::silence(); });
    const Outcome<void> first(bench.graph.deleteCredential(QStringLiteral("A"), credential(QStringLiteral("one"))));
    std::stop_source stop;
    const Outcome<void> second(
        bench.graph.deleteCredential(QStringLiteral("a"), credential(QStringLiteral("two")), stop.get_token()));
    const Outcome<void> third(bench.graph.deleteCredential(QStringLiteral("a"), credential(QStringLiteral("three"))));
    const Outcome<void> other(bench.graph.deleteCredential(QStringLiteral("b"), credential(QStringLiteral("four"))));
    QTRY_COMPARE(bench.peer.seen().size(), 2);
    stop.request_stop();
    bench.peer.answerLate(Answer::with(204, {}));
    QTRY_COMPARE(bench.peer.seen().size(), 3);
    QVERIFY(first.isThere());
    QVERIFY(first->has_value());
    QTRY_VERIFY(second.isThere());
    QCOMPARE(second->error().kind, ErrorKind::Cancelled);
    QVERIFY(!second->error().outcomeUnknown);
    bench.peer.answerLate(Answer::with(204, {}));
    bench.peer.answerLate(refused(404, "Request_ResourceNotFound"));
    QTRY_VERIFY(third.isThere() && other.isThere());
    QCOMPARE(bench.peer.seen().size(), 3);
    QCOMPARE(third->error().kind, ErrorKind::NotFound);
    QVERIFY(other->has_value());
}

QTEST_GUILESS_MAIN(TestClients)
#include "tst_clients.moc"
