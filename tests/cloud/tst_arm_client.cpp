// SPDX-License-Identifier: Apache-2.0
#include "cloud/client_bench.h"
#include "cloud/payload.h"
#include "net/await.h"

#include <QTest>

using namespace symbolon;
using namespace symbolon::cloud;
using namespace symbolon::test;

// Azure Resource Manager's client at a peer that plays the service.
class TestArmClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void identities();
    void credentialsFallBack();
    void regionWithoutCredentials();
    void writeFallsBack();
    void busyWriteIsRepeated();
    void idsAreChecked_data();
    void idsAreChecked();
    void azureRoleIsAskedOnce();
    void roleAssignmentFilter();
};

void TestArmClient::identities()
{
    Bench bench([](const Seen &, int) {
        return Answer::with(200, R"({"value":[{"id":"/subscriptions/s/resourceGroups/r/x/y","name":"n",
            "location":"westeurope","properties":{"clientId":"c","principalId":"p","tenantId":"t"}}]})");
    });
    Subscription subscription;
    subscription.id = QStringLiteral("s");
    subscription.displayName = QStringLiteral("sub-contoso-prod");
    QList<trust::Identity> found;
    QVERIFY(await(bench.arm.identities(subscription, this, [&found](const QList<trust::Identity> &page) {
                found += page;
            })).has_value());
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().place->subscriptionName, QStringLiteral("sub-contoso-prod"));
    QCOMPARE(bench.peer.targets().constFirst(),
             QByteArray("/subscriptions/s/providers/Microsoft.ManagedIdentity/userAssignedIdentities"
                        "?api-version=2023-01-31"));
}

// The refusal of the preview is remembered; other refusals are not taken for it.
void TestArmClient::credentialsFallBack()
{
    Bench bench([](const Seen &request, int) {
        return request.target.contains("preview") ? refused(400, "InvalidApiVersionParameter")
                                                  : Answer::with(200, R"({"value":[]})");
    });
    QVERIFY(await(bench.arm.credentials(identityId)).has_value());
    QCOMPARE(bench.peer.seen().size(), 2);
    QVERIFY(await(bench.arm.credentials(identityId)).has_value());
    QCOMPARE(bench.peer.seen().size(), 3);

    trust::FederatedCredential flexible = credential();
    flexible.subject.reset();
    flexible.expression = trust::ClaimsExpression{QStringLiteral("claims['sub'] eq 'x'"), 1};
    const auto put = await(bench.arm.putCredential(identityId, flexible));
    QVERIFY(!put.has_value());
    QCOMPARE(put.error().kind, ErrorKind::Validation);
    QCOMPARE(bench.peer.seen().size(), 3);

    Bench denied([](const Seen &, int) { return refused(400, "InvalidRequest"); });
    const auto read = await(denied.arm.credentials(identityId));
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().kind, ErrorKind::Rejected);
    QCOMPARE(denied.peer.seen().size(), 1);
}

// There are none to read, and nothing is unknown; a write hears the reason.
void TestArmClient::regionWithoutCredentials()
{
    Bench bench([](const Seen &, int) {
        return refused(405, "SupportForFederatedIdentityCredentialsNotEnabled", "Not in this region.");
    });
    QCOMPARE(await(bench.arm.credentials(identityId)), Result<QList<trust::FederatedCredential>>({}));
    const auto put = await(bench.arm.putCredential(identityId, credential()));
    QVERIFY(!put.has_value());
    QCOMPARE(put.error().kind, ErrorKind::Rejected);
    QCOMPARE(put.error().message, QStringLiteral("Not in this region."));
}

void TestArmClient::writeFallsBack()
{
    Bench bench([](const Seen &request, int) {
        return request.target.contains("preview")
            ? refused(400, "NoRegisteredProviderFound")
            : Answer::with(201, armAnswer("arm/fic-create.2023-01-31.example.json", 201));
    });
    trust::FederatedCredential flexible = credential();
    flexible.subject.reset();
    flexible.expression = trust::ClaimsExpression{QStringLiteral("claims['sub'] eq 'x'"), 1};
    const auto lost = await(bench.arm.putCredential(identityId, flexible));
    QVERIFY(!lost.has_value());
    QCOMPARE(bench.peer.seen().size(), 1); // never written without its expression
    const auto put = await(bench.arm.putCredential(identityId, credential()));
    QVERIFY(put.has_value());
    QCOMPARE(put->name, QStringLiteral("ficResourceName"));
    QCOMPARE(bench.peer.targets().constLast(),
             identityId.toUtf8() + "/federatedIdentityCredentials/prod?api-version=2023-01-31");
    QVERIFY(!object(bench.peer.seen().last().body)[u"properties"].toObject().contains(u"description"));
}

void TestArmClient::busyWriteIsRepeated()
{
    Bench bench([](const Seen &, int count) {
        return count < 3 ? refused(409, "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity")
                         : Answer::with(201, armAnswer("arm/fic-create.2023-01-31.example.json", 201));
    });
    QVERIFY(await(bench.arm.putCredential(identityId, credential())).has_value());
    QCOMPARE(bench.peer.seen().size(), 3);

    Bench always([](const Seen &, int) {
        return refused(409, "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity");
    });
    const auto put = await(always.arm.putCredential(identityId, credential()));
    QVERIFY(!put.has_value());
    QCOMPARE(put.error().kind, ErrorKind::Conflict);
    QCOMPARE(always.peer.seen().size(), quick().maxAttempts);
}

void TestArmClient::idsAreChecked_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("climbs") << QStringLiteral("/subscriptions/s/../../other");
    QTest::newRow("empty") << QString();
    QTest::newRow("slashes") << QStringLiteral("///");
}

void TestArmClient::idsAreChecked()
{
    QFETCH(QString, id);
    Bench bench([](const Seen &, int) { return Answer::with(200, R"({"value":[]})"); });
    const auto read = await(bench.arm.credentials(id));
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().kind, ErrorKind::Validation);
    QVERIFY(!await(bench.arm.putCredential(id, credential())).has_value());
    QVERIFY(!await(bench.arm.deleteCredential(id, QStringLiteral("x"))).has_value());
    QVERIFY(!await(bench.arm.role(id)).has_value());
    QCOMPARE(bench.peer.seen().size(), 0);
    // A name that looks like a query stays a name.
    QVERIFY(await(bench.arm.credentials(QStringLiteral("/subscriptions/a?b#c"))).has_value());
    QVERIFY(bench.peer.targets().constFirst().startsWith("/subscriptions/a%3Fb%23c/federated"));
}

void TestArmClient::azureRoleIsAskedOnce()
{
    Bench bench([](const Seen &request, int count) {
        if (count == 1)
            return refused(404, "RoleDefinitionDoesNotExist");
        return Answer::with(200,
                            "{\"id\":\"" + request.target.left(request.target.indexOf('?'))
                                + "\",\"properties\":{\"roleName\":\"Owner\",\"type\":\"BuiltInRole\"}}");
    });
    const QString first = QStringLiteral("/subscriptions/a/providers/Microsoft.Authorization/roleDefinitions/AB");
    const QString second = QStringLiteral("/subscriptions/b/providers/Microsoft.Authorization/roleDefinitions/ab");
    QVERIFY(!await(bench.arm.role(first)).has_value());
    const Outcome<AzureRole> one(bench.arm.role(first)); // a failure is not remembered
    const Outcome<AzureRole> two(bench.arm.role(second));
    QTRY_VERIFY(one.isThere() && two.isThere());
    QCOMPARE((*two)->name, QStringLiteral("Owner"));
    QCOMPARE(**one, **two);
    QVERIFY(await(bench.arm.role(second)).has_value());
    QCOMPARE(bench.peer.seen().size(), 2);
}

void TestArmClient::roleAssignmentFilter()
{
    Bench bench([](const Seen &, int) {
        return Answer::with(200, armAnswer("arm/roleassignments-list-for-scope.2022-04-01.example.json"));
    });
    QList<AzureRoleAssignment> found;
    QVERIFY(await(bench.arm.roleAssignments(QStringLiteral("/subscriptions/s"), QStringLiteral("principalId eq 'p'"),
                                            this, [&found](const QList<AzureRoleAssignment> &page) { found += page; }))
                .has_value());
    QCOMPARE(found.size(), 1);
    QCOMPARE(bench.peer.targets().constFirst(),
             QByteArray("/subscriptions/s/providers/Microsoft.Authorization/roleAssignments"
                        "?api-version=2022-04-01&$filter=principalId%20eq%20'p'"));
}

QTEST_GUILESS_MAIN(TestArmClient)
#include "tst_arm_client.moc"
