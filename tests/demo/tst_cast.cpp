// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"
#include "demo/unconfirmed.h"
#include "demo_client.h"

#include <QSet>
#include <QTest>

using namespace symbolon::demo;

// The demo tenant's data by itself: how much there is, that its parts fit together, and that it is the same every time.
class TestCast final : public QObject
{
    Q_OBJECT

    [[nodiscard]] static std::vector<Credential> everyCredential(const Tenant &tenant)
    {
        std::vector<Credential> list;
        for (const Application &app : tenant.applications)
            list.insert(list.end(), app.credentials.begin(), app.credentials.end());
        for (const ManagedIdentity &identity : tenant.managedIdentities)
            list.insert(list.end(), identity.credentials.begin(), identity.credentials.end());
        return list;
    }

private Q_SLOTS:
    void countsAreTheMockUps();
    void platformsAreCovered();
    void mistakesArePlanted_data();
    void mistakesArePlanted();
    void referencesResolve();
    void idsAreUnique();
    void everyStartIsTheSame();
    void credentialsKeepTheServicesLimits();
    void auditorMayReadEverything();
    void everyUnconfirmedAnswerHasARow();
};

void TestCast::countsAreTheMockUps()
{
    const Tenant tenant = contosoTenant();
    QCOMPARE(tenant.applications.size(), size_t(43));
    QCOMPARE(tenant.managedIdentities.size(), size_t(18));
    QCOMPARE(tenant.subscriptions.size(), size_t(3));
    const auto federatedApps = std::count_if(tenant.applications.begin(), tenant.applications.end(),
                                             [](const Application &app) { return !app.credentials.empty(); });
    const auto federatedIdentities =
        std::count_if(tenant.managedIdentities.begin(), tenant.managedIdentities.end(),
                      [](const ManagedIdentity &identity) { return !identity.credentials.empty(); });
    QCOMPARE(federatedApps, 8);
    QCOMPARE(federatedIdentities, 6);
    std::set<std::string> issuers;
    for (const Credential &credential : everyCredential(tenant))
        issuers.insert(credential.issuer);
    QCOMPARE(everyCredential(tenant).size(), size_t(92));
    QCOMPARE(issuers.size(), size_t(13));
}

void TestCast::platformsAreCovered()
{
    std::map<std::string, int> found;
    for (const Credential &credential : everyCredential(contosoTenant())) {
        const std::string text = credential.issuer + " " + credential.subject.value_or(std::string());
        for (const char *mark : {"githubusercontent.com repo:contoso/", "githubusercontent.com repo:contoso@5544123/",
                                 "oic.prod-aks.azure.com", "oic.prod-arc.azure.com", "oidc.eks.",
                                 "container.googleapis.com", "accounts.google.com", "cognito-identity.amazonaws.com",
                                 "spiffe://", "/v2.0 /eid1/", "gitlab.com", "app.terraform.io"})
            found[mark] += text.find(mark) != std::string::npos ? 1 : 0;
        found["expression"] += credential.expression ? 1 : 0;
        const std::string principal = contoso::servicePrincipalId("id-ado-agents");
        found["managed identity"] += credential.subject == principal ? 1 : 0;
    }
    QCOMPARE(found.size(), size_t(14));
    for (const auto &entry : found)
        QVERIFY2(entry.second > 0, entry.first.c_str());
}

void TestCast::mistakesArePlanted_data()
{
    QTest::addColumn<std::string>("subject");
    QTest::addColumn<std::string>("issuerEnd");
    QTest::newRow("http issuer") << std::string("spiffe://factory.contoso.com/line/press-1")
                                 << std::string("http://oidc.factory.contoso.com");
    QTest::newRow("AKS issuer without its slash")
        << std::string("system:serviceaccount:ingress:external-dns") << std::string("5b8e2c4d1a66");
    QTest::newRow("trailing blank") << std::string("system:serviceaccount:pos:store-0121 ") << std::string("/");
    QTest::newRow("default service account")
        << std::string("system:serviceaccount:analytics:default") << std::string("09D1");
    QTest::newRow("pull request") << std::string("repo:contoso/hr-sync:pull_request") << std::string(".com");
    QTest::newRow("literal wildcard") << std::string("repo:contoso/platform:ref:refs/heads/hotfix/*")
                                      << std::string(".com");
}

void TestCast::mistakesArePlanted()
{
    QFETCH(std::string, subject);
    QFETCH(std::string, issuerEnd);
    const std::vector<Credential> list = everyCredential(contosoTenant());
    QVERIFY(std::any_of(list.begin(), list.end(), [&](const Credential &credential) {
        const std::string &issuer = credential.issuer;
        return credential.subject == subject && issuer.size() >= issuerEnd.size()
            && issuer.compare(issuer.size() - issuerEnd.size(), issuerEnd.size(), issuerEnd) == 0;
    }));
}

void TestCast::referencesResolve()
{
    const Tenant tenant = contosoTenant();
    for (const Application &app : tenant.applications) {
        for (const std::string &owner : app.owners)
            QVERIFY2(tenant.user(owner) != nullptr, app.displayName.c_str());
    }
    const auto exists = [&tenant](const std::string &id) {
        return tenant.user(id) != nullptr || tenant.group(id) != nullptr || tenant.servicePrincipal(id) != nullptr;
    };
    for (const Group &group : tenant.groups) {
        for (const std::string &member : group.members)
            QVERIFY2(exists(member), group.displayName.c_str());
    }
    QCOMPARE(tenant.directoryRoleAssignments.size(), size_t(6));
    for (const DirectoryRoleAssignment &assignment : tenant.directoryRoleAssignments)
        QVERIFY(exists(assignment.principalId) && tenant.directoryRole(assignment.roleDefinitionId) != nullptr);
    QCOMPARE(tenant.appRoleAssignments.size(), size_t(10));
    for (const AppRoleAssignment &assignment : tenant.appRoleAssignments)
        QVERIFY(exists(assignment.principalId));
    QCOMPARE(tenant.azureRoleAssignments.size(), size_t(22));
    for (const AzureRoleAssignment &assignment : tenant.azureRoleAssignments)
        QVERIFY2(exists(assignment.principalId) && tenant.azureRole(assignment.roleDefinitionId) != nullptr,
                 assignment.scope.c_str());
}

void TestCast::idsAreUnique()
{
    const Tenant tenant = contosoTenant();
    std::set<std::string> ids;
    size_t count = 0;
    const auto note = [&](const std::string &id) {
        ids.insert(id);
        ++count;
    };
    for (const Application &app : tenant.applications) {
        note(app.id);
        note(app.appId);
        QVERIFY2(isGuid(app.appId) && isGuid(app.id), app.displayName.c_str());
    }
    for (const ServicePrincipal &principal : tenant.servicePrincipals)
        note(principal.id);
    for (const ManagedIdentity &identity : tenant.managedIdentities)
        note(identity.clientId);
    for (const User &user : tenant.users)
        note(user.id);
    for (const Credential &credential : everyCredential(tenant))
        note(credential.id);
    QCOMPARE(ids.size(), count);
}

void TestCast::everyStartIsTheSame()
{
    const Tenant first = contosoTenant();
    const Tenant second = contosoTenant();
    for (size_t i = 0; i < first.applications.size(); ++i)
        QCOMPARE(first.applications[i].id, second.applications[i].id);
    QCOMPARE(first.applications[0].id, std::string("d2706e4f-58ab-41c9-9be3-7f14c0a8e562"));
    QCOMPARE(first.applications[0].appId, std::string("4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1"));
    QCOMPARE(first.applications[0].credentials.size(), size_t(19));
}

void TestCast::credentialsKeepTheServicesLimits()
{
    const Tenant tenant = contosoTenant();
    for (const Application &app : tenant.applications) {
        QVERIFY(app.credentials.size() <= 20);
        std::set<std::string> names;
        std::set<std::string> trusts;
        for (const Credential &credential : app.credentials) {
            names.insert(credential.name);
            trusts.insert(credential.issuer + " " + credential.subject.value_or(std::string())
                          + credential.expression.value_or(std::string()));
            QCOMPARE(credential.audiences.size(), size_t(1));
            QVERIFY(credential.subject.has_value() != credential.expression.has_value());
        }
        QCOMPARE(names.size(), app.credentials.size());
        QCOMPARE(trusts.size(), app.credentials.size());
    }
}

void TestCast::auditorMayReadEverything()
{
    const Tenant tenant = contosoTenant();
    const Application *app = tenant.applicationByAppId(contoso::auditorClientId);
    Q_ASSERT(app != nullptr);
    QVERIFY(std::any_of(app->credentials.begin(), app->credentials.end(), [](const Credential &credential) {
        return credential.name == contoso::auditorCredential && credential.subject == contoso::auditorSubject;
    }));
    const ServicePrincipal *principal = tenant.servicePrincipalByAppId(app->appId);
    Q_ASSERT(principal != nullptr);
    for (const Subscription &subscription : tenant.subscriptions)
        QVERIFY(tenant.azureAllows(principal->id, "Microsoft.ManagedIdentity/userAssignedIdentities/read",
                                   "/subscriptions/" + subscription.id + "/resourceGroups/any"));
}

void TestCast::everyUnconfirmedAnswerHasARow()
{
    const auto last = static_cast<int>(Unconfirmed::EntraTrouble);
    QCOMPARE(static_cast<int>(unconfirmedAnswers().size()), last + 1);
    for (int i = 0; i <= last; ++i) {
        const UnconfirmedAnswer &answer = unconfirmed(static_cast<Unconfirmed>(i));
        QVERIFY(answer.status == 200 || (answer.status >= 400 && answer.status < 600));
        QVERIFY2(QByteArray(answer.reason).size() > 20, answer.message);
    }
}

QTEST_GUILESS_MAIN(TestCast)
#include "tst_cast.moc"
