// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

#include <QJsonDocument>
#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr char deployId[] = "d2706e4f-58ab-41c9-9be3-7f14c0a8e562";
constexpr auto graphService = ServiceKind::Graph;

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

} // namespace

// Microsoft Graph as the demo tenant answers it, without sockets.
class TestGraph final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;
    std::string m_read;

private Q_SLOTS:
    void init();

    void listPagesAndExpands();
    void listHonoursTop_data();
    void listHonoursTop();
    void selectLeavesOnlyWhatWasAsked();
    void filters_data();
    void filters();
    void badQueriesAreRefused_data();
    void badQueriesAreRefused();
    void betaAloneShowsExpressions();
    void applicationByAppId();
    void servicePrincipalsPage();
    void grantsOfGraphResolve();
    void groupRoleIsFoundThroughMembership();
    void meAndOrganization();
    void refusesTokensOfOthers_data();
    void refusesTokensOfOthers();
    void expiredTokenIsRefused();

    void errorsHaveGraphsShape();
    void hostileNamesTravelUnchanged();
};

void TestGraph::init()
{
    m_client = std::make_unique<DemoClient>();
    m_read = m_client->graphToken(reader);
    QVERIFY(!m_read.empty());
}

void TestGraph::listPagesAndExpands()
{
    int pages = 0;
    const QJsonArray apps = m_client->all(
        graphService, "/beta/applications?$select=id,displayName&$expand=federatedIdentityCredentials&$top=10", m_read,
        &pages);
    QCOMPARE(apps.size(), 43);
    QCOMPARE(pages, 5);
    qsizetype credentials = 0;
    for (const auto &app : apps) {
        QVERIFY(app.toObject().contains(QLatin1String("federatedIdentityCredentials")));
        credentials += app.toObject().value(QLatin1String("federatedIdentityCredentials")).toArray().size();
    }
    QCOMPARE(credentials, 51);
}

void TestGraph::listHonoursTop_data()
{
    QTest::addColumn<std::string>("top");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("count");
    QTest::newRow("default") << std::string() << 200 << 43;
    QTest::newRow("one") << std::string("&$top=1") << 200 << 1;
    QTest::newRow("most") << std::string("&$top=999") << 200 << 43;
    QTest::newRow("none") << std::string("&$top=0") << 400 << 0;
    QTest::newRow("too many") << std::string("&$top=1000") << 400 << 0;
    QTest::newRow("no number") << std::string("&$top=ten") << 400 << 0;
}

void TestGraph::listHonoursTop()
{
    QFETCH(std::string, top);
    const Answer answer = m_client->get(graphService, "/v1.0/applications?$select=id" + top, m_read);
    QTEST(answer.status, "status");
    QTEST(static_cast<int>(answer.value().size()), "count");
}

void TestGraph::selectLeavesOnlyWhatWasAsked()
{
    const Answer answer = m_client->get(graphService, "/v1.0/applications?$select=appId,displayName&$top=1", m_read);
    QCOMPARE(answer.value().at(0).toObject().keys(),
             QStringList({QStringLiteral("appId"), QStringLiteral("displayName")}));
}

void TestGraph::filters_data()
{
    QTest::addColumn<std::string>("target");
    QTest::addColumn<bool>("eventual");
    QTest::addColumn<int>("count");
    const auto row = [](const char *name, const char *target, bool eventual, int count) {
        QTest::newRow(name) << std::string(target) << eventual << count;
    };
    row("client id", "/v1.0/applications?$filter=appId%20eq%20'4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1'", false, 1);
    row("name without case", "/v1.0/applications?$filter=displayName%20eq%20'GH-Platform-Deploy'", false, 1);
    row("nobody", "/v1.0/applications?$filter=displayName%20eq%20'it''s%20nobody'", false, 0);
    row("prefix, encoded", "/v1.0/applications?%24filter=startswith%28displayName%2C%27loyalty%27%29", false, 2);
    row("either", "/v1.0/applications?$filter=displayName%20eq%20'hr-portal'%20or%20startswith(displayName,'loyalty')",
        false, 3);
    row("both", "/v1.0/applications?$filter=(displayName%20eq%20'hr-portal')%20and%20displayName%20eq%20'x'", false, 0);
    row("created since", "/v1.0/applications?$filter=createdDateTime%20ge%202026-01-01T00:00:00Z", false, 2);
    row("federated", "/v1.0/applications?$filter=federatedIdentityCredentials/$count%20ne%200&$count=true", true, 8);
    row("not federated", "/v1.0/applications?$filter=federatedIdentityCredentials/$count%20eq%200&$count=true", true,
        35);
    row("search", "/v1.0/applications?$search=%22displayName:deploy%22", true, 1);
    row("managed identities", "/v1.0/servicePrincipals?$filter=servicePrincipalType%20eq%20'ManagedIdentity'", false,
        18);
    row("by resource id",
        "/v1.0/servicePrincipals?$filter=alternativeNames/any(n:%20startswith(n,'/subscriptions/9a4e6b27'))", false, 4);
    row("one name of a principal",
        "/v1.0/servicePrincipals?$filter=servicePrincipalNames/any(c:c%20eq%20'00000003-0000-0000-c000-000000000000')",
        false, 1);
    row("credential by name",
        "/beta/applications/d2706e4f-58ab-41c9-9be3-7f14c0a8e562/"
        "federatedIdentityCredentials?$filter=name%20eq%20'env-audit'",
        false, 1);
}

void TestGraph::filters()
{
    QFETCH(std::string, target);
    QFETCH(bool, eventual);
    const Fields headers = eventual ? Fields{{"ConsistencyLevel", "eventual"}} : Fields{};
    const Answer answer = m_client->get(graphService, target, m_read, headers);
    QCOMPARE(answer.status, 200);
    QTEST(static_cast<int>(answer.value().size()), "count");
}

void TestGraph::badQueriesAreRefused_data()
{
    QTest::addColumn<std::string>("query");
    const auto row = [](const char *name, const char *query) { QTest::newRow(name) << std::string(query); };
    row("advanced filter without the header", "$filter=federatedIdentityCredentials/$count%20ne%200&$count=true");
    row("search without the header", "$search=%22displayName:x%22");
    row("unknown property", "$filter=notes%20eq%20'x'");
    row("unfinished", "$filter=appId%20eq%20'");
    row("no sentence", "$filter=)(");
    row("deep nesting", "$filter=((((((((((((((((((((((((((((((((((((appId");
    row("two relationships", "$expand=owners,federatedIdentityCredentials");
    row("unknown relationship", "$expand=friends");
    row("broken bookmark", "$skiptoken=abc");
    row("unknown option", "$apply=groupby((id))");
}

void TestGraph::badQueriesAreRefused()
{
    QFETCH(std::string, query);
    const Answer answer = m_client->get(graphService, "/v1.0/applications?" + query, m_read);
    QCOMPARE(answer.status, 400);
    QVERIFY(!answer.errorCode().isEmpty());
}

void TestGraph::betaAloneShowsExpressions()
{
    const auto expressions = [this](const std::string &version, bool &subjectNull) {
        int found = 0;
        const QJsonArray apps =
            m_client->all(graphService, "/" + version + "/applications?$expand=federatedIdentityCredentials", m_read);
        for (const auto &app : apps) {
            const QJsonArray entries = app.toObject().value(QLatin1String("federatedIdentityCredentials")).toArray();
            for (const auto &entry : entries) {
                const QJsonObject credential = entry.toObject();
                found += credential.value(QLatin1String("claimsMatchingExpression")).isObject() ? 1 : 0;
                subjectNull = subjectNull || credential.value(QLatin1String("subject")).isNull();
            }
        }
        return found;
    };
    bool betaNull = false;
    bool stableNull = false;
    QCOMPARE(expressions("beta", betaNull), 4);
    QCOMPARE(expressions("v1.0", stableNull), 0);
    QVERIFY(betaNull && stableNull);
}

void TestGraph::applicationByAppId()
{
    const Answer answer = m_client->get(
        graphService, "/v1.0/applications(appId='4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1')?$expand=owners", m_read);
    QCOMPARE(answer.status, 200);
    QCOMPARE(textIn(answer.json, "id"), QLatin1String(deployId));
    const QJsonArray owners = answer.json.value(QLatin1String("owners")).toArray();
    QCOMPARE(owners.size(), 2);
    QCOMPARE(textIn(owners.at(0).toObject(), "@odata.type"), QStringLiteral("#microsoft.graph.user"));
    const Answer missing = m_client->get(graphService, "/v1.0/applications(appId='nobody')", m_read);
    QCOMPARE(missing.status, 404);
    QCOMPARE(missing.errorCode(), QStringLiteral("Request_ResourceNotFound"));
}

void TestGraph::servicePrincipalsPage()
{
    int pages = 0;
    const QJsonArray principals = m_client->all(graphService, "/v1.0/servicePrincipals?$top=20", m_read, &pages);
    // 43 registrations of which two have none, 18 managed identities, three of Microsoft's.
    QCOMPARE(principals.size(), 41 + 18 + 3);
    QCOMPARE(pages, 4);
}

void TestGraph::grantsOfGraphResolve()
{
    const Answer found =
        m_client->get(graphService, "/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')", m_read);
    const QString graphId = textIn(found.json, "id");
    const QJsonArray grants = m_client->all(
        graphService, "/v1.0/servicePrincipals/" + graphId.toStdString() + "/appRoleAssignedTo?$top=3", m_read);
    QCOMPARE(grants.size(), 10);
    QSet<QString> known;
    const QJsonArray roles = found.json.value(QLatin1String("appRoles")).toArray();
    for (const auto &role : roles)
        known.insert(textIn(role.toObject(), "id"));
    for (const auto &grant : grants)
        QVERIFY(known.contains(textIn(grant.toObject(), "appRoleId")));
}

void TestGraph::groupRoleIsFoundThroughMembership()
{
    const QJsonArray principals = m_client->all(
        graphService, "/v1.0/servicePrincipals?$filter=displayName%20eq%20'graph-user-provisioning'", m_read);
    const std::string id = textIn(principals.at(0).toObject(), "id").toStdString();
    const QJsonArray memberships =
        m_client->all(graphService, "/v1.0/servicePrincipals/" + id + "/transitiveMemberOf", m_read);
    QString group;
    for (const auto &entry : memberships) {
        if (entry.toObject().value(QLatin1String("isAssignableToRole")).toBool())
            group = textIn(entry.toObject(), "id");
    }
    QVERIFY(!group.isEmpty());
    const QJsonArray roles = m_client->all(graphService,
                                           "/v1.0/roleManagement/directory/roleAssignments?$filter=principalId%20eq%20'"
                                               + group.toStdString() + "'",
                                           m_read);
    QCOMPARE(roles.size(), 1);
    const std::string role = textIn(roles.at(0).toObject(), "roleDefinitionId").toStdString();
    const Answer definition =
        m_client->get(graphService, "/v1.0/roleManagement/directory/roleDefinitions/" + role, m_read);
    QCOMPARE(textIn(definition.json, "displayName"), QStringLiteral("Application Administrator"));

    // Without a permission to read groups, only their ids are told.
    const std::string narrow = m_client->graphToken(reader, "openid Application.Read.All");
    const QJsonArray nameless =
        m_client->all(graphService, "/v1.0/servicePrincipals/" + id + "/transitiveMemberOf", narrow);
    QCOMPARE(nameless.size(), memberships.size());
    QVERIFY(nameless.at(0).toObject().value(QLatin1String("displayName")).isNull());
}

void TestGraph::meAndOrganization()
{
    const Answer me = m_client->get(graphService, "/v1.0/me?$select=id,displayName,userPrincipalName", m_read);
    QCOMPARE(textIn(me.json, "userPrincipalName"), QLatin1String(reader));
    const Answer organization =
        m_client->get(graphService, "/v1.0/organization?$select=id,displayName,verifiedDomains", m_read);
    const QJsonObject tenant = organization.value().at(0).toObject();
    QCOMPARE(textIn(tenant, "displayName"), QStringLiteral("Contoso"));
    QCOMPARE(textIn(tenant, "id"), QStringLiteral("b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643"));
}

void TestGraph::refusesTokensOfOthers_data()
{
    QTest::addColumn<std::string>("kind");
    for (const char *kind : {"none", "of ARM", "no token", "changed"})
        QTest::newRow(kind) << std::string(kind);
}

void TestGraph::refusesTokensOfOthers()
{
    QFETCH(std::string, kind);
    std::string token;
    if (kind == "of ARM")
        token = m_client->armToken(admin);
    else if (kind == "no token")
        token = "not.a.token";
    else if (kind == "changed")
        token = m_read.substr(0, m_read.size() - 8) + "AAAAAAAA";
    const Answer answer = m_client->get(graphService, "/v1.0/applications", token);
    QCOMPARE(answer.status, 401);
    QVERIFY(QByteArray::fromStdString(answer.raw.header("WWW-Authenticate")).startsWith("Bearer "));
}

void TestGraph::expiredTokenIsRefused()
{
    QCOMPARE(m_client->get(graphService, "/v1.0/me", m_read).status, 200);
    m_client->pass(std::chrono::hours(1));
    QCOMPARE(m_client->get(graphService, "/v1.0/me", m_read).status, 401);
}

void TestGraph::errorsHaveGraphsShape()
{
    const Answer answer =
        m_client->get(graphService, "/v1.0/applications/nobody", m_read, {{"client-request-id", "abc-1"}});
    QCOMPARE(answer.status, 404);
    const QJsonObject inner =
        answer.json.value(QLatin1String("error")).toObject().value(QLatin1String("innerError")).toObject();
    QCOMPARE(textIn(inner, "client-request-id"), QStringLiteral("abc-1"));
    QCOMPARE(textIn(inner, "request-id"), QString::fromStdString(answer.raw.header("request-id")));
    QCOMPARE(m_client->get(graphService, "/v1.0/nothing", m_read).status, 400);
    QCOMPARE(m_client->get(graphService, "/v3/applications", m_read).status, 400);
    const Answer ok = m_client->get(graphService, "/v1.0/me", m_read);
    QCOMPARE(QByteArray::fromStdString(ok.raw.header("Content-Type")),
             QByteArray(
                 "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"));
}

void TestGraph::hostileNamesTravelUnchanged()
{
    const QString name = QString::fromUtf8("<img src=x onerror=1><b>Admin</b>\u202egpj.exe\u0007\n\"");
    m_client->service().addApplication({name.toStdString(), {}});
    const QJsonArray apps = m_client->all(graphService, "/v1.0/applications?$top=50", m_read);
    QCOMPARE(textIn(apps.last().toObject(), "displayName"), name);
}

QTEST_GUILESS_MAIN(TestGraph)
#include "tst_graph.moc"
