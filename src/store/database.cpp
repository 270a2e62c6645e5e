// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include "store/statement.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>

#include <atomic>

namespace symbolon::store {
namespace {

QString connectionName()
{
    static std::atomic<unsigned> count{0};
    return QStringLiteral("symbolon-%1").arg(++count);
}

} // namespace

Database::Database()
    : m_name(connectionName())
{
}

Database::~Database()
{
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> Database::open(const QString &path, const QStringList &pragmas)
{
    m_connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    m_connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=3000"));
    m_connection.setDatabaseName(path);
    if (!m_connection.open())
        return storage(m_connection.lastError().text());
    return executeAll(m_connection, pragmas);
}

Result<void> executeAll(const QSqlDatabase &database, const QStringList &statements)
{
    for (const QString &statement : statements) {
        if (auto done = execute(database, statement); !done)
            return done;
    }
    return {};
}

Result<QVariant> single(const QSqlDatabase &database, const QString &sql)
{
    Statement statement(database, sql);
    if (const auto ran = statement.run(); !ran)
        return failure(ran.error());
    const Result<bool> row = statement.next();
    if (!row)
        return failure(row.error());
    return *row ? statement.query().value(0) : QVariant();
}

Result<void> prepareFile(const QString &path)
{
    constexpr QFile::Permissions owner = QFile::ReadOwner | QFile::WriteOwner;
    const QString folder = QFileInfo(path).path();
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, owner | QFile::ExeOwner))
        return storage(QStringLiteral("no folder"));
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.setPermissions(owner))
        return storage(file.errorString());
    return {};
}

bool removeFiles(const QString &path)
{
    bool gone = true;
    for (const char *beside : {"-wal", "-shm", "-journal", ""}) {
        const QString one = path + QLatin1String(beside);
        gone &= !QFile::exists(one) || QFile::remove(one);
    }
    return gone;
}

Unexpected storage(const QString &message)
{
    return failure(Error{.kind = ErrorKind::Storage, .message = message});
}

} // namespace symbolon::store
