// SPDX-License-Identifier: Apache-2.0
#include "export/infrastructure.h"
#include "hostile_texts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace symbolon;
using namespace symbolon::exports;
using trust::Operation;

namespace {

constexpr auto appId = "0b4d27a4-6f0f-4d52-9a57-4d9e7d0c6a11"_L1;
constexpr auto armId = "/subscriptions/5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2/resourceGroups/rg-analytics/providers/"
                       "Microsoft.ManagedIdentity/userAssignedIdentities/id-etl"_L1;

trust::FederatedCredential credential(const QString &name, const QString &subject)
{
    trust::FederatedCredential result;
    result.name = name;
    result.issuer = u"https://token.actions.githubusercontent.com"_s;
    result.subject = subject;
    result.audiences = {u"api://AzureADTokenExchange"_s};
    return result;
}

trust::FederatedCredential flexible(const QString &name)
{
    trust::FederatedCredential result = credential(name, {});
    result.subject.reset();
    result.expression = trust::ClaimsExpression{u"claims['sub'] matches 'repo:contoso/*'"_s, 1};
    return result;
}

trust::IdentityKey application()
{
    return {trust::IdentityKind::Application, appId};
}

trust::IdentityKey managed()
{
    return {trust::IdentityKind::ManagedIdentity, armId};
}

trust::ChangeSet setOf(const QList<Operation> &operations)
{
    trust::ChangeSet set;
    set.tenantId = u"6f1d2c3b-0000-4000-8000-000000000001"_s;
    set.operations = operations;
    return set;
}

Operation create(const trust::IdentityKey &identity, const trust::FederatedCredential &after)
{
    return {QUuid::createUuid(), identity, u"Payments API"_s, {}, after};
}

// What onboarding stages: an identity, its trust, a role and a permission, all of one key.
QList<Operation> onboarding(bool managedToo, const QString &text)
{
    const trust::IdentityKey key = managedToo
        ? managed()
        : trust::IdentityKey{trust::IdentityKind::Application, u"7c9e6679-7425-40de-944b-e07fc1f90ae7"_s};
    const QString guid = u"1b4e28ba-2fa1-11d2-883f-0016d3cca427"_s;
    Operation identity{QUuid::createUuid(), key, text, {}, {}};
    identity.belonging =
        trust::NewIdentity{text, managedToo ? u"westeurope"_s : QString(), managedToo ? guid : QString()};
    Operation role = identity;
    role.belonging = trust::AzureRoleGrant{guid, u"acdd72a7-3385-48ef-bd42-f606fba81ae7"_s, u"Reader"_s + text,
                                           u"/subscriptions/5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2/resourceGroups/rg"_s,
                                           text};
    Operation permission = identity;
    permission.belonging = trust::AppPermissionGrant{
        guid, {}, text, u"9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30"_s, u"Application.Read.All"_s + text};
    trust::FederatedCredential trusted = credential(u"ci"_s, text.isEmpty() ? u"x"_s : text);
    return {identity, Operation{QUuid::createUuid(), key, text, {}, trusted}, role, permission};
}

const Endpoints endpoints{u"https://graph.microsoft.com"_s, u"https://management.azure.com"_s};

constexpr Target allTargets[] = {Target::Terraform, Target::Bicep, Target::AzCli, Target::Graph, Target::PowerShell};

QString allText(const Generated &generated)
{
    QString text;
    for (const GeneratedFile &file : generated.files)
        text += QString::fromUtf8(file.bytes);
    return text;
}

} // namespace

class TestInfrastructure final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void previews_data();
    void previews();
    void whatExistsIsImported();
    void nothingIsDroppedInSilence();
    void turnedIsReplaced();
    void writesOfOneIdentityWaitInBicep();
    void requestsAreJson();
    void azNeverReadsFiles();
    void onboardingRefersToWhatItCreates_data();
    void onboardingRefersToWhatItCreates();
    void grantsOfExistingIdentitiesLookThemUp();
    void whatIsTakenBack();
    void hostileTextsStayInside_data();
    void hostileTextsStayInside();
};

void TestInfrastructure::previews_data()
{
    QTest::addColumn<int>("target");
    QTest::addColumn<bool>("isManaged");
    QTest::addColumn<QString>("text");
    QTest::newRow("Terraform, application")
        << static_cast<int>(Target::Terraform) << false
        << u"# Create “ci” of “Payments API”\n"
           "resource \"azuread_application_federated_identity_credential\" \"payments_api_ci\" {\n"
           "  application_id = \"/applications/0b4d27a4-6f0f-4d52-9a57-4d9e7d0c6a11\"\n"
           "  display_name   = \"ci\"\n"
           "  audiences      = [\"api://AzureADTokenExchange\"]\n"
           "  issuer         = \"https://token.actions.githubusercontent.com\"\n"
           "  subject        = \"repo:contoso/x:ref:refs/heads/main\"\n"
           "}\n"_s;
    QTest::newRow("Bicep, managed identity")
        << static_cast<int>(Target::Bicep) << true
        << u"resource identity_payments_api 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = "
           u"{\n"
           "  name: 'id-etl'\n"
           "}\n\n"
           "// Create “ci” of “Payments API”\n"
           "resource payments_api_ci "
           "'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {\n"
           "  parent: identity_payments_api\n"
           "  name: 'ci'\n"
           "  properties: {\n"
           "    issuer: 'https://token.actions.githubusercontent.com'\n"
           "    subject: 'repo:contoso/x:ref:refs/heads/main'\n"
           "    audiences: [ 'api://AzureADTokenExchange' ]\n"
           "  }\n"
           "}\n"_s;
    QTest::newRow("az, managed identity") << static_cast<int>(Target::AzCli) << true
                                          << u"# Create “ci” of “Payments API”\n"
                                             "az identity federated-credential create \\\n"
                                             "  --subscription '5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2' \\\n"
                                             "  --resource-group 'rg-analytics' \\\n"
                                             "  --identity-name 'id-etl' \\\n"
                                             "  --name 'ci' \\\n"
                                             "  --issuer 'https://token.actions.githubusercontent.com' \\\n"
                                             "  --subject 'repo:contoso/x:ref:refs/heads/main' \\\n"
                                             "  --audiences 'api://AzureADTokenExchange'\n"_s;
    QTest::newRow("Graph, application")
        << static_cast<int>(Target::Graph) << false
        << u"### Create “ci” of “Payments API”\n"
           "POST https://graph.microsoft.com/beta/applications/0b4d27a4-6f0f-4d52-9a57-4d9e7d0c6a11/"
           "federatedIdentityCredentials\n"
           "Authorization: Bearer {{graphToken}}\n"
           "Content-Type: application/json\n\n"
           "{\"name\":\"ci\",\"issuer\":\"https://token.actions.githubusercontent.com\","
           "\"subject\":\"repo:contoso/x:ref:refs/heads/main\",\"audiences\":[\"api://AzureADTokenExchange\"]}\n"_s;
    QTest::newRow("PowerShell, application") << static_cast<int>(Target::PowerShell) << false
                                             << u"# Create \"ci\" of \"Payments API\"\n"
                                                "New-AzADAppFederatedCredential `\n"
                                                "  -ApplicationObjectId '0b4d27a4-6f0f-4d52-9a57-4d9e7d0c6a11' `\n"
                                                "  -Name 'ci' `\n"
                                                "  -Issuer 'https://token.actions.githubusercontent.com' `\n"
                                                "  -Subject 'repo:contoso/x:ref:refs/heads/main' `\n"
                                                "  -Audience @('api://AzureADTokenExchange')\n"_s;
}

void TestInfrastructure::previews()
{
    QFETCH(int, target);
    QFETCH(bool, isManaged);
    QFETCH(QString, text);
    const trust::ChangeSet set = setOf(
        {create(isManaged ? managed() : application(), credential(u"ci"_s, u"repo:contoso/x:ref:refs/heads/main"_s))});
    QCOMPARE(preview(static_cast<Target>(target), set, 0, endpoints), text);
    QCOMPARE(preview(static_cast<Target>(target), set, 1, endpoints), QString());
    QCOMPARE(preview(static_cast<Target>(target), set, -1, endpoints), QString());
    QVERIFY(generate(static_cast<Target>(target), set, endpoints).files.first().name.contains(u'.'));
}

void TestInfrastructure::whatExistsIsImported()
{
    trust::Identity identity;
    identity.key = application();
    identity.displayName = u"Payments API"_s;
    identity.credentials = {credential(u"ci"_s, u"one"_s), flexible(u"all"_s)};
    identity.credentials[0].id = u"credential-1"_s;
    identity.credentials[1].id = u"credential-2"_s;
    const QString text = allText(generate(Target::Terraform, asChangeSet({identity}, u"tenant"_s), endpoints));
    QVERIFY(text.contains(u"  to = azuread_application_federated_identity_credential.payments_api_ci\n  id = \""_s
                          + appId + u"/federatedIdentityCredential/credential-1\""_s));
    QVERIFY(text.contains(u"\"/applications/"_s + appId + u"/federatedIdentityCredentials/credential-2\""_s));
}

void TestInfrastructure::nothingIsDroppedInSilence()
{
    trust::FederatedCredential described = credential(u"ci"_s, u"one"_s);
    described.description = u"for the build"_s;
    for (const Target target : allTargets)
        QCOMPARE(generate(target, setOf({create(managed(), described)}), endpoints).notices.size(), 1);

    const Generated terraform = generate(Target::Terraform, setOf({create(managed(), flexible(u"all"_s))}), endpoints);
    QCOMPARE(terraform.notices.size(), 1);
    QVERIFY(allText(terraform).contains(u"# claims['sub'] matches 'repo:contoso/*'"_s));

    Operation removal = create(application(), credential(u"ci"_s, u"one"_s));
    removal.before.swap(removal.after);
    QCOMPARE(generate(Target::Bicep, setOf({removal}), endpoints).notices.size(), 2); // and the uniqueName
    QVERIFY(allText(generate(Target::Terraform, setOf({removal}), endpoints)).contains(u"removed {"_s));

    trust::FederatedCredential decomposed = credential(u"ci"_s, u"cafe\u0301"_s);
    QCOMPARE(generate(Target::Terraform, setOf({create(application(), decomposed)}), endpoints).notices.size(), 1);
}

void TestInfrastructure::turnedIsReplaced()
{
    Operation turn = create(application(), flexible(u"ci"_s));
    turn.before = credential(u"ci"_s, u"one"_s);
    turn.before->id = u"credential-1"_s;
    const QString text = preview(Target::Graph, setOf({turn}), 0, endpoints);
    QVERIFY(text.indexOf(u"DELETE "_s) >= 0);
    QVERIFY(text.indexOf(u"POST "_s) > text.indexOf(u"DELETE "_s));
}

void TestInfrastructure::writesOfOneIdentityWaitInBicep()
{
    const QString text = allText(generate(
        Target::Bicep,
        setOf({create(managed(), credential(u"one"_s, u"1"_s)), create(managed(), credential(u"two"_s, u"2"_s))}),
        endpoints));
    QCOMPARE(text.count(u"existing"_s), 1);
    QVERIFY(text.contains(u"  dependsOn: [ payments_api_one ]"_s));
}

void TestInfrastructure::requestsAreJson()
{
    Operation update = create(application(), credential(u"ci"_s, u"two"_s));
    update.before = credential(u"ci"_s, u"one"_s);
    update.before->id = u"credential 1/..?#"_s;
    const Generated generated = generate(Target::Graph, setOf({update, create(managed(), flexible(u"all"_s))}),
                                         {u"https://g"_s, u"https://a"_s});
    const QJsonArray requests =
        QJsonDocument::fromJson(generated.files.first().bytes).object().value("requests"_L1).toArray();
    QCOMPARE(requests.size(), 2);
    const QJsonObject patch = requests.at(0).toObject();
    QCOMPARE(patch.value("method"_L1).toString(), u"PATCH"_s);
    QVERIFY(patch.value("url"_L1).toString().endsWith(u"/federatedIdentityCredentials/credential%201%2F..%3F%23"_s));
    QVERIFY(!patch.value("body"_L1).toObject().contains("name"_L1));
    const QJsonObject put = requests.at(1).toObject();
    QCOMPARE(put.value("url"_L1).toString(),
             u"https://a"_s + armId + u"/federatedIdentityCredentials/all?api-version=2025-01-31-preview"_s);
    QVERIFY(put.value("body"_L1)["properties"_L1].toObject().contains("claimsMatchingExpression"_L1));
}

void TestInfrastructure::azNeverReadsFiles()
{
    for (const QString &subject : {u"@/etc/passwd"_s, u"a=@/etc/passwd"_s, u"--yes"_s, u"'quoted'"_s, u"{a:1}"_s}) {
        const QString text =
            preview(Target::AzCli, setOf({create(managed(), credential(u"ci"_s, subject))}), 0, endpoints);
        QVERIFY2(text.contains(u"az rest --method put"_s), qPrintable(text));
        QVERIFY(!text.contains(u"=@"_s));
    }
    const QString text =
        preview(Target::AzCli, setOf({create(application(), credential(u"ci"_s, u"a=@/etc/passwd"_s))}), 0, endpoints);
    QVERIFY(text.contains(u"--parameters '{"_s));
    QVERIFY(!text.contains(u"=@"_s));
}

void TestInfrastructure::onboardingRefersToWhatItCreates_data()
{
    QTest::addColumn<int>("target");
    QTest::addColumn<bool>("isManaged");
    QTest::addColumn<QStringList>("parts"); // in this order
    const auto row = [](const char *name, Target target, bool managedToo, const QStringList &parts) {
        QTest::newRow(name) << static_cast<int>(target) << managedToo << parts;
    };
    row("Terraform", Target::Terraform, false,
        {u"resource \"azuread_application\" \"payments\" {"_s, u"client_id = azuread_application.payments.client_id"_s,
         u"application_id = azuread_application.payments.id\n"_s, u"resource \"azurerm_role_assignment\""_s,
         u"= azuread_service_principal.payments.object_id\n"_s, u"resource \"azuread_app_role_assignment\""_s,
         u"principal_object_id = azuread_service_principal.payments.object_id\n"_s});
    row("Terraform, managed", Target::Terraform, true,
        {u"resource \"azurerm_user_assigned_identity\" \"payments\" {"_s, u"location            = \"westeurope\"\n"_s,
         u"= azurerm_user_assigned_identity.payments.id\n"_s,
         u"= azurerm_user_assigned_identity.payments.principal_id\n"_s});
    row("Bicep", Target::Bicep, false,
        {u"resource app_payments 'Microsoft.Graph/applications@beta' = {"_s,
         u"  uniqueName: 'symbolon-7c9e6679-7425-40de-944b-e07fc1f90ae7'\n"_s, u"  appId: app_payments.appId\n"_s,
         u"  name: '${app_payments.uniqueName}/ci'\n"_s, u"'Microsoft.Graph/appRoleAssignedTo@beta'"_s,
         u"  principalId: principal_payments.id\n"_s,
         u"resource app_payments 'Microsoft.Graph/applications@beta' existing"_s,
         u"'Microsoft.Authorization/roleAssignments@2022-04-01'"_s, u"    principalId: principal_payments.id\n"_s});
    row("Bicep, managed", Target::Bicep, true,
        {u"'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {"_s, u"  location: 'westeurope'\n"_s,
         u"  parent: identity_payments\n"_s,
         u"  scope: resourceGroup('5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2', 'rg-analytics')"_s,
         u"    principalId: identity_payments.properties.principalId\n"_s});
    row("az", Target::AzCli, false,
        {u"'Prefer=create-if-missing'"_s, u"client_payments=$(again az rest"_s,
         u"again az ad sp create --id \"$client_payments\""_s, u"app_payments=$(again az rest"_s,
         u"--id \"$app_payments\""_s, u"principal_payments=$(again az ad sp show"_s, u"az rest --method put"_s,
         u"\"principalId\":\"'\"$principal_payments\"'\"}}'"_s, u"az rest --method post"_s,
         u"'/v1.0/servicePrincipals/'\"$principal_payments\"'/appRoleAssignments'"_s});
    row("az, managed", Target::AzCli, true,
        {u"az identity create \\\n"_s, u"--location 'westeurope'"_s, u"--tags 'symbolon-change="_s,
         u"az identity federated-credential create"_s, u"--query properties.principalId"_s, u"az rest --method put"_s});
    row("Graph", Target::Graph, false,
        {u"\"prefer\": \"create-if-missing\""_s, u"\"name\": \"app_payments\""_s,
         u"\"fill\": { \"/appId\": \"app_payments.response.body.appId\" }"_s,
         u"applications(uniqueName='symbolon-7c9e6679-7425-40de-944b-e07fc1f90ae7')/federatedIdentityCredentials"_s,
         u"servicePrincipals(appId='{{app_payments.response.body.appId}}')"_s,
         u"\"fill\": { \"/properties/principalId\": \"principal_payments.response.body.id\" }"_s,
         u"servicePrincipals/{{principal_payments.response.body.id}}/appRoleAssignments"_s, u"# @name app_payments\n"_s,
         u"\"principalId\":\"{{principal_payments.response.body.id}}\"}}"_s});
    row("PowerShell", Target::PowerShell, false,
        {u"function New-Application"_s, u"\nNew-Application `\n"_s, u"$app_payments = Get-Answer"_s,
         u"New-AzADServicePrincipal -ApplicationId $app_payments.appId"_s, u"-ApplicationObjectId $app_payments.id"_s,
         u"$principal_payments = (Get-AzADServicePrincipal"_s, u" + $principal_payments + '\"}}'"_s,
         u" + $principal_payments + '/appRoleAssignments'"_s});
    row("PowerShell, managed", Target::PowerShell, true,
        {u"New-AzUserAssignedIdentity `\n"_s, u"New-AzFederatedIdentityCredential"_s,
         u"$principal_payments = (Get-Answer `\n"_s, u").properties.principalId\n"_s});
}

void TestInfrastructure::onboardingRefersToWhatItCreates()
{
    QFETCH(int, target);
    QFETCH(bool, isManaged);
    QFETCH(QStringList, parts);
    const trust::ChangeSet set = setOf(onboarding(isManaged, u"payments"_s));
    const QString text = allText(generate(static_cast<Target>(target), set, endpoints));
    qsizetype at = 0;
    for (const QString &part : std::as_const(parts)) {
        at = text.indexOf(part, at);
        QVERIFY2(at >= 0, qPrintable(part + u"\n is not there, or not in this order, in\n"_s + text));
        ++at;
    }
    for (qsizetype i = 0; i < set.operations.size(); ++i)
        QVERIFY(!preview(static_cast<Target>(target), set, i, endpoints).trimmed().isEmpty());
}

void TestInfrastructure::grantsOfExistingIdentitiesLookThemUp()
{
    QList<Operation> grants = onboarding(false, u"payments"_s).mid(2);
    for (Operation &grant : grants)
        grant.identity = application();
    const auto textOf = [&grants](Target target) { return allText(generate(target, setOf(grants), endpoints)); };
    QVERIFY(textOf(Target::Terraform).contains(u"data \"azuread_application\" \"payments\""_s));
    QVERIFY(textOf(Target::Bicep).contains(u"param app_paymentsUniqueName string"_s));
    const QString az = textOf(Target::AzCli);
    QVERIFY(az.contains(u"'/v1.0/applications/"_s + appId));
    QCOMPARE(az.count(u"principal_payments=$("_s), 1); // once for both
    QVERIFY(textOf(Target::Graph).contains(u"/v1.0/applications/"_s + appId + u"?$select=id,appId"_s));
    QCOMPARE(textOf(Target::PowerShell).count(u"$principal_payments = "_s), 1);
}

void TestInfrastructure::whatIsTakenBack()
{
    QList<Operation> all = onboarding(false, u"payments"_s);
    all.remove(1); // the credential
    std::reverse(all.begin(), all.end());
    Operation secret{QUuid::createUuid(), application(), u"crm"_s, {}, {}};
    trust::Secret password;
    password.keyId = QUuid(u"7d3a2f10-0000-4000-8000-000000000001"_s);
    secret.belonging = password;
    Operation certificate = secret;
    password.kind = trust::SecretKind::Certificate;
    certificate.belonging = password;
    all << secret << certificate;
    for (Operation &one : all)
        one.removes = true;
    const auto made = [&all](Target target) { return generate(target, setOf(all), endpoints); };
    // Permission, role, identity, secret, certificate; and that Bicep and Terraform delete nothing, or not everything.
    QCOMPARE(made(Target::Bicep).notices.size(), 6); // and the uniqueName of the one that has the secrets
    QCOMPARE(made(Target::Terraform).notices.size(), 5);
    QCOMPARE(allText(made(Target::Terraform)).count(u"removed {"_s), 5);
    const Generated az = made(Target::AzCli);
    QVERIFY(az.notices.isEmpty());
    QCOMPARE(allText(az).count(u"az ad app credential delete"_s), 2);
    QCOMPARE(allText(az).count(u"--cert"_s), 1);
    QCOMPARE(allText(az).count(u"az rest --method delete"_s), 3);
    const Generated graph = made(Target::Graph);
    QCOMPARE(graph.notices.size(), 2); // permission and certificate
    QVERIFY(allText(graph).contains(u"/removePassword"_s));
    for (qsizetype i = 0; i < all.size(); ++i) // what cannot be done is said where it would stand
        QVERIFY(!preview(Target::Graph, setOf(all), i, endpoints).trimmed().isEmpty());
    const Generated powerShell = made(Target::PowerShell);
    QVERIFY(powerShell.notices.isEmpty());
    QCOMPARE(allText(powerShell).count(u"Remove-AzADAppCredential"_s), 2);
}

void TestInfrastructure::hostileTextsStayInside_data()
{
    QTest::addColumn<QString>("text");
    for (const auto &[name, text] : test::hostileTexts())
        QTest::newRow(name) << text;
}

// Whatever the texts are, the lines of comment and of code are the same in number where literals hold no line feed.
void TestInfrastructure::hostileTextsStayInside()
{
    QFETCH(QString, text);
    trust::FederatedCredential hostile = credential(u"ci"_s, text);
    hostile.issuer = text;
    hostile.audiences = {text};
    hostile.description = text.isEmpty() ? u"x"_s : text;
    trust::FederatedCredential plain = credential(u"ci"_s, u"x"_s);
    plain.description = u"x"_s;
    Operation attack = create(application(), hostile);
    attack.identityName = text;
    const auto withBelongings = [](const QList<Operation> &first, const QString &name) {
        QList<Operation> all = first + onboarding(false, name);
        Operation secret{QUuid::createUuid(), application(), name, {}, {}};
        trust::Secret password;
        password.keyId = QUuid(u"7d3a2f10-0000-4000-8000-000000000001"_s);
        password.displayName = name;
        secret.belonging = password;
        secret.removes = true;
        return setOf(all << secret);
    };
    trust::ChangeSet set = withBelongings({attack, create(managed(), hostile)}, text);
    set.title = u"x"_s + text;
    trust::ChangeSet calm = withBelongings({create(application(), plain), create(managed(), plain)}, u"x"_s);
    calm.title = u"x"_s;
    for (const Target target : allTargets) {
        if (target == Target::AzCli)
            continue; // a word of the shell may hold line feeds
        const QString dangerous = allText(generate(target, set, endpoints));
        QCOMPARE(dangerous.count(u'\n'), allText(generate(target, calm, endpoints)).count(u'\n'));
        QVERIFY(!dangerous.contains(QChar(0x202E)));
        QVERIFY(!dangerous.contains(u'\r'));
    }
}

QTEST_GUILESS_MAIN(TestInfrastructure)
#include "tst_infrastructure.moc"
