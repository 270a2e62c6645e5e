// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>
#include <QStringList>

namespace symbolon {

Q_DECLARE_LOGGING_CATEGORY(logNet)
Q_DECLARE_LOGGING_CATEGORY(logAuth)
Q_DECLARE_LOGGING_CATEGORY(logCloud)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logUi)
Q_DECLARE_LOGGING_CATEGORY(logDemo)

// Routes every message of the process through redact(): warnings and worse to stderr (with SYMBOLON_LOG in the
// environment everything that QT_LOGGING_RULES lets through), and keeps the last `keptLogLines` of them for "copy
// diagnostics". Thread-safe. Call once from main(); the handler is process-wide by nature.
void installLog();

inline constexpr qsizetype keptLogLines = 2000;

// The kept lines, oldest first, redacted.
[[nodiscard]] QStringList recentLog();

} // namespace symbolon
