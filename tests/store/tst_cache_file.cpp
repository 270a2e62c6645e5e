// SPDX-License-Identifier: Apache-2.0
#include "store/cache_file.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <functional>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace symbolon;
using store::CacheFile;
using store::PartId;

namespace {

constexpr std::uint32_t partCount = 24;

QByteArray content(int generation, std::uint32_t part)
{
    return QByteArray::number(generation).rightJustified(8, '0') + QByteArray::number(part)
        + QByteArray(20'000, static_cast<char>('a' + generation % 26));
}

Result<void> writeGeneration(CacheFile &file, int generation)
{
    return file.transact([&]() -> Result<void> {
        for (std::uint32_t part = 0; part < partCount; ++part) {
            if (const auto put = file.putPart({1, part}, content(generation, part)); !put)
                return failure(put.error());
        }
        return {};
    });
}

// The one generation that every part is of; 0: the file is empty; -1: anything else.
int generationOf(CacheFile &file)
{
    const auto parts = file.parts();
    if (!parts)
        return -1;
    if (parts->isEmpty())
        return 0;
    if (parts->size() != static_cast<qsizetype>(partCount))
        return -1;
    const auto first = file.part({1, 0});
    const int generation = first && *first ? (*first)->left(8).toInt() : -1;
    for (std::uint32_t part = 0; part < partCount; ++part) {
        const auto value = file.part({1, part});
        if (!value || !*value || **value != content(generation, part))
            return -1;
    }
    return generation;
}

// Writes one generation after the other until it is killed; says in the pipe which ones are committed, first the one
// that it found.
[[noreturn]] void writeForever(const QString &path, int pipeEnd, int generation)
{
    auto file = CacheFile::open(path);
    while (file && ::write(pipeEnd, &generation, sizeof generation) == sizeof generation) {
        if (!writeGeneration(**file, ++generation))
            break;
    }
    ::_exit(1);
}

// What a child that is killed after `delay` (counted from when it begins to write, or from its birth) had committed for
// certain; what it had begun is the next one.
int killedAfter(const QString &path, std::chrono::microseconds delay, bool fromBirth, int generation)
{
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0)
        return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        writeForever(path, ends[1], generation);
    }
    ::close(ends[1]);
    int committed = generation;
    int one = 0;
    if (!fromBirth && ::read(ends[0], &one, sizeof one) == sizeof one)
        committed = one;
    ::usleep(static_cast<useconds_t>(delay.count()));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    while (::read(ends[0], &one, sizeof one) == sizeof one)
        committed = one;
    ::close(ends[0]);
    return WIFSIGNALED(status) ? committed : -1;
}

// What one transaction takes on this machine just now.
std::chrono::microseconds timeOfAWrite()
{
    const QTemporaryDir folder;
    auto file = CacheFile::open(folder.filePath(QStringLiteral("b.cache")));
    QElapsedTimer timer;
    timer.start();
    constexpr int times = 5;
    for (int i = 1; i <= times; ++i) {
        if (!file || !writeGeneration(**file, i))
            return std::chrono::milliseconds(10);
    }
    return std::chrono::microseconds(timer.nsecsElapsed() / 1000 / times + 1000);
}

QFile::Permissions forOthers()
{
    return QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
        | QFile::ExeOther;
}

void overwrite(const QString &path, qint64 at, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(at));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestCacheFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsComeBack();
    void isForItsOwnerAlone();
    void aFailedTransactionLeavesNothing();
    void whatCannotBeUsedIsReplaced_data();
    void whatCannotBeUsedIsReplaced();
    void aBrokenValueIsNoticed();
    void survivesBeingKilled();
};

void TestCacheFile::partsComeBack()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a/b.cache"));
    {
        auto file = CacheFile::open(path);
        QVERIFY(file);
        QCOMPARE((*file)->putPart({2, 7}, "seven"), Result<bool>(true));
        QCOMPARE((*file)->putPart({2, 7}, "seven"), Result<bool>(false));
        QCOMPARE((*file)->putPart({1, 0xffffffffU}, QByteArray("\0x", 2)), Result<bool>(true));
        QCOMPARE((*file)->putPart({3, 0}, {"gone"}), Result<bool>(true));
        QVERIFY((*file)->removePart({3, 0}));
    }
    auto file = CacheFile::open(path);
    QVERIFY(file);
    QCOMPARE((*file)->parts().value(), (QList<PartId>{{1, 0xffffffffU}, {2, 7}}));
    QCOMPARE((*file)->part({2, 7}).value(), std::optional(QByteArray("seven")));
    QCOMPARE((*file)->part({1, 0xffffffffU}).value(), std::optional(QByteArray("\0x", 2)));
    QCOMPARE((*file)->part({3, 0}).value(), std::nullopt);
}

void TestCacheFile::isForItsOwnerAlone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("inner/b.cache"));
    auto file = CacheFile::open(path);
    QVERIFY(file);
    QVERIFY(writeGeneration(**file, 1));
    const QStringList files{path, path + QStringLiteral("-wal"), path + QStringLiteral("-shm"),
                            folder.filePath(QStringLiteral("inner"))};
    for (const QString &one : files) {
        QVERIFY2(QFile::exists(one), qPrintable(one));
        QCOMPARE(QFile::permissions(one) & forOthers(), QFile::Permissions());
    }
    file->reset();
    QVERIFY(CacheFile::wipe(path));
    QVERIFY(QDir(folder.filePath(QStringLiteral("inner"))).isEmpty());
}

void TestCacheFile::aFailedTransactionLeavesNothing()
{
    const QTemporaryDir folder;
    auto file = CacheFile::open(folder.filePath(QStringLiteral("b.cache")));
    QVERIFY(file);
    QVERIFY(writeGeneration(**file, 1));
    const auto failed = (*file)->transact([&]() -> Result<void> {
        static_cast<void>((*file)->putPart({1, 3}, "half"));
        return failure(Error{.kind = ErrorKind::Cancelled});
    });
    QVERIFY(!failed);
    QCOMPARE(generationOf(**file), 1);
}

void TestCacheFile::whatCannotBeUsedIsReplaced_data()
{
    using Spoil = std::function<void(const QString &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::newRow("no database") << Spoil([](const QString &path) { overwrite(path, 0, QByteArray(4096, 'x')); });
    QTest::newRow("broken pages") << Spoil([](const QString &path) {
        overwrite(path, 4096, QByteArray(static_cast<int>(QFileInfo(path).size() - 4096), '\x5a'));
    });
    QTest::newRow("cut") << Spoil([](const QString &path) { QVERIFY(QFile::resize(path, 10'000)); });
    QTest::newRow("cut within the header") << Spoil([](const QString &path) { QVERIFY(QFile::resize(path, 50)); });
    // SQLite, "Database File Format": user_version at 60, application_id at 68, both big-endian.
    QTest::newRow("another schema") << Spoil([](const QString &path) { overwrite(path, 60, {"\0\0\0\x63", 4}); });
    QTest::newRow("another program's") << Spoil([](const QString &path) { overwrite(path, 68, {"abcd", 4}); });
}

void TestCacheFile::whatCannotBeUsedIsReplaced()
{
    QFETCH(std::function<void(const QString &)>, spoil);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("b.cache"));
    {
        auto file = CacheFile::open(path);
        QVERIFY(file && writeGeneration(**file, 1));
    }
    spoil(path);
    auto file = CacheFile::open(path);
    QVERIFY(file);
    // Damage behind the first pages shows only when they are read.
    if (const auto parts = (*file)->parts(); !parts || generationOf(**file) != 0) {
        QCOMPARE(generationOf(**file), -1);
        file->reset();
        QVERIFY(CacheFile::wipe(path));
        file = CacheFile::open(path);
        QVERIFY(file);
    }
    QCOMPARE(generationOf(**file), 0);
    QVERIFY(writeGeneration(**file, 2));
    QCOMPARE(generationOf(**file), 2);
}

void TestCacheFile::aBrokenValueIsNoticed()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("b.cache"));
    {
        auto file = CacheFile::open(path);
        QVERIFY(file && (*file)->putPart({1, 1}, QByteArray(100, 'v')));
    }
    QFile raw(path);
    QVERIFY(raw.open(QIODevice::ReadWrite));
    const qsizetype at = raw.readAll().indexOf(QByteArray(100, 'v'));
    raw.close();
    QVERIFY(at > 0);
    overwrite(path, at + 50, "w");
    auto file = CacheFile::open(path);
    QVERIFY(file);
    const auto value = (*file)->part({1, 1});
    QVERIFY(!value);
    QVERIFY(store::isDamage(value.error()));
}

// Whatever a writer is doing when it is killed: the next start finds the last state that it committed, or the one that
// it was just committing, and nothing between the two.
void TestCacheFile::survivesBeingKilled()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("b.cache"));
    std::minstd_rand dice(20261122);
    std::uniform_real_distribution<double> part(0, 1);
    auto longest = static_cast<double>(4 * timeOfAWrite().count()); // microseconds
    int generation = 0;
    int grown = 0;
    for (int round = 0; round < 100; ++round) {
        const std::chrono::microseconds delay(static_cast<long long>(part(dice) * longest));
        const int committed = killedAfter(path, delay, round % 5 == 0, generation);
        QVERIFY2(committed >= generation, "the writer ended by itself");
        auto file = CacheFile::open(path);
        QVERIFY(file);
        const int found = generationOf(**file);
        QVERIFY2(found == committed || found == committed + 1, qPrintable(QString::number(found)));
        grown += found > generation ? 1 : 0;
        if (found == generation) // a busy computer writes more slowly than it did at first
            longest = std::min(longest * 1.3, 200000.0);
        generation = found;
    }
    QVERIFY2(grown > 20, qPrintable(QString::number(grown))); // otherwise nothing was killed while it wrote
}

QTEST_GUILESS_MAIN(TestCacheFile)
#include "tst_cache_file.moc"
