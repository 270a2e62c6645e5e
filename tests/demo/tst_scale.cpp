// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"
#include "demo/scale.h"
#include "demo/text.h"
#include "demo_client.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

Tenant grown(int apps, int identities, std::uint64_t seed = 7)
{
    Tenant tenant = contosoTenant();
    Scale scale;
    scale.apps = apps;
    scale.identities = identities;
    scale.seed = seed;
    addScale(tenant, scale);
    return tenant;
}

// Everything that tells two tenants apart, as text.
std::string fingerprint(const Tenant &tenant)
{
    std::string text;
    for (const Application &app : tenant.applications) {
        text += app.id;
        text += app.displayName;
        for (const Credential &credential : app.credentials)
            text += credential.id + credential.issuer + credential.subject.value_or(std::string());
    }
    for (const ManagedIdentity &identity : tenant.managedIdentities)
        text += identity.principalId + identity.name;
    for (const AzureRoleAssignment &held : tenant.azureRoleAssignments)
        text += held.id + held.scope;
    return sha256(text);
}

} // namespace

// A tenant of any size: the same every time, whole, and in the proportions of a real one.
class TestScale final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsItsOption_data();
    void readsItsOption();
    void sameSeedSameTenant();
    void otherSeedOtherTenant();
    void castStaysAsItIs();
    void idsAreUnique();
    void everythingRefersToSomething();
    void credentialsKeepTheRules();
    void proportionsArePlausible();
    void isServed();
};

void TestScale::readsItsOption_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<int>("apps"); // -1: refused
    QTest::addColumn<int>("identities");
    QTest::addColumn<int>("seed");
    QTest::newRow("all") << QStringLiteral("apps=100000,identities=20000,seed=7") << 100000 << 20000 << 7;
    QTest::newRow("apps alone") << QStringLiteral("apps=5") << 5 << 0 << 1;
    QTest::newRow("any order, blanks") << QStringLiteral("seed=3, identities = 2") << 0 << 2 << 3;
    QTest::newRow("nothing") << QString() << -1 << 0 << 0;
    QTest::newRow("unknown name") << QStringLiteral("users=5") << -1 << 0 << 0;
    QTest::newRow("no number") << QStringLiteral("apps=many") << -1 << 0 << 0;
    QTest::newRow("negative") << QStringLiteral("apps=-1") << -1 << 0 << 0;
    QTest::newRow("too many") << QStringLiteral("apps=500001") << -1 << 0 << 0;
    QTest::newRow("far too many") << QStringLiteral("seed=99999999999999999999") << -1 << 0 << 0;
}

void TestScale::readsItsOption()
{
    QFETCH(QString, option);
    QFETCH(int, apps);
    std::string problem;
    const std::optional<Scale> scale = parseScale(option.toStdString(), problem);
    QCOMPARE(scale.has_value(), apps >= 0);
    QCOMPARE(problem.empty(), apps >= 0);
    if (!scale)
        return;
    QCOMPARE(scale->apps, apps);
    QTEST(scale->identities, "identities");
    QTEST(static_cast<int>(scale->seed), "seed");
}

void TestScale::sameSeedSameTenant()
{
    QCOMPARE(fingerprint(grown(300, 100)), fingerprint(grown(300, 100)));
}

void TestScale::otherSeedOtherTenant()
{
    QVERIFY(fingerprint(grown(300, 100, 1)) != fingerprint(grown(300, 100, 2)));
}

void TestScale::castStaysAsItIs()
{
    const Tenant cast = contosoTenant();
    QCOMPARE(fingerprint(grown(0, 0)), fingerprint(cast));
    const Tenant tenant = grown(50, 20);
    QCOMPARE(tenant.applications.size(), cast.applications.size() + 50);
    QCOMPARE(tenant.managedIdentities.size(), cast.managedIdentities.size() + 20);
    for (size_t i = 0; i < cast.applications.size(); ++i)
        QCOMPARE(tenant.applications[i].id, cast.applications[i].id);
    // Whoever signs in sees the same accounts.
    const auto isPerson = [](const User &user) { return user.person; };
    QCOMPARE(std::count_if(tenant.users.begin(), tenant.users.end(), isPerson),
             std::count_if(cast.users.begin(), cast.users.end(), isPerson));
}

void TestScale::idsAreUnique()
{
    const Tenant tenant = grown(3000, 1000);
    std::set<std::string> ids;
    size_t count = 0;
    const auto note = [&](const std::string &id) {
        ids.insert(id);
        ++count;
    };
    for (const Application &app : tenant.applications) {
        QVERIFY2(isGuid(app.id) && isGuid(app.appId), app.id.c_str());
        note(app.id);
        note(app.appId);
        for (const Credential &credential : app.credentials)
            note(credential.id);
    }
    for (const ServicePrincipal &principal : tenant.servicePrincipals)
        note(principal.id);
    for (const AzureRoleAssignment &held : tenant.azureRoleAssignments)
        note(held.id);
    QCOMPARE(ids.size(), count);
}

void TestScale::everythingRefersToSomething()
{
    const Tenant tenant = grown(2000, 800);
    for (const Application &app : tenant.applications) {
        for (const std::string &owner : app.owners)
            QVERIFY2(tenant.user(owner) != nullptr || tenant.servicePrincipal(owner) != nullptr, app.id.c_str());
    }
    for (const ManagedIdentity &identity : tenant.managedIdentities) {
        QVERIFY2(tenant.servicePrincipal(identity.principalId) != nullptr, identity.name.c_str());
        const Subscription *home = tenant.subscription(identity.subscriptionId);
        QVERIFY2(home != nullptr, identity.name.c_str());
        const auto &groups = home->resourceGroups;
        QVERIFY2(std::any_of(groups.begin(), groups.end(),
                             [&](const ResourceGroup &group) { return group.name == identity.resourceGroup; }),
                 identity.name.c_str());
    }
    for (const AppRoleAssignment &held : tenant.appRoleAssignments)
        QVERIFY(tenant.servicePrincipal(held.principalId) != nullptr);
    for (const DirectoryRoleAssignment &held : tenant.directoryRoleAssignments)
        QVERIFY(tenant.directoryRole(held.roleDefinitionId) != nullptr);
    for (const AzureRoleAssignment &held : tenant.azureRoleAssignments) {
        QVERIFY(tenant.azureRole(held.roleDefinitionId) != nullptr);
        QVERIFY(tenant.servicePrincipal(held.principalId) != nullptr || tenant.group(held.principalId) != nullptr
                || tenant.user(held.principalId) != nullptr);
    }
}

void TestScale::credentialsKeepTheRules()
{
    const Tenant tenant = grown(5000, 2000);
    std::vector<std::vector<Credential>> lists;
    for (const Application &app : tenant.applications)
        lists.push_back(app.credentials);
    for (const ManagedIdentity &identity : tenant.managedIdentities)
        lists.push_back(identity.credentials);
    for (const std::vector<Credential> &list : lists) {
        QVERIFY(list.size() <= 20);
        std::set<std::string> names;
        std::set<std::pair<std::string, std::string>> trusted;
        for (const Credential &credential : list) {
            QVERIFY2(credential.subject.has_value() != credential.expression.has_value(), credential.name.c_str());
            QCOMPARE(credential.audiences.size(), size_t(1));
            names.insert(lower(credential.name));
            trusted.insert({credential.issuer, credential.subject ? *credential.subject : *credential.expression});
        }
        QCOMPARE(names.size(), list.size());
        QCOMPARE(trusted.size(), list.size());
    }
}

void TestScale::proportionsArePlausible()
{
    const Tenant tenant = grown(10000, 2000);
    size_t federated = 0;
    std::map<std::string, size_t> issuers;
    for (const Application &app : tenant.applications) {
        federated += app.credentials.empty() ? 0 : 1;
        for (const Credential &credential : app.credentials)
            ++issuers[credential.issuer];
    }
    QVERIFY(federated > 1500 && federated < 2200);
    QVERIFY(issuers.size() > 20);
    QVERIFY(issuers[contoso::githubIssuer] > 1000);
    QVERIFY(tenant.appRoleAssignments.size() > 5000);
    QVERIFY(tenant.azureRoleAssignments.size() > 3000);
    QVERIFY(tenant.directoryRoleAssignments.size() > 10);
    QVERIFY(tenant.groups.size() > 50);
    // Azure's own limit: 4,000 in a subscription.
    std::map<std::string, size_t> perSubscription;
    for (const AzureRoleAssignment &held : tenant.azureRoleAssignments)
        ++perSubscription[held.scope.substr(0, 51)];
    for (const auto &entry : perSubscription)
        QVERIFY2(entry.second <= 4000, entry.first.c_str());
}

void TestScale::isServed()
{
    ServiceOptions options;
    options.scale.apps = 1500;
    options.scale.identities = 300;
    DemoClient client(options);
    const std::string token = client.graphToken(admin);
    int pages = 0;
    const QJsonArray apps = client.all(
        ServiceKind::Graph, "/v1.0/applications?$top=999&$expand=federatedIdentityCredentials", token, &pages);
    QCOMPARE(apps.size(), 1543);
    QCOMPARE(pages, 2);
    const QJsonArray principals = client.all(ServiceKind::Graph, "/v1.0/servicePrincipals?$top=999", token);
    QVERIFY(principals.size() > 1543 + 200);
}

QTEST_GUILESS_MAIN(TestScale)
#include "tst_scale.moc"
