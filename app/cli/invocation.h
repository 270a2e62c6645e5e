// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"
#include "wiring/options.h"

#include <QProcessEnvironment>

#include <memory>

namespace symbolon::cli {

// A command line, read.
struct Invocation
{
    enum class Kind { Run, Help, Version };

    Kind kind = Kind::Run;
    QString text;                     // Help, Version: what to print
    std::unique_ptr<Command> command; // Run: has taken its arguments
    app::Options options;
    Format format = Format::Table;
};

// Reads what stands behind the program's name. Errors: ErrorKind::Validation with one sentence (exit code 2).
[[nodiscard]] Result<Invocation> readInvocation(const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace symbolon::cli
