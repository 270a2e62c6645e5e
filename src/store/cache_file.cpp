// SPDX-License-Identifier: Apache-2.0
#include "store/cache_file.h"

#include "base/log.h"
#include "store/database.h"
#include "store/statement.h"

#include <algorithm>
#include <cstring>

namespace symbolon::store {
namespace {

constexpr QLatin1String damage("damaged");
// "Symb": a database that somebody else made is not ours to read.
constexpr int applicationId = 0x53796d62;

// Sixty-four bits against accidents, not against people: whoever can write the file can write a checksum too.
qint64 checksum(const QByteArray &value)
{
    std::uint64_t sum = 0x9e3779b97f4a7c15U ^ static_cast<std::uint64_t>(value.size());
    const char *at = value.constData();
    qsizetype rest = value.size();
    while (rest > 0) {
        std::uint64_t word = 0;
        const qsizetype taken = std::min<qsizetype>(rest, 8);
        std::memcpy(&word, at, static_cast<std::size_t>(taken));
        sum = (sum ^ word) * 0x100000001b3U;
        sum ^= sum >> 29U;
        at += taken;
        rest -= taken;
    }
    return static_cast<qint64>(sum);
}

qint64 rowId(PartId id)
{
    return static_cast<qint64>(static_cast<std::uint64_t>(id.kind) << 32U | id.number);
}

// Two programs may start at once: whoever comes second finds everything there.
Result<void> createTables(const QSqlDatabase &database)
{
    return executeAll(
        database,
        {QStringLiteral("BEGIN IMMEDIATE"),
         QStringLiteral(
             "CREATE TABLE IF NOT EXISTS part(id INTEGER PRIMARY KEY, sum INTEGER NOT NULL, value BLOB NOT NULL)"),
         QStringLiteral(
             "CREATE TABLE IF NOT EXISTS baseline(one INTEGER PRIMARY KEY CHECK(one = 1), at INTEGER NOT NULL)"),
         QStringLiteral(
             "CREATE TABLE IF NOT EXISTS change(id INTEGER PRIMARY KEY, identity TEXT NOT NULL, name TEXT NOT NULL, "
             "event INTEGER NOT NULL, since INTEGER, at INTEGER NOT NULL, value BLOB NOT NULL)"),
         QStringLiteral("CREATE INDEX IF NOT EXISTS change_of ON change(identity, name)"),
         QStringLiteral("PRAGMA application_id = %1").arg(applicationId),
         QStringLiteral("PRAGMA user_version = %1").arg(CacheFile::schema), QStringLiteral("COMMIT")});
}

// A new file has no schema; one with another schema, or of another program, is as useless as a damaged one.
Result<void> prepareSchema(const QSqlDatabase &database)
{
    const auto version = single(database, QStringLiteral("PRAGMA user_version"));
    const auto application = single(database, QStringLiteral("PRAGMA application_id"));
    const auto objects = single(database, QStringLiteral("PRAGMA schema_version"));
    for (const auto *one : {&version, &application, &objects}) {
        if (!*one)
            return failure(one->error());
    }
    if (version->toInt() == CacheFile::schema && application->toInt() == applicationId)
        return {};
    if (objects->toInt() != 0)
        return damaged(QStringLiteral("schema %1").arg(version->toInt()));
    return createTables(database);
}

} // namespace

Unexpected damaged(const QString &what)
{
    return failure(Error{.kind = ErrorKind::Storage, .code = damage, .message = what});
}

bool isDamage(const Error &error)
{
    return error.kind == ErrorKind::Storage && error.code == damage;
}

// The connection and the statements on it, which must go before it.
struct CacheFile::Handle
{
    struct Statements
    {
        explicit Statements(const QSqlDatabase &database)
            : read(database, QStringLiteral("SELECT sum, value FROM part WHERE id = ?"))
            , put(database,
                  QStringLiteral("INSERT INTO part(id, sum, value) VALUES(?, ?, ?) ON CONFLICT(id) DO UPDATE "
                                 "SET sum = excluded.sum, value = excluded.value"))
            , remove(database, QStringLiteral("DELETE FROM part WHERE id = ?"))
            , list(database, QStringLiteral("SELECT id FROM part ORDER BY id"))
            , history(database)
        {
        }
        Statement read;
        Statement put;
        Statement remove;
        Statement list;
        History history;
    };

    [[nodiscard]] Result<void> open(const QString &path)
    {
        Result<void> set = database.open(
            path,
            {QStringLiteral("PRAGMA journal_mode = WAL"), QStringLiteral("PRAGMA synchronous = NORMAL"),
             QStringLiteral("PRAGMA temp_store = MEMORY"), QStringLiteral("PRAGMA trusted_schema = OFF"),
             QStringLiteral("PRAGMA cell_size_check = ON"), QStringLiteral("PRAGMA journal_size_limit = 4000000")});
        if (!set)
            return set;
        if (auto prepared = prepareSchema(database.connection()); !prepared)
            return prepared;
        statements.emplace(database.connection());
        return {};
    }

    Database database;
    std::optional<Statements> statements;
};

CacheFile::CacheFile(std::unique_ptr<Handle> handle)
    : m_handle(std::move(handle))
{
}

CacheFile::~CacheFile() = default;

Result<std::unique_ptr<CacheFile>> CacheFile::open(const QString &path)
{
    Result<void> opened;
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (auto prepared = prepareFile(path); !prepared)
            return failure(prepared.error());
        auto handle = std::make_unique<Handle>();
        opened = handle->open(path);
        if (opened)
            return std::unique_ptr<CacheFile>(new CacheFile(std::move(handle)));
        handle.reset();
        if (!isDamage(opened.error()))
            break;
        qCInfo(logStore, "A cache file is started anew: %s", qUtf8Printable(opened.error().message));
        if (!wipe(path))
            break;
    }
    return failure(opened.error());
}

bool CacheFile::wipe(const QString &path)
{
    return removeFiles(path);
}

Result<void> CacheFile::transact(const std::function<Result<void>()> &work)
{
    if (auto begun = execute(m_handle->database.connection(), QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    Result<void> done = work();
    if (done)
        done = execute(m_handle->database.connection(), QStringLiteral("COMMIT"));
    if (!done)
        static_cast<void>(execute(m_handle->database.connection(), QStringLiteral("ROLLBACK")));
    return done;
}

Result<std::optional<QByteArray>> CacheFile::part(PartId id)
{
    Statement &read = m_handle->statements->read;
    if (const auto ran = read.run({rowId(id)}); !ran)
        return failure(ran.error());
    const Result<bool> found = read.next();
    if (!found)
        return failure(found.error());
    if (!*found)
        return std::nullopt;
    const qint64 sum = read.query().value(0).toLongLong();
    QByteArray value = read.query().value(1).toByteArray();
    read.end();
    if (checksum(value) != sum)
        return damaged(QStringLiteral("checksum"));
    return std::optional(std::move(value));
}

Result<bool> CacheFile::putPart(PartId id, const QByteArray &value)
{
    const Result<std::optional<QByteArray>> before = part(id);
    if (!before)
        return failure(before.error());
    if (*before == value)
        return false;
    if (const auto put = m_handle->statements->put.run({rowId(id), checksum(value), value}); !put)
        return failure(put.error());
    return true;
}

Result<void> CacheFile::removePart(PartId id)
{
    return m_handle->statements->remove.run({rowId(id)});
}

Result<QList<PartId>> CacheFile::parts()
{
    Statement &list = m_handle->statements->list;
    if (const auto ran = list.run(); !ran)
        return failure(ran.error());
    QList<PartId> ids;
    while (true) {
        const Result<bool> row = list.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return ids;
        const auto id = static_cast<std::uint64_t>(list.query().value(0).toLongLong());
        ids.append({static_cast<std::uint32_t>(id >> 32U), static_cast<std::uint32_t>(id & 0xffffffffU)});
    }
}

History &CacheFile::history()
{
    return m_handle->statements->history;
}

} // namespace symbolon::store
