// SPDX-License-Identifier: Apache-2.0
#include "export/change_set_document.h"
#include "fifty_changes.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace symbolon;
using test::awaited;
using test::fiftyOperations;
using test::only;
using test::trusted;
using workspace::LoggedChanges;
using workspace::OperationPhase;

namespace {

const QString childMode = QStringLiteral("--apply");
const QString setFile = QStringLiteral("/set.symbolon-changes");

// The program that is going to be killed: signs in to somebody else's demo tenant and applies the set of the folder.
int applyUntilKilled(const QString &cloudFile, const QString &login, const QString &account, const QString &folder)
{
    QFile file(folder + setFile);
    if (!file.open(QIODevice::ReadOnly))
        return 2;
    const auto changes = exports::readChangeSet(file.readAll());
    if (!changes)
        return 2;
    auth::NoSecretStore secrets;
    auth::SelfCompletingOpener opener{QUrl(login), account};
    app::Options options;
    options.cloud = cloudFile;
    app::Tuning tuning;
    tuning.secrets = &secrets;
    tuning.changesFolder = folder;
    const auto program = app::Composition::make(options, opener, tuning);
    if (!program)
        return 2;
    workspace::Workspace &workspace = (*program)->workspace();
    workspace.signIn();
    const auto hasRead = [&workspace] {
        const workspace::SyncPhase phase = workspace.syncState().phase;
        return phase != workspace::SyncPhase::NotStarted && phase != workspace::SyncPhase::Running;
    };
    if (!QTest::qWaitFor(hasRead, 60'000))
        return 2;
    static_cast<void>(test::awaited(workspace.apply(*changes, {}, {})));
    return 0; // nobody killed it
}

// What the journal says of each operation is so: before its write nothing was changed, after it everything, and of the one
// that was under way it says just that.
void checkJournal(test::DemoWorkspace &demo, const trust::ChangeSet &changes, const LoggedChanges &logged, QUuid victim)
{
    demo.sync();
    QVERIFY(logged.state == workspace::LoggedState::Unfinished);
    QCOMPARE(logged.phases.value(victim), OperationPhase::Writing);
    for (const trust::Operation &one : changes.operations) {
        const OperationPhase phase = logged.phases.value(one.id, OperationPhase::Waiting);
        if (phase == OperationPhase::Writing)
            continue;
        const workspace::CredentialRow *now = demo.workspace().credential({one.identity, one.credentialName()});
        const auto &expected = phase == OperationPhase::Written ? one.after : one.before;
        QCOMPARE(now != nullptr, expected.has_value());
        if (now)
            QCOMPARE(now->credential->matchText(), expected->matchText());
    }
}

} // namespace

class TestKilledApply final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::warmUp(); }
    void knowsWhereItWas_data();
    void knowsWhereItWas();

private:
    void killDuring(test::DemoWorkspace &demo, const trust::ChangeSet &changes, qsizetype victim, bool carriedOut,
                    const QString &folder);
};

void TestKilledApply::knowsWhereItWas_data()
{
    QTest::addColumn<bool>("carriedOut");
    QTest::newRow("before the service carried the write out") << false;
    QTest::newRow("after the service carried it out") << true;
}

// Another process applies the set; when the service has its write and answers nothing (or next to nothing), it is killed.
void TestKilledApply::killDuring(test::DemoWorkspace &demo, const trust::ChangeSet &changes, qsizetype victim,
                                 bool carriedOut, const QString &folder)
{
    QFile file(folder + setFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(exports::changeSetDocument(changes));
    file.close();
    demo::TroublePlan plan;
    demo::TroubleRule rule = test::aimedAt(changes, victim);
    rule.silent = !carriedOut;
    rule.slow = carriedOut ? 1 : 0;
    plan.rules.push_back(rule);
    demo.server().setTrouble(plan);
    const size_t troubles = demo.server().troubleLog().size(); // of earlier rounds

    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedChannels);
    const demo::Server &server = demo.server();
    child.start(QCoreApplication::applicationFilePath(),
                {childMode, QString::fromStdString(server.cloudFile()), QString::fromStdString(server.loginUrl()),
                 QString::fromStdString(server.defaultAccount()), folder});
    QVERIFY(child.waitForStarted());
    const auto isHeld = [&] { return server.troubleLog().size() > troubles || child.state() == QProcess::NotRunning; };
    QVERIFY(QTest::qWaitFor(isHeld, 60'000));
    QCOMPARE(child.state(), QProcess::Running);
    child.kill();
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    demo.server().setTrouble({});
}

void TestKilledApply::knowsWhereItWas()
{
    QFETCH(const bool, carriedOut);
    const QTemporaryDir folder;
    test::DemoWorkspace demo(test::DemoWorkspace::Shared{folder.path()});
    demo.signIn();
    const QStringList before = trusted(demo);
    const trust::ChangeSet wanted = test::fifty(demo);
    QCOMPARE(wanted.operations.size(), fiftyOperations);
    QStringList after;
    for (const qsizetype victim : test::victims()) {
        trust::ChangeSet changes = wanted;
        changes.id = QUuid::createUuid();
        killDuring(demo, changes, victim, carriedOut, folder.path());
        if (QTest::currentTestFailed())
            return;
        const LoggedChanges logged = only(demo);
        QCOMPARE(logged.changes.id, changes.id);
        checkJournal(demo, changes, logged, changes.operations.at(victim).id);

        QVERIFY(awaited(demo.workspace().applier().resume(logged, {}, {})).allWritten());
        const QStringList now = trusted(demo);
        QVERIFY(now != before);
        if (after.isEmpty())
            after = now;
        QCOMPARE(now, after);
        QVERIFY(awaited(demo.workspace().applier().undo(only(demo), {}, {})).allWritten());
        QCOMPARE(trusted(demo), before);
        test::forgetAll(demo);

        // Taken back at once, without going on first.
        changes.id = QUuid::createUuid();
        killDuring(demo, changes, victim, carriedOut, folder.path());
        if (QTest::currentTestFailed())
            return;
        QVERIFY(awaited(demo.workspace().applier().undo(only(demo), {}, {})).allWritten());
        QCOMPARE(trusted(demo), before);
        test::forgetAll(demo);
    }
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 6 && arguments.at(1) == childMode)
        return applyUntilKilled(arguments.at(2), arguments.at(3), arguments.at(4), arguments.at(5));
    TestKilledApply test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_killed_apply.moc"
