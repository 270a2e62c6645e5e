// SPDX-License-Identifier: Apache-2.0
#include "arm_paths.h"

#include <QTest>

#include <algorithm>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr char erp[] = "/subscriptions/9a4e6b27-c15d-4f80-8b3c-2e97d0a1f654";
constexpr char policyPath[] = "/providers/Microsoft.Authorization/policyAssignments";
constexpr char policyVersion[] = "?api-version=2023-04-01";
constexpr char clusterVersion[] = "?api-version=2024-09-01";
constexpr char github[] = "https://token.actions.githubusercontent.com";
constexpr char aks[] = "https://westeurope.oic.prod-aks.azure.com/b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643/x/";

std::string analytics()
{
    return std::string(prod) + "/resourceGroups/rg-analytics" + identityPath
        + "/id-datafactory-lake/federatedIdentityCredentials/wanted" + version;
}

QJsonObject parameter(const char *name, const QJsonValue &value)
{
    return {{QString::fromLatin1(name), QJsonObject{{QStringLiteral("value"), value}}}};
}

} // namespace

// Policies on federated credentials, the activity log, and the clusters that issue tokens.
class TestArmPolicies final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;
    std::string m_admin;

    Answer put(const std::string &target, const QJsonObject &body)
    {
        return m_client->write(armService, "PUT", target, m_admin, body);
    }
    Answer assign(const char *definition, QJsonObject parameters, const char *effect = "Deny");
    QJsonArray events(const std::string &rest);

private Q_SLOTS:
    void init();

    void denialNamesThePolicy();
    void builtInsDecide_data();
    void builtInsDecide();
    void auditAndUnenforcedDoNotDeny();
    void assignmentsAreListed_data();
    void assignmentsAreListed();
    void definitionsAreDescribed();
    void everyWriteIsLogged();
    void readsAreNotLogged();
    void filtersOfTheLog_data();
    void filtersOfTheLog();
    void clustersNameTheirIssuer();
};

void TestArmPolicies::init()
{
    m_client = std::make_unique<DemoClient>();
    m_admin = m_client->armToken(admin);
    QVERIFY(!m_admin.empty());
}

Answer TestArmPolicies::assign(const char *definition, QJsonObject parameters, const char *effect)
{
    parameters.insert(QStringLiteral("effect"), QJsonObject{{QStringLiteral("value"), QString::fromLatin1(effect)}});
    const QJsonObject properties{
        {QStringLiteral("displayName"), QStringLiteral("Only ours")},
        {QStringLiteral("policyDefinitionId"),
         QStringLiteral("/providers/Microsoft.Authorization/policyDefinitions/%1").arg(QLatin1String(definition))},
        {QStringLiteral("parameters"), parameters}};
    return put(std::string(prod) + policyPath + "/ours" + policyVersion, {{QStringLiteral("properties"), properties}});
}

QJsonArray TestArmPolicies::events(const std::string &rest)
{
    return m_client->all(armService,
                         std::string(prod) + "/providers/Microsoft.Insights/eventtypes/management/values"
                             + "?api-version=2015-04-01&$filter="
                             + percentEncode("eventTimestamp ge '2020-01-01T00:00:00Z'" + rest),
                         m_admin);
}

// A policy of the cast.
void TestArmPolicies::denialNamesThePolicy()
{
    const std::string base = std::string(erp) + "/resourceGroups/rg-erp-core" + identityPath
        + "/id-func-invoices/federatedIdentityCredentials/wanted" + version;
    const Answer denied = put(base, armBody(QStringLiteral("s"), QString::fromLatin1(github)));
    QCOMPARE(denied.status, 403);
    QCOMPARE(denied.errorCode(), QStringLiteral("RequestDisallowedByPolicy"));
    QVERIFY(denied.errorMessage().contains(QLatin1String("deny-foreign-issuers")));
    const QJsonObject error = denied.json.value(QLatin1String("error")).toObject();
    const QJsonObject violation = error.value(QLatin1String("additionalInfo")).toArray().at(0).toObject();
    QCOMPARE(textIn(violation, "type"), QStringLiteral("PolicyViolation"));
    QCOMPARE(textIn(violation.value(QLatin1String("info")), "policyAssignmentName"),
             QStringLiteral("deny-foreign-issuers"));
    const QString azureDevOps = QStringLiteral("https://vstoken.dev.azure.com/5a1c3e77-20d4-4b9f-8f6e-3c0b7d92e481");
    QCOMPARE(put(base, armBody(QStringLiteral("s"), azureDevOps)).status, 201);
}

void TestArmPolicies::builtInsDecide_data()
{
    QTest::addColumn<QString>("definition");
    QTest::addColumn<QJsonObject>("parameters");
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *definition, const QJsonObject &parameters, const char *issuer,
                        const char *subject, int status) {
        QTest::newRow(name) << QString::fromLatin1(definition) << parameters << QString::fromLatin1(issuer)
                            << QString::fromLatin1(subject) << status;
    };
    constexpr char issuers[] = "2571b7c3-3056-4a61-b00a-9bc5232234f5";
    row("a known issuer", issuers, {}, github, "repo:a/b:x", 201);
    row("a known issuer with a slash too many", issuers, {}, "https://token.actions.githubusercontent.com/", "x", 403);
    row("an AKS issuer", issuers, {}, aks, "x", 201);
    row("a kind that is off", issuers, parameter("allowAKS", false), aks, "x", 403);
    row("all off", issuers, parameter("allowFederatedCredentials", false), github, "x", 403);
    row("an exception", issuers,
        parameter("allowedIssuerExceptions", QJsonArray{QStringLiteral("https://issuer.example.com")}),
        "https://issuer.example.com", "x", 201);
    constexpr char owners[] = "fd1a8e20-2c4f-4a6c-9354-b58d786d9a1f";
    const QJsonObject contoso = parameter("allowedRepoOwners", QJsonArray{QStringLiteral("contoso")});
    row("an owner that is trusted", owners, contoso, github, "repo:contoso/platform:ref:refs/heads/main", 201);
    row("another owner", owners, contoso, github, "repo:fabrikam/platform:ref:refs/heads/main", 403);
    row("the owner with its id", owners, contoso, github, "repo:contoso@5544123/platform@8:ref:refs/heads/main", 403);
    row("no GitHub issuer", owners, contoso, "https://gitlab.com", "x", 201);
    constexpr char clusters[] = "ae62c456-33de-4dc8-b100-7ce9028a7d99";
    QJsonObject places =
        parameter("allowedTenants", QJsonArray{QStringLiteral("b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643")});
    row("a cluster of nowhere", clusters, places, aks, "x", 403);
    places.insert(QStringLiteral("allowedLocations"),
                  QJsonObject{{QStringLiteral("value"), QJsonArray{QStringLiteral("westeurope")}}});
    row("a cluster of ours", clusters, places, aks, "x", 201);
    constexpr char types[] = "6c112d4e-5bc7-47ae-a041-ea2d9dccd749";
    row("no credentials at all", types,
        parameter("listOfResourceTypesNotAllowed",
                  QJsonArray{
                      QStringLiteral("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials")}),
        github, "x", 403);
}

void TestArmPolicies::builtInsDecide()
{
    QFETCH(QString, definition);
    QFETCH(QJsonObject, parameters);
    QFETCH(QString, issuer);
    QFETCH(QString, subject);
    QCOMPARE(assign(qPrintable(definition), parameters).status, 201);
    QTEST(put(analytics(), armBody(subject, issuer)).status, "status");
}

void TestArmPolicies::auditAndUnenforcedDoNotDeny()
{
    constexpr char issuers[] = "2571b7c3-3056-4a61-b00a-9bc5232234f5";
    QCOMPARE(assign(issuers, parameter("allowFederatedCredentials", false), "Audit").status, 201);
    QCOMPARE(put(analytics(), armBody(QStringLiteral("s"))).status, 201);
    const QJsonObject info = propertiesOf(assign(issuers, parameter("allowFederatedCredentials", false)));
    QCOMPARE(put(analytics(), armBody(QStringLiteral("t"))).status, 403);
    QJsonObject resting = info;
    resting.insert(QStringLiteral("enforcementMode"), QStringLiteral("DoNotEnforce"));
    const std::string target = std::string(prod) + policyPath + "/ours" + policyVersion;
    QCOMPARE(put(target, {{QStringLiteral("properties"), resting}}).status, 201);
    QCOMPARE(put(analytics(), armBody(QStringLiteral("t"))).status, 200);
    QCOMPARE(m_client->write(armService, "DELETE", target, m_admin, {}).status, 200);
    QCOMPARE(m_client->write(armService, "DELETE", target, m_admin, {}).status, 204);
    QCOMPARE(m_client->get(armService, target, m_admin).status, 404);
}

void TestArmPolicies::assignmentsAreListed_data()
{
    QTest::addColumn<std::string>("scope");
    QTest::addColumn<std::string>("filter");
    QTest::addColumn<int>("count");
    const std::string core = std::string(erp) + "/resourceGroups/rg-erp-core";
    QTest::newRow("above and at") << core << std::string() << 2;
    QTest::newRow("above and below") << std::string(erp) << std::string() << 2;
    QTest::newRow("not below") << std::string(erp) << std::string("atScope()") << 1;
    QTest::newRow("here only") << core << std::string("atExactScope()") << 1;
    QTest::newRow("of another subscription") << std::string(prod) << std::string() << 1;
    QTest::newRow("of a definition") << core
                                     << std::string("policyDefinitionId eq '/providers/Microsoft.Authorization/"
                                                    "policyDefinitions/2571b7c3-3056-4a61-b00a-9bc5232234f5'")
                                     << 2;
}

void TestArmPolicies::assignmentsAreListed()
{
    QFETCH(std::string, scope);
    QFETCH(std::string, filter);
    const std::string query = filter.empty() ? std::string() : "&$filter=" + percentEncode(filter);
    const QJsonArray found = m_client->all(armService, scope + policyPath + policyVersion + query, m_admin);
    QTEST(static_cast<int>(found.size()), "count");
    QCOMPARE(m_client->get(armService, scope + policyPath + policyVersion + "&$filter=name", m_admin).status, 400);
}

void TestArmPolicies::definitionsAreDescribed()
{
    const std::string path = "/providers/Microsoft.Authorization/policyDefinitions";
    const QJsonArray all = m_client->all(armService, path + policyVersion, m_admin);
    QCOMPARE(all.size(), 4);
    const Answer one = m_client->get(armService, textIn(all.at(0), "id").toStdString() + policyVersion, m_admin);
    QCOMPARE(one.json, all.at(0).toObject());
    QCOMPARE(m_client->get(armService, path + "/nobody" + policyVersion, m_admin).status, 404);
}

void TestArmPolicies::everyWriteIsLogged()
{
    const std::string credential = payments() + "/federatedIdentityCredentials/logged";
    QCOMPARE(put(credential + version, armBody(QStringLiteral("logged"))).status, 201);
    m_client->pass(std::chrono::seconds(5));
    QCOMPARE(m_client->write(armService, "DELETE", credential + version, m_client->armToken(reader), {}).status, 403);
    QCOMPARE(m_client->write(armService, "DELETE", credential + version, m_admin, {}).status, 200);
    const QJsonArray log = events(" and resourceProvider eq 'Microsoft.ManagedIdentity'");
    QCOMPARE(log.size(), 3);
    const auto named = [&](int i, const char *member, const char *inner) {
        return textIn(log.at(i).toObject().value(QLatin1String(member)), inner);
    };
    // The newest first.
    const QString kind =
        QStringLiteral("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials");
    QCOMPARE(named(0, "operationName", "value"), kind + QLatin1String("/delete"));
    QCOMPARE(named(2, "operationName", "value"), kind + QLatin1String("/write"));
    QCOMPARE(named(1, "status", "value"), QStringLiteral("Failed"));
    QCOMPARE(named(2, "subStatus", "value"), QStringLiteral("Created"));
    QCOMPARE(textIn(log.at(1), "caller"), QString::fromLatin1(reader));
    QCOMPARE(textIn(log.at(2), "caller"), QString::fromLatin1(admin));
    QCOMPARE(textIn(log.at(2), "resourceId"), QString::fromStdString(credential));
    QCOMPARE(textIn(log.at(2), "eventTimestamp"),
             QString::fromStdString(isoTime(m_client->now() - std::chrono::seconds(5))));
}

void TestArmPolicies::readsAreNotLogged()
{
    QCOMPARE(m_client->get(armService, payments() + version, m_admin).status, 200);
    QCOMPARE(m_client->write(armService, "POST", payments() + version, m_admin, {}).status, 405);
    QCOMPARE(events({}).size(), 0);
}

void TestArmPolicies::filtersOfTheLog_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("count"); // -1: refused
    const auto row = [](const std::string &filter, int count) {
        QTest::newRow(filter.empty() ? "none" : filter.c_str()) << QString::fromStdString(filter) << count;
    };
    static constexpr char since[] = "eventTimestamp ge '2026-01-01T00:00:00Z'";
    const auto with = [](const char *rest) { return std::string(since) + rest; };
    row(since, 1);
    row(with(" and eventTimestamp le '2026-02-01T00:00:00Z'"), 0);
    row(with(" and eventTimestamp le '2030-02-01T00:00:00Z' and resourceGroupName eq 'RG-payments-prod'"), 1);
    row(with(" and resourceGroupName eq 'rg-analytics'"), 0);
    row(with(" and resourceProvider eq 'Microsoft.Authorization'"), 0);
    row(with(" and correlationId eq '00000000-0000-0000-0000-000000000000'"), 0);
    row("eventTimestamp ge 'x'", -1);
    row(with(" and eventTimestamp le '2026-1-1'"), -1);
    row("", -1);
    row("resourceGroupName eq 'rg-analytics'", -1);
    row(with(" and caller eq 'somebody'"), -1);
    row(with(" and resourceGroupName eq 'a' and resourceProvider eq 'b'"), -1);
    row(with(" and resourceGroupName ne 'a'"), -1);
}

void TestArmPolicies::filtersOfTheLog()
{
    QFETCH(QString, filter);
    QFETCH(int, count);
    QCOMPARE(put(payments() + "/federatedIdentityCredentials/logged" + version, armBody(QStringLiteral("x"))).status,
             201);
    const std::string target = std::string(prod) + "/providers/Microsoft.Insights/eventtypes/management/values"
        + "?api-version=2015-04-01&$select=caller,eventTimestamp&$filter=" + percentEncode(filter.toStdString());
    const Answer answer = m_client->get(armService, target, m_admin);
    QCOMPARE(answer.status, count < 0 ? 400 : 200);
    QCOMPARE(static_cast<int>(answer.value().size()), std::max(count, 0));
    if (count > 0)
        QCOMPARE(answer.value().at(0).toObject().size(), 2);
}

void TestArmPolicies::clustersNameTheirIssuer()
{
    const std::string path = std::string(prod) + "/providers/Microsoft.ContainerService/managedClusters";
    const QJsonArray clusters = m_client->all(armService, path + clusterVersion, m_admin);
    QCOMPARE(clusters.size(), 2);
    for (const auto &cluster : clusters) {
        const Answer one = m_client->get(armService, textIn(cluster, "id").toStdString() + clusterVersion, m_admin);
        QCOMPARE(one.json, cluster.toObject());
        const QString issuer = textIn(propertiesOf(one).value(QLatin1String("oidcIssuerProfile")), "issuerURL");
        QVERIFY(issuer.startsWith(QLatin1String("https://westeurope.oic.prod-aks.azure.com/")));
        QVERIFY(issuer.endsWith(u'/'));
    }
    QCOMPARE(m_client->get(armService, std::string(edge) + path.substr(sizeof prod - 1) + clusterVersion, m_admin)
                 .value()
                 .size(),
             0);
    const std::string nobody = std::string(prod)
        + "/resourceGroups/rg-analytics/providers/Microsoft.ContainerService/managedClusters/x";
    QCOMPARE(m_client->get(armService, nobody + clusterVersion, m_admin).status, 404);
}

QTEST_GUILESS_MAIN(TestArmPolicies)
#include "tst_arm_policies.moc"
