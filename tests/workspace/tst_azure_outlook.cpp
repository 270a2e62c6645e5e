// SPDX-License-Identifier: Apache-2.0
#include "change_bench.h"
#include "workspace/azure_outlook.h"
#include "workspace/onboarding.h"

#include <QTest>

using namespace symbolon;
using test::awaited;
using test::DemoWorkspace;
using workspace::CheckOutcome;
using workspace::PolicyVerdict;

namespace {

const QString identityId = QStringLiteral("/subscriptions/s/resourceGroups/g/providers/"
                                          "Microsoft.ManagedIdentity/userAssignedIdentities/i");

cloud::PolicyAssignment policy(const char *definition, const QMap<QString, QStringList> &parameters = {})
{
    cloud::PolicyAssignment one;
    one.id = QStringLiteral("/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/p");
    one.displayName = QStringLiteral("a policy");
    one.definitionId = QStringLiteral("/providers/Microsoft.Authorization/policyDefinitions/")
        + QLatin1String(definition);
    one.parameters = parameters;
    return one;
}

const workspace::DryRunCheck &check(const workspace::DryRunReport &report, const char *id)
{
    for (const workspace::DryRunCheck &one : report.checks) {
        if (one.id == QLatin1String(id))
            return one;
    }
    throw std::runtime_error("no such check");
}

const workspace::IdentityRow &managedIn(DemoWorkspace &demo, const QString &group)
{
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows()) {
        if (row.identity.key.kind == trust::IdentityKind::ManagedIdentity
            && row.identity.place->resourceGroup.compare(group, Qt::CaseInsensitive) == 0)
            return row;
    }
    throw std::runtime_error("no such identity");
}

trust::ChangeSet adding(DemoWorkspace &demo, const workspace::IdentityRow &row)
{
    trust::ChangeSet set = demo.workspace().newChangeSet();
    set.operations.append(test::operation(row, std::nullopt, test::credential(QStringLiteral("outlook"))));
    return set;
}

} // namespace

class TestAzureOutlook final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::warmUp(); }

    void actionsAreAllowedByPatterns_data();
    void actionsAreAllowedByPatterns();
    void policiesSpeakOfCredentials_data();
    void policiesSpeakOfCredentials();
    void exemptScopesAreLeftAlone();
    void aDryRunTellsWhatThePolicySays();
    void aDryRunTellsThatRolesAreMissing();
};

void TestAzureOutlook::actionsAreAllowedByPatterns_data()
{
    QTest::addColumn<QStringList>("actions");
    QTest::addColumn<QStringList>("notActions");
    QTest::addColumn<bool>("allowed");
    const QString write =
        QStringLiteral("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write");
    QTest::newRow("everything") << QStringList{QStringLiteral("*")} << QStringList() << true;
    QTest::newRow("reading") << QStringList{QStringLiteral("*/read")} << QStringList() << false;
    QTest::newRow("itself") << QStringList{write} << QStringList() << true;
    QTest::newRow("case") << QStringList{write.toUpper()} << QStringList() << true;
    QTest::newRow("all of the provider") << QStringList{QStringLiteral("Microsoft.ManagedIdentity/*")} << QStringList()
                                         << true;
    QTest::newRow("taken out") << QStringList{QStringLiteral("*")}
                               << QStringList{QStringLiteral("Microsoft.ManagedIdentity/*/write")} << false;
    QTest::newRow("nothing") << QStringList() << QStringList() << false;
}

void TestAzureOutlook::actionsAreAllowedByPatterns()
{
    QFETCH(QStringList, actions);
    QFETCH(QStringList, notActions);
    trust::Operation one;
    one.identity = {trust::IdentityKind::ManagedIdentity, identityId};
    one.after = test::credential(QStringLiteral("x"));
    const auto need = workspace::needOf(one);
    QVERIFY(need);
    QCOMPARE(need->scope, identityId);
    QTEST(workspace::allows({{actions, notActions}}, need->action), "allowed");
    // What one role takes out another one may give.
    QVERIFY(workspace::allows({{actions, notActions}, {{QStringLiteral("*")}, {}}}, need->action));
}

void TestAzureOutlook::policiesSpeakOfCredentials_data()
{
    QTest::addColumn<cloud::PolicyAssignment>("assignment");
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<int>("verdict");
    const QString github = QStringLiteral("https://token.actions.githubusercontent.com");
    const QString cluster = QStringLiteral("https://westeurope.oic.prod-aks.azure.com/tenant/cluster/");
    const QString deny = QStringLiteral("effect");
    constexpr char issuers[] = "2571b7c3-3056-4a61-b00a-9bc5232234f5";
    constexpr char owners[] = "fd1a8e20-2c4f-4a6c-9354-b58d786d9a1f";
    constexpr char clusters[] = "ae62c456-33de-4dc8-b100-7ce9028a7d99";
    constexpr char types[] = "6c112d4e-5bc7-47ae-a041-ea2d9dccd749";
    const auto row = [](const char *name, const cloud::PolicyAssignment &one, const QString &issuer,
                        PolicyVerdict verdict) { QTest::newRow(name) << one << issuer << static_cast<int>(verdict); };
    const QStringList denies{QStringLiteral("Deny")};
    row("known issuer", policy(issuers, {{deny, denies}}), github, PolicyVerdict::Silent);
    row("slash makes it unknown", policy(issuers, {{deny, denies}}), github + u'/', PolicyVerdict::Denies);
    row("audits where nothing is said", policy(issuers), QStringLiteral("https://x"), PolicyVerdict::Audits);
    row("switched off", policy(issuers, {{deny, {QStringLiteral("Disabled")}}}), QStringLiteral("https://x"),
        PolicyVerdict::Silent);
    row("exception",
        policy(issuers, {{deny, denies}, {QStringLiteral("allowedIssuerExceptions"), {QStringLiteral("https://x")}}}),
        QStringLiteral("https://x"), PolicyVerdict::Silent);
    row("not GitHub", policy(issuers, {{deny, denies}, {QStringLiteral("allowGitHub"), {QStringLiteral("false")}}}),
        github, PolicyVerdict::Denies);
    row("none at all",
        policy(issuers, {{deny, denies}, {QStringLiteral("allowFederatedCredentials"), {QStringLiteral("false")}}}),
        github, PolicyVerdict::Denies);
    row("trusted owner",
        policy(owners, {{deny, denies}, {QStringLiteral("allowedRepoOwners"), {QStringLiteral("Contoso")}}}), github,
        PolicyVerdict::Silent);
    row("foreign owner", policy(owners, {{deny, denies}}), github, PolicyVerdict::Denies);
    row("owner of nothing", policy(owners, {{deny, denies}}), cluster, PolicyVerdict::Silent);
    row("trusted cluster",
        policy(clusters,
               {{deny, denies},
                {QStringLiteral("allowedTenants"), {QStringLiteral("tenant")}},
                {QStringLiteral("allowedLocations"), {QStringLiteral("westeurope")}}}),
        cluster, PolicyVerdict::Silent);
    row("foreign cluster", policy(clusters, {{deny, denies}}), cluster, PolicyVerdict::Denies);
    row("types",
        policy(types,
               {{QStringLiteral("listOfResourceTypesNotAllowed"),
                 {QStringLiteral("microsoft.managedidentity/userassignedidentities/"
                                 "federatedidentitycredentials")}}}),
        github, PolicyVerdict::Denies);
    row("another policy", policy("00000000-0000-0000-0000-000000000001"), github, PolicyVerdict::Unknown);
    cloud::PolicyAssignment relaxed = policy(owners, {{deny, denies}});
    relaxed.isEnforced = false;
    row("not enforced", relaxed, github, PolicyVerdict::Audits);
}

void TestAzureOutlook::policiesSpeakOfCredentials()
{
    QFETCH(cloud::PolicyAssignment, assignment);
    QFETCH(QString, issuer);
    QFETCH(int, verdict);
    trust::FederatedCredential credential = test::credential(QStringLiteral("x"));
    credential.issuer = issuer;
    const auto answer = workspace::answerOf({assignment}, identityId, credential);
    QCOMPARE(static_cast<int>(answer.verdict), verdict);
    // A denial outweighs what is not known.
    const auto both = workspace::answerOf({policy("x"), assignment}, identityId, credential);
    QVERIFY(both.verdict == (answer.verdict == PolicyVerdict::Denies ? PolicyVerdict::Denies : PolicyVerdict::Unknown));
}

void TestAzureOutlook::exemptScopesAreLeftAlone()
{
    cloud::PolicyAssignment one =
        policy("fd1a8e20-2c4f-4a6c-9354-b58d786d9a1f", {{QStringLiteral("effect"), {QStringLiteral("Deny")}}});
    const trust::FederatedCredential credential = test::credential(QStringLiteral("x"));
    one.notScopes = {QStringLiteral("/subscriptions/S/resourcegroups/g")};
    QVERIFY(workspace::answerOf({one}, identityId, credential).verdict == PolicyVerdict::Silent);
    one.notScopes = {QStringLiteral("/subscriptions/s/resourceGroups/gg"), QStringLiteral("/subscriptions/s/resource")};
    QVERIFY(workspace::answerOf({one}, identityId, credential).verdict == PolicyVerdict::Denies);
}

void TestAzureOutlook::aDryRunTellsWhatThePolicySays()
{
    DemoWorkspace demo;
    demo.signIn();
    const workspace::IdentityRow forbidden = managedIn(demo, QStringLiteral("rg-erp-core"));
    const auto report = awaited(demo.workspace().applier().dryRun(adding(demo, forbidden), {}));
    const workspace::DryRunCheck &says = check(report, "policy");
    QVERIFY2(says.outcome == CheckOutcome::Failed, qPrintable(says.text));
    QVERIFY2(says.text.contains(QStringLiteral("ERP: no issuer but Azure DevOps")), qPrintable(says.text));
    // And so it is.
    const auto written = awaited(demo.workspace().apply(adding(demo, forbidden), {}, {}));
    QCOMPARE(written.results.constFirst().error->code, QStringLiteral("RequestDisallowedByPolicy"));

    const workspace::IdentityRow free = managedIn(demo, QStringLiteral("rg-factory-iot"));
    const auto other = awaited(demo.workspace().applier().dryRun(adding(demo, free), {}));
    QVERIFY2(check(other, "policy").outcome == CheckOutcome::Passed, qPrintable(check(other, "policy").text));
    QVERIFY2(check(other, "rights").outcome == CheckOutcome::Passed, qPrintable(check(other, "rights").text));
}

void TestAzureOutlook::aDryRunTellsThatRolesAreMissing()
{
    DemoWorkspace demo;
    demo.signIn();
    trust::ChangeSet set = demo.workspace().newChangeSet();
    trust::Operation one;
    one.identity = managedIn(demo, QStringLiteral("rg-factory-iot")).key();
    one.belonging = trust::AzureRoleGrant{QUuid::createUuid().toString(QUuid::WithoutBraces),
                                          QStringLiteral("acdd72a7-3385-48ef-bd42-f606fba81ae7"),
                                          QStringLiteral("Reader"),
                                          QStringLiteral("/providers/Microsoft.Management/managementGroups/nobodys"),
                                          {}};
    set.operations.append(one);
    const auto report = awaited(demo.workspace().applier().dryRun(set, {}));
    QVERIFY2(check(report, "rights").outcome != CheckOutcome::Passed, qPrintable(check(report, "rights").text));
    QCOMPARE(check(report, "rights").concerned, QList<QUuid>{one.id});
}

QTEST_GUILESS_MAIN(TestAzureOutlook)
#include "tst_azure_outlook.moc"
