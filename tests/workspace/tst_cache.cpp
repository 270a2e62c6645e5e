// SPDX-License-Identifier: Apache-2.0
#include "workspace/demo_workspace.h"
#include "workspace/lines.h"
#include "workspace/snapshot.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <random>

using namespace symbolon;
using test::DemoWorkspace;
using workspace::Source;

namespace {

constexpr auto patience = std::chrono::seconds(30);

QDateTime moment(int hour)
{
    return QDateTime({2026, 11, 20}, {hour, 0}, Qt::UTC);
}

// A clock that tests put forward.
struct Hands
{
    QDateTime now = moment(8);
    [[nodiscard]] Clock clock() const
    {
        return [this] { return now; };
    }
};

QList<workspace::IdentityRow> sorted(const workspace::Workspace &workspace)
{
    QList<workspace::IdentityRow> rows;
    for (const workspace::IdentityRow &row : workspace.identities().rows())
        rows.append(row);
    std::sort(rows.begin(), rows.end(), [](const workspace::IdentityRow &a, const workspace::IdentityRow &b) {
        return a.identity.key.id < b.identity.key.id;
    });
    return rows;
}

// Starts, with what the cache brought on show before any page has arrived.
void start(DemoWorkspace &demo)
{
    demo.workspace().signIn();
    DemoWorkspace::waitUntil([&] { return demo.workspace().syncState().cachedAt.isValid(); });
}

std::optional<store::CredentialHistory> historyOf(DemoWorkspace &demo, const workspace::CredentialKey &key)
{
    QObject context;
    std::optional<Result<std::optional<store::CredentialHistory>>> answer;
    whenDone(demo.workspace().history(key), &context, [&answer](const auto &ended) { answer = ended; });
    DemoWorkspace::waitUntil([&answer] { return answer.has_value(); });
    return answer->value_or(std::nullopt);
}

void await(Future<void> future)
{
    QObject context;
    bool done = false;
    whenDone(std::move(future), &context, [&done](const Result<void> &outcome) { done = outcome.has_value(); });
    DemoWorkspace::waitUntil([&done] { return done; });
}

QStringList filesIn(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::Files);
}

QString cacheFileIn(const QTemporaryDir &folder)
{
    const QStringList files = QDir(folder.path()).entryList({QStringLiteral("*.cache")});
    return files.isEmpty() ? QString() : folder.filePath(files.constFirst());
}

workspace::CredentialRow editable(const workspace::Workspace &workspace)
{
    for (const workspace::CredentialRow &row : workspace.credentials().rows()) {
        if (row.identity().kind == trust::IdentityKind::Application && row.credential->subject)
            return row;
    }
    throw std::runtime_error("no credential to edit");
}

// How often a program is killed: a few times in every run, as often as somebody likes by hand.
int kills(int inEveryRun)
{
    const int wanted = qEnvironmentVariableIntValue("SYMBOLON_KILLS");
    return wanted > 0 ? wanted : inEveryRun;
}

// A whole life for a child process that somebody kills: signs in, syncs and keeps, over and over.
int liveUntilKilled(const QString &folder)
{
    DemoWorkspace demo(patience, folder);
    demo.signIn();
    std::puts("synced");
    std::fflush(stdout);
    while (true)
        demo.sync();
}

// A first sync that never comes to its end: some answers are slow, so that it has much to keep on its way, and one part
// never gets an answer.
void neverEnding(DemoWorkspace &demo, int latency)
{
    demo::TroublePlan plan;
    demo::TroubleRule slow;
    slow.latency = latency;
    demo::TroubleRule silent;
    silent.service = "graph";
    silent.path = "*/roleManagement/*";
    silent.silent = true;
    plan.rules = {slow, silent};
    demo.server().setTrouble(plan);
}

int readUntilKilled(const QString &folder)
{
    DemoWorkspace demo(
        std::chrono::minutes(5), folder, [] { return moment(8); }, std::chrono::milliseconds(10));
    neverEnding(demo, 20);
    demo.workspace().signIn();
    DemoWorkspace::waitUntil([&] { return demo.workspace().identities().size() > 0; });
    std::puts("reading");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

// What is kept now; nullopt: nothing yet.
std::optional<workspace::Snapshot> keptIn(const QTemporaryDir &folder)
{
    if (cacheFileIn(folder).isEmpty())
        return std::nullopt;
    auto file = store::CacheFile::open(cacheFileIn(folder));
    if (!file)
        throw std::runtime_error(qPrintable(file.error().message));
    auto kept = workspace::load(**file, std::numeric_limits<qsizetype>::max());
    if (!kept)
        throw std::runtime_error(qPrintable(kept.error().message));
    return std::move(*kept);
}

} // namespace

class TestWorkspaceCache final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::warmUp(); }
    void theNextStartShowsTheSameRows();
    void aCachedStateIsNeverWhole();
    void aSyncMergesIntoWhatWasKept();
    void withoutACacheNothingIsWritten();
    void wipingLeavesNothing();
    void signingOutForgetsWhoWasThere();
    void noTokenIsKept();
    void damageIsNoticedAndReplaced_data();
    void damageIsNoticedAndReplaced();
    void historyTellsWhatChanged();
    void survivesBeingKilled();
    void whatAFirstSyncHadReadOutlivesAKill();
    void closingInMidSyncKeepsWhatWasRead();
    void theHistoryBeginsWhereTheFirstSyncEnds();
};

void TestWorkspaceCache::theNextStartShowsTheSameRows()
{
    const QTemporaryDir folder;
    Hands hands;
    QList<workspace::IdentityRow> before;
    {
        DemoWorkspace demo(patience, folder.path(), hands.clock());
        demo.signIn();
        before = sorted(demo.workspace());
        QVERIFY(!demo.workspace().syncState().cachedAt.isValid());
    }
    hands.now = moment(10);
    DemoWorkspace demo(patience, folder.path(), hands.clock());
    start(demo);
    DemoWorkspace::waitUntil([&] { return demo.workspace().identities().size() == before.size(); });
    QCOMPARE(demo.workspace().syncState().cachedAt, moment(8));
    QVERIFY(!demo.workspace().tenant().displayName.isEmpty());
    demo.waitForSync();
    QVERIFY(demo.workspace().syncState().isComplete());
    QVERIFY(!demo.workspace().syncState().cachedAt.isValid());
    QCOMPARE(sorted(demo.workspace()), before);
}

// Nobody answers: what is on show is what was kept, and says so.
void TestWorkspaceCache::aCachedStateIsNeverWhole()
{
    const QTemporaryDir folder;
    Hands hands;
    QList<workspace::IdentityRow> before;
    {
        DemoWorkspace demo(patience, folder.path(), hands.clock());
        demo.signIn();
        before = sorted(demo.workspace());
    }
    hands.now = moment(11);
    DemoWorkspace demo(patience, folder.path(), hands.clock());
    demo.server().stop();
    demo.workspace().signIn();
    DemoWorkspace::waitUntil([&] { return demo.workspace().identities().size() == before.size(); });
    DemoWorkspace::waitUntil([&] { return demo.workspace().session().error.has_value(); });
    const workspace::SyncState &state = demo.workspace().syncState();
    QVERIFY(!state.isComplete());
    QCOMPARE(state.cachedAt, moment(8));
    QCOMPARE(sorted(demo.workspace()), before);
    const exports::Envelope envelope = workspace::envelopeOf(demo.workspace(), hands.now);
    QVERIFY(!envelope.complete);
    QVERIFY(envelope.unknown.size() >= workspace::sourceCount);
    QVERIFY2(envelope.unknown.constFirst().reason.contains(QStringLiteral("2026-11-20T08:00:00Z")),
             qPrintable(envelope.unknown.constFirst().reason));
}

// An edit that another tenant's start does not know is undone by the sync, and what was kept is replaced.
void TestWorkspaceCache::aSyncMergesIntoWhatWasKept()
{
    const QTemporaryDir folder;
    workspace::CredentialRow row;
    {
        DemoWorkspace demo(patience, folder.path());
        demo.signIn();
        row = editable(demo.workspace());
        trust::ChangeSet changes = demo.workspace().newChangeSet();
        trust::Operation removal;
        removal.identity = row.identity();
        removal.before = *row.credential;
        changes.operations.append(removal);
        QVERIFY(demo.apply(changes).allWritten());
        QVERIFY(!demo.workspace().credential(row.key()));
    } // kept without another sync
    DemoWorkspace demo(patience, folder.path());
    start(demo);
    DemoWorkspace::waitUntil([&] { return demo.workspace().identity(row.identity()) != nullptr; });
    QVERIFY(!demo.workspace().credential(row.key()));
    demo.waitForSync();
    test::compareWithTenant(demo);
    QVERIFY(demo.workspace().credential(row.key()));
}

void TestWorkspaceCache::withoutACacheNothingIsWritten()
{
    const QString home = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    DemoWorkspace demo;
    demo.signIn();
    QVERIFY(!demo.workspace().keepsCache());
    QVERIFY(!QDir(home + QStringLiteral("/symbolon/tenants")).exists());
    await(demo.workspace().wipeCache());
}

void TestWorkspaceCache::wipingLeavesNothing()
{
    const QTemporaryDir folder;
    DemoWorkspace demo(patience, folder.path());
    demo.signIn();
    const auto rows = demo.workspace().identities().size();
    DemoWorkspace::waitUntil([&] { return !cacheFileIn(folder).isEmpty(); });
    await(demo.workspace().wipeCache());
    QCOMPARE(filesIn(folder), QStringList());
    QCOMPARE(demo.workspace().identities().size(), rows);
    demo.sync(); // keeps again
    DemoWorkspace::waitUntil([&] { return !cacheFileIn(folder).isEmpty(); });
    demo.workspace().setKeepsCache(false);
    DemoWorkspace::waitUntil([&] { return filesIn(folder).isEmpty(); });
    demo.sync();
    await(demo.workspace().wipeCache()); // behind everything that might have been written
    QCOMPARE(filesIn(folder), QStringList());
}

void TestWorkspaceCache::signingOutForgetsWhoWasThere()
{
    const QTemporaryDir folder;
    {
        DemoWorkspace demo(patience, folder.path());
        demo.signIn();
        demo.workspace().signOut();
    }
    QVERIFY(!cacheFileIn(folder).isEmpty());
    QVERIFY(QDir(folder.path()).entryList({QStringLiteral("*.last")}).isEmpty());
    DemoWorkspace demo(patience, folder.path());
    demo.server().stop();
    demo.workspace().signIn();
    DemoWorkspace::waitUntil([&] { return demo.workspace().session().error.has_value(); });
    QCOMPARE(demo.workspace().identities().size(), 0);
}

void TestWorkspaceCache::noTokenIsKept()
{
    const QTemporaryDir folder;
    std::vector<std::string> secrets;
    {
        DemoWorkspace demo(patience, folder.path());
        demo.signIn();
        secrets = demo.server().service().issuedSecrets();
    }
    QVERIFY(!secrets.empty());
    const QStringList files = filesIn(folder);
    QVERIFY(files.size() >= 2);
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (const std::string &secret : secrets)
            QVERIFY2(!bytes.contains(secret.c_str()), qPrintable(name));
        QVERIFY(!bytes.contains("eyJ"));
    }
}

void TestWorkspaceCache::damageIsNoticedAndReplaced_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 2; ++seed)
        QTest::addRow("%d", seed) << seed;
}

// Wherever the file is broken: what is shown afterwards is right, and the next start has a cache again.
void TestWorkspaceCache::damageIsNoticedAndReplaced()
{
    QFETCH(int, seed);
    const QTemporaryDir folder;
    QList<workspace::IdentityRow> before;
    {
        DemoWorkspace demo(patience, folder.path());
        demo.signIn();
        before = sorted(demo.workspace());
    }
    QFile file(cacheFileIn(folder));
    QVERIFY(file.open(QIODevice::ReadWrite));
    std::minstd_rand dice(static_cast<unsigned>(seed));
    for (int i = 0; i < seed * seed * 4; ++i) {
        file.seek(std::uniform_int_distribution<qint64>(100, file.size() - 1)(dice));
        file.putChar(static_cast<char>(dice()));
    }
    file.close();
    {
        DemoWorkspace demo(patience, folder.path());
        demo.signIn();
        QVERIFY(demo.workspace().syncState().isComplete());
        QCOMPARE(sorted(demo.workspace()), before);
    }
    DemoWorkspace demo(patience, folder.path());
    start(demo);
}

void TestWorkspaceCache::historyTellsWhatChanged()
{
    const QTemporaryDir folder;
    Hands hands;
    DemoWorkspace demo(patience, folder.path(), hands.clock());
    demo.signIn();
    const workspace::CredentialRow row = editable(demo.workspace());
    const auto first = historyOf(demo, row.key());
    QVERIFY(first);
    QCOMPARE(first->firstSeen, moment(8));
    QVERIFY(first->maybeOlder);

    hands.now = moment(9);
    trust::ChangeSet changes = demo.workspace().newChangeSet();
    trust::FederatedCredential edited = *row.credential;
    edited.subject = QStringLiteral("repo:contoso/other:ref:refs/heads/main");
    trust::Operation operation;
    operation.identity = row.identity();
    operation.before = *row.credential;
    operation.after = edited;
    changes.operations.append(operation);
    QVERIFY(demo.apply(changes).allWritten());
    hands.now = moment(10);
    demo.sync();
    const auto after = historyOf(demo, row.key());
    QVERIFY(after);
    QCOMPARE(after->firstSeen, moment(8));
    QCOMPARE(after->lastChanged, moment(10));
    QCOMPARE(after->changes.size(), 1);
    QCOMPARE(after->changes.constFirst().since, moment(8));
    QCOMPARE(after->changes.constFirst().before, std::optional(*row.credential));
    QCOMPARE(after->changes.constFirst().after->subject, edited.subject);
    // Another sync that finds nothing new adds nothing.
    hands.now = moment(11);
    demo.sync();
    QCOMPARE(historyOf(demo, row.key())->changes.size(), 1);
}

// A program that is killed in mid-sync or in mid-write leaves a cache that the next one can trust.
void TestWorkspaceCache::survivesBeingKilled()
{
    const QTemporaryDir folder;
    QList<workspace::IdentityRow> expected;
    {
        const QTemporaryDir other;
        DemoWorkspace demo(patience, other.path());
        demo.signIn();
        expected = sorted(demo.workspace());
    }
    std::minstd_rand dice(4);
    std::uniform_int_distribution<int> milliseconds(0, 400);
    for (int round = 0; round < kills(5); ++round) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--live"), folder.path()});
        QVERIFY(child.waitForStarted());
        if (round % 3 != 0)
            QVERIFY(child.waitForReadyRead(60'000)); // in mid-sync or mid-write, not before the first
        child.waitForFinished(milliseconds(dice));
        child.kill();
        QVERIFY(child.waitForFinished());
        if (cacheFileIn(folder).isEmpty())
            continue;
        auto file = store::CacheFile::open(cacheFileIn(folder));
        QVERIFY(file);
        const auto kept = workspace::load(**file, std::numeric_limits<qsizetype>::max());
        QVERIFY2(kept, qPrintable(kept ? QString() : kept.error().message));
        if (*kept) {
            QVERIFY((*kept)->sync.isComplete());
            QCOMPARE((*kept)->facts.keys().size(), expected.size());
        }
    }
    QVERIFY(!cacheFileIn(folder).isEmpty());
    DemoWorkspace demo(patience, folder.path());
    start(demo);
    demo.waitForSync();
    QCOMPARE(sorted(demo.workspace()), expected);
}

// In mid-sync or in mid-write of a first sync: what was kept by then is on show at the next start, with its age, and is
// never taken for the whole tenant.
void TestWorkspaceCache::whatAFirstSyncHadReadOutlivesAKill()
{
    QList<workspace::IdentityRow> expected;
    {
        DemoWorkspace demo;
        demo.signIn();
        expected = sorted(demo.workspace());
    }
    std::minstd_rand dice(7);
    std::uniform_int_distribution<int> milliseconds(0, 300);
    for (int round = 0; round < kills(3); ++round) {
        const QTemporaryDir folder;
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--first"), folder.path()});
        QVERIFY(child.waitForStarted());
        QVERIFY(child.waitForReadyRead(60'000));
        const auto somethingIsKept = [&folder] {
            const auto kept = keptIn(folder);
            return kept && !kept->facts.keys().isEmpty();
        };
        QVERIFY(QTest::qWaitFor(somethingIsKept, 60'000));
        child.waitForFinished(milliseconds(dice));
        child.kill();
        QVERIFY(child.waitForFinished());

        const auto kept = keptIn(folder);
        QVERIFY(kept);
        QVERIFY(!kept->sync.isComplete());
        QVERIFY(!kept->sync.of(Source::DirectoryRoles).finishedAt.isValid());
        Hands hands;
        hands.now = moment(11);
        DemoWorkspace demo(patience, folder.path(), hands.clock());
        demo.server().setFault("login", demo::FaultKind::Cut); // nobody can sign in yet
        demo.workspace().signIn();
        DemoWorkspace::waitUntil([&] { return demo.workspace().identities().size() == kept->facts.keys().size(); });
        DemoWorkspace::waitUntil([&] { return demo.workspace().session().error.has_value(); });
        const workspace::SyncState &state = demo.workspace().syncState();
        QVERIFY(!state.isComplete());
        QVERIFY(state.cachedInPart);
        QCOMPARE(state.cachedAt, moment(8));
        const exports::Envelope envelope = workspace::envelopeOf(demo.workspace(), hands.now);
        QVERIFY(!envelope.complete);
        QVERIFY(envelope.unknown.size() >= workspace::sourceCount);
        for (const workspace::IdentityRow &row : sorted(demo.workspace()))
            QVERIFY(row.identity.servicePrincipalId.isEmpty() || !row.identity.directoryRolesPart.isKnown());

        demo.server().clearFaults();
        demo.signIn();
        QVERIFY(demo.workspace().syncState().isComplete());
        QVERIFY(!demo.workspace().syncState().cachedAt.isValid());
        QCOMPARE(sorted(demo.workspace()), expected);
    }
}

void TestWorkspaceCache::closingInMidSyncKeepsWhatWasRead()
{
    const QTemporaryDir folder;
    Hands hands;
    qsizetype read = 0;
    {
        DemoWorkspace demo(patience, folder.path(), hands.clock());
        neverEnding(demo, 0);
        demo.workspace().signIn();
        DemoWorkspace::waitUntil([&] {
            read = demo.workspace().identities().size();
            return read > 0;
        });
    }
    const auto kept = keptIn(folder);
    QVERIFY(kept);
    QVERIFY(kept->facts.keys().size() >= read);
    QVERIFY(!kept->sync.isComplete());
    QCOMPARE(kept->sync.startedAt, moment(8));
}

// What a first sync finds after a part of it was kept has not been added meanwhile.
void TestWorkspaceCache::theHistoryBeginsWhereTheFirstSyncEnds()
{
    const QTemporaryDir folder;
    Hands hands;
    {
        DemoWorkspace demo(patience, folder.path(), hands.clock());
        demo.server().setFault("arm", demo::FaultKind::Silent);
        demo.workspace().signIn();
        DemoWorkspace::waitUntil([&] { return demo.workspace().identities().size() > 0; });
    }
    hands.now = moment(9);
    DemoWorkspace demo(patience, folder.path(), hands.clock());
    demo.signIn();
    QVERIFY(demo.workspace().syncState().isComplete());
    const auto &rows = demo.workspace().credentials().rows();
    for (const workspace::CredentialRow &row : rows) {
        const auto history = historyOf(demo, row.key());
        QVERIFY(history);
        QVERIFY(history->changes.isEmpty());
        QVERIFY(history->maybeOlder);
        QCOMPARE(history->firstSeen, moment(9));
    }
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--first") == 0)
        return readUntilKilled(QString::fromLocal8Bit(argv[2]));
    if (argc == 3 && qstrcmp(argv[1], "--live") == 0)
        return liveUntilKilled(QString::fromLocal8Bit(argv[2]));
    TestWorkspaceCache test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_cache.moc"
