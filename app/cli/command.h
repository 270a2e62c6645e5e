// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "console.h"
#include "exit_code.h"
#include "workspace/workspace.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QDateTime>
#include <QList>
#include <QStringList>

#include <memory>
#include <vector>

namespace symbolon::cli {

enum class Format { Table, Json, Csv };

// What a command works with once the tenant has been read.
struct CommandContext
{
    const workspace::Workspace &workspace;
    const Console &console;
    Format format = Format::Table;
    QDateTime now; // UTC
};

// One command: its place in the help, its options, and what it writes of a tenant that has been read. A new command is
// a file of its own and a line in allCommands().
class Command
{
public:
    Command() = default;
    Command(const Command &) = delete;
    Command &operator=(const Command &) = delete;
    virtual ~Command() = default;

    [[nodiscard]] virtual QString name() const = 0;        // "list"
    [[nodiscard]] virtual QString synopsis() const = 0;    // "list identities|credentials"
    [[nodiscard]] virtual QString description() const = 0; // translated
    [[nodiscard]] virtual QList<QCommandLineOption> options() const { return {}; }

    // Takes the arguments behind the name and the command's own options. Errors: ErrorKind::Validation, one sentence.
    [[nodiscard]] virtual Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) = 0;
    // Writes its answer. Fine where there is nothing to complain of; that the tenant was read only in part is judged
    // by whoever called.
    [[nodiscard]] virtual ExitCode run(const CommandContext &context) = 0;
};

// In the order of the help.
[[nodiscard]] std::vector<std::unique_ptr<Command>> allCommands();

} // namespace symbolon::cli
