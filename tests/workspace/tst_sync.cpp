// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "demo_workspace.h"

#include <algorithm>

using namespace symbolon;
using demo::FaultKind;
using test::compareWithTenant;
using trust::IdentityKind;
using workspace::SourcePhase;
using workspace::SyncPhase;

namespace {

bool holds(const workspace::IdentityRow &row, const QString &name, const QString &scopeName, const QString &group)
{
    return std::any_of(
        row.identity.privileges.cbegin(), row.identity.privileges.cend(), [&](const trust::Privilege &privilege) {
            return privilege.name == name && privilege.scopeName == scopeName && privilege.throughGroup == group;
        });
}

} // namespace

class TestSync final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsTheWholeTenant();
    void joinsWhatIdentitiesMayDo();
    void groupsOfEachIdentity();
    void rowsArriveBeforeTheEnd();
    void failedRefreshKeepsWhatItHad();
    void whatIsGoneVanishesAfterAWholeListing();
    void cancelledSyncSaysSo();
    void signOutForgets();
    void hostileTextStaysAsItIs();
    void narratesACredential();
};

void TestSync::initTestCase()
{
    installLog();
    test::warmUp();
}

void TestSync::readsTheWholeTenant()
{
    test::DemoWorkspace demo;
    demo.signIn();
    const workspace::Workspace &workspace = demo.workspace();
    QVERIFY(workspace.session().phase == workspace::SessionPhase::SignedIn);
    QVERIFY(!workspace.session().accountName.isEmpty());
    QVERIFY(workspace.syncState().isComplete());
    QCOMPARE(workspace.tenant().displayName, QStringLiteral("Contoso"));
    QCOMPARE(workspace.tenant().id, QString::fromStdString(demo.server().tenantId()));
    for (const workspace::SourceState &source : workspace.syncState().sources) {
        QVERIFY2(source.phase == SourcePhase::Done, qPrintable(workspace::sourceId(source.source)));
        QVERIFY2(source.read > 0, qPrintable(workspace::sourceId(source.source)));
        QVERIFY(source.finishedAt.isValid());
    }
    compareWithTenant(demo);
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        QVERIFY2(row.isWhole(), qPrintable(row.identity.displayName));
        QVERIFY(!row.verdicts.isEmpty() || row.passed > 0 || row.notApplicable > 0);
        QCOMPARE(workspace.identity(row.key()), &row);
    }
}

void TestSync::joinsWhatIdentitiesMayDo()
{
    test::DemoWorkspace demo;
    demo.signIn();
    const auto &deploy = demo.row(QStringLiteral("gh-platform-deploy"));
    QVERIFY(holds(deploy, QStringLiteral("Owner"), QStringLiteral("sub-contoso-prod"), QString()));
    QCOMPARE(deploy.highest->name, QStringLiteral("Owner"));
    QVERIFY(holds(demo.row(QStringLiteral("terraform-landing-zones")), QStringLiteral("Owner"),
                  QStringLiteral("mg-contoso-root"), QString()));
    QVERIFY(holds(demo.row(QStringLiteral("legacy-sharepoint-migrator")), QStringLiteral("Sites.FullControl.All"),
                  QStringLiteral("Microsoft Graph"), QString()));
    // Held by a group.
    QVERIFY(holds(demo.row(QStringLiteral("graph-user-provisioning")), QStringLiteral("Application Administrator"),
                  QStringLiteral("Whole directory"), QStringLiteral("grp-hr-automation")));
    const auto &payments = demo.row(QStringLiteral("id-aks-payments-prod"));
    QVERIFY(payments.identity.key.kind == IdentityKind::ManagedIdentity);
    QVERIFY(payments.identity.place->subscriptionName.startsWith(QStringLiteral("sub-contoso-")));
    QCOMPARE(payments.identity.credentials.size(), 6);
    QCOMPARE(payments.platforms.size(), 1);
}

// Without the right to read groups each identity tells its own.
void TestSync::groupsOfEachIdentity()
{
    test::DemoWorkspace calm;
    calm.signIn();
    test::DemoWorkspace demo;
    demo::TroubleRule refusal;
    refusal.service = "graph";
    refusal.path = "/v1.0/directoryObjects/*";
    refusal.status = 403;
    demo.server().setTrouble({.rules = {refusal}});
    demo.signIn();
    QVERIFY(demo.workspace().syncState().isComplete());
    QVERIFY(holds(demo.row(QStringLiteral("graph-user-provisioning")), QStringLiteral("Application Administrator"),
                  QStringLiteral("Whole directory"), QStringLiteral("grp-hr-automation")));
    for (const workspace::IdentityRow &row : calm.workspace().identities().rows())
        QVERIFY2(*demo.workspace().identity(row.key()) == row, qPrintable(row.identity.displayName));
}

void TestSync::rowsArriveBeforeTheEnd()
{
    test::DemoWorkspace demo;
    bool early = false;
    QObject context;
    QObject::connect(&demo.workspace(), &workspace::Workspace::identitiesChanged, &context,
                     [&] { early = early || demo.workspace().syncState().phase == SyncPhase::Running; });
    demo.signIn();
    QVERIFY(early);
}

void TestSync::failedRefreshKeepsWhatItHad()
{
    test::DemoWorkspace demo;
    demo.signIn();
    const workspace::IdentityRow before = demo.row(QStringLiteral("gh-platform-deploy"));
    demo.server().setFault("graph", FaultKind::Garbage);
    demo.server().setFault("arm", FaultKind::Cut);
    demo.sync();
    QVERIFY(demo.workspace().syncState().phase == SyncPhase::Partial);
    compareWithTenant(demo);
    const workspace::IdentityRow &after = demo.row(QStringLiteral("gh-platform-deploy"));
    QVERIFY(after.identity.privileges == before.identity.privileges);
    QVERIFY(after.identity.credentials == before.identity.credentials);
    QVERIFY(!after.isWhole());

    demo.server().clearFaults();
    demo.retry();
    QVERIFY(demo.workspace().syncState().isComplete());
    QVERIFY(demo.row(QStringLiteral("gh-platform-deploy")) == before);
}

void TestSync::whatIsGoneVanishesAfterAWholeListing()
{
    test::DemoWorkspace demo;
    demo.signIn();
    demo.server().service().edit([](demo::Tenant &tenant) {
        const auto isGone = [](const auto &one) { return one.name == "id-eks-analytics-bridge"; };
        tenant.managedIdentities.erase(
            std::remove_if(tenant.managedIdentities.begin(), tenant.managedIdentities.end(), isGone),
            tenant.managedIdentities.end());
        tenant.applications.erase(std::remove_if(tenant.applications.begin(), tenant.applications.end(),
                                                 [](const auto &one) { return one.displayName == "jira-scim"; }),
                                  tenant.applications.end());
    });
    demo.server().addApplication({"newcomer", {}});

    demo.server().setFault("graph", FaultKind::Cut);
    demo.server().setFault("arm", FaultKind::Garbage);
    demo.sync();
    QVERIFY(demo.hasRow(QStringLiteral("jira-scim")));
    QVERIFY(demo.hasRow(QStringLiteral("id-eks-analytics-bridge")));

    demo.server().clearFaults();
    demo.sync();
    QVERIFY(!demo.hasRow(QStringLiteral("jira-scim")));
    QVERIFY(!demo.hasRow(QStringLiteral("id-eks-analytics-bridge")));
    QVERIFY(demo.hasRow(QStringLiteral("newcomer")));
    compareWithTenant(demo);
}

void TestSync::cancelledSyncSaysSo()
{
    test::DemoWorkspace demo;
    demo.signIn();
    demo.workspace().sync();
    demo.workspace().cancelSync();
    demo.waitForSync();
    QVERIFY(demo.workspace().syncState().phase == SyncPhase::Cancelled);
    compareWithTenant(demo);
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows())
        QVERIFY2(row.isWhole(), qPrintable(row.identity.displayName));
    demo.sync();
    QVERIFY(demo.workspace().syncState().isComplete());
}

void TestSync::signOutForgets()
{
    test::DemoWorkspace demo;
    demo.signIn();
    demo.workspace().signOut();
    QVERIFY(demo.workspace().session().phase == workspace::SessionPhase::SignedOut);
    QCOMPARE(demo.workspace().identities().size(), 0);
    QCOMPARE(demo.workspace().credentials().size(), 0);
    QVERIFY(demo.workspace().tenant().id.isEmpty());
    QVERIFY(demo.workspace().syncState().phase == SyncPhase::NotStarted);
    demo.signIn();
    compareWithTenant(demo);
    QVERIFY(demo.workspace().syncState().isComplete());
}

void TestSync::hostileTextStaysAsItIs()
{
    const QString name = QStringLiteral("<img src=x onerror=1><b>Admin</b>\u202Etxt\n");
    test::DemoWorkspace demo;
    demo.server().addApplication({name.toStdString(), {}});
    demo.signIn();
    QVERIFY(demo.hasRow(name));
}

void TestSync::narratesACredential()
{
    test::DemoWorkspace demo;
    demo.signIn();
    const auto &row = demo.row(QStringLiteral("gh-platform-deploy"));
    const exchange::Narration narration =
        demo.workspace().narrate({row.key(), row.identity.credentials.constFirst().name});
    QCOMPARE(narration.participants.size(), 5);
    QCOMPARE(narration.steps.size(), 7);
    QVERIFY(narration.accepted);
    QVERIFY(demo.workspace().narrate({row.key(), QStringLiteral("no such credential")}).steps.isEmpty());
}

QTEST_GUILESS_MAIN(TestSync)
#include "tst_sync.moc"
