// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace symbolon::store {

// A connection to one SQLite file, of the thread that opened it; closed and forgotten by Qt when it goes. Statements on it
// go first.
class Database final
{
public:
    Database();
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    // Errors: ErrorKind::Storage.
    [[nodiscard]] Result<void> open(const QString &path, const QStringList &pragmas);
    [[nodiscard]] const QSqlDatabase &connection() const { return m_connection; }

private:
    QString m_name;
    QSqlDatabase m_connection;
};

// Runs them in order, up to the first error.
[[nodiscard]] Result<void> executeAll(const QSqlDatabase &database, const QStringList &statements);
// The first value of the first row; invalid where there is none.
[[nodiscard]] Result<QVariant> single(const QSqlDatabase &database, const QString &sql);

// Makes folder and file where they are missing, for their owner alone before SQLite writes the first byte.
[[nodiscard]] Result<void> prepareFile(const QString &path);
// Removes a database with what SQLite puts beside it; true also when there was none.
bool removeFiles(const QString &path);

[[nodiscard]] Unexpected storage(const QString &message);

} // namespace symbolon::store
