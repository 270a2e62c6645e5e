// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "export/infrastructure.h"

namespace symbolon::ui {

// Writes the files into a folder; nothing that lies there is overwritten: whose it is, the program does not know. For a
// worker. Errors: ErrorKind::Validation with a sentence.
[[nodiscard]] Result<void> writeFiles(const QList<exports::GeneratedFile> &files, const QString &folder);

} // namespace symbolon::ui
