// SPDX-License-Identifier: Apache-2.0
#include "arm_paths.h"
#include "demo/contoso.h"

#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr char readerRole[] = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
constexpr char ownerRole[] = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
constexpr char definitionPath[] = "/providers/Microsoft.Authorization/roleDefinitions";
constexpr char firstId[] = "0b1f6160-9f5c-4f3a-8f44-0d7d3a1f0001";
constexpr char secondId[] = "0b1f6160-9f5c-4f3a-8f44-0d7d3a1f0002";

QJsonObject assignment(const std::string &role, const std::string &principal, const char *type = nullptr)
{
    QJsonObject properties{
        {QStringLiteral("roleDefinitionId"), QString::fromStdString(std::string(prod) + definitionPath + "/" + role)},
        {QStringLiteral("principalId"), QString::fromStdString(principal)}};
    if (type != nullptr)
        properties.insert(QStringLiteral("principalType"), QString::fromLatin1(type));
    return {{QStringLiteral("properties"), properties}};
}

std::string group(const char *id)
{
    return std::string(prod) + "/resourceGroups/rg-analytics" + rolePath + "/" + id + roleVersion;
}

} // namespace

// Azure role assignments and definitions that are written.
class TestArmRoles final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;
    std::string m_admin;

    Answer put(const std::string &target, const QJsonObject &body)
    {
        return m_client->write(armService, "PUT", target, m_admin, body);
    }
    std::string freshPrincipal();

private Q_SLOTS:
    void init();

    void createReadDelete();
    void createdRightsCount();
    void freshPrincipalIsNotKnownYet();
    void whoNamesTheTypeNeedNotWait();
    void refusesBrokenAssignments_data();
    void refusesBrokenAssignments();
    void sameGrantTwiceIsAConflict();
    void onlyOwnersAssign_data();
    void onlyOwnersAssign();
    void customRoles();
    void builtInRolesStay();
};

void TestArmRoles::init()
{
    m_client = std::make_unique<DemoClient>();
    m_admin = m_client->armToken(admin);
    QVERIFY(!m_admin.empty());
}

std::string TestArmRoles::freshPrincipal()
{
    const Answer made = put(std::string(prod) + "/resourceGroups/rg-analytics" + identityPath + "/id-fresh" + version,
                            {{QStringLiteral("location"), QStringLiteral("westeurope")}});
    return textIn(propertiesOf(made), "principalId").toStdString();
}

void TestArmRoles::createReadDelete()
{
    const std::string principal = contoso::servicePrincipalId("id-acr-mirror");
    const Answer created = put(group(firstId), assignment(readerRole, principal));
    QCOMPARE(created.status, 201);
    const QJsonObject properties = propertiesOf(created);
    QCOMPARE(textIn(properties, "principalType"), QStringLiteral("ServicePrincipal"));
    QCOMPARE(textIn(properties, "createdBy"), QString::fromStdString(contoso::userId("m.reyes")));
    QCOMPARE(textIn(properties, "scope"), QString::fromStdString(std::string(prod) + "/resourceGroups/rg-analytics"));
    const Answer read = m_client->get(armService, textIn(created.json, "id").toStdString() + roleVersion, m_admin);
    QCOMPARE(read.json, created.json);
    const QJsonArray listed = m_client->all(armService,
                                            std::string(prod) + "/resourceGroups/rg-analytics" + rolePath + roleVersion
                                                + "&$filter=principalId%20eq%20'" + principal + "'",
                                            m_admin);
    QCOMPARE(listed.size(), 1);
    // The same once more changes nothing; another principal under the same name does not go.
    QCOMPARE(put(group(firstId), assignment(readerRole, principal)).status, 200);
    QCOMPARE(put(group(firstId), assignment(readerRole, contoso::userId("d.novak"))).errorCode(),
             QStringLiteral("RoleAssignmentUpdateNotPermitted"));
    QCOMPARE(m_client->write(armService, "DELETE", group(firstId), m_admin, {}).status, 200);
    QCOMPARE(m_client->write(armService, "DELETE", group(firstId), m_admin, {}).status, 204);
    QCOMPARE(m_client->get(armService, group(firstId), m_admin).status, 404);
}

void TestArmRoles::createdRightsCount()
{
    const std::string target = payments() + "/federatedIdentityCredentials/mine" + version;
    const std::string token = m_client->armToken(reader);
    const auto status = [&] {
        return m_client->write(armService, "PUT", target, token, armBody(QStringLiteral("mine"))).status;
    };
    QCOMPARE(status(), 403);
    const std::string grant = payments() + rolePath + "/" + firstId + roleVersion;
    QCOMPARE(put(grant, assignment("7e559ce2-48d7-4b27-9128-fa1b247f1308", contoso::userId("a.tanaka"))).status, 201);
    QCOMPARE(status(), 201);
}

void TestArmRoles::freshPrincipalIsNotKnownYet()
{
    const std::string principal = freshPrincipal();
    const Answer early = put(group(firstId), assignment(readerRole, principal));
    QCOMPARE(early.status, 400);
    QCOMPARE(early.errorCode(), QStringLiteral("PrincipalNotFound"));
    m_client->pass(std::chrono::seconds(30));
    QCOMPARE(put(group(firstId), assignment(readerRole, principal)).status, 201);
}

void TestArmRoles::whoNamesTheTypeNeedNotWait()
{
    QCOMPARE(put(group(firstId), assignment(readerRole, freshPrincipal(), "ServicePrincipal")).status, 201);
}

void TestArmRoles::refusesBrokenAssignments_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *id, const QJsonObject &body, int status, const char *code) {
        QTest::newRow(name) << QString::fromLatin1(id) << body << status << QString::fromLatin1(code);
    };
    const std::string somebody = contoso::userId("d.novak");
    row("name that is no GUID", "mine", assignment(readerRole, somebody), 400, "InvalidRoleAssignmentId");
    row("unknown principal", firstId, assignment(readerRole, firstId), 400, "PrincipalNotFound");
    row("unknown principal, type named", firstId, assignment(readerRole, firstId, "User"), 400, "PrincipalNotFound");
    row("another type", firstId, assignment(readerRole, somebody, "Group"), 400, "UnmatchedPrincipalType");
    row("unknown role", firstId, assignment(firstId, somebody), 404, "RoleDefinitionDoesNotExist");
    row("nothing", firstId, {}, 400, "InvalidRequestContent");
}

void TestArmRoles::refusesBrokenAssignments()
{
    QFETCH(QString, id);
    QFETCH(QJsonObject, body);
    const Answer answer = put(group(qPrintable(id)), body);
    QTEST(answer.status, "status");
    QTEST(answer.errorCode(), "code");
    QCOMPARE(m_client->service().tenant().azureRoleAssignments.size(), size_t(22));
}

void TestArmRoles::sameGrantTwiceIsAConflict()
{
    const QJsonObject body = assignment(readerRole, contoso::userId("d.novak"));
    QCOMPARE(put(group(firstId), body).status, 201);
    const Answer again = put(group(secondId), body);
    QCOMPARE(again.status, 409);
    QCOMPARE(again.errorCode(), QStringLiteral("RoleAssignmentExists"));
}

void TestArmRoles::onlyOwnersAssign_data()
{
    QTest::addColumn<std::string>("account");
    QTest::addColumn<int>("status");
    QTest::newRow("owner") << std::string(admin) << 201;
    QTest::newRow("contributor") << std::string(developer) << 403;
    QTest::newRow("reader") << std::string(reader) << 403;
}

void TestArmRoles::onlyOwnersAssign()
{
    QFETCH(std::string, account);
    const Answer answer = m_client->write(armService, "PUT", group(firstId), m_client->armToken(account),
                                          assignment(ownerRole, contoso::userId("j.ortiz")));
    QTEST(answer.status, "status");
}

void TestArmRoles::customRoles()
{
    const std::string target = std::string(prod) + definitionPath + "/" + firstId + roleVersion;
    const QJsonObject permission{{QStringLiteral("actions"), QJsonArray{QStringLiteral("Microsoft.ManagedIdentity/*")}},
                                 {QStringLiteral("notActions"), QJsonArray{QStringLiteral("*/delete")}}};
    QJsonObject properties{{QStringLiteral("roleName"), QStringLiteral("Trust Keeper")},
                           {QStringLiteral("permissions"), QJsonArray{permission}},
                           {QStringLiteral("assignableScopes"), QJsonArray{QString::fromLatin1(prod)}}};
    QCOMPARE(put(target, {{QStringLiteral("properties"), properties}}).status, 201);
    const std::string byName = definitionPath + std::string(roleVersion) + "&$filter=roleName%20eq%20'Trust%20Keeper'";
    QCOMPARE(m_client->all(armService, prod + byName, m_admin).size(), 1);
    QCOMPARE(m_client->all(armService, edge + byName, m_admin).size(), 0); // assignable in the other only
    // What it excludes it does not give.
    QCOMPARE(put(std::string(prod) + rolePath + "/" + secondId + roleVersion,
                 assignment(firstId, contoso::userId("a.tanaka")))
                 .status,
             201);
    const std::string token = m_client->armToken(reader);
    const std::string mine = payments() + "/federatedIdentityCredentials/mine" + version;
    QCOMPARE(m_client->write(armService, "PUT", mine, token, armBody(QStringLiteral("mine"))).status, 201);
    QCOMPARE(m_client->write(armService, "DELETE", mine, token, {}).status, 403);
    QCOMPARE(m_client->write(armService, "DELETE", target, m_admin, {}).errorCode(),
             QStringLiteral("RoleDefinitionHasAssignments"));
    QCOMPARE(
        m_client->write(armService, "DELETE", std::string(prod) + rolePath + "/" + secondId + roleVersion, m_admin, {})
            .status,
        200);
    QCOMPARE(m_client->write(armService, "DELETE", target, m_admin, {}).status, 200);
}

void TestArmRoles::builtInRolesStay()
{
    const std::string target = std::string(prod) + definitionPath + "/" + readerRole + roleVersion;
    QCOMPARE(m_client->write(armService, "DELETE", target, m_admin, {}).status, 403);
    QCOMPARE(m_client->get(armService, target, m_admin).status, 200);
}

QTEST_GUILESS_MAIN(TestArmRoles)
#include "tst_arm_roles.moc"
