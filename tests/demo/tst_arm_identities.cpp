// SPDX-License-Identifier: Apache-2.0
#include "arm_paths.h"

#include <QTest>

#include <algorithm>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

std::string fresh()
{
    return std::string(prod) + "/resourceGroups/rg-analytics" + identityPath + "/id-fresh";
}

QJsonObject place(const char *location = "westeurope")
{
    return {{QStringLiteral("location"), QString::fromLatin1(location)}};
}

} // namespace

// User-assigned identities that come and go, and writes of their credentials that meet.
class TestArmIdentities final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;
    std::string m_admin;

    Answer put(const std::string &path, const QJsonObject &body)
    {
        return m_client->write(armService, "PUT", path + version, m_admin, body);
    }
    Response raw(const std::string &method, const std::string &path, const std::string &body);

private Q_SLOTS:
    void init();

    void createReadUpdateDelete();
    void servicePrincipalComesAndGoes();
    void refusesBrokenIdentities_data();
    void refusesBrokenIdentities();
    void locationStays();
    void patchChangesTagsOnly();
    void newIdentitySignsIn();
    void regionDecidesAboutCredentials();
    void writesOfOneIdentityMayNotMeet();
    void creatingNeedsARole_data();
    void creatingNeedsARole();
};

void TestArmIdentities::init()
{
    m_client = std::make_unique<DemoClient>();
    m_admin = m_client->armToken(admin);
    QVERIFY(!m_admin.empty());
}

// Keeps the answer, and with it the write, alive.
Response TestArmIdentities::raw(const std::string &method, const std::string &path, const std::string &body)
{
    return m_client->service().handle(
        armService,
        {method, path + version, {{"Host", "localhost:5003"}, {"Authorization", "Bearer " + m_admin}}, body});
}

void TestArmIdentities::createReadUpdateDelete()
{
    QJsonObject body = place("West Europe");
    body.insert(QStringLiteral("tags"), QJsonObject{{QStringLiteral("team"), QStringLiteral("data")}});
    const Answer created = put(fresh(), body);
    QCOMPARE(created.status, 201);
    QCOMPARE(textIn(created.json, "location"), QStringLiteral("westeurope"));
    QCOMPARE(textIn(created.json.value(QLatin1String("tags")), "team"), QStringLiteral("data"));
    const Answer again = put(fresh(), place());
    QCOMPARE(again.status, 200);
    QCOMPARE(propertiesOf(again), propertiesOf(created)); // the same client and principal
    QVERIFY(again.json.value(QLatin1String("tags")).toObject().isEmpty());
    const std::string id = textIn(created.json, "id").toStdString();
    QCOMPARE(m_client->get(armService, id + version, m_admin).status, 200);
    QCOMPARE(m_client->write(armService, "DELETE", fresh() + version, m_admin, {}).status, 200);
    QCOMPARE(m_client->write(armService, "DELETE", fresh() + version, m_admin, {}).status, 204);
    QCOMPARE(m_client->get(armService, id + version, m_admin).status, 404);
}

void TestArmIdentities::servicePrincipalComesAndGoes()
{
    const QString principal = textIn(propertiesOf(put(fresh(), place())), "principalId");
    const std::string target = "/v1.0/servicePrincipals/" + principal.toStdString();
    const std::string graph = m_client->graphToken(admin);
    const Answer found = m_client->get(ServiceKind::Graph, target, graph);
    QCOMPARE(found.status, 200);
    QCOMPARE(textIn(found.json, "servicePrincipalType"), QStringLiteral("ManagedIdentity"));
    QCOMPARE(textIn(found.json, "displayName"), QStringLiteral("id-fresh"));
    QCOMPARE(m_client->write(armService, "DELETE", fresh() + version, m_admin, {}).status, 200);
    QCOMPARE(m_client->get(ServiceKind::Graph, target, graph).status, 404);
}

void TestArmIdentities::refusesBrokenIdentities_data()
{
    QTest::addColumn<std::string>("group");
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *label, const char *name, const std::string &body, int status = 400,
                        const char *group = "rg-analytics") {
        QTest::newRow(label) << std::string(group) << std::string(name) << body << status;
    };
    row("no JSON", "id-x", "{");
    row("no object", "id-x", "[1]");
    row("no location", "id-x", "{}");
    row("location of nowhere", "id-x", R"({"location":"atlantis"})");
    row("tags that are none", "id-x", R"({"location":"westeurope","tags":[1]})");
    row("a tag that is no text", "id-x", R"({"location":"westeurope","tags":{"a":1}})");
    row("isolation unheard of", "id-x", R"({"location":"westeurope","properties":{"isolationScope":"Total"}})");
    row("name too short", "ab", R"({"location":"westeurope"})");
    row("name begins with a dash", "-id", R"({"location":"westeurope"})");
    row("name with a blank", "id%20x", R"({"location":"westeurope"})");
    row("no such group", "id-x", R"({"location":"westeurope"})", 404, "rg-nowhere");
}

void TestArmIdentities::refusesBrokenIdentities()
{
    QFETCH(std::string, group);
    QFETCH(std::string, name);
    QFETCH(std::string, body);
    const size_t before = m_client->service().tenant().managedIdentities.size();
    const Response answer =
        raw("PUT", std::string(prod) + "/resourceGroups/" + group + identityPath + "/" + name, body);
    QTEST(answer.status, "status");
    QCOMPARE(m_client->service().tenant().managedIdentities.size(), before);
}

void TestArmIdentities::locationStays()
{
    QCOMPARE(put(fresh(), place()).status, 201);
    const Answer moved = put(fresh(), place("northeurope"));
    QCOMPARE(moved.status, 409);
    QCOMPARE(moved.errorCode(), QStringLiteral("InvalidResourceLocation"));
}

void TestArmIdentities::patchChangesTagsOnly()
{
    const QJsonObject tags{{QStringLiteral("cost"), QStringLiteral("42")}};
    const Answer patched =
        m_client->write(armService, "PATCH", payments() + version, m_admin, {{QStringLiteral("tags"), tags}});
    QCOMPARE(patched.status, 200);
    QCOMPARE(patched.json.value(QLatin1String("tags")).toObject(), tags);
    QCOMPARE(textIn(patched.json, "location"), QStringLiteral("westeurope"));
    QCOMPARE(m_client->write(armService, "PATCH", fresh() + version, m_admin, {{QStringLiteral("tags"), tags}}).status,
             404);
}

// The exchange takes the new identity's client id as soon as it trusts the issuer.
void TestArmIdentities::newIdentitySignsIn()
{
    const QString client = textIn(propertiesOf(put(fresh(), place())), "clientId");
    const Answer refused = m_client->exchange(client.toStdString(), "x.y.z");
    QVERIFY(refused.aadsts() != 700016); // known, even though this assertion is none
    QCOMPARE(m_client->write(armService, "DELETE", fresh() + version, m_admin, {}).status, 200);
}

void TestArmIdentities::regionDecidesAboutCredentials()
{
    QCOMPARE(put(fresh(), place("newzealandnorth")).status, 201);
    const Answer answer = put(fresh() + "/federatedIdentityCredentials/one", armBody(QStringLiteral("s")));
    QCOMPARE(answer.status, 405);
    QCOMPARE(answer.errorCode(), QStringLiteral("SupportForFederatedIdentityCredentialsNotEnabled"));
}

void TestArmIdentities::writesOfOneIdentityMayNotMeet()
{
    const std::string first = R"({"properties":{"issuer":"https://i.example","subject":"a","audiences":["x"]}})";
    const std::string second = R"({"properties":{"issuer":"https://i.example","subject":"b","audiences":["x"]}})";
    const std::string base = payments() + "/federatedIdentityCredentials/";
    {
        const Response underWay = raw("PUT", base + "one", first);
        QCOMPARE(underWay.status, 201);
        QVERIFY(underWay.delay > std::chrono::milliseconds::zero());
        const Answer met = put(base + "two", armBody(QStringLiteral("b")));
        QCOMPARE(met.status, 409);
        QCOMPARE(met.errorCode(),
                 QStringLiteral("ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity"));
        QCOMPARE(raw("DELETE", base + "one", {}).status, 409);
        QCOMPARE(raw("GET", base + "one", {}).status, 200); // reading does not wait
        const std::string other = std::string(edge) + "/resourceGroups/rg-stores-edge" + identityPath
            + "/id-arc-store-pos/federatedIdentityCredentials/two";
        QCOMPARE(raw("PUT", other, second).status, 201); // nor does another identity
    }
    QCOMPARE(raw("PUT", base + "two", second).status, 201);
    QCOMPARE(raw("DELETE", base + "two", {}).status, 200);
}

void TestArmIdentities::creatingNeedsARole_data()
{
    QTest::addColumn<std::string>("account");
    QTest::addColumn<int>("status");
    QTest::newRow("owner above") << std::string(admin) << 201;
    QTest::newRow("reader above") << std::string(reader) << 403;
    QTest::newRow("identity contributor of the group") << std::string(dataEngineer) << 201;
}

void TestArmIdentities::creatingNeedsARole()
{
    QFETCH(std::string, account);
    const Answer answer = m_client->write(armService, "PUT", fresh() + version, m_client->armToken(account), place());
    QTEST(answer.status, "status");
}

QTEST_GUILESS_MAIN(TestArmIdentities)
#include "tst_arm_identities.moc"
