// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "demo_workspace.h"

#include <algorithm>

using namespace symbolon;
using demo::FaultKind;
using test::compareWithTenant;
using workspace::Source;
using workspace::SourcePhase;
using workspace::SyncPhase;

class TestFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void faultsNameTheirSourceAndHeal_data();
    void faultsNameTheirSourceAndHeal();
    void silentServiceIsNotAskedForEverybody();
};

void TestFaults::initTestCase()
{
    installLog();
    test::warmUp();
}

void TestFaults::faultsNameTheirSourceAndHeal_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("source");
    QTest::addColumn<int>("count");
    struct Place
    {
        const char *name;
        const char *target;
        Source source;
        int count; // 0: every request
    };
    const Place places[] = {
        {"applications", "/beta/applications", Source::Applications, 0},
        {"organization", "/v1.0/organization", Source::Organization, 0},
        {"directory roles", "/v1.0/roleManagement", Source::DirectoryRoles, 0},
        {"service principals", "/beta/servicePrincipals", Source::ServicePrincipals, 1},
        {"Azure", "arm", Source::Subscriptions, 0},
    };
    for (const Place &place : places) {
        QTest::addRow("%s, no answer", place.name)
            << QString::fromLatin1(place.target) << int(FaultKind::Silent) << int(place.source) << place.count;
        QTest::addRow("%s, garbage", place.name)
            << QString::fromLatin1(place.target) << int(FaultKind::Garbage) << int(place.source) << place.count;
        QTest::addRow("%s, cut in mid-body", place.name)
            << QString::fromLatin1(place.target) << int(FaultKind::Cut) << int(place.source) << place.count;
    }
}

void TestFaults::faultsNameTheirSourceAndHeal()
{
    QFETCH(QString, target);
    QFETCH(int, fault);
    QFETCH(int, source);
    QFETCH(int, count);
    const bool silent = static_cast<FaultKind>(fault) == FaultKind::Silent;
    test::DemoWorkspace demo(silent ? test::shortPatience : std::chrono::seconds(30));
    demo.server().setFault(target.toStdString(), static_cast<FaultKind>(fault), count);
    demo.signIn();
    const workspace::Workspace &workspace = demo.workspace();
    QVERIFY(workspace.syncState().phase == SyncPhase::Partial);
    const workspace::SourceState failed = workspace.syncState().of(static_cast<Source>(source));
    QVERIFY(failed.phase == SourcePhase::Failed);
    QVERIFY(failed.error.has_value());
    QVERIFY(!failed.error->subject.isEmpty());
    // Nothing is taken for known that was not read.
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        if (failed.source == Source::DirectoryRoles && !row.identity.servicePrincipalId.isEmpty())
            QVERIFY(row.identity.directoryRolesPart.state == trust::Knowledge::Failed);
        if (failed.source == Source::Subscriptions && !row.identity.servicePrincipalId.isEmpty())
            QVERIFY(row.identity.azureRolesPart.state == trust::Knowledge::Failed);
    }

    demo.server().clearFaults();
    const auto readBefore = demo.server().requests().size();
    demo.retry();
    QVERIFY(workspace.syncState().isComplete());
    compareWithTenant(demo);
    // Only what failed was asked for again, not what was whole.
    if (failed.source == Source::Organization) {
        const auto requests = demo.server().requests();
        for (std::size_t i = readBefore; i < requests.size(); ++i)
            QVERIFY2(requests[i].path != "/beta/applications", requests[i].path.c_str());
    }
    for (const workspace::IdentityRow &row : workspace.identities().rows())
        QVERIFY2(row.isWhole(), qPrintable(row.identity.displayName));
}

void TestFaults::silentServiceIsNotAskedForEverybody()
{
    test::DemoWorkspace demo(test::shortPatience);
    demo.server().setFault("/v1.0/directoryObjects", FaultKind::Silent); // groups from their own side
    demo.signIn();
    QVERIFY(demo.workspace().syncState().phase == SyncPhase::Partial);
    const auto requests = demo.server().requests();
    const auto asked = std::count_if(requests.cbegin(), requests.cend(), [](const demo::LoggedRequest &request) {
        return request.path == "/v1.0/directoryObjects/getByIds" || request.path == "/v1.0/$batch";
    });
    QCOMPARE(asked, 1);
    // Those that were not asked say so like those that were.
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows()) {
        if (!row.identity.servicePrincipalId.isEmpty())
            QVERIFY(row.identity.directoryRolesPart.state == trust::Knowledge::Failed);
    }
    demo.server().clearFaults();
    demo.retry();
    QVERIFY(demo.workspace().syncState().isComplete());
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows())
        QVERIFY2(row.isWhole(), qPrintable(row.identity.displayName));
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
