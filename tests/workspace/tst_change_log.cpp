// SPDX-License-Identifier: Apache-2.0
#include "change_bench.h"
#include "trust/change_order.h"
#include "workspace/applier.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>

using namespace symbolon;
using test::awaited;
using test::awaitEnd;
using test::credential;
using test::only;
using test::operation;
using trust::FederatedCredential;
using workspace::ApplyReport;
using workspace::LoggedChanges;
using workspace::LoggedState;
using workspace::OperationPhase;
using workspace::OperationResult;

namespace {

const QString application = QStringLiteral("gh-platform-deploy");
const QString managedIdentity = QStringLiteral("id-ado-agents");

// Creations, a change, a removal, a rename (the name's trust given up first), over two identities.
trust::ChangeSet changesFor(test::DemoWorkspace &demo)
{
    trust::ChangeSet changes = demo.workspace().newChangeSet();
    changes.title = QStringLiteral("Everything at once");
    const auto &app = demo.row(application);
    const auto &agents = demo.row(managedIdentity);
    const auto held = [&app](const QString &name) {
        const auto &all = app.identity.credentials;
        return *std::find_if(all.cbegin(), all.cend(), [&](const auto &one) { return one.name == name; });
    };
    const FederatedCredential first = held(QStringLiteral("env-test"));
    const FederatedCredential second = held(QStringLiteral("env-staging"));
    FederatedCredential changed = first;
    changed.subject = QStringLiteral("repo:contoso/platform:environment:changed");
    FederatedCredential renamed = second;
    renamed.id.clear();
    renamed.name += QStringLiteral("-renamed");
    changes.operations = {operation(app, std::nullopt, credential(QStringLiteral("fresh"))),
                          operation(app, first, changed),
                          operation(app, second, std::nullopt),
                          operation(app, std::nullopt, renamed),
                          operation(agents, std::nullopt, credential(QStringLiteral("one"))),
                          operation(agents, std::nullopt, credential(QStringLiteral("two")))};
    return changes;
}

// What both identities trust, without ids and order.
QStringList trusted(test::DemoWorkspace &demo)
{
    demo.sync();
    QStringList lines;
    for (const QString &name : {application, managedIdentity}) {
        const QList<FederatedCredential> credentials = demo.row(name).identity.credentials;
        for (const FederatedCredential &one : credentials) {
            const QStringList parts{name,           one.name, one.issuer, one.matchText(), one.audiences.join(u','),
                                    one.description};
            lines.append(parts.join(u'|'));
        }
    }
    lines.sort();
    return lines;
}

} // namespace

class TestChangeLog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killedProgramResumesOrUndoes_data();
    void killedProgramResumesOrUndoes();
    void historyIsKeptForItsOwner();
    void journalKnowsWhatEveryRunWrote();
    void interruptedUndoGoesOn_data();
    void interruptedUndoGoesOn();
    void damagedJournalIsLeftOut();
};

void TestChangeLog::initTestCase()
{
    test::warmUp();
}

void TestChangeLog::killedProgramResumesOrUndoes_data()
{
    QTest::addColumn<bool>("resume");
    QTest::newRow("resume") << true;
    QTest::newRow("undo") << false;
}

// The program ends at every single write in turn: the journal is put back to what it held when the write was about to be
// sent, while the write itself was carried out.
void TestChangeLog::killedProgramResumesOrUndoes()
{
    QFETCH(bool, resume);
    const QTemporaryDir folder;
    const QTemporaryDir asKilled;
    test::DemoWorkspace demo(std::chrono::seconds(30), {}, systemClock(), std::chrono::seconds(5), folder.path());
    demo.signIn();
    const QStringList before = trusted(demo);
    QStringList after;
    for (int killedAt = 0; killedAt < 6; ++killedAt) {
        const trust::ChangeSet changes = changesFor(demo);
        const QString path = store::ChangeJournal::pathOf(folder.path(), changes.id);
        const QString copy = asKilled.filePath(QString::number(killedAt));
        const QUuid victim = changes.operations.at(killedAt).id;
        std::stop_source stop;
        const ApplyReport begun = demo.apply(
            changes,
            [&](const OperationResult &result) {
                if (result.operation != victim || result.phase != OperationPhase::Writing)
                    return;
                QFile::copy(path, copy);
                stop.request_stop();
            },
            stop.get_token());
        QCOMPARE(begun.results.size(), 6);
        QVERIFY(QFile::exists(copy));
        QVERIFY(QFile::remove(path) && QFile::copy(copy, path));

        const LoggedChanges logged = only(demo);
        QCOMPARE(logged.changes.id, changes.id);
        QVERIFY(logged.state == LoggedState::Unfinished);
        QVERIFY(logged.phases.value(victim) == OperationPhase::Writing);
        if (resume) {
            QVERIFY(awaited(demo.workspace().applier().resume(logged, {}, {})).allWritten());
            const QStringList now = trusted(demo);
            QVERIFY(now != before);
            if (after.isEmpty())
                after = now;
            QCOMPARE(now, after);
            QVERIFY(only(demo).state == LoggedState::Written);
        }
        QVERIFY(awaited(demo.workspace().applier().undo(only(demo), {}, {})).allWritten());
        QCOMPARE(trusted(demo), before);
        const auto all = awaited(demo.workspace().applier().logged());
        for (const LoggedChanges &one : all) {
            QVERIFY(one.state != LoggedState::Unfinished);
            awaitEnd(demo.workspace().applier().forget(one));
        }
        QVERIFY(awaited(demo.workspace().applier().logged()).isEmpty());
    }
}

void TestChangeLog::historyIsKeptForItsOwner()
{
    const QTemporaryDir folder;
    test::DemoWorkspace demo(std::chrono::seconds(30), {}, systemClock(), std::chrono::seconds(5), folder.path());
    demo.signIn();
    trust::ChangeSet changes = demo.workspace().newChangeSet();
    changes.operations = {operation(demo.row(managedIdentity), std::nullopt, credential(QStringLiteral("x"))),
                          operation(demo.row(managedIdentity), std::nullopt, credential(QStringLiteral("later")))};
    QVERIFY(!demo.apply(changes).allWritten());
    const LoggedChanges failed = only(demo);
    QVERIFY(failed.state == LoggedState::Unfinished);
    QVERIFY(failed.phases.value(changes.operations.at(0).id) == OperationPhase::Failed);
    QVERIFY(!failed.errors.value(changes.operations.at(0).id).isEmpty());
    QCOMPARE(failed.remaining().operations.size(), 2);
    QVERIFY(failed.undo().operations.isEmpty());

    const QStringList files = store::ChangeJournal::files(folder.path());
    QCOMPARE(files.size(), 1);
    QCOMPARE(QFile::permissions(files.first()) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    QFile file(files.first());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    for (const std::string &secret : demo.server().issuedSecrets())
        QVERIFY(!bytes.contains(QByteArray::fromStdString(secret)));

    // What was mended goes on in the same journal, until it is complete.
    changes.operations.removeFirst();
    QVERIFY(demo.apply(changes).allWritten());
    QCOMPARE(awaited(demo.workspace().applier().logged()).size(), 1);
    QVERIFY(only(demo).state == LoggedState::Written);
    QCOMPARE(only(demo).changes, changes);
    // Then it is history, and the same again is a set of its own.
    QVERIFY(demo.apply(changes).allWritten());
    const auto all = awaited(demo.workspace().applier().logged());
    QCOMPARE(all.size(), 2);
    QCOMPARE(workspace::latestOf(all, changes.id)->changes.id, workspace::successorOf(changes.id));
    QVERIFY(!workspace::latestOf(all, QUuid::createUuid()));
}

// Written in two runs, with the mended operation under its own id: taking back knows both.
void TestChangeLog::journalKnowsWhatEveryRunWrote()
{
    const QTemporaryDir folder;
    test::DemoWorkspace demo(std::chrono::seconds(30), {}, systemClock(), std::chrono::seconds(5), folder.path());
    demo.signIn();
    const QStringList before = trusted(demo);
    trust::ChangeSet changes = demo.workspace().newChangeSet();
    changes.operations = {
        operation(demo.row(managedIdentity), std::nullopt, credential(QStringLiteral("one"))),
        operation(demo.row(application), std::nullopt, credential(QStringLiteral("x"))), // too short a name
    };
    QVERIFY(!demo.apply(changes).allWritten());
    const trust::Operation written = changes.operations.takeFirst(); // as the window does
    changes.operations.first().after = credential(QStringLiteral("long-enough"));
    QVERIFY(demo.apply(changes).allWritten());
    const LoggedChanges whole = only(demo);
    QCOMPARE(whole.changes.id, changes.id);
    QCOMPARE(whole.changes.operations, (QList<trust::Operation>{written, changes.operations.first()}));
    QCOMPARE(whole.carriedOut().size(), 2);
    QVERIFY(awaited(demo.workspace().applier().undo(whole, {}, {})).allWritten());
    QCOMPARE(trusted(demo), before);

    // What may have been written under an id cannot become something else under the same id.
    changes.id = QUuid::createUuid();
    changes.operations = {operation(demo.row(managedIdentity), std::nullopt, credential(QStringLiteral("three"))),
                          operation(demo.row(application), std::nullopt, credential(QStringLiteral("x")))};
    QVERIFY(!demo.apply(changes).allWritten());
    changes.operations.first().after = credential(QStringLiteral("other"));
    const ApplyReport refused = demo.apply(changes);
    QVERIFY(refused.results.first().phase == OperationPhase::Failed);
    QCOMPARE(refused.results.first().error->kind, ErrorKind::Validation);
}

void TestChangeLog::interruptedUndoGoesOn_data()
{
    QTest::addColumn<bool>("undoAgain");
    QTest::newRow("the undo again") << true;
    QTest::newRow("the undo's own journal") << false;
}

void TestChangeLog::interruptedUndoGoesOn()
{
    QFETCH(bool, undoAgain);
    const QTemporaryDir folder;
    test::DemoWorkspace demo(std::chrono::seconds(30), {}, systemClock(), std::chrono::seconds(5), folder.path());
    demo.signIn();
    const QStringList before = trusted(demo);
    const trust::ChangeSet changes = changesFor(demo);
    QVERIFY(demo.apply(changes).allWritten());
    workspace::Applier &applier = demo.workspace().applier();
    std::stop_source stop;
    int begun = 0;
    const auto stopSoon = [&](const OperationResult &result) {
        if (result.phase == OperationPhase::Writing && ++begun == 2)
            stop.request_stop();
    };
    QVERIFY(!awaited(applier.undo(only(demo), stopSoon, stop.get_token())).allWritten());
    auto all = awaited(applier.logged());
    QCOMPARE(all.size(), 2);
    const LoggedChanges interrupted = *workspace::latestOf(all, changes.id);
    QVERIFY(interrupted.state == LoggedState::Undoing);
    QVERIFY(interrupted.carriedOut().size() < changes.operations.size());
    QVERIFY(!interrupted.carriedOut().isEmpty());
    const LoggedChanges undo = *workspace::latestOf(all, trust::undoIdOf(changes.id));
    QVERIFY(undo.state == LoggedState::Unfinished);
    QVERIFY(awaited(undoAgain ? applier.undo(interrupted, {}, {}) : applier.resume(undo, {}, {})).allWritten());
    QCOMPARE(trusted(demo), before);
    all = awaited(applier.logged());
    QCOMPARE(all.size(), 2); // no third one
    QVERIFY(workspace::latestOf(all, changes.id)->state == LoggedState::Undone);
    QVERIFY(workspace::latestOf(all, changes.id)->carriedOut().isEmpty());
    QVERIFY(workspace::latestOf(all, trust::undoIdOf(changes.id))->state == LoggedState::Written);
}

void TestChangeLog::damagedJournalIsLeftOut()
{
    const QTemporaryDir folder;
    test::DemoWorkspace demo(std::chrono::seconds(30), {}, systemClock(), std::chrono::seconds(5), folder.path());
    demo.signIn();
    QFile file(store::ChangeJournal::pathOf(folder.path(), QUuid::createUuid()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no database at all");
    file.close();
    QVERIFY(awaited(demo.workspace().applier().logged()).isEmpty());
}

QTEST_GUILESS_MAIN(TestChangeLog)
#include "tst_change_log.moc"
