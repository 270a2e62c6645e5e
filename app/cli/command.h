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

#include <functional>
#include <memory>
#include <vector>

namespace symbolon::cli {

enum class Format { Table, Json, Csv };

// What has to be there before a command can run.
enum class Need {
    Tenant,  // a session, and the tenant read
    Session, // a session, signed in anew where needed; nothing is read
    Kept,    // a session if an earlier run left one
    Nothing,
};

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
    [[nodiscard]] virtual Need need() const { return Need::Tenant; }
    // Whether it asks the services for more when the tenant has been read, or changes it: runSession() is called instead of
    // run() then.
    [[nodiscard]] virtual bool goesOn() const { return false; }
    // Somebody wants it to end. True: it does so itself, when what is under way is done.
    virtual bool stop() { return false; }
    // Whether it works on what the desktop program keeps of what it has read.
    [[nodiscard]] virtual bool usesCache() const { return false; }
    // Writes its answer. Fine where there is nothing to complain of; that the tenant was read only in part is judged
    // by whoever called.
    [[nodiscard]] virtual ExitCode run(const CommandContext &context);
    // What a command does that needs no tenant, or more than what was read; it calls `done` once, later. `context` outlives that.
    virtual void runSession(workspace::Workspace &workspace, const CommandContext &context,
                            const std::function<void(ExitCode)> &done);
};

// In the order of the help.
[[nodiscard]] std::vector<std::unique_ptr<Command>> allCommands();

} // namespace symbolon::cli
