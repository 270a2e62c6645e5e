// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <optional>

namespace symbolon {

// Writes a file as a whole or not at all; with these permissions from the first byte on where they are given. Blocks: call
// it from a worker or a program without a window. Errors: ErrorKind::Storage with the system's words.
[[nodiscard]] Result<void> writeWhole(const QString &path, const QByteArray &bytes,
                                      std::optional<QFile::Permissions> permissions = {});

} // namespace symbolon
