// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>

namespace symbolon::cli {

// The document of a command that reads no tenant: schemaVersion, generatedAt, tenant (null unless it is given), complete,
// unknown[] and the members given. Every character outside ASCII is escaped, so that the text is harmless on a terminal.
[[nodiscard]] QByteArray offlineJson(const QDateTime &now, const QJsonObject &members);

} // namespace symbolon::cli
