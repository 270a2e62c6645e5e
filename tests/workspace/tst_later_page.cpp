// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "demo_workspace.h"

#include <algorithm>

using namespace symbolon;
using demo::FaultKind;
using test::compareWithTenant;
using test::countOf;
using workspace::Source;
using workspace::SourcePhase;
using workspace::SyncPhase;

// The first page of the applications comes, the next does not.
class TestLaterPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatCameStays_data();
    void whatCameStays();
};

void TestLaterPage::initTestCase()
{
    installLog();
    test::warmUp();
}

void TestLaterPage::whatCameStays_data()
{
    QTest::addColumn<FaultKind>("fault");
    QTest::newRow("no answer") << FaultKind::Silent;
    QTest::newRow("garbage") << FaultKind::Garbage;
    QTest::newRow("cut in mid-body") << FaultKind::Cut;
}

void TestLaterPage::whatCameStays()
{
    QFETCH(FaultKind, fault);
    const bool silent = fault == FaultKind::Silent;
    test::DemoWorkspace demo(silent ? test::shortPatience : std::chrono::seconds(30));
    const workspace::Workspace &workspace = demo.workspace();
    for (int i = 0; i < 1000; ++i) // Graph gives at most 999 a page
        demo.server().addApplication({"bulk-" + std::to_string(i), {}});
    const auto all = static_cast<qsizetype>(demo.server().service().tenant().applications.size());
    const char *listing = "/beta/applications";

    demo.server().setFault(listing, fault, 0, 1);
    demo.signIn();
    QCOMPARE(workspace.syncState().phase, SyncPhase::Partial);
    QCOMPARE(workspace.syncState().of(Source::Applications).phase, SourcePhase::Failed);
    QVERIFY(!workspace.syncState().of(Source::Applications).error->subject.isEmpty());
    const qsizetype first = countOf(workspace, trust::IdentityKind::Application);
    QVERIFY2(first > 0 && first < all, qPrintable(QString::number(first)));

    demo.server().clearFaults();
    demo::TroubleRule slow; // so that the count is there before the last page
    slow.path = listing;
    slow.latency = 300;
    demo.server().setTrouble({.rules = {slow}});
    qsizetype expected = 0;
    connect(&workspace, &workspace::Workspace::syncChanged, this,
            [&] { expected = std::max(expected, workspace.syncState().of(Source::Applications).expected); });
    demo.retry();
    QVERIFY(workspace.syncState().isComplete());
    compareWithTenant(demo);
    QCOMPARE(expected, all);
    demo.server().setTrouble({});

    // What an earlier run read is not taken for deleted because this one did not come to it.
    demo.server().setFault(listing, fault, 0, 1);
    demo.sync();
    QCOMPARE(workspace.syncState().phase, SyncPhase::Partial);
    compareWithTenant(demo);
}

QTEST_GUILESS_MAIN(TestLaterPage)
#include "tst_later_page.moc"
