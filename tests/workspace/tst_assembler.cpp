// SPDX-License-Identifier: Apache-2.0
#include "workspace/assembler.h"

#include <QTest>

using namespace symbolon;
using trust::Knowledge;
using workspace::Facts;
using workspace::Source;

namespace {

const trust::IdentityKey appKey{trust::IdentityKind::Application, QStringLiteral("app-object")};
const trust::IdentityKey miKey{trust::IdentityKind::ManagedIdentity, QStringLiteral("/subscriptions/S/id-x")};
const trust::Part known{Knowledge::Known, std::nullopt};
const trust::Part failed{Knowledge::Failed, Error{.kind = ErrorKind::Forbidden}};

trust::Identity application()
{
    trust::Identity identity;
    identity.key = appKey;
    identity.displayName = QStringLiteral("app");
    identity.clientId = QStringLiteral("CLIENT");
    identity.credentialsPart = known;
    return identity;
}

trust::Identity managedIdentity()
{
    trust::Identity identity;
    identity.key = miKey;
    identity.displayName = QStringLiteral("id-x");
    identity.clientId = QStringLiteral("mi-client");
    identity.servicePrincipalId = QStringLiteral("MI-SP");
    identity.place = trust::AzurePlace{.subscriptionId = QStringLiteral("S")};
    return identity;
}

cloud::ServicePrincipal principal(const QString &id, const QString &appId)
{
    cloud::ServicePrincipal one;
    one.id = id;
    one.appId = appId;
    return one;
}

cloud::AzureRoleAssignment azureRole(const QString &id, const QString &principalId, const QString &type)
{
    cloud::AzureRoleAssignment one;
    one.id = id;
    one.principalId = principalId;
    one.principalType = type;
    one.scope = QStringLiteral("/subscriptions/s");
    one.roleDefinitionId = QStringLiteral("/subscriptions/s/providers/x/roleDefinitions/R1");
    return one;
}

void allKnown(Facts &facts)
{
    for (const Source source :
         {Source::ServicePrincipals, Source::AppPermissions, Source::DirectoryRoles, Source::AzureRoles})
        facts.setPart(source, known);
}

} // namespace

class TestAssembler final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unknownIdentityIsNothing();
    void partsAreNotReadAtFirst();
    void withoutServicePrincipalNothingIsGranted();
    void grantsMatchWithoutRegardToCase();
    void grantAboveSubscriptionsCountsOnce();
    void groupGrantsNeedTheGroups();
    void defaultAccessIsNoPrivilege();
    void failedSourceIsSaidAndKeepsGrants();
    void credentialsOutliveAListingWithoutThem();
    void writtenCredentialsOutliveAnOlderListing();
    void scopeNames_data();
    void scopeNames();
};

void TestAssembler::unknownIdentityIsNothing()
{
    QVERIFY(!workspace::assemble(Facts(), appKey).has_value());
}

void TestAssembler::partsAreNotReadAtFirst()
{
    Facts facts;
    facts.put(application());
    const auto identity = workspace::assemble(facts, appKey);
    QVERIFY(identity->credentialsPart.isKnown());
    QVERIFY(identity->directoryRolesPart.state == Knowledge::NotRead);
    QVERIFY(identity->appPermissionsPart.state == Knowledge::NotRead);
    QVERIFY(identity->azureRolesPart.state == Knowledge::NotRead);
}

void TestAssembler::withoutServicePrincipalNothingIsGranted()
{
    Facts facts;
    facts.put(application());
    facts.setPart(Source::ServicePrincipals, known);
    QVERIFY(workspace::assemble(facts, appKey)->directoryRolesPart.isKnown());
    facts.setPart(Source::ServicePrincipals, failed);
    QVERIFY(workspace::assemble(facts, appKey)->directoryRolesPart == failed);
}

void TestAssembler::grantsMatchWithoutRegardToCase()
{
    Facts facts;
    allKnown(facts);
    facts.put(application());
    facts.addServicePrincipals({principal(QStringLiteral("SP-1"), QStringLiteral("client"))});
    cloud::DirectoryRoleAssignment assignment;
    assignment.principalId = QStringLiteral("sp-1");
    assignment.directoryScopeId = QStringLiteral("/");
    assignment.role = {QStringLiteral("id"), QStringLiteral("TEMPLATE"), QStringLiteral("Reader")};
    facts.setDirectoryRoleAssignments({assignment});
    const auto identity = workspace::assemble(facts, appKey);
    QCOMPARE(identity->servicePrincipalId, QStringLiteral("SP-1"));
    QCOMPARE(identity->privileges.size(), 1);
    QCOMPARE(identity->privileges.constFirst().roleId, QStringLiteral("template"));
    QVERIFY(identity->directoryRolesPart.isKnown());
}

void TestAssembler::grantAboveSubscriptionsCountsOnce()
{
    Facts facts;
    allKnown(facts);
    facts.put(managedIdentity());
    const auto assignment =
        azureRole(QStringLiteral("A1"), QStringLiteral("mi-sp"), QStringLiteral("ServicePrincipal"));
    facts.setSubscriptions({{QStringLiteral("s"), QStringLiteral("sub-one"), {}, {}},
                            {QStringLiteral("t"), QStringLiteral("sub-two"), {}, {}}});
    facts.setAzureRoleAssignments(QStringLiteral("s"), {assignment});
    facts.setAzureRoleAssignments(QStringLiteral("t"), {assignment});
    const auto identity = workspace::assemble(facts, miKey);
    QCOMPARE(identity->privileges.size(), 1);
    QCOMPARE(identity->privileges.constFirst().name, QStringLiteral("r1")); // the id while there is no name
    QCOMPARE(identity->privileges.constFirst().scopeName, QStringLiteral("sub-one"));
    QCOMPARE(identity->place->subscriptionName, QStringLiteral("sub-one"));
    facts.addAzureRole({{}, QStringLiteral("r1"), QStringLiteral("Owner"), true});
    QCOMPARE(workspace::assemble(facts, miKey)->privileges.constFirst().name, QStringLiteral("Owner"));
    // A subscription that is no longer listed takes its grants along.
    facts.setSubscriptions({});
    QVERIFY(workspace::assemble(facts, miKey)->privileges.isEmpty());
}

void TestAssembler::groupGrantsNeedTheGroups()
{
    Facts facts;
    allKnown(facts);
    facts.put(managedIdentity());
    facts.setSubscriptions({{QStringLiteral("s"), QStringLiteral("sub-one"), {}, {}}});
    facts.setAzureRoleAssignments(QStringLiteral("s"),
                                  {azureRole(QStringLiteral("A1"), QStringLiteral("G"), QStringLiteral("Group"))});
    QVERIFY(workspace::assemble(facts, miKey)->azureRolesPart.state == Knowledge::NotRead);
    QVERIFY(workspace::assemble(facts, miKey)->directoryRolesPart.isKnown());

    facts.failMemberships(QStringLiteral("mi-sp"), *failed.error);
    QVERIFY(workspace::assemble(facts, miKey)->azureRolesPart == failed);

    cloud::Membership group;
    group.id = QStringLiteral("g");
    group.kind = cloud::Membership::Kind::Group;
    group.displayName = QStringLiteral("grp-ops");
    facts.setMemberships(QStringLiteral("mi-sp"), {group});
    const auto identity = workspace::assemble(facts, miKey);
    QVERIFY(identity->azureRolesPart.isKnown());
    QCOMPARE(identity->privileges.size(), 1);
    QCOMPARE(identity->privileges.constFirst().throughGroup, QStringLiteral("grp-ops"));
}

void TestAssembler::defaultAccessIsNoPrivilege()
{
    Facts facts;
    allKnown(facts);
    facts.put(managedIdentity());
    cloud::ServicePrincipal resource = principal(QStringLiteral("graph"), QStringLiteral("graph-app"));
    resource.displayName = QStringLiteral("Microsoft Graph");
    resource.appRoles = {{QStringLiteral("ROLE"), QStringLiteral("Mail.Send"), {}, true, {}}};
    facts.addServicePrincipals({resource});
    QCOMPARE(facts.permissionResources().size(), 1);
    cloud::AppRoleAssignment nothing;
    nothing.appRoleId = QStringLiteral("00000000-0000-0000-0000-000000000000");
    nothing.principalId = QStringLiteral("mi-sp");
    cloud::AppRoleAssignment send = nothing;
    send.appRoleId = QStringLiteral("role");
    send.resourceId = QStringLiteral("GRAPH");
    facts.setAppRoleAssignments(QStringLiteral("graph"), {nothing, send});
    const auto identity = workspace::assemble(facts, miKey);
    QCOMPARE(identity->privileges.size(), 1);
    QCOMPARE(identity->privileges.constFirst().name, QStringLiteral("Mail.Send"));
    QCOMPARE(identity->privileges.constFirst().resourceAppId, QStringLiteral("graph-app"));
    QCOMPARE(identity->privileges.constFirst().scopeName, QStringLiteral("Microsoft Graph"));
}

void TestAssembler::failedSourceIsSaidAndKeepsGrants()
{
    Facts facts;
    allKnown(facts);
    facts.put(managedIdentity());
    facts.setSubscriptions({{QStringLiteral("s"), QStringLiteral("sub-one"), {}, {}}});
    facts.setAzureRoleAssignments(
        QStringLiteral("s"),
        {azureRole(QStringLiteral("A"), QStringLiteral("mi-sp"), QStringLiteral("ServicePrincipal"))});
    facts.setPart(Source::AzureRoles, failed);
    const auto identity = workspace::assemble(facts, miKey);
    QVERIFY(identity->azureRolesPart == failed);
    QCOMPARE(identity->privileges.size(), 1);
}

void TestAssembler::credentialsOutliveAListingWithoutThem()
{
    Facts facts;
    facts.put(managedIdentity());
    trust::FederatedCredential credential;
    credential.name = QStringLiteral("one");
    facts.setCredentials(miKey, {credential});
    facts.put(managedIdentity());
    QCOMPARE(facts.find(miKey)->credentials.size(), 1);
    QVERIFY(facts.find(miKey)->credentialsPart.isKnown());
    facts.failCredentials(miKey, *failed.error);
    QCOMPARE(facts.find(miKey)->credentials.size(), 1);
    QVERIFY(facts.find(miKey)->credentialsPart == failed);
}

void TestAssembler::writtenCredentialsOutliveAnOlderListing()
{
    Facts facts;
    facts.put(application());
    trust::FederatedCredential credential;
    credential.name = QStringLiteral("written");
    facts.setCredentials(appKey, {credential});
    facts.protectCredentials(appKey);
    facts.put(application());
    QCOMPARE(facts.find(appKey)->credentials.size(), 1);
    facts.endProtection();
    facts.put(application());
    QVERIFY(facts.find(appKey)->credentials.isEmpty());
}

void TestAssembler::scopeNames_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("name");
    QTest::newRow("root") << QStringLiteral("/") << QStringLiteral("/");
    QTest::newRow("management group") << QStringLiteral("/providers/Microsoft.Management/managementGroups/mg-root")
                                      << QStringLiteral("mg-root");
    QTest::newRow("subscription") << QStringLiteral("/subscriptions/S") << QStringLiteral("sub-one");
    QTest::newRow("unlisted subscription") << QStringLiteral("/subscriptions/other") << QStringLiteral("other");
    QTest::newRow("resource group") << QStringLiteral("/subscriptions/s/resourceGroups/rg-x") << QStringLiteral("rg-x");
    QTest::newRow("resource") << QStringLiteral(
        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv")
                              << QStringLiteral("kv");
}

void TestAssembler::scopeNames()
{
    QFETCH(QString, scope);
    QFETCH(QString, name);
    Facts facts;
    facts.setSubscriptions({{QStringLiteral("s"), QStringLiteral("sub-one"), {}, {}}});
    QCOMPARE(workspace::azureScopeName(facts, scope), name);
}

QTEST_GUILESS_MAIN(TestAssembler)
#include "tst_assembler.moc"
