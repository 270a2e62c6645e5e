// SPDX-License-Identifier: Apache-2.0
#include "store/cache.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace symbolon;
using store::Cache;
using store::CacheFile;
using store::CacheId;

namespace {

store::CacheScope scope()
{
    return {QStringLiteral("https://login.example"), QStringLiteral("organizations"), QStringLiteral("client")};
}

template<typename T>
Result<T> await(QFuture<Result<T>> future)
{
    future.waitForFinished();
    return future.result();
}

Result<void> keep(Cache &cache, const CacheId &id, const QByteArray &value)
{
    return await(cache.run(id, [value](CacheFile &file) -> Result<void> {
        return file.transact([&] { return file.putPart({1, 1}, value).map([](bool) {}); });
    }));
}

Result<QByteArray> kept(Cache &cache, const CacheId &id)
{
    return await(cache.run(id, [](CacheFile &file) -> Result<QByteArray> {
        return file.part({1, 1}).map([](const std::optional<QByteArray> &value) { return value.value_or("nothing"); });
    }));
}

} // namespace

class TestCache final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyHasItsFile();
    void filesAreNamedByHashes();
    void remembersTheLastOne();
    void wipes();
    void worksInOneThreadOfItsOwn();
    void damageIsReplacedAndTheWorkRunsAgain();
    void withoutFolderEverythingFails();
};

void TestCache::everyKeyHasItsFile()
{
    const QTemporaryDir folder;
    Cache cache(folder.path(), scope());
    const CacheId mine = cache.idOf(QStringLiteral("a.t"));
    QCOMPARE(cache.idOf(QStringLiteral("a.t")), mine);
    QVERIFY(!(cache.idOf(QStringLiteral("b.t")) == mine));
    QVERIFY(cache.idOf({}).name.isEmpty());
    for (const store::CacheScope &other :
         {store::CacheScope{QStringLiteral("https://login.other"), scope().tenant, scope().clientId},
          store::CacheScope{scope().loginOrigin, QStringLiteral("contoso"), scope().clientId},
          store::CacheScope{scope().loginOrigin, scope().tenant, QStringLiteral("other")},
          // Where one part ends and the next begins counts.
          store::CacheScope{scope().loginOrigin, scope().tenant + scope().clientId, {}}}) {
        Cache another(folder.path(), other);
        QVERIFY(!(another.idOf(QStringLiteral("a.t")) == mine));
    }
    QVERIFY(keep(cache, mine, "mine"));
    QVERIFY(keep(cache, cache.idOf(QStringLiteral("b.t")), "theirs"));
    QCOMPARE(kept(cache, mine), Result<QByteArray>("mine"));
    QVERIFY(!keep(cache, {}, "nobody's"));
}

void TestCache::filesAreNamedByHashes()
{
    const QTemporaryDir folder;
    Cache cache(folder.path(), scope());
    const CacheId id = cache.idOf(QStringLiteral("account.tenant"));
    QVERIFY(keep(cache, id, "x"));
    cache.setLastUsed(id);
    QCOMPARE(await(cache.lastUsed()), Result<CacheId>(id));
    const QStringList files = QDir(folder.path()).entryList(QDir::Files);
    for (const QString &file : files) {
        QVERIFY2(!file.contains(QStringLiteral("account")) && !file.contains(QStringLiteral("login")),
                 qPrintable(file));
        QCOMPARE(QFile::permissions(folder.filePath(file)) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }
}

void TestCache::remembersTheLastOne()
{
    const QTemporaryDir folder;
    {
        Cache cache(folder.path(), scope());
        QCOMPARE(await(cache.lastUsed()), Result<CacheId>(CacheId()));
        const CacheId id = cache.idOf(QStringLiteral("a.t"));
        QVERIFY(keep(cache, id, "x"));
        cache.setLastUsed(id);
    }
    Cache cache(folder.path(), scope());
    const CacheId id = cache.idOf(QStringLiteral("a.t"));
    QCOMPARE(await(cache.lastUsed()), Result<CacheId>(id));
    cache.setLastUsed({});
    QCOMPARE(await(cache.lastUsed()), Result<CacheId>(CacheId()));
    // A note that somebody edited leads nowhere.
    cache.setLastUsed(id);
    QCOMPARE(await(cache.lastUsed()), Result<CacheId>(id));
    const QStringList notes = QDir(folder.path()).entryList({QStringLiteral("*.last")});
    QCOMPARE(notes.size(), 1);
    QFile note(folder.filePath(notes.constFirst()));
    QVERIFY(note.open(QIODevice::WriteOnly));
    note.write("../../../../../../../../../../../../../../../../../../etc/passwd");
    note.close();
    QCOMPARE(await(cache.lastUsed()), Result<CacheId>(CacheId()));
}

void TestCache::wipes()
{
    const QTemporaryDir folder;
    Cache cache(folder.path(), scope());
    const CacheId mine = cache.idOf(QStringLiteral("a.t"));
    const CacheId theirs = cache.idOf(QStringLiteral("b.t"));
    QVERIFY(keep(cache, mine, "mine"));
    QVERIFY(keep(cache, theirs, "theirs"));
    cache.setLastUsed(mine);
    QVERIFY(await(cache.wipe(mine)));
    QCOMPARE(await(cache.lastUsed()), Result<CacheId>(CacheId()));
    QVERIFY(!QFile::exists(folder.filePath(mine.name + QStringLiteral(".cache"))));
    QCOMPARE(kept(cache, theirs), Result<QByteArray>("theirs"));
    QCOMPARE(kept(cache, mine), Result<QByteArray>("nothing"));
    QVERIFY(await(cache.wipeAll()));
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestCache::worksInOneThreadOfItsOwn()
{
    const QTemporaryDir folder;
    Cache cache(folder.path(), scope());
    QSet<QThread *> threads;
    for (int i = 0; i < 5; ++i) {
        const auto thread = await(cache.run(cache.idOf(QString::number(i)),
                                            [](CacheFile &) -> Result<QThread *> { return QThread::currentThread(); }));
        QVERIFY(thread);
        threads.insert(*thread);
    }
    QCOMPARE(threads.size(), 1);
    QVERIFY(!threads.contains(QThread::currentThread()));
}

void TestCache::damageIsReplacedAndTheWorkRunsAgain()
{
    const QTemporaryDir folder;
    Cache cache(folder.path(), scope());
    const CacheId id = cache.idOf(QStringLiteral("a.t"));
    QVERIFY(keep(cache, id, "x"));
    int runs = 0;
    const auto outcome = await(cache.run(id, [&runs](CacheFile &file) -> Result<QByteArray> {
        ++runs;
        const auto value = file.part({1, 1});
        if (value && *value)
            return store::damaged(QStringLiteral("cannot be decoded"));
        return QByteArray("empty");
    }));
    QCOMPARE(outcome, Result<QByteArray>("empty"));
    QCOMPARE(runs, 2);
    // Damage that stays is an error, not a loop.
    QVERIFY(!await(cache.run(id, [](CacheFile &) -> Result<void> { return store::damaged({}); })));
}

void TestCache::withoutFolderEverythingFails()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    Cache cache(file.fileName() + QStringLiteral("/below"), scope());
    const Result<void> outcome = keep(cache, cache.idOf(QStringLiteral("a.t")), "x");
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Storage);
}

QTEST_GUILESS_MAIN(TestCache)
#include "tst_cache.moc"
