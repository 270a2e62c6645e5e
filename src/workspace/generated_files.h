// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "export/infrastructure.h"

#include <QString>

namespace symbolon::workspace {

// Writes generated files into a folder, which is made where it is missing, each as a whole or not at all. Nothing at all is
// written where one of them is there already, unless `overwrite`; through a link never: it leads to somebody's other file.
// Blocks: call it from a worker or a program without a window. Errors: Validation (a file is in the way), Storage, each
// with one sentence.
[[nodiscard]] Result<void> writeFiles(const QList<exports::GeneratedFile> &files, const QString &folder,
                                      bool overwrite = false);

} // namespace symbolon::workspace
