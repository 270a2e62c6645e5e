// SPDX-License-Identifier: Apache-2.0
#include "store/change_journal.h"

#include "store/cache_file.h"
#include "store/database.h"
#include "store/statement.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace symbolon::store {
namespace {

// "SyCh": a database that somebody else made is not ours to read.
constexpr int applicationId = 0x53794368;
const QLatin1String ending(".journal");

} // namespace

struct ChangeJournal::Handle
{
    [[nodiscard]] Result<void> open(const QString &path)
    {
        return database.open(
            path, {QStringLiteral("PRAGMA synchronous = FULL"), QStringLiteral("PRAGMA trusted_schema = OFF")});
    }

    [[nodiscard]] Result<void> check() const
    {
        const auto version = single(database.connection(), QStringLiteral("PRAGMA user_version"));
        const auto application = single(database.connection(), QStringLiteral("PRAGMA application_id"));
        for (const auto *one : {&version, &application}) {
            if (!*one)
                return failure(one->error());
        }
        if (version->toInt() != schema || application->toInt() != applicationId)
            return damaged(QStringLiteral("no journal"));
        return {};
    }

    // All of it or nothing: a program that is killed here has not begun.
    [[nodiscard]] Result<void> create(const QByteArray &document) const
    {
        Result<void> made = executeAll(
            database.connection(),
            {QStringLiteral("BEGIN IMMEDIATE"),
             QStringLiteral("CREATE TABLE changes(one INTEGER PRIMARY KEY CHECK(one = 1), state INTEGER NOT NULL, "
                            "document BLOB NOT NULL)"),
             QStringLiteral("CREATE TABLE operation(id TEXT PRIMARY KEY, phase INTEGER NOT NULL, error TEXT NOT NULL, "
                            "at INTEGER NOT NULL)"),
             QStringLiteral("PRAGMA application_id = %1").arg(applicationId),
             QStringLiteral("PRAGMA user_version = %1").arg(ChangeJournal::schema)});
        if (!made)
            return made;
        Statement insert(database.connection(),
                         QStringLiteral("INSERT INTO changes(one, state, document) VALUES(1, 0, ?)"));
        if (auto done = insert.run({document}); !done)
            return done;
        insert.end();
        return execute(database.connection(), QStringLiteral("COMMIT"));
    }

    Database database;
};

ChangeJournal::ChangeJournal(std::unique_ptr<Handle> handle)
    : m_handle(std::move(handle))
{
}

ChangeJournal::~ChangeJournal() = default;

QString ChangeJournal::pathOf(const QString &folder, QUuid set)
{
    return folder + u'/' + set.toString(QUuid::WithoutBraces) + ending;
}

QStringList ChangeJournal::files(const QString &folder)
{
    QStringList paths;
    const QStringList names =
        QDir(folder).entryList({QStringLiteral("*") + ending}, QDir::Files | QDir::NoSymLinks, QDir::Name);
    for (const QString &name : names)
        paths.append(folder + u'/' + name);
    return paths;
}

Result<std::unique_ptr<ChangeJournal>> ChangeJournal::begin(const QString &path, const QByteArray &document)
{
    if (auto prepared = prepareFile(path); !prepared)
        return failure(prepared.error());
    if (QFileInfo(path).size() > 0)
        return open(path);
    auto handle = std::make_unique<Handle>();
    if (auto opened = handle->open(path); !opened)
        return failure(opened.error());
    if (auto created = handle->create(document); !created)
        return failure(created.error());
    return std::unique_ptr<ChangeJournal>(new ChangeJournal(std::move(handle)));
}

Result<std::unique_ptr<ChangeJournal>> ChangeJournal::open(const QString &path)
{
    if (!QFile::exists(path))
        return storage(QStringLiteral("no file"));
    auto handle = std::make_unique<Handle>();
    if (auto opened = handle->open(path); !opened)
        return failure(opened.error());
    if (auto checked = handle->check(); !checked)
        return failure(checked.error());
    return std::unique_ptr<ChangeJournal>(new ChangeJournal(std::move(handle)));
}

bool ChangeJournal::forget(const QString &path)
{
    return removeFiles(path);
}

Result<QByteArray> ChangeJournal::document()
{
    const auto value = single(m_handle->database.connection(), QStringLiteral("SELECT document FROM changes"));
    if (!value)
        return failure(value.error());
    return value->toByteArray();
}

Result<void> ChangeJournal::setDocument(const QByteArray &document)
{
    Statement update(m_handle->database.connection(), QStringLiteral("UPDATE changes SET document = ?"));
    return update.run({document});
}

Result<int> ChangeJournal::state()
{
    const auto value = single(m_handle->database.connection(), QStringLiteral("SELECT state FROM changes"));
    if (!value)
        return failure(value.error());
    return value->toInt();
}

Result<void> ChangeJournal::setState(int state)
{
    Statement update(m_handle->database.connection(), QStringLiteral("UPDATE changes SET state = ?"));
    return update.run({state});
}

Result<QHash<QUuid, JournalEntry>> ChangeJournal::entries()
{
    Statement select(m_handle->database.connection(), QStringLiteral("SELECT id, phase, error, at FROM operation"));
    if (const auto ran = select.run(); !ran)
        return failure(ran.error());
    QHash<QUuid, JournalEntry> entries;
    while (true) {
        const Result<bool> row = select.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return entries;
        const QSqlQuery &query = select.query();
        entries.insert(QUuid::fromString(query.value(0).toString()),
                       {query.value(1).toInt(), query.value(2).toString(),
                        QDateTime::fromMSecsSinceEpoch(query.value(3).toLongLong(), Qt::UTC)});
    }
}

Result<void> ChangeJournal::note(QUuid operation, const JournalEntry &entry)
{
    Statement put(m_handle->database.connection(),
                  QStringLiteral("INSERT OR REPLACE INTO operation(id, phase, error, at) VALUES(?, ?, ?, ?)"));
    return put.run({operation.toString(QUuid::WithoutBraces), entry.phase,
                    entry.error.isNull() ? QStringLiteral("") : entry.error, entry.at.toMSecsSinceEpoch()});
}

} // namespace symbolon::store
