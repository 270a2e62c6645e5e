// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/lines.h"

#include <QByteArray>
#include <QString>

namespace symbolon::workspace {

enum class TableFormat { Text, Csv, Json };

// Rows as somebody sees them, in their order, for the clipboard or a file. JSON is the document of src/export; CSV has
// four columns more on each row that say of what tenant, when, behind which filter and whether everything could be read
// (a table without rows still says it, in one row that is empty but for these). Text is the table of a terminal.
// Pure; made for a worker.
template<typename Line>
[[nodiscard]] QByteArray exported(const exports::Envelope &envelope, const QList<Line> &lines, const QString &filter,
                                  TableFormat format);

extern template QByteArray exported(const exports::Envelope &, const QList<exports::IdentityLine> &, const QString &,
                                    TableFormat);
extern template QByteArray exported(const exports::Envelope &, const QList<exports::CredentialLine> &, const QString &,
                                    TableFormat);
extern template QByteArray exported(const exports::Envelope &, const QList<exports::IssuerLine> &, const QString &,
                                    TableFormat);

} // namespace symbolon::workspace
