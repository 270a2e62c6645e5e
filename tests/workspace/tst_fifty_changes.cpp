// SPDX-License-Identifier: Apache-2.0
#include "fifty_changes.h"

#include <QTemporaryDir>

using namespace symbolon;
using test::aimedAt;
using test::awaited;
using test::fifty;
using test::fiftyOperations;
using test::only;
using test::trusted;
using workspace::ApplyReport;
using workspace::OperationPhase;

Q_DECLARE_METATYPE(demo::TroubleRule)

class TestFiftyChanges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::warmUp(); }
    void everyWriteMayFail_data();
    void everyWriteMayFail();

private:
    static void checkWhatIsKnown(test::DemoWorkspace &demo, const trust::ChangeSet &changes, const ApplyReport &report);
};

void TestFiftyChanges::everyWriteMayFail_data()
{
    QTest::addColumn<demo::TroubleRule>("fault");
    const auto row = [](const char *name, auto set) {
        demo::TroubleRule fault;
        set(fault);
        QTest::newRow(name) << fault;
    };
    row("answer lost", [](demo::TroubleRule &fault) { fault.lostAnswer = true; });
    row("409", [](demo::TroubleRule &fault) { fault.status = 409; });
    row("429", [](demo::TroubleRule &fault) {
        fault.status = 429;
        fault.retryAfter = 1;
    });
    row("403, by a policy", [](demo::TroubleRule &fault) { fault.status = 403; });
    row("404, not everywhere yet", [](demo::TroubleRule &fault) { fault.status = 404; });
}

// Whatever is said of an operation is so.
void TestFiftyChanges::checkWhatIsKnown(test::DemoWorkspace &demo, const trust::ChangeSet &changes,
                                        const ApplyReport &report)
{
    demo.sync();
    QCOMPARE(report.results.size(), fiftyOperations);
    for (qsizetype i = 0; i < fiftyOperations; ++i) {
        const trust::Operation &one = changes.operations.at(i);
        const OperationPhase phase = report.results.at(i).phase;
        QVERIFY(phase == OperationPhase::Written || phase == OperationPhase::Failed
                || phase == OperationPhase::NotStarted);
        const workspace::CredentialRow *now = demo.workspace().credential({one.identity, one.credentialName()});
        const auto &expected = phase == OperationPhase::Written ? one.after : one.before;
        QCOMPARE(now != nullptr, expected.has_value());
        if (now)
            QCOMPARE(now->credential->matchText(), expected->matchText());
    }
}

void TestFiftyChanges::everyWriteMayFail()
{
    QFETCH(const demo::TroubleRule, fault);
    const QTemporaryDir folder;
    test::DemoWorkspace demo(std::chrono::seconds(30), {}, systemClock(), std::chrono::seconds(5), folder.path());
    demo.signIn();
    const QStringList before = trusted(demo);
    // Made once: what was removed and comes back stands elsewhere in its identity's list.
    const trust::ChangeSet wanted = fifty(demo);
    QCOMPARE(wanted.operations.size(), fiftyOperations);
    QStringList after;
    for (const qsizetype victim : test::victims()) {
        trust::ChangeSet changes = wanted;
        changes.id = QUuid::createUuid();
        demo::TroublePlan plan;
        demo::TroubleRule rule = fault;
        const demo::TroubleRule aim = aimedAt(changes, victim);
        rule.method = aim.method;
        rule.path = aim.path;
        rule.nth = aim.nth;
        rule.times = aim.times;
        plan.rules.push_back(rule);
        demo.server().setTrouble(plan);
        const size_t troubles = demo.server().troubleLog().size(); // of earlier rounds
        const ApplyReport report = demo.apply(changes);
        QCOMPARE(demo.server().troubleLog().size(), troubles + 1);
        demo.server().setTrouble({});
        checkWhatIsKnown(demo, changes, report);
        QCOMPARE(only(demo).changes.id, changes.id);

        if (!report.allWritten())
            QVERIFY(awaited(demo.workspace().applier().resume(only(demo), {}, {})).allWritten());
        const QStringList now = trusted(demo);
        QVERIFY(now != before);
        if (after.isEmpty())
            after = now;
        QCOMPARE(now, after);
        QVERIFY(awaited(demo.workspace().applier().undo(only(demo), {}, {})).allWritten());
        QCOMPARE(trusted(demo), before);
        test::forgetAll(demo);
    }
}

QTEST_GUILESS_MAIN(TestFiftyChanges)
#include "tst_fifty_changes.moc"
