// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"
#include "export/infrastructure.h"

#include <QStringList>

namespace symbolon::cli {

// --out and --force of commands that write files.
[[nodiscard]] QList<QCommandLineOption> outOptions();

// Where such a command writes.
struct OutFolder
{
    QString path;
    bool overwrite = false;

    // Errors: ErrorKind::Validation without --out.
    [[nodiscard]] static Result<OutFolder> from(const QCommandLineParser &parser);

    // Writes all files into the folder, which is made where it is missing, each as a whole or not at all, and says which
    // ones; nothing where one of them is there already, unless --force. Says on the console what went wrong.
    [[nodiscard]] ExitCode write(const CommandContext &context, const exports::Generated &generated) const;
};

} // namespace symbolon::cli
