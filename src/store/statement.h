// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

namespace symbolon::store {

// A statement that is prepared once and run often. Errors: ErrorKind::Storage; isDamage() where SQLite says so.
class Statement final
{
public:
    Statement(const QSqlDatabase &database, const QString &sql);

    // Binds in order and runs; rows are read through query() until the next run or end().
    [[nodiscard]] Result<void> run(const QVariantList &values = {});
    [[nodiscard]] QSqlQuery &query() { return m_query; }
    // The next row, or false after the last one.
    [[nodiscard]] Result<bool> next();
    // Lets go of what was read: an open row would keep a transaction from ending.
    void end() { m_query.finish(); }

private:
    [[nodiscard]] Unexpected failed() const;

    QSqlQuery m_query;
    QString m_sql;
    bool m_prepared = false;
};

// One statement that is run once.
[[nodiscard]] Result<void> execute(const QSqlDatabase &database, const QString &sql);

} // namespace symbolon::store
