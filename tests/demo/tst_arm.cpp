// SPDX-License-Identifier: Apache-2.0
#include "arm_paths.h"
#include "demo/contoso.h"

#include <QSet>
#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

// Azure Resource Manager as the demo tenant answers it, without sockets.
class TestArm final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;
    std::string m_admin;

private Q_SLOTS:
    void init();

    void subscriptionsFollowTheCaller_data();
    void subscriptionsFollowTheCaller();
    void identitiesPage();
    void pathsHaveNoCase();
    void versionIsNeeded_data();
    void versionIsNeeded();
    void credentialsPage();
    void putGetDelete();
    void refusesBrokenCredentials_data();
    void refusesBrokenCredentials();
    void eighteenLeaveRoomForTwo();
    void onlyPreviewsKnowExpressions();
    void regionWithoutFederationAnswers405();
    void writingNeedsARole_data();
    void writingNeedsARole();
    void missingThingsAreNotFound();
    void roleAssignments_data();
    void roleAssignments();
    void roleDefinitionsResolve();
    void refusesGraphTokens();
};

void TestArm::init()
{
    m_client = std::make_unique<DemoClient>();
    m_admin = m_client->armToken(admin);
    QVERIFY(!m_admin.empty());
}

void TestArm::subscriptionsFollowTheCaller_data()
{
    QTest::addColumn<std::string>("account");
    QTest::addColumn<int>("count");
    QTest::newRow("owner at the root group") << std::string(admin) << 3;
    QTest::newRow("reader at the root group") << std::string(reader) << 3;
    QTest::newRow("through a group, one subscription") << std::string(developer) << 1;
    QTest::newRow("a resource group in one, another whole") << std::string(dataEngineer) << 2;
}

void TestArm::subscriptionsFollowTheCaller()
{
    QFETCH(std::string, account);
    const Answer answer =
        m_client->get(armService, "/subscriptions?api-version=2022-12-01", m_client->armToken(account));
    QTEST(static_cast<int>(answer.value().size()), "count");
}

void TestArm::identitiesPage()
{
    int pages = 0;
    const QJsonArray identities =
        m_client->all(armService, std::string(prod) + identityPath + version, m_admin, &pages);
    QCOMPARE(identities.size(), 10);
    QCOMPARE(pages, 2);
    const QString id = textIn(identities.at(0), "id");
    QVERIFY(id.contains(QLatin1String("/resourcegroups/"))); // the spelling the service answers with
    const Answer single = m_client->get(armService, id.toStdString() + version, m_admin);
    QCOMPARE(textIn(single.json, "name"), textIn(identities.at(0), "name"));
    // Somebody who may see one group sees its identities only.
    const std::string narrow = m_client->armToken(dataEngineer);
    QCOMPARE(m_client->all(armService, std::string(prod) + identityPath + version, narrow).size(), 2);
}

void TestArm::pathsHaveNoCase()
{
    std::string path = "/" + payments();
    std::transform(path.begin(), path.end(), path.begin(),
                   [](char c) { return c == '/' ? c : static_cast<char>(toupper(c)); });
    QCOMPARE(m_client->get(armService, path + "/FEDERATEDIDENTITYCREDENTIALS" + version, m_admin).value().size(), 6);
}

void TestArm::versionIsNeeded_data()
{
    QTest::addColumn<std::string>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("none") << std::string() << 400 << QStringLiteral("MissingApiVersionParameter");
    QTest::newRow("unknown") << std::string("?api-version=1999-01-01") << 400
                             << QStringLiteral("NoRegisteredProviderFound");
    QTest::newRow("known") << std::string("?api-version=2023-01-31") << 200 << QString();
}

void TestArm::versionIsNeeded()
{
    QFETCH(std::string, query);
    const Answer answer = m_client->get(armService, payments() + query, m_admin);
    QTEST(answer.status, "status");
    QTEST(answer.errorCode(), "code");
}

void TestArm::credentialsPage()
{
    int pages = 0;
    const QJsonArray one =
        m_client->all(armService, payments() + "/federatedIdentityCredentials" + version + "&$top=1", m_admin, &pages);
    QCOMPARE(one.size(), 6);
    QCOMPARE(pages, 6);
    const QJsonObject first = one.at(0).toObject();
    QCOMPARE(textIn(first, "type"),
             QStringLiteral("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials"));
    QCOMPARE(textIn(first.value(QLatin1String("properties")), "subject"),
             QStringLiteral("system:serviceaccount:payments:payments-api"));
    QCOMPARE(
        m_client->get(armService, payments() + "/federatedIdentityCredentials" + version + "&$top=0", m_admin).status,
        400);
}

void TestArm::putGetDelete()
{
    const std::string path = payments() + "/federatedIdentityCredentials/fresh-one" + version;
    QCOMPARE(m_client->write(armService, "PUT", path, m_admin, armBody(QStringLiteral("a"))).status, 201);
    QCOMPARE(m_client->write(armService, "PUT", path, m_admin, armBody(QStringLiteral("b"))).status, 200);
    const Answer read = m_client->get(armService, path, m_admin);
    QCOMPARE(textIn(read.json.value(QLatin1String("properties")), "subject"), QStringLiteral("b"));
    QVERIFY(!read.raw.header("x-ms-request-id").empty());
    QCOMPARE(m_client->write(armService, "DELETE", path, m_admin, {}).status, 200);
    QCOMPARE(m_client->write(armService, "DELETE", path, m_admin, {}).status, 204);
    QCOMPARE(m_client->get(armService, path, m_admin).status, 404);
}

void TestArm::refusesBrokenCredentials_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<QJsonObject>("body");
    const auto with = [](const char *member, const QJsonValue &value) {
        QJsonObject properties = armBody(QStringLiteral("s")).value(QLatin1String("properties")).toObject();
        properties.insert(QString::fromLatin1(member), value);
        return QJsonObject{{QStringLiteral("properties"), properties}};
    };
    QTest::newRow("no properties") << std::string("wanted") << QJsonObject();
    QTest::newRow("bad name") << std::string("a%20b") << armBody(QStringLiteral("s"));
    QTest::newRow("no issuer") << std::string("wanted") << with("issuer", QString());
    QTest::newRow("no subject") << std::string("wanted") << with("subject", QString());
    QTest::newRow("no audience") << std::string("wanted") << with("audiences", QJsonArray());
    QTest::newRow("two audiences") << std::string("wanted")
                                   << with("audiences", QJsonArray{QStringLiteral("a"), QStringLiteral("b")});
    QTest::newRow("subject of 601") << std::string("wanted") << with("subject", QString(601, QLatin1Char('a')));
    QTest::newRow("a trust that exists")
        << std::string("wanted")
        << armBody(QStringLiteral("system:serviceaccount:payments:ledger"),
                   QStringLiteral("https://westeurope.oic.prod-aks.azure.com/b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643/"
                                  "e1a94c72-0b5d-48f3-8c6e-92d7a4f1b03c/"));
}

void TestArm::refusesBrokenCredentials()
{
    QFETCH(std::string, name);
    QFETCH(QJsonObject, body);
    const Answer answer = m_client->write(
        armService, "PUT", payments() + "/federatedIdentityCredentials/" + name + version, m_admin, body);
    QCOMPARE(answer.status, 400);
    QVERIFY(!answer.errorCode().isEmpty());
    QCOMPARE(m_client->get(armService, payments() + "/federatedIdentityCredentials" + version, m_admin).value().size(),
             6);
}

void TestArm::eighteenLeaveRoomForTwo()
{
    const std::string base = std::string(edge) + "/resourceGroups/rg-stores-edge" + identityPath
        + "/id-arc-store-pos/federatedIdentityCredentials/";
    int status = 0;
    for (const char *name : {"nineteen", "twenty", "twenty-one"})
        status = m_client->write(armService, "PUT", base + name + version, m_admin, armBody(QString::fromLatin1(name)))
                     .status;
    QCOMPARE(status, 400);
    QCOMPARE(m_client->all(armService, base + version, m_admin).size(), 20);
}

void TestArm::onlyPreviewsKnowExpressions()
{
    const std::string base = payments() + "/federatedIdentityCredentials/flexible";
    QJsonObject properties =
        armBody(QString(), QStringLiteral("https://gitlab.com")).value(QLatin1String("properties")).toObject();
    properties.remove(QStringLiteral("subject"));
    properties.insert(QStringLiteral("claimsMatchingExpression"),
                      QJsonObject{{QStringLiteral("value"), QStringLiteral("claims['sub'] matches 'project_path:x/*'")},
                                  {QStringLiteral("languageVersion"), 1}});
    const QJsonObject body{{QStringLiteral("properties"), properties}};
    QCOMPARE(m_client->write(armService, "PUT", base + version, m_admin, body).status, 400);
    QCOMPARE(m_client->write(armService, "PUT", base + preview, m_admin, body).status, 201);
    const auto propertiesAt = [&](const char *apiVersion) {
        return m_client->get(armService, base + apiVersion, m_admin).json.value(QLatin1String("properties")).toObject();
    };
    QVERIFY(propertiesAt(preview).contains(QLatin1String("claimsMatchingExpression")));
    QVERIFY(!propertiesAt(version).contains(QLatin1String("claimsMatchingExpression")));
}

void TestArm::regionWithoutFederationAnswers405()
{
    const std::string path = std::string(edge) + "/resourceGroups/rg-stores-apac" + identityPath
        + "/id-store-replicator/federatedIdentityCredentials" + version;
    const Answer answer = m_client->get(armService, path, m_admin);
    QCOMPARE(answer.status, 405);
    QCOMPARE(answer.errorCode(), QStringLiteral("SupportForFederatedIdentityCredentialsNotEnabled"));
}

void TestArm::writingNeedsARole_data()
{
    QTest::addColumn<std::string>("account");
    QTest::addColumn<std::string>("group");
    QTest::addColumn<int>("status");
    const std::string analytics =
        "/resourceGroups/rg-analytics/providers/Microsoft.ManagedIdentity/userAssignedIdentities/"
        "id-eks-analytics-bridge";
    QTest::newRow("owner above") << std::string(admin) << analytics << 201;
    QTest::newRow("reader above") << std::string(reader) << analytics << 403;
    QTest::newRow("contributor through a group") << std::string(developer) << analytics << 201;
    QTest::newRow("identity contributor of the group") << std::string(dataEngineer) << analytics << 201;
    QTest::newRow("identity contributor of another")
        << std::string(dataEngineer) << payments().substr(sizeof prod - 1) << 403;
}

void TestArm::writingNeedsARole()
{
    QFETCH(std::string, account);
    QFETCH(std::string, group);
    const std::string path = prod + group + "/federatedIdentityCredentials/mine" + version;
    const Answer answer =
        m_client->write(armService, "PUT", path, m_client->armToken(account), armBody(QStringLiteral("mine")));
    QTEST(answer.status, "status");
    if (answer.status == 403)
        QCOMPARE(answer.errorCode(), QStringLiteral("AuthorizationFailed"));
}

void TestArm::missingThingsAreNotFound()
{
    for (const std::string &path :
         {"/subscriptions/00000000-0000-0000-0000-000000000000" + std::string(identityPath) + version,
          std::string(prod) + "/resourceGroups/rg-x" + identityPath + "/nobody" + version,
          std::string(prod) + "/resourceGroups/rg-x" + identityPath + "/nobody/federatedIdentityCredentials" + version,
          payments() + "/federatedIdentityCredentials/nobody" + version, payments() + "/somethingElse" + version,
          std::string("/providers/Microsoft.Nothing?api-version=2022-12-01")})
        QVERIFY2(m_client->get(armService, path, m_admin).status == 404, path.c_str());
}

void TestArm::roleAssignments_data()
{
    QTest::addColumn<std::string>("scope");
    QTest::addColumn<std::string>("filter");
    QTest::addColumn<int>("count");
    const std::string root = "/providers/Microsoft.Management/managementGroups/mg-contoso-root";
    // By hand from the cast: four at the root group, three in the subscription of the edge.
    QTest::newRow("root group and below") << root << std::string() << 22;
    QTest::newRow("root group itself") << root << std::string("&$filter=atScope()") << 4;
    QTest::newRow("subscription: above, at and below") << std::string(edge) << std::string() << 4 + 3;
    QTest::newRow("subscription: not below") << std::string(edge) << std::string("&$filter=atScope()") << 4;
    const std::string store = contoso::servicePrincipalId("id-arc-store-pos");
    QTest::newRow("of one principal") << std::string(edge) << "&$filter=principalId%20eq%20'" + store + "'" << 1;
    QTest::newRow("its nested groups too") << std::string(edge) << "&$filter=assignedTo('" + store + "')" << 2;
    QTest::newRow("at scope, of one") << std::string(edge) << "&$filter=atScope()%20and%20assignedTo('" + store + "')"
                                      << 0;
}

void TestArm::roleAssignments()
{
    QFETCH(std::string, scope);
    QFETCH(std::string, filter);
    const QJsonArray found = m_client->all(armService, scope + rolePath + roleVersion + filter, m_admin);
    QTEST(static_cast<int>(found.size()), "count");
    QSet<QString> ids;
    for (const auto &assignment : found)
        ids.insert(textIn(assignment, "id"));
    QCOMPARE(ids.size(), found.size());
}

void TestArm::roleDefinitionsResolve()
{
    const QJsonArray assignments = m_client->all(armService, std::string(prod) + rolePath + roleVersion, m_admin);
    QVERIFY(assignments.size() > 10); // more than a page
    for (const auto &assignment : assignments) {
        const QString id = textIn(assignment.toObject().value(QLatin1String("properties")), "roleDefinitionId");
        const Answer definition = m_client->get(armService, id.toStdString() + roleVersion, m_admin);
        QCOMPARE(definition.status, 200);
        QVERIFY(!textIn(definition.json.value(QLatin1String("properties")), "roleName").isEmpty());
    }
    const Answer byName = m_client->get(armService,
                                        std::string(prod) + "/providers/Microsoft.Authorization/roleDefinitions"
                                            + roleVersion + "&$filter=roleName%20eq%20'Reader'",
                                        m_admin);
    QCOMPARE(byName.value().size(), 1);
    const Answer odd =
        m_client->get(armService, std::string(prod) + rolePath + roleVersion + "&$filter=scope%20eq%20'x'", m_admin);
    QCOMPARE(odd.status, 400);
    // The data engineer may see the subscription, but not who holds what in it.
    const Answer hidden =
        m_client->get(armService, std::string(prod) + rolePath + roleVersion, m_client->armToken(dataEngineer));
    QCOMPARE(hidden.status, 403);
}

void TestArm::refusesGraphTokens()
{
    const Answer answer =
        m_client->get(armService, "/subscriptions?api-version=2022-12-01", m_client->graphToken(admin));
    QCOMPARE(answer.status, 401);
    QVERIFY(!answer.raw.header("WWW-Authenticate").empty());
}

QTEST_GUILESS_MAIN(TestArm)
#include "tst_arm.moc"
