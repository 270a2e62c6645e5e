// SPDX-License-Identifier: Apache-2.0
#include "cloud/arm_codec.h"
#include "cloud/error_codec.h"
#include "cloud/graph_codec.h"
#include "cloud/payload.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

#include <functional>

using namespace symbolon;
using namespace symbolon::cloud;
using namespace symbolon::test;

namespace {

const QString exchange = QStringLiteral("api://AzureADTokenExchange");

// Any decoder as one that says only whether it could read.
using Reader = std::function<Result<void>(const QByteArray &)>;

template<typename Decode>
Reader reader(Decode decode)
{
    return [decode](const QByteArray &json) -> Result<void> {
        const auto read = decode(json);
        if (!read)
            return failure(read.error());
        return {};
    };
}

const QMap<QString, Reader> &readers()
{
    static const QMap<QString, Reader> all{
        {QStringLiteral("applications"), reader(graph::decodeApplications)},
        {QStringLiteral("credentials"), reader(graph::decodeCredentials)},
        {QStringLiteral("credential"), reader(graph::decodeCredential)},
        {QStringLiteral("servicePrincipals"), reader(graph::decodeServicePrincipals)},
        {QStringLiteral("appRoleAssignments"), reader(graph::decodeAppRoleAssignments)},
        {QStringLiteral("roleAssignments"), reader(graph::decodeRoleAssignments)},
        {QStringLiteral("role"), reader(graph::decodeRole)},
        {QStringLiteral("memberships"), reader(graph::decodeMemberships)},
        {QStringLiteral("account"), reader(graph::decodeAccount)},
        {QStringLiteral("organization"), reader(graph::decodeOrganization)},
        {QStringLiteral("arm subscriptions"), reader(arm::decodeSubscriptions)},
        {QStringLiteral("arm identities"), reader(arm::decodeIdentities)},
        {QStringLiteral("arm credentials"), reader(arm::decodeCredentials)},
        {QStringLiteral("arm credential"), reader(arm::decodeCredential)},
        {QStringLiteral("arm roleAssignments"), reader(arm::decodeRoleAssignments)},
        {QStringLiteral("arm role"), reader(arm::decodeRole)},
    };
    return all;
}

trust::FederatedCredential sample()
{
    trust::FederatedCredential credential;
    credential.name = QStringLiteral("Testing");
    credential.issuer = QStringLiteral("https://token.actions.githubusercontent.com");
    credential.subject = QStringLiteral("repo:octo-org/octo-repo:environment:Production");
    credential.audiences = QStringList{exchange};
    return credential;
}

} // namespace

class TestCodecs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void applications();
    void linkAhead();
    void applicationsWithCredentials();
    void owners();
    void graphCredentials();
    void graphCredentialAlone_data();
    void graphCredentialAlone();
    void graphRequests_data();
    void graphRequests();
    void changesAlone_data();
    void changesAlone();
    void servicePrincipals();
    void appRoleAssignments();
    void directoryRoles();
    void memberships();
    void accountAndOrganization();
    void subscriptions();
    void identities();
    void armCredentials();
    void armRequests();
    void azureRoles();
    void errors_data();
    void errors();
    void complaintsNameThePlace_data();
    void complaintsNameThePlace();
    void hostileDocuments_data();
    void hostileDocuments();
    void mutations();
};

// Microsoft's own sample leaves `id` out, and everything that we select besides.
void TestCodecs::applications()
{
    const auto page = graph::decodeApplications(payload("graph/applications-list.response.json"));
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), 1);
    const trust::Identity &app = page->items.first();
    QCOMPARE(app.key.kind, trust::IdentityKind::Application);
    QCOMPARE(app.clientId, QStringLiteral("00000000-0000-0000-0000-000000000000"));
    QCOMPARE(app.displayName, QStringLiteral("My app"));
    QCOMPARE(app.signInAudience, QStringLiteral("AzureADMyOrg"));
    QCOMPARE(app.credentialsPart.state, trust::Knowledge::NotRead);
    QVERIFY(page->nextLink.isEmpty());

    const auto searched = graph::decodeApplications(payload("graph/applications-search-count.response.json"));
    QVERIFY(searched.has_value());
    QCOMPARE(searched->items.first().displayName, QStringLiteral("'DotNetWeb-App' "));
}

void TestCodecs::linkAhead()
{
    const QByteArray before = R"({"@odata.context": "c", "@odata.nextLink": "https://g/\u006eext", "value": [{]})";
    const QByteArray behind = R"({"deep": {"@odata.nextLink": "no"}, "value": [], "@odata.nextLink": "late"})";
    const QByteArray besides = R"({"a": [{"value": 1}], "@odata.nextLink": "https://g/yes"})";
    QCOMPARE(graph::linkAhead(before), QStringLiteral("https://g/next"));
    QCOMPARE(graph::linkAhead(behind), QString());
    QCOMPARE(graph::linkAhead(besides), QStringLiteral("https://g/yes"));
    const QList<QByteArray> none{"",
                                 "[]",
                                 "{",
                                 "null",
                                 "\xff",
                                 "{\"value\": []}",
                                 "{\"@odata.nextLink\"",
                                 "{\"@odata.nextLink\": 5}",
                                 "{\"@odata.nextLink\": [\"x\"]}",
                                 QByteArray(100'000, '[')};
    for (const QByteArray &odd : none)
        QCOMPARE(graph::linkAhead(odd), QString());
}

void TestCodecs::applicationsWithCredentials()
{
    const auto page = graph::decodeApplications(R"({"value": [
        {"id": "a", "appId": "b", "displayName": null, "createdDateTime": "2026-07-15T10:00:00Z",
         "unknown": {"deep": [1]},
         "federatedIdentityCredentials": [
            {"id": "1", "name": "plain", "issuer": "https://i", "subject": " s ", "audiences": ["A"]},
            {"id": "2", "name": "flexible", "issuer": "https://i", "subject": null, "audiences": ["A"],
             "claimsMatchingExpression": {"value": "claims['sub'] matches 'x*'", "languageVersion": 1}}]},
        {"id": "c", "appId": "d", "federatedIdentityCredentials": []},
        {"id": "e", "appId": "f", "federatedIdentityCredentials": [],
         "federatedIdentityCredentials@odata.nextLink": "https://g/more"}
        ], "@odata.nextLink": "https://g/next?$skiptoken=1"})");
    QVERIFY(page.has_value());
    QCOMPARE(page->nextLink, QStringLiteral("https://g/next?$skiptoken=1"));
    const trust::Identity &first = page->items.at(0);
    QCOMPARE(first.key.id, QStringLiteral("a"));
    QCOMPARE(first.createdAt, QDateTime(QDate(2026, 7, 15), QTime(10, 0), Qt::UTC));
    QVERIFY(first.credentialsPart.isKnown());
    QCOMPARE(first.credentials.size(), 2);
    QCOMPARE(first.credentials.at(0).subject, std::optional<QString>(QStringLiteral(" s "))); // never trimmed
    QVERIFY(!first.credentials.at(1).subject.has_value());
    QCOMPARE(first.credentials.at(1).expression->value, QStringLiteral("claims['sub'] matches 'x*'"));
    QVERIFY(page->items.at(1).credentialsPart.isKnown());
    QCOMPARE(page->items.at(2).credentialsPart.state, trust::Knowledge::NotRead); // cut short: not the whole truth
}

void TestCodecs::owners()
{
    const auto page = graph::decodeApplicationOwners(R"({"value": [
        {"id": "a", "owners": [
            {"@odata.type": "#microsoft.graph.user", "id": "1", "displayName": "Maria <b>", "userPrincipalName": "m@x",
             "userType": "Member", "accountEnabled": true},
            {"@odata.type": "#microsoft.graph.user", "id": "2", "displayName": null, "userPrincipalName": null},
            {"@odata.type": "#microsoft.graph.user", "id": "3", "userType": "Guest", "accountEnabled": false},
            {"@odata.type": "#microsoft.graph.servicePrincipal", "id": "4", "displayName": "bot"}, {"id": "5"}]},
        {"id": "b", "owners": []},
        {"id": "c", "owners": [{"id": "1"}], "owners@odata.nextLink": "https://g/more"}]})");
    QVERIFY2(page.has_value(), page ? "" : qPrintable(page.error().message));
    const cloud::ApplicationOwners &first = page->items.at(0);
    QVERIFY(first.isWhole);
    QCOMPARE(first.owners.size(), 5);
    QCOMPARE(first.owners.at(0).userPrincipalName, QStringLiteral("m@x"));
    QCOMPARE(first.owners.at(1).label(), QStringLiteral("2")); // may not be read
    QVERIFY(!first.owners.at(1).isDisabled);
    QVERIFY(first.owners.at(2).isGuest && first.owners.at(2).isDisabled);
    QCOMPARE(first.owners.at(3).kind, trust::OwnerKind::ServicePrincipal);
    QCOMPARE(first.owners.at(4).kind, trust::OwnerKind::Other);
    QVERIFY(page->items.at(1).isWhole && page->items.at(1).owners.isEmpty());
    QVERIFY(!page->items.at(2).isWhole);
}

void TestCodecs::graphCredentials()
{
    const auto page = graph::decodeCredentials(payload("graph/fic-list.response.json"));
    QVERIFY(page.has_value());
    trust::FederatedCredential expected;
    expected.id = QStringLiteral("bdad0963-4a7a-43ae-b569-e67e1da3f2c0");
    expected.name = QStringLiteral("testing");
    expected.issuer = QStringLiteral("https://login.microsoftonline.com/3d1e2be9-a10a-4a0c-8380-7ce190f98ed9/v2.0");
    expected.subject = QStringLiteral("a7d388c3-5e3f-4959-ac7d-786b3383006a");
    expected.audiences = QStringList{exchange};
    expected.description = QStringLiteral("This is my test  federated identity credential 03");
    QCOMPARE(page->items, QList<trust::FederatedCredential>{expected});
}

void TestCodecs::graphCredentialAlone_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("description");
    QTest::newRow("created") << QByteArray("graph/fic-create.response.json") << QStringLiteral("testing02")
                             << QString();
    QTest::newRow("got, inside value") << QByteArray("graph/fic-get.response.json") << QStringLiteral("testing")
                                       << QStringLiteral("This is my test  federated identity credential");
    QTest::newRow("upserted") << QByteArray("graph/fic-upsert-created.response.json")
                              << QStringLiteral("testing02fic01-app-65278") << QString();
}

void TestCodecs::graphCredentialAlone()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, name);
    QFETCH(QString, description);
    const auto credential = graph::decodeCredential(payload(file.constData()));
    QVERIFY(credential.has_value());
    QCOMPARE(credential->name, name);
    QCOMPARE(credential->description, description);
    QCOMPARE(credential->subject, std::optional<QString>(QStringLiteral("a7d388c3-5e3f-4959-ac7d-786b3383006a")));
    QVERIFY(!credential->id.isEmpty());
}

void TestCodecs::graphRequests_data()
{
    QTest::addColumn<QByteArray>("file");
    for (const char *file : {"fic-create", "fic-github-environment", "fic-github-immutable-subject", "fic-kubernetes",
                             "fic-managed-identity", "flexible-fic-github", "flexible-fic-github-two-claims",
                             "flexible-fic-gitlab", "flexible-fic-gitlab-project-id", "flexible-fic-terraform-cloud"}) {
        QTest::newRow(file) << QByteArray("graph/") + file + ".request.json";
    }
}

// What we send for a credential is what the documentation sends: read as a credential, written again, equal.
void TestCodecs::graphRequests()
{
    QFETCH(QByteArray, file);
    const QByteArray official = payload(file.constData());
    const auto credential = graph::decodeCredential(official);
    QVERIFY(credential.has_value());
    QCOMPARE(object(graph::encodeCredential(*credential)), object(official));
}

void TestCodecs::changesAlone_data()
{
    using trust::FederatedCredential;
    QTest::addColumn<std::function<void(FederatedCredential &)>>("edit");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const std::function<void(FederatedCredential &)> &edit, const char *body) {
        QTest::newRow(name) << edit << QByteArray(body);
    };
    row(
        "nothing", [](FederatedCredential &) {}, "");
    row(
        "issuer", [](FederatedCredential &c) { c.issuer = QStringLiteral("https://x"); }, R"({"issuer":"https://x"})");
    row(
        "subject", [](FederatedCredential &c) { c.subject = QStringLiteral("y "); }, R"({"subject":"y "})");
    row(
        "audience", [](FederatedCredential &c) { c.audiences = QStringList{QStringLiteral("z")}; },
        R"({"audiences":["z"]})");
    row(
        "description", [](FederatedCredential &c) { c.description = QStringLiteral("<b>\u202e"); },
        "{\"description\":\"<b>\xe2\x80\xae\"}");
    row(
        "to an expression",
        [](FederatedCredential &c) {
            c.subject.reset();
            c.expression = trust::ClaimsExpression{QStringLiteral("claims['sub'] eq 'a'"), 1};
        },
        R"({"subject":null,"claimsMatchingExpression":{"value":"claims['sub'] eq 'a'","languageVersion":1}})");
    row(
        "id is not ours to change", [](FederatedCredential &c) { c.id = QStringLiteral("other"); }, "");
}

void TestCodecs::changesAlone()
{
    QFETCH(std::function<void(trust::FederatedCredential &)>, edit);
    QFETCH(QByteArray, body);
    const trust::FederatedCredential before = sample();
    trust::FederatedCredential after = before;
    edit(after);
    const QByteArray changes = graph::encodeChanges(before, after);
    QCOMPARE(changes.isEmpty(), body.isEmpty());
    QCOMPARE(object(changes), object(body));
    if (after.expression) {
        const QJsonObject back = object(graph::encodeChanges(after, before));
        QVERIFY(back.value(u"claimsMatchingExpression").isNull());
        QCOMPARE(back.value(u"subject").toString(), *before.subject);
    }
}

void TestCodecs::servicePrincipals()
{
    const auto page = graph::decodeServicePrincipals(R"({"value":[{"id":"s","appId":"a","displayName":"n",
        "servicePrincipalType":"ManagedIdentity","alternativeNames":["isExplicit=True","/subscriptions/x"],
        "appRoles":[{"id":"r","value":"Application.ReadWrite.All","displayName":"d","isEnabled":false,
                     "allowedMemberTypes":["Application"]}]},{"id":"t"}]})");
    QVERIFY(page.has_value());
    const ServicePrincipal &first = page->items.at(0);
    QCOMPARE(first.type, QStringLiteral("ManagedIdentity"));
    QCOMPARE(first.alternativeNames.size(), 2);
    QCOMPARE(first.appRoles.size(), 1);
    QCOMPARE(first.appRoles.first().value, QStringLiteral("Application.ReadWrite.All"));
    QVERIFY(!first.appRoles.first().enabled);
    QVERIFY(page->items.at(1).appRoles.isEmpty());
}

void TestCodecs::appRoleAssignments()
{
    const auto page = graph::decodeAppRoleAssignments(payload("graph/sp-approleassignedto.response.json"));
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), 1);
    const AppRoleAssignment &one = page->items.first();
    QCOMPARE(one.appRoleId, QStringLiteral("00000000-0000-0000-0000-000000000000"));
    QCOMPARE(one.principalType, QStringLiteral("User"));
    QCOMPARE(one.principalDisplayName, QStringLiteral("MOD Administrator"));
    QCOMPARE(one.resourceId, QStringLiteral("8e881353-1735-45af-af21-ee1344582a4d"));
}

void TestCodecs::directoryRoles()
{
    const auto page =
        graph::decodeRoleAssignments(payload("graph/directory-roleassignments-by-principal.response.json"));
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), 2);
    QCOMPARE(page->items.at(0).role.id, QStringLiteral("62e90394-69f5-4237-9190-012177145e10"));
    QVERIFY(page->items.at(0).role.displayName.isEmpty());
    QCOMPARE(page->items.at(0).directoryScopeId, QStringLiteral("/"));

    const auto expanded = graph::decodeRoleAssignments(R"({"value":[{"id":"1","principalId":"p",
        "directoryScopeId":"/","roleDefinitionId":"d",
        "roleDefinition":{"id":"d","templateId":"t","displayName":"Global Administrator"}}]})");
    QVERIFY(expanded.has_value());
    QCOMPARE(expanded->items.first().role,
             (DirectoryRole{QStringLiteral("d"), QStringLiteral("t"), QStringLiteral("Global Administrator")}));
}

void TestCodecs::memberships()
{
    const auto page = graph::decodeMemberships(R"({"value":[
        {"@odata.type":"#microsoft.graph.group","id":"g","displayName":"Ops","isAssignableToRole":true},
        {"@odata.type":"#microsoft.graph.directoryRole","id":"r","displayName":"Reader"},
        {"@odata.type":"#microsoft.graph.administrativeUnit","id":"u","displayName":null}]})");
    QVERIFY(page.has_value());
    QCOMPARE(page->items.at(0).kind, Membership::Kind::Group);
    QCOMPARE(page->items.at(0).isAssignableToRole, std::optional<bool>(true));
    QCOMPARE(page->items.at(1).kind, Membership::Kind::DirectoryRole);
    QVERIFY(!page->items.at(1).isAssignableToRole.has_value());
    QCOMPARE(page->items.at(2).kind, Membership::Kind::Other);
}

void TestCodecs::accountAndOrganization()
{
    const auto account = graph::decodeAccount(R"({"id":"1","displayName":"M","userPrincipalName":"m@x"})");
    QVERIFY(account.has_value());
    QCOMPARE(account->userPrincipalName, QStringLiteral("m@x"));
    const auto tenant = graph::decodeOrganization(R"({"value":[{"id":"t","displayName":"Contoso","verifiedDomains":[
        {"name":"a.example","isDefault":false},{"name":"b.example","isDefault":true}]}]})");
    QVERIFY(tenant.has_value());
    QCOMPARE(*tenant, (trust::Tenant{QStringLiteral("t"), QStringLiteral("Contoso"), QStringLiteral("b.example")}));
    QVERIFY(!graph::decodeOrganization(R"({"value":[]})").has_value());
}

void TestCodecs::subscriptions()
{
    const auto page = arm::decodeSubscriptions(armAnswer("arm/subscriptions-list.2022-12-01.example.json"));
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), 2);
    QCOMPARE(
        page->items.first(),
        (Subscription{QStringLiteral("291bba3f-e0a5-47bc-a099-3bdcb2a50a05"), QStringLiteral("Example Subscription"),
                      QStringLiteral("Enabled"), QStringLiteral("31c75423-32d6-4322-88b7-c478bdde4858")}));
    QCOMPARE(page->nextLink, QStringLiteral("..."));
}

void TestCodecs::identities()
{
    const auto page = arm::decodeIdentities(armAnswer("arm/identities-list-by-subscription.2026-05-31.example.json"));
    QVERIFY(page.has_value());
    const trust::Identity &identity = page->items.first();
    QCOMPARE(identity.key.kind, trust::IdentityKind::ManagedIdentity);
    QCOMPARE(identity.displayName, QStringLiteral("identityName"));
    QCOMPARE(identity.place->subscriptionId, QStringLiteral("subid"));
    QCOMPARE(identity.place->resourceGroup, QStringLiteral("rgName")); // although the id says "resourcegroups"
    QCOMPARE(identity.place->location, QStringLiteral("eastus"));
    QCOMPARE(identity.clientId, QStringLiteral("4024ab25-56a8-4370-aea6-6389221caf29"));
    QCOMPARE(identity.servicePrincipalId, QStringLiteral("25cc773c-7f05-40fc-a104-32d2300754ad"));
    QCOMPARE(identity.tenantId, QStringLiteral("b6c948ef-f6b5-4384-8354-da3a15eca969"));
    QCOMPARE(identity.credentialsPart.state, trust::Knowledge::NotRead);
    QVERIFY(page->nextLink.startsWith(u"https://serviceRoot/"));

    for (const int status : {200, 201}) {
        const QByteArray one = armAnswer("arm/identity-create.2026-05-31.example.json", status);
        QVERIFY(arm::decodeIdentities("{\"value\":[" + one + "]}").has_value());
    }
}

void TestCodecs::armCredentials()
{
    const auto page = arm::decodeCredentials(armAnswer("arm/fic-list.2026-05-31.example.json"));
    QVERIFY(page.has_value());
    const trust::FederatedCredential &one = page->items.first();
    QCOMPARE(one.name, QStringLiteral("ficResourceName"));
    QCOMPARE(one.issuer, QStringLiteral("https://oidc.prod-aks.azure.com/TenantGUID/IssuerGUID"));
    QCOMPARE(one.subject, std::optional<QString>(QStringLiteral("system:serviceaccount:ns:svcaccount")));
    QCOMPARE(one.audiences, QStringList{exchange});
    QVERIFY(page->nextLink.contains(u"$skipToken"));

    for (const int status : {200, 201}) {
        const auto created = arm::decodeCredential(armAnswer("arm/fic-create.2023-01-31.example.json", status));
        QVERIFY(created.has_value());
        QCOMPARE(created->subject, one.subject);
        const auto flexible =
            arm::decodeCredential(armAnswer("arm/fic-flexible-create.2025-05-31-preview.example.json", status));
        QVERIFY(flexible.has_value());
        QVERIFY(!flexible->subject.has_value());
        QCOMPARE(flexible->expression->value, QStringLiteral("claims['sub'] matches system:serviceaccount:ns:*"));
    }
}

void TestCodecs::armRequests()
{
    for (const char *file :
         {"arm/fic-create.2023-01-31.example.json", "arm/fic-flexible-create.2025-05-31-preview.example.json"}) {
        const auto credential = arm::decodeCredential(armAnswer(file));
        QVERIFY(credential.has_value());
        QCOMPARE(object(arm::encodeCredential(*credential)), armBody(file));
    }
}

void TestCodecs::azureRoles()
{
    const auto page =
        arm::decodeRoleAssignments(armAnswer("arm/roleassignments-list-for-scope.2022-04-01.example.json"));
    QVERIFY(page.has_value());
    QCOMPARE(page->items.first().roleGuid(), QStringLiteral("0b5fe924-9a61-425c-96af-cfe6e287ca2d"));
    QCOMPARE(page->items.first().scope, QStringLiteral("/subscriptions/a925f2f7-5c63-4b7b-8799-25a5f97bc3b2"));
    const auto full = arm::decodeRoleAssignments(payload("arm/roleassignments-list-full-properties.response.json"));
    QVERIFY(full.has_value());
    QVERIFY(full->items.first().condition.isEmpty()); // null in the sample

    const auto role = arm::decodeRole(R"({"id":"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/AB",
        "properties":{"roleName":"Owner","type":"BuiltInRole"}})");
    QVERIFY(role.has_value());
    QCOMPARE(role->guid, QStringLiteral("ab"));
    QVERIFY(role->builtIn);
}

void TestCodecs::errors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("official: $count") << 400 << payload("graph/error-count-without-consistencylevel.response.json")
                                      << QStringLiteral("Request_BadRequest")
                                      << QStringLiteral("$count is not currently supported.") << ErrorKind::Rejected;
    QTest::newRow("official: $search")
        << 400 << payload("graph/error-search-without-consistencylevel.response.json")
        << QStringLiteral("Request_UnsupportedQuery")
        << QStringLiteral("Request with $search query parameter only works through MSGraph with a special request "
                          "header: 'ConsistencyLevel: eventual'")
        << ErrorKind::Rejected;
    QTest::newRow("details") << 400 << QByteArray(R"({"error":{"code":"C","message":"M","details":[{"message":"D"}]}})")
                             << QStringLiteral("C") << QStringLiteral("M D") << ErrorKind::Rejected;
    QTest::newRow("policy") << 403 << QByteArray(R"({"error":{"code":"RequestDisallowedByPolicy","message":"M"}})")
                            << QStringLiteral("RequestDisallowedByPolicy") << QStringLiteral("M")
                            << ErrorKind::Rejected;
    QTest::newRow("full") << 403 << QByteArray(R"({"error":{"code":"Directory_QuotaExceeded","message":"M"}})")
                          << QStringLiteral("Directory_QuotaExceeded") << QStringLiteral("M") << ErrorKind::Rejected;
    QTest::newRow("a token in the words")
        << 401 << QByteArray(R"({"error":{"code":"C","message":"bad token eyJhbGciOiJub25lIn0.eyJhIjoxfQ."}})")
        << QStringLiteral("C") << QStringLiteral("bad token [redacted]") << ErrorKind::Unauthorized;
    QTest::newRow("a page of a gateway") << 502 << QByteArray("<html>Bad gateway</html>") << QString() << QString()
                                         << ErrorKind::Server;
    QTest::newRow("another shape") << 409 << QByteArray(R"({"error":"conflict"})") << QString() << QString()
                                   << ErrorKind::Conflict;
    QTest::newRow("nothing") << 404 << QByteArray() << QString() << QString() << ErrorKind::NotFound;
}

void TestCodecs::errors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    QFETCH(QString, message);
    QFETCH(ErrorKind, kind);
    net::Response response;
    response.status = status;
    response.body = body;
    Error error = net::errorFrom(response, net::Request());
    readServiceError(response, error);
    QCOMPARE(error.code, code);
    QCOMPARE(error.message, message);
    QCOMPARE(error.kind, kind);
}

void TestCodecs::complaintsNameThePlace_data()
{
    QTest::addColumn<QString>("decoder");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("complaint");
    const auto row = [](const char *name, const char *decoder, const char *json, const char *complaint) {
        QTest::newRow(name) << QString::fromUtf8(decoder) << QByteArray(json) << QString::fromUtf8(complaint);
    };
    row("audiences", "credentials",
        R"({"value":[{"name":"a","issuer":"i","audiences":["x"]},{"name":"a","issuer":"i","audiences":"x"}]})",
        "value[1].audiences: expected a list");
    row("audience", "credentials", R"({"value":[{"name":"a","issuer":"i","audiences":[1]}]})",
        "value[0].audiences[0]: expected text");
    row("no issuer", "credentials", R"({"value":[{"name":"a","audiences":[]}]})", "value[0].issuer: expected text");
    row("subject", "credential", R"({"name":"a","issuer":"i","subject":{},"audiences":[]})", "subject: expected text");
    row("version", "credential",
        R"({"name":"a","issuer":"i","audiences":[],"claimsMatchingExpression":{"value":"v","languageVersion":"1"}})",
        "claimsMatchingExpression.languageVersion: expected a whole number");
    row("large version", "credential",
        R"({"name":"a","issuer":"i","audiences":[],"claimsMatchingExpression":{"value":"v","languageVersion":1e99}})",
        "claimsMatchingExpression.languageVersion: expected a whole number");
    row("expression", "credential", R"({"name":"a","issuer":"i","audiences":[],"claimsMatchingExpression":[]})",
        "claimsMatchingExpression: expected an object");
    row("no page", "applications", R"({})", "value: expected a list");
    row("page of text", "applications", R"({"value":"x"})", "value: expected a list");
    row("item is no object", "applications", R"({"value":[7]})", "value[0]: expected an object");
    row("time", "applications", R"({"value":[{"appId":"a","createdDateTime":"yesterday"}]})",
        "value[0].createdDateTime: expected a time");
    row("link", "applications", R"({"value":[],"@odata.nextLink":5})", "@odata.nextLink: expected text");
    row("document is a list", "applications", R"([])", "the document: expected an object");
    row("flag", "servicePrincipals", R"({"value":[{"id":"a","appRoles":[{"id":"r","isEnabled":"yes"}]}]})",
        "value[0].appRoles[0].isEnabled: expected true or false");
    row("properties", "arm identities", R"({"value":[{"id":"a","name":"n"}]})",
        "value[0].properties: expected an object");
    row("scope", "arm roleAssignments",
        R"({"value":[{"id":"a","properties":{"roleDefinitionId":"r","principalId":"p"}}]})",
        "value[0].properties.scope: expected text");
}

void TestCodecs::complaintsNameThePlace()
{
    QFETCH(QString, decoder);
    QFETCH(QByteArray, json);
    QFETCH(QString, complaint);
    const Result<void> read = readers().value(decoder)(json);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().kind, ErrorKind::Protocol);
    QCOMPARE(read.error().message, complaint);
}

void TestCodecs::hostileDocuments_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("<html>");
    QTest::newRow("cut") << QByteArray(R"({"value":[{"id":"a")");
    QTest::newRow("two documents") << QByteArray("{}{}");
    QTest::newRow("invalid UTF-8") << QByteArray("{\"value\":[\"\xff\xfe\"]}");
    QTest::newRow("zero byte") << QByteArray("{\"value\":[]\0}", 13);
    QTest::newRow("deep lists") << QByteArray(2'000'000, '[');
    QTest::newRow("deep closed lists") << QByteArray(100'000, '[') + QByteArray(100'000, ']');
    QTest::newRow("deep objects") << QByteArray("{\"a\":").repeated(100'000);
    QTest::newRow("one too deep") << "{\"value\":" + QByteArray(64, '[') + QByteArray(64, ']') + "}";
    QTest::newRow("number too large") << QByteArray("{\"value\":1e999999}");
}

void TestCodecs::hostileDocuments()
{
    QFETCH(QByteArray, json);
    for (auto decoder = readers().cbegin(); decoder != readers().cend(); ++decoder) {
        const Result<void> read = decoder.value()(json);
        QVERIFY2(!read.has_value(), qPrintable(decoder.key()));
        QCOMPARE(read.error().kind, ErrorKind::Protocol);
        QVERIFY(!read.error().message.isEmpty());
    }
    // Brackets inside text are no nesting.
    const QByteArray text = R"({"value":[],"x":"\")" + QByteArray(1000, '[') + R"("})";
    QVERIFY(graph::decodeApplications(text).has_value());
}

// Bytes of real answers flipped, dropped, doubled and swapped: a decoder reads or complains, and never does worse.
void TestCodecs::mutations()
{
    QRandomGenerator random(20261122);
    const QList<QByteArray> seeds{
        payload("graph/fic-list.response.json"),
        payload("graph/applications-list.response.json"),
        payload("graph/sp-approleassignedto.response.json"),
        payload("graph/directory-roleassignments-by-principal.response.json"),
        payload("graph/fic-get.response.json"),
        armAnswer("arm/fic-list.2026-05-31.example.json"),
        armAnswer("arm/identities-list-by-subscription.2026-05-31.example.json"),
        armAnswer("arm/subscriptions-list.2022-12-01.example.json"),
        armAnswer("arm/roleassignments-list-for-scope.2022-04-01.example.json"),
    };
    const QByteArray alphabet = "{}[]\",:0123456789.eE+-\\untrfalsx \xc3\xff";
    int refused = 0;
    for (int round = 0; round < 1500; ++round) {
        QByteArray json = seeds.at(random.bounded(int(seeds.size())));
        const int edits = 1 + random.bounded(4);
        for (int edit = 0; edit < edits && !json.isEmpty(); ++edit) {
            const qsizetype at = random.bounded(int(json.size()));
            switch (random.bounded(4)) {
            case 0:
                json[at] = alphabet.at(random.bounded(int(alphabet.size())));
                break;
            case 1:
                json.remove(at, 1 + random.bounded(20));
                break;
            case 2:
                json.insert(at, json.mid(at, 1 + random.bounded(40)));
                break;
            default:
                json.insert(at, alphabet.at(random.bounded(int(alphabet.size()))));
            }
        }
        for (const Reader &read : readers()) {
            const Result<void> outcome = read(json);
            if (outcome)
                continue;
            ++refused;
            QCOMPARE(outcome.error().kind, ErrorKind::Protocol);
            QVERIFY(!outcome.error().message.isEmpty());
        }
        net::Response response;
        response.status = 400;
        response.body = json;
        Error error = net::errorFrom(response, net::Request());
        readServiceError(response, error);
        QCOMPARE(error.kind, ErrorKind::Rejected);
    }
    QVERIFY(refused > 1000);
}

QTEST_GUILESS_MAIN(TestCodecs)
#include "tst_codecs.moc"
