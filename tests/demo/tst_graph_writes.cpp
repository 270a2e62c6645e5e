// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

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

std::string idIn(const Answer &answer, const char *name = "id")
{
    return textIn(answer.json, name).toStdString();
}

} // namespace

// Applications and service principals as clients create, change and delete them in Microsoft Graph.
class TestGraphWrites final : public QObject
{
    Q_OBJECT

    [[nodiscard]] Answer post(const std::string &target, const QJsonObject &body)
    {
        return m_client->write(graphService, "POST", target, m_write, body);
    }
    [[nodiscard]] int patch(const std::string &target, const QJsonObject &body)
    {
        return m_client->write(graphService, "PATCH", target, m_write, body).status;
    }
    [[nodiscard]] int remove(const std::string &target)
    {
        return m_client->write(graphService, "DELETE", target, m_write, {}).status;
    }
    [[nodiscard]] Answer get(const std::string &target) { return m_client->get(graphService, target, m_write); }
    [[nodiscard]] Answer newApplication(const QString &name)
    {
        return post("/v1.0/applications", {{QStringLiteral("displayName"), name}});
    }

    // Of the administrator, who was also given what grants permissions to others.
    [[nodiscard]] std::string grantingToken()
    {
        m_client->service().edit([](Tenant &tenant) {
            for (DelegatedGrant &grant : tenant.delegatedGrants) {
                if (grant.scope == "Application.ReadWrite.All")
                    grant.scope += " AppRoleAssignment.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All";
            }
        });
        return m_client->graphToken(admin,
                                    "openid Application.ReadWrite.All Directory.Read.All "
                                    "AppRoleAssignment.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All");
    }

    std::unique_ptr<DemoClient> m_client;
    std::string m_read;
    std::string m_write;

private Q_SLOTS:
    void init();

    void applicationLivesItsLife();
    void brokenApplicationsAreRefused_data();
    void brokenApplicationsAreRefused();
    void membersWithoutAFieldAreKept();
    void upsertByUniqueName();
    void deletedApplicationComesBack();
    void secretIsToldOnce();
    void servicePrincipalLivesItsLife();
    void managedIdentityIsNotWrittenHere();
    void ownersComeAndGo();
    void appRolesAreGranted();
    void consentIsGivenAndTaken();
    void certificatesAreKept();
    void writesNeedPermission_data();
    void writesNeedPermission();
    void deltaTellsWhatChanged();
    void deltaPagesAndExpires();
    void unknownPathsAreNoSegments_data();
    void unknownPathsAreNoSegments();
    void methodsThatAPathDoesNotTake();
    void bodyMustBeJson();
};

void TestGraphWrites::init()
{
    m_client = std::make_unique<DemoClient>();
    m_read = m_client->graphToken(reader);
    m_write = m_client->graphToken(admin, writeScopes);
    QVERIFY(!m_read.empty() && !m_write.empty());
}

void TestGraphWrites::applicationLivesItsLife()
{
    const Answer created = newApplication(QStringLiteral("fresh"));
    QCOMPARE(created.status, 201);
    QVERIFY(textIn(created.json, "@odata.context").endsWith(QLatin1String("#applications/$entity")));
    QVERIFY(isGuid(idIn(created)) && isGuid(idIn(created, "appId")));
    QCOMPARE(textIn(created.json, "signInAudience"), QStringLiteral("AzureADMyOrg"));
    const std::string byObject = "/v1.0/applications/" + idIn(created);
    const std::string byClient = "/v1.0/applications(appId='" + idIn(created, "appId") + "')";

    QCOMPARE(patch(byClient, {{QStringLiteral("displayName"), QStringLiteral("renamed")}}), 204);
    QCOMPARE(textIn(get(byObject).json, "displayName"), QStringLiteral("renamed"));
    const QJsonObject credential = credentialBody(QStringLiteral("first"), QStringLiteral("s"));
    QCOMPARE(post(byClient + "/federatedIdentityCredentials", credential).status, 201);
    QCOMPARE(get(byObject + "/federatedIdentityCredentials/first").status, 200);

    QCOMPARE(remove(byClient), 204);
    QCOMPARE(get(byObject).status, 404);
    QCOMPARE(remove(byObject), 404);
}

void TestGraphWrites::brokenApplicationsAreRefused_data()
{
    QTest::addColumn<QJsonObject>("body");
    const QString name = QStringLiteral("displayName");
    const QString good = QStringLiteral("good");
    QTest::newRow("no name") << QJsonObject{};
    QTest::newRow("empty name") << QJsonObject{{name, QString()}};
    QTest::newRow("name is a number") << QJsonObject{{name, 7}};
    QTest::newRow("name of 257") << QJsonObject{{name, QString(257, u'a')}};
    QTest::newRow("unknown member") << QJsonObject{{name, good}, {QStringLiteral("colour"), good}};
    QTest::newRow("read-only member") << QJsonObject{{name, good}, {QStringLiteral("appId"), good}};
    QTest::newRow("audience") << QJsonObject{{name, good}, {QStringLiteral("signInAudience"), good}};
    QTest::newRow("uris are a text") << QJsonObject{{name, good}, {QStringLiteral("identifierUris"), good}};
    QTest::newRow("unique name in the body") << QJsonObject{{name, good}, {QStringLiteral("uniqueName"), good}};
}

void TestGraphWrites::brokenApplicationsAreRefused()
{
    QFETCH(QJsonObject, body);
    const Answer answer = post("/v1.0/applications", body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.errorCode(), QStringLiteral("Request_BadRequest"));
}

void TestGraphWrites::membersWithoutAFieldAreKept()
{
    const QJsonArray uris{QStringLiteral("api://one")};
    const Answer created = post("/v1.0/applications",
                                {{QStringLiteral("displayName"), QStringLiteral("a")},
                                 {QStringLiteral("identifierUris"), uris},
                                 {QStringLiteral("tags"), QJsonArray{QStringLiteral("t")}},
                                 {QStringLiteral("isFallbackPublicClient"), QJsonValue::Null},
                                 {QStringLiteral("keyCredentials"), QJsonArray()},
                                 {QStringLiteral("passwordCredentials"), QJsonArray()}});
    QCOMPARE(created.status, 201);
    const std::string target = "/v1.0/applications/" + idIn(created);
    QCOMPARE(patch(target, {{QStringLiteral("notes"), QStringLiteral("kept")}}), 204);
    const Answer read = get(target);
    QCOMPARE(read.json.value(QLatin1String("identifierUris")).toArray(), uris);
    QCOMPARE(textIn(read.json, "notes"), QStringLiteral("kept"));
    // The URI is taken now.
    const QJsonObject second{{QStringLiteral("displayName"), QStringLiteral("b")},
                             {QStringLiteral("identifierUris"), uris}};
    QCOMPARE(post("/v1.0/applications", second).status, 400);
}

void TestGraphWrites::upsertByUniqueName()
{
    const std::string target = "/v1.0/applications(uniqueName='team''s-app')";
    const QJsonObject body{{QStringLiteral("displayName"), QStringLiteral("upserted")}};
    const Fields prefer{{"Prefer", "create-if-missing"}};
    QCOMPARE(patch(target, body), 404);
    const Answer created = m_client->write(graphService, "PATCH", target, m_write, body, prefer);
    QCOMPARE(created.status, 201);
    QCOMPARE(textIn(created.json, "uniqueName"), QStringLiteral("team's-app"));
    QCOMPARE(m_client->write(graphService, "PATCH", target, m_write, body, prefer).status, 204);
    QCOMPARE(idIn(get(target)), idIn(created));
    const QJsonObject other{{QStringLiteral("uniqueName"), QStringLiteral("another")}};
    QCOMPARE(patch(target, other), 400);
}

void TestGraphWrites::deletedApplicationComesBack()
{
    const Answer created = newApplication(QStringLiteral("comes back"));
    const std::string id = idIn(created);
    QCOMPARE(remove("/v1.0/applications/" + id), 204);
    const std::string bin = "/v1.0/directory/deletedItems/";
    QCOMPARE(get(bin + "microsoft.graph.application").value().size(), 1);
    QVERIFY(!get(bin + id).json.value(QLatin1String("deletedDateTime")).isNull());
    QCOMPARE(post(bin + id + "/restore", {}).status, 200);
    QCOMPARE(get("/v1.0/applications/" + id).status, 200);
    QCOMPARE(remove("/v1.0/applications/" + id), 204);
    QCOMPARE(remove(bin + id), 204);
    QCOMPARE(get(bin + id).status, 404);
}

void TestGraphWrites::secretIsToldOnce()
{
    const Answer created = newApplication(QStringLiteral("secretive"));
    const std::string target = "/v1.0/applications/" + idIn(created);
    QCOMPARE(post("/v1.0/servicePrincipals", {{QStringLiteral("appId"), textIn(created.json, "appId")}}).status, 201);
    const QJsonObject wanted{
        {QStringLiteral("passwordCredential"), QJsonObject{{QStringLiteral("displayName"), QStringLiteral("ci")}}}};
    const Answer added = post(target + "/addPassword", wanted);
    QCOMPARE(added.status, 200);
    QVERIFY(textIn(added.json, "secretText").size() > 20);
    const QJsonArray secrets = get(target).json.value(QLatin1String("passwordCredentials")).toArray();
    QCOMPARE(secrets.size(), 1);
    QVERIFY(secrets.at(0).toObject().value(QLatin1String("secretText")).isNull());
    const Fields form{{"grant_type", "client_credentials"},
                      {"client_id", idIn(created, "appId")},
                      {"client_secret", idIn(added, "secretText")},
                      {"scope", "https://graph.microsoft.com/.default"}};
    QCOMPARE(m_client->token(form).status, 200);
    const QJsonObject keyId{{QStringLiteral("keyId"), textIn(added.json, "keyId")}};
    QCOMPARE(post(target + "/removePassword", keyId).status, 204);
    QCOMPARE(post(target + "/removePassword", keyId).status, 400);
}

void TestGraphWrites::servicePrincipalLivesItsLife()
{
    const std::string appId = idIn(newApplication(QStringLiteral("with a principal")), "appId");
    const QJsonObject body{{QStringLiteral("appId"), QString::fromStdString(appId)},
                           {QStringLiteral("accountEnabled"), QStringLiteral("True")}};
    const Answer created = post("/v1.0/servicePrincipals", body);
    QCOMPARE(created.status, 201);
    QCOMPARE(textIn(created.json, "displayName"), QStringLiteral("with a principal"));
    const Answer again = post("/v1.0/servicePrincipals", body);
    QCOMPARE(again.status, 409);
    QCOMPARE(again.errorCode(), QStringLiteral("Request_MultipleObjectsWithSameKeyValue"));
    QCOMPARE(post("/v1.0/servicePrincipals", {{QStringLiteral("appId"), QStringLiteral("nobody")}}).status, 400);

    const std::string target = "/v1.0/servicePrincipals/" + idIn(created);
    QCOMPARE(patch(target, {{QStringLiteral("accountEnabled"), false}}), 204);
    const Answer found = get("/v1.0/servicePrincipals?$filter=servicePrincipalNames/any(c:c%20eq%20'" + appId + "')");
    QCOMPARE(found.value().size(), 1);
    QCOMPARE(found.value().at(0).toObject().value(QLatin1String("accountEnabled")).toBool(true), false);
    QCOMPARE(remove(target), 204);
    QCOMPARE(get(target).status, 404);

    // An application takes its service principal with it.
    const std::string second = "/v1.0/servicePrincipals/" + idIn(post("/v1.0/servicePrincipals", body));
    QCOMPARE(remove("/v1.0/applications(appId='" + appId + "')"), 204);
    QCOMPARE(get(second).status, 404);
}

void TestGraphWrites::managedIdentityIsNotWrittenHere()
{
    const Answer found = get("/v1.0/servicePrincipals?$filter=servicePrincipalType%20eq%20'ManagedIdentity'&$top=1");
    const std::string target = "/v1.0/servicePrincipals/" + textIn(found.value().at(0).toObject(), "id").toStdString();
    QCOMPARE(remove(target), 403);
    QCOMPARE(patch(target, {{QStringLiteral("accountEnabled"), false}}), 403);
    QCOMPARE(post(target + "/federatedIdentityCredentials", credentialBody(QStringLiteral("abc"), QStringLiteral("s")))
                 .status,
             403);
}

void TestGraphWrites::ownersComeAndGo()
{
    const std::string target = "/v1.0/applications/" + idIn(newApplication(QStringLiteral("owned"))) + "/owners";
    const QString novak = textIn(get("/v1.0/users/d.novak@contoso.onmicrosoft.com").json, "id");
    const QJsonObject reference{{QStringLiteral("@odata.id"),
                                 QStringLiteral("https://graph.microsoft.com/v1.0/directoryObjects/%1").arg(novak)}};
    QCOMPARE(get(target).value().size(), 1); // who creates it owns it
    QCOMPARE(post(target + "/$ref", reference).status, 204);
    QCOMPARE(post(target + "/%24ref", reference).status, 400);
    QCOMPARE(get(target).value().size(), 2);
    QCOMPARE(get(target + "/$ref").value().size(), 2);
    // The new owner may write now.
    const std::string token = m_client->graphToken(developer, writeScopes);
    const std::string app = target.substr(0, target.size() - 7);
    const QJsonObject note{{QStringLiteral("notes"), QStringLiteral("mine")}};
    QCOMPARE(m_client->write(graphService, "PATCH", app, token, note).status, 204);
    QCOMPARE(remove(target + "/" + novak.toStdString() + "/$ref"), 204);
    QCOMPARE(m_client->write(graphService, "PATCH", app, token, note).status, 403);
    QCOMPARE(remove(target + "/" + novak.toStdString() + "/$ref"), 404);
}

void TestGraphWrites::appRolesAreGranted()
{
    const Answer graph = get("/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')");
    const QJsonObject role = graph.json.value(QLatin1String("appRoles")).toArray().at(0).toObject();
    const Answer principal = get("/v1.0/servicePrincipals?$filter=displayName%20eq%20'hr-portal'");
    const QString principalId = textIn(principal.value().at(0).toObject(), "id");
    const std::string target = "/v1.0/servicePrincipals/" + principalId.toStdString() + "/appRoleAssignments";
    const QJsonObject body{{QStringLiteral("principalId"), principalId},
                           {QStringLiteral("resourceId"), textIn(graph.json, "id")},
                           {QStringLiteral("appRoleId"), textIn(role, "id")}};
    QCOMPARE(post(target, body).status, 403); // the scope is missing
    m_write = grantingToken();
    const qsizetype before = get(target).value().size();
    const Answer granted = post(target, body);
    QCOMPARE(granted.status, 201);
    QCOMPARE(textIn(granted.json, "principalDisplayName"), QStringLiteral("hr-portal"));
    QCOMPARE(post(target, body).status, 400); // twice
    QCOMPARE(get(target).value().size(), before + 1);
    QCOMPARE(remove(target + "/" + idIn(granted)), 204);
    QCOMPARE(get(target).value().size(), before);
    QJsonObject unknown = body;
    unknown.insert(QStringLiteral("appRoleId"), QStringLiteral("11111111-2222-3333-4444-555555555555"));
    QCOMPARE(post(target, unknown).status, 400);
}

void TestGraphWrites::consentIsGivenAndTaken()
{
    const Answer graph = get("/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')");
    const Answer client = get("/v1.0/servicePrincipals?$filter=displayName%20eq%20'hr-portal'");
    const QString clientId = textIn(client.value().at(0).toObject(), "id");
    QJsonObject body{{QStringLiteral("clientId"), clientId},
                     {QStringLiteral("consentType"), QStringLiteral("AllPrincipals")},
                     {QStringLiteral("resourceId"), textIn(graph.json, "id")},
                     {QStringLiteral("scope"), QStringLiteral("User.Read")}};
    QCOMPARE(post("/v1.0/oauth2PermissionGrants", body).status, 403);
    m_write = grantingToken();
    const Answer granted = post("/v1.0/oauth2PermissionGrants", body);
    QCOMPARE(granted.status, 201);
    QCOMPARE(post("/v1.0/oauth2PermissionGrants", body).status, 409);
    const std::string target = "/v1.0/oauth2PermissionGrants/" + idIn(granted);
    QCOMPARE(patch(target, {{QStringLiteral("scope"), QStringLiteral("User.Read Mail.Read")}}), 204);
    const std::string below = "/v1.0/servicePrincipals/" + clientId.toStdString() + "/oauth2PermissionGrants";
    QCOMPARE(textIn(get(below).value().at(0).toObject(), "scope"), QStringLiteral("User.Read Mail.Read"));
    QCOMPARE(
        get("/v1.0/oauth2PermissionGrants?$filter=clientId%20eq%20'" + clientId.toStdString() + "'").value().size(), 1);
    QCOMPARE(remove(target), 204);
    QCOMPARE(get(target).status, 404);
    body.insert(QStringLiteral("consentType"), QStringLiteral("Nobody"));
    QCOMPARE(post("/v1.0/oauth2PermissionGrants", body).status, 400);
}

void TestGraphWrites::certificatesAreKept()
{
    const std::string target = "/v1.0/applications/" + idIn(newApplication(QStringLiteral("certified")));
    const QJsonObject key{{QStringLiteral("type"), QStringLiteral("AsymmetricX509Cert")},
                          {QStringLiteral("usage"), QStringLiteral("Verify")},
                          {QStringLiteral("key"), QStringLiteral("MAMCAQE=")}};
    QCOMPARE(patch(target, {{QStringLiteral("keyCredentials"), QJsonArray{key}}}), 204);
    const auto keys = [&](const std::string &query) {
        return get(target + query).json.value(QLatin1String("keyCredentials")).toArray();
    };
    const QJsonObject kept = keys({}).at(0).toObject();
    QVERIFY(kept.value(QLatin1String("key")).isNull());
    QCOMPARE(textIn(keys("?$select=keyCredentials").at(0).toObject(), "key"), QStringLiteral("MAMCAQE="));
    // One that is named by its id stays.
    QCOMPARE(patch(target, {{QStringLiteral("keyCredentials"), QJsonArray{kept}}}), 204);
    QCOMPARE(keys({}).size(), 1);
    const QJsonArray nonsense{QJsonObject{{QStringLiteral("key"), QStringLiteral("%%%")}}};
    QCOMPARE(patch(target, {{QStringLiteral("keyCredentials"), nonsense}}), 400);
    QCOMPARE(patch(target, {{QStringLiteral("keyCredentials"), QJsonArray()}}), 204);
    QCOMPARE(keys({}).size(), 0);
}

void TestGraphWrites::writesNeedPermission_data()
{
    QTest::addColumn<std::string>("account");
    QTest::addColumn<std::string>("scope");
    QTest::addColumn<std::string>("method");
    QTest::addColumn<std::string>("target");
    QTest::addColumn<int>("status");
    const std::string app = std::string("/v1.0/applications/") + deployId;
    const std::string write = writeScopes;
    const std::string read = readScopes;
    QTest::newRow("member creates") << std::string(developer) << write << std::string("POST")
                                    << std::string("/v1.0/applications") << 201;
    QTest::newRow("reader creates") << std::string(reader) << read << std::string("POST")
                                    << std::string("/v1.0/applications") << 403;
    QTest::newRow("owner changes") << std::string(developer) << write << std::string("PATCH") << app << 204;
    QTest::newRow("stranger changes") << std::string(dataEngineer) << write << std::string("PATCH") << app << 403;
    QTest::newRow("stranger deletes") << std::string(dataEngineer) << write << std::string("DELETE") << app << 403;
    QTest::newRow("administrator deletes") << std::string(admin) << write << std::string("DELETE") << app << 204;
    QTest::newRow("administrator without the scope")
        << std::string(admin) << read << std::string("DELETE") << app << 403;
}

void TestGraphWrites::writesNeedPermission()
{
    QFETCH(std::string, account);
    QFETCH(std::string, scope);
    QFETCH(std::string, method);
    QFETCH(std::string, target);
    const std::string token = m_client->graphToken(account, scope);
    const QJsonObject body{{QStringLiteral("displayName"), QStringLiteral("x")}};
    QTEST(m_client->write(graphService, method, target, token, body).status, "status");
}

void TestGraphWrites::deltaTellsWhatChanged()
{
    const auto linkOf = [](const Answer &answer) {
        const QString link = textIn(answer.json, "@odata.deltaLink");
        return link.mid(link.indexOf(QLatin1String("/v1.0"))).toStdString();
    };
    const Answer latest = get("/v1.0/applications/delta?$deltaToken=latest&$select=displayName");
    QCOMPARE(latest.status, 200);
    QCOMPARE(latest.value().size(), 0);
    const Answer kept = newApplication(QStringLiteral("kept"));
    const Answer gone = newApplication(QStringLiteral("gone"));
    QCOMPARE(remove("/v1.0/applications/" + idIn(gone)), 204);

    const Answer changes = get(linkOf(latest));
    QCOMPARE(changes.value().size(), 2);
    const QJsonObject first = changes.value().at(0).toObject();
    QCOMPARE(first.keys(), QStringList({QStringLiteral("displayName"), QStringLiteral("id")}));
    QCOMPARE(textIn(first, "displayName"), QStringLiteral("kept"));
    const QJsonObject removed = changes.value().at(1).toObject().value(QLatin1String("@removed")).toObject();
    QCOMPARE(textIn(removed, "reason"), QStringLiteral("changed"));
    QCOMPARE(get(linkOf(changes)).value().size(), 0);
    const std::string filtered = "/v1.0/applications/delta?$filter=id%20eq%20'" + idIn(kept) + "'";
    QCOMPARE(get(filtered).value().size(), 1);
}

void TestGraphWrites::deltaPagesAndExpires()
{
    std::string next = "/v1.0/servicePrincipals/delta?$top=25";
    int pages = 0;
    qsizetype objects = 0;
    QString link;
    while (!next.empty() && pages < 10) {
        const Answer page = get(next);
        objects += page.value().size();
        ++pages;
        link = textIn(page.json, "@odata.deltaLink");
        const QString more = textIn(page.json, "@odata.nextLink");
        next = more.isEmpty() ? std::string() : more.mid(more.indexOf(QLatin1String("/v1.0"))).toStdString();
    }
    QCOMPARE(pages, 3);
    QCOMPARE(objects, m_client->all(graphService, "/v1.0/servicePrincipals", m_read).size());
    QVERIFY(!link.isEmpty());
    const Answer expired = get("/v1.0/servicePrincipals/delta?$deltatoken=abc");
    QCOMPARE(expired.status, 410);
    QVERIFY(!expired.raw.header("Location").empty());
}

void TestGraphWrites::unknownPathsAreNoSegments_data()
{
    QTest::addColumn<std::string>("target");
    const auto row = [](const char *target) { QTest::newRow(target) << std::string(target); };
    row("/v1.0/nothing");
    row("/v1.0/applications/d2706e4f-58ab-41c9-9be3-7f14c0a8e562/nothing");
    row("/v1.0/servicePrincipals(appId='4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1')/nothing");
    row("/v1.0/auditLogs/nothing");
    row("/v1.0/roleManagement/exchange/roleAssignments");
    row("/beta/me/messages");
    row("/v1.0/");
}

void TestGraphWrites::unknownPathsAreNoSegments()
{
    QFETCH(std::string, target);
    for (const char *method : {"GET", "POST", "PATCH", "DELETE"}) {
        const Answer answer = m_client->write(graphService, method, target, m_write, {});
        if (std::string_view(method) != "GET" && answer.status == 405)
            continue;
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.errorCode(), QStringLiteral("BadRequest"));
        QVERIFY(answer.errorMessage().startsWith(QLatin1String("Resource not found for the segment")));
    }
}

void TestGraphWrites::methodsThatAPathDoesNotTake()
{
    QCOMPARE(remove("/v1.0/applications"), 405);
    QCOMPARE(m_client->write(graphService, "PUT", std::string("/v1.0/applications/") + deployId, m_write, {}).status,
             405);
    QCOMPARE(post("/v1.0/organization", {}).status, 405);
}

void TestGraphWrites::bodyMustBeJson()
{
    for (const char *body : {"", "[1]", "{", "\xff\xfe", "null"}) {
        const Answer answer =
            m_client->send(graphService, "POST", "/v1.0/applications", body, {{"Authorization", "Bearer " + m_write}});
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.errorCode(), QStringLiteral("BadRequest"));
    }
}

QTEST_GUILESS_MAIN(TestGraphWrites)
#include "tst_graph_writes.moc"
