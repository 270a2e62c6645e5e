// SPDX-License-Identifier: Apache-2.0
#include "store/statement.h"

#include "store/cache_file.h"

#include <QSqlError>

namespace symbolon::store {
namespace {

// SQLite, "Result and Error Codes": SQLITE_CORRUPT and SQLITE_NOTADB, the low byte of their extended codes too.
bool saysDamage(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber) & 0xff;
    return isNumber && (code == 11 || code == 26);
}

Unexpected failed(const QSqlError &error)
{
    if (saysDamage(error))
        return damaged(error.databaseText());
    return failure(Error{.kind = ErrorKind::Storage, .code = error.nativeErrorCode(), .message = error.text()});
}

} // namespace

Statement::Statement(const QSqlDatabase &database, const QString &sql)
    : m_query(database)
    , m_sql(sql)
{
    m_query.setForwardOnly(true);
}

Unexpected Statement::failed() const
{
    return store::failed(m_query.lastError());
}

Result<void> Statement::run(const QVariantList &values)
{
    if (!m_prepared && !m_query.prepare(m_sql))
        return failed();
    m_prepared = true;
    for (qsizetype i = 0; i < values.size(); ++i)
        m_query.bindValue(static_cast<int>(i), values.at(i));
    if (!m_query.exec())
        return failed();
    return {};
}

Result<bool> Statement::next()
{
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        return failed();
    m_query.finish();
    return false;
}

Result<void> execute(const QSqlDatabase &database, const QString &sql)
{
    QSqlQuery query(database);
    if (!query.exec(sql))
        return failed(query.lastError());
    return {};
}

} // namespace symbolon::store
