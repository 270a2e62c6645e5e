// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"

#include <QTest>

using namespace symbolon::demo;

namespace {

Application appNamed(const std::string &name)
{
    Application app;
    app.id = "Object-" + name;
    app.appId = "Client-" + name;
    app.displayName = name;
    return app;
}

Tenant tenantOf(int count)
{
    Tenant tenant;
    for (int i = 0; i < count; ++i)
        tenant.applications.push_back(appNamed(std::to_string(i)));
    return tenant;
}

std::string nameOf(const Application *app)
{
    return app == nullptr ? std::string("none") : app->displayName;
}

} // namespace

// Look-ups of the tenant: right whatever happened to what it holds.
class TestTenant final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWithoutCase();
    void findsEveryOneOfMany();
    void followsWhatIsAppended();
    void followsWhatIsRemoved_data();
    void followsWhatIsRemoved();
    void removedAndAppendedAtOnce();
    void changedKeysNeedForgetting();
    void firstOfTwinsIsFound();
    void copiesAreIndependent();
    void findsIdentitiesByTheirParts();
    void everyoneOfTheCastIsFound();
};

void TestTenant::findsWithoutCase()
{
    const Tenant tenant = tenantOf(3);
    QCOMPARE(nameOf(tenant.application("OBJECT-1")), std::string("1"));
    QCOMPARE(nameOf(tenant.applicationByAppId("client-2")), std::string("2"));
    QCOMPARE(nameOf(tenant.application("client-2")), std::string("none"));
    QCOMPARE(nameOf(tenant.application({})), std::string("none"));
    QCOMPARE(nameOf(Tenant().application("object-1")), std::string("none"));
}

void TestTenant::findsEveryOneOfMany()
{
    const Tenant tenant = tenantOf(5000);
    for (int i = 0; i < 5000; ++i)
        QCOMPARE(nameOf(tenant.application("object-" + std::to_string(i))), std::to_string(i));
    QCOMPARE(nameOf(tenant.application("object-5000")), std::string("none"));
}

void TestTenant::followsWhatIsAppended()
{
    Tenant tenant;
    for (int i = 0; i < 200; ++i) {
        const std::string name = std::to_string(i);
        QCOMPARE(nameOf(tenant.application("object-" + name)), std::string("none"));
        tenant.applications.push_back(appNamed(name));
        QCOMPARE(nameOf(tenant.application("object-" + name)), name);
    }
    QCOMPARE(nameOf(tenant.application("object-0")), std::string("0"));
}

void TestTenant::followsWhatIsRemoved_data()
{
    QTest::addColumn<int>("position");
    QTest::newRow("first") << 0;
    QTest::newRow("middle") << 50;
    QTest::newRow("last") << 99;
}

void TestTenant::followsWhatIsRemoved()
{
    QFETCH(int, position);
    Tenant tenant = tenantOf(100);
    QVERIFY(tenant.application("object-3") != nullptr);
    tenant.applications.erase(tenant.applications.begin() + position);
    for (int i = 0; i < 100; ++i) {
        const std::string name = std::to_string(i);
        QCOMPARE(nameOf(tenant.application("object-" + name)), i == position ? std::string("none") : name);
    }
}

void TestTenant::removedAndAppendedAtOnce()
{
    Tenant tenant = tenantOf(100);
    QVERIFY(tenant.application("object-3") != nullptr);
    tenant.applications.erase(tenant.applications.begin() + 40);
    tenant.applications.push_back(appNamed("new"));
    QCOMPARE(nameOf(tenant.application("object-new")), std::string("new"));
    QCOMPARE(nameOf(tenant.application("object-40")), std::string("none"));
    QCOMPARE(nameOf(tenant.application("object-99")), std::string("99"));
}

void TestTenant::changedKeysNeedForgetting()
{
    Tenant tenant = tenantOf(10);
    QCOMPARE(nameOf(tenant.application("object-3")), std::string("3"));
    tenant.applications[3].id = "changed";
    tenant.forgetIndexes();
    QCOMPARE(nameOf(tenant.application("changed")), std::string("3"));
    QCOMPARE(nameOf(tenant.application("object-3")), std::string("none"));
}

void TestTenant::firstOfTwinsIsFound()
{
    Tenant tenant = tenantOf(10);
    tenant.applications.push_back(appNamed("3"));
    tenant.applications.back().displayName = "twin";
    QCOMPARE(nameOf(tenant.application("object-3")), std::string("3"));
}

void TestTenant::copiesAreIndependent()
{
    Tenant tenant = tenantOf(10);
    QVERIFY(tenant.application("object-3") != nullptr);
    const Tenant copy = tenant;
    tenant.applications.clear();
    QCOMPARE(nameOf(copy.application("object-3")), std::string("3"));
    QCOMPARE(nameOf(tenant.application("object-3")), std::string("none"));
}

void TestTenant::findsIdentitiesByTheirParts()
{
    Tenant tenant;
    for (const char *group : {"rg-a", "rg-b"}) {
        ManagedIdentity identity;
        identity.subscriptionId = "sub";
        identity.resourceGroup = group;
        identity.name = "id";
        identity.clientId = std::string("client-") + group;
        tenant.managedIdentities.push_back(identity);
    }
    const ManagedIdentity *found = tenant.managedIdentity("SUB", "RG-B", "ID");
    QVERIFY(found != nullptr);
    QCOMPARE(found->clientId, std::string("client-rg-b"));
    QVERIFY(tenant.managedIdentity("sub", "rg-", "bid") == nullptr);
    QVERIFY(tenant.managedIdentityByClientId("CLIENT-RG-A") == &tenant.managedIdentities[0]);
}

void TestTenant::everyoneOfTheCastIsFound()
{
    const Tenant tenant = contosoTenant();
    for (const Application &app : tenant.applications)
        QVERIFY(tenant.application(app.id) == &app && tenant.applicationByAppId(app.appId) == &app);
    for (const ServicePrincipal &principal : tenant.servicePrincipals) {
        QVERIFY(tenant.servicePrincipal(principal.id) == &principal);
        QVERIFY(tenant.servicePrincipalByAppId(principal.appId) == &principal);
    }
    for (const ManagedIdentity &identity : tenant.managedIdentities)
        QVERIFY(tenant.managedIdentityByPrincipalId(identity.principalId) == &identity);
    for (const User &user : tenant.users)
        QVERIFY(tenant.user(user.id) == &user && tenant.userByName(user.userPrincipalName) == &user);
    for (const Group &group : tenant.groups)
        QVERIFY(tenant.group(group.id) == &group);
}

QTEST_GUILESS_MAIN(TestTenant)
#include "tst_tenant.moc"
