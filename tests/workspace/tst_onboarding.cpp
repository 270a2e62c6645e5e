// SPDX-License-Identifier: Apache-2.0
#include "change_bench.h"
#include "workspace/offers.h"
#include "workspace/onboarding.h"

#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using test::awaited;
using test::DemoWorkspace;
using workspace::IdentityChoice;
using workspace::Onboarding;
using workspace::OperationPhase;

namespace {

const QString reader = QStringLiteral("acdd72a7-3385-48ef-bd42-f606fba81ae7");
const QString owner = QStringLiteral("8e3af657-a8ff-443c-a75c-2fe8c4bcb635");

Onboarding payments(IdentityChoice choice)
{
    Onboarding wanted;
    wanted.workloadName = QStringLiteral("payments-api");
    wanted.choice = choice;
    wanted.identityName = workspace::proposedIdentityName(choice, wanted.workloadName);
    wanted.credential = test::credential(QStringLiteral("payments-api"));
    return wanted;
}

cloud::ResourceGroup firstGroup(DemoWorkspace &demo, const QString &subscription)
{
    const auto groups = awaited(demo.workspace().offers().resourceGroups(subscription, {}));
    if (groups.isEmpty())
        throw std::runtime_error("no resource group");
    return groups.constFirst();
}

// A subscription in which the demo's person may create things.
QString subscriptionOf(DemoWorkspace &demo)
{
    return demo.workspace().offers().subscriptions().constFirst().id;
}

void placeIn(DemoWorkspace &demo, Onboarding &wanted)
{
    const cloud::ResourceGroup group = firstGroup(demo, subscriptionOf(demo));
    wanted.resourceGroupId = group.id;
    wanted.location = group.location;
}

trust::AzureRoleGrant roleAt(const QString &scope, const QString &role, const QString &name)
{
    return {QUuid::createUuid().toString(QUuid::WithoutBraces), role, name, scope, QStringLiteral("there")};
}

trust::AppPermissionGrant graphPermission(DemoWorkspace &demo, const QString &value)
{
    const auto apis = demo.workspace().offers().apis();
    for (const cloud::AppRole &role : apis.constFirst().appRoles) {
        if (role.value == value)
            return {apis.constFirst().id, apis.constFirst().appId, apis.constFirst().displayName, role.id, role.value};
    }
    throw std::runtime_error("no such permission");
}

workspace::Plan planOf(DemoWorkspace &demo, const Onboarding &wanted)
{
    workspace::Workspace &workspace = demo.workspace();
    return planOnboarding(workspace.planBasis(), workspace.ruleBook().privileges(), wanted);
}

const workspace::IdentityRow *rowNamed(DemoWorkspace &demo, const QString &name)
{
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows()) {
        if (row.identity.displayName == name)
            return &row;
    }
    return nullptr;
}

bool says(const workspace::Plan &plan, const char *code)
{
    return std::any_of(plan.notices.cbegin(), plan.notices.cend(),
                       [&](const workspace::PlanNotice &one) { return one.code == QLatin1String(code); });
}

void mustBeWritten(const workspace::ApplyReport &report)
{
    for (const workspace::OperationResult &one : report.results) {
        QVERIFY2(one.phase == OperationPhase::Written,
                 one.error ? qPrintable(oneLine(*one.error)) : "without an error");
    }
}

} // namespace

class TestOnboarding final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::warmUp(); }

    void everythingIsMadeAndTakenBack_data();
    void everythingIsMadeAndTakenBack();
    void anAnswerThatWasLostMakesNothingTwice();
    void somebodyElsesIdentityIsNotTouched();
    void whatIsHeldAlreadyIsNotGrantedAgain();
    void whatReachesFarSaysWhy();
    void withoutAPlaceNothingIsPlanned();
    void namesAreProposedAndChecked_data();
    void namesAreProposedAndChecked();
};

void TestOnboarding::everythingIsMadeAndTakenBack_data()
{
    QTest::addColumn<IdentityChoice>("choice");
    QTest::newRow("app registration") << IdentityChoice::NewApplication;
    QTest::newRow("managed identity") << IdentityChoice::NewManagedIdentity;
}

void TestOnboarding::everythingIsMadeAndTakenBack()
{
    QFETCH(IdentityChoice, choice);
    QTemporaryDir folder;
    DemoWorkspace demo(std::chrono::seconds(30), {}, systemClock(), std::chrono::seconds(5), folder.path());
    demo.signIn();
    const auto before = demo.workspace().identities().size();
    Onboarding wanted = payments(choice);
    placeIn(demo, wanted);
    if (choice == IdentityChoice::NewApplication)
        wanted.location.clear();
    wanted.roles.append(roleAt(wanted.resourceGroupId, reader, QStringLiteral("Reader")));
    wanted.permissions.append(graphPermission(demo, QStringLiteral("User.Read.All")));
    const workspace::Plan plan = planOf(demo, wanted);
    QVERIFY(!plan.hasErrors());
    QCOMPARE(plan.changes.set.operations.size(), 4);
    QVERIFY(plan.changes.set.operations.constFirst().isAboutIdentity());

    mustBeWritten(awaited(demo.workspace().apply(plan.changes.set, {}, {})));
    demo.waitForSync();
    const workspace::IdentityRow *row = rowNamed(demo, wanted.identityName);
    QVERIFY(row);
    QCOMPARE(row->identity.credentials.size(), 1);
    QVERIFY(!row->identity.clientId.isEmpty());
    QVERIFY(!row->identity.servicePrincipalId.isEmpty());
    demo.sync();
    row = rowNamed(demo, wanted.identityName);
    QVERIFY(row);
    QStringList held;
    for (const trust::Privilege &one : row->identity.privileges)
        held.append(one.name);
    held.sort();
    QCOMPARE(held, (QStringList{QStringLiteral("Reader"), QStringLiteral("User.Read.All")}));

    // Planned and written once more it makes nothing: everything is as wanted.
    QVERIFY(!planOf(demo, wanted).hasErrors());
    mustBeWritten(awaited(demo.workspace().apply(plan.changes.set, {}, {})));
    demo.waitForSync();
    QCOMPARE(demo.workspace().identities().size(), before + 1);

    const workspace::LoggedChanges logged = test::only(demo);
    mustBeWritten(awaited(demo.workspace().applier().undo(logged, {}, {})));
    demo.waitForSync();
    QVERIFY(!rowNamed(demo, wanted.identityName));
    demo.sync();
    QVERIFY(!rowNamed(demo, wanted.identityName));
    QCOMPARE(demo.workspace().identities().size(), before);
}

void TestOnboarding::anAnswerThatWasLostMakesNothingTwice()
{
    DemoWorkspace demo;
    demo.signIn();
    const Onboarding wanted = payments(IdentityChoice::NewApplication);
    const workspace::Plan plan = planOf(demo, wanted);
    int cuts = 0;
    const auto cutTheAnswer = [&](const workspace::OperationResult &result) {
        if (result.phase == OperationPhase::Writing && cuts++ < 2) // the application's, and its service principal's
            demo.server().setFault(cuts == 1 ? "/v1.0/applications" : "/v1.0/servicePrincipals", demo::FaultKind::Cut,
                                   1);
    };
    const auto report = awaited(demo.workspace().apply(plan.changes.set, cutTheAnswer, {}));
    QVERIFY(cuts >= 2);
    mustBeWritten(report);
    demo.waitForSync();
    demo.sync();
    const auto &rows = demo.workspace().identities().rows();
    QCOMPARE(std::count_if(rows.begin(), rows.end(),
                           [&](const auto &row) { return row.identity.displayName == wanted.identityName; }),
             1);
}

void TestOnboarding::somebodyElsesIdentityIsNotTouched()
{
    DemoWorkspace demo;
    demo.signIn();
    const workspace::IdentityRow *taken = nullptr;
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows()) {
        if (row.identity.key.kind == trust::IdentityKind::ManagedIdentity)
            taken = &row;
    }
    QVERIFY(taken);
    Onboarding wanted = payments(IdentityChoice::NewManagedIdentity);
    wanted.identityName = taken->identity.displayName;
    wanted.resourceGroupId = taken->identity.key.id.section(u'/', 0, 4);
    wanted.location = taken->identity.place->location;
    const workspace::IdentityRow before = *taken;
    const auto report = awaited(demo.workspace().apply(planOf(demo, wanted).changes.set, {}, {}));
    QCOMPARE(report.results.constFirst().phase, OperationPhase::Failed);
    QCOMPARE(report.results.constFirst().error->kind, ErrorKind::Conflict);
    QCOMPARE(report.results.constLast().phase, OperationPhase::NotStarted);
    demo.sync();
    QCOMPARE(demo.workspace().identity(before.key())->identity.credentials, before.identity.credentials);
}

void TestOnboarding::whatIsHeldAlreadyIsNotGrantedAgain()
{
    DemoWorkspace demo;
    demo.signIn();
    const workspace::IdentityRow *holder = nullptr;
    trust::Privilege held;
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows()) {
        for (const trust::Privilege &one : row.identity.privileges) {
            if (one.plane == trust::PrivilegePlane::AzureRole && one.throughGroup.isEmpty() && !holder
                && row.identity.credentialsPart.isKnown()) {
                holder = &row;
                held = one;
            }
        }
    }
    QVERIFY(holder);
    Onboarding wanted = payments(IdentityChoice::Existing);
    wanted.existing = holder->key();
    wanted.roles.append(roleAt(held.scope, held.roleId, held.name));
    const workspace::Plan plan = planOf(demo, wanted);
    QVERIFY(says(plan, "held-already"));
    QCOMPARE(plan.changes.set.operations.size(), 1);
}

void TestOnboarding::whatReachesFarSaysWhy()
{
    DemoWorkspace demo;
    demo.signIn();
    Onboarding wanted = payments(IdentityChoice::NewApplication);
    wanted.roles.append(roleAt(u"/subscriptions/" + subscriptionOf(demo), owner, QStringLiteral("Owner")));
    const workspace::Plan plan = planOf(demo, wanted);
    QVERIFY(says(plan, "dangerous-grant"));
    QVERIFY(!plan.hasErrors());
    for (const workspace::PlanNotice &one : plan.notices) {
        if (one.code == u"dangerous-grant")
            QVERIFY2(one.text.size() > 20 && one.text.startsWith(u"Owner: "), qPrintable(one.text));
    }
}

void TestOnboarding::withoutAPlaceNothingIsPlanned()
{
    DemoWorkspace demo;
    demo.signIn();
    const workspace::Plan plan = planOf(demo, payments(IdentityChoice::NewManagedIdentity));
    QVERIFY(plan.hasErrors());
    QVERIFY(plan.isEmpty());
}

void TestOnboarding::namesAreProposedAndChecked_data()
{
    QTest::addColumn<IdentityChoice>("choice");
    QTest::addColumn<QString>("workload");
    QTest::addColumn<QString>("name");
    QTest::newRow("as it is") << IdentityChoice::NewApplication << QStringLiteral("Payments API")
                              << QStringLiteral("Payments API");
    QTest::newRow("plain") << IdentityChoice::NewManagedIdentity << QStringLiteral("Payments API (prod)")
                           << QStringLiteral("id-payments-api-prod");
    QTest::newRow("hostile") << IdentityChoice::NewManagedIdentity << QStringLiteral("../x?y=\n")
                             << QStringLiteral("id-x-y");
}

void TestOnboarding::namesAreProposedAndChecked()
{
    QFETCH(IdentityChoice, choice);
    QFETCH(QString, workload);
    QTEST(workspace::proposedIdentityName(choice, workload), "name");
    QVERIFY(workspace::remarkOnIdentityName(choice, workspace::proposedIdentityName(choice, workload)).isEmpty());
    QVERIFY(!workspace::remarkOnIdentityName(choice, QString()).isEmpty());
    QVERIFY(!workspace::remarkOnIdentityName(choice, QString(200, u'x')).isEmpty());
}

QTEST_GUILESS_MAIN(TestOnboarding)
#include "tst_onboarding.moc"
