// SPDX-License-Identifier: Apache-2.0
#include "apply_command.h"
#include "audit_command.h"
#include "command.h"
#include "export_command.h"
#include "expression_command.h"
#include "handoff_command.h"
#include "list_command.h"
#include "plan_command.h"
#include "presets_command.h"
#include "session_commands.h"
#include "show_command.h"
#include "sync_command.h"

namespace symbolon::cli {

ExitCode Command::run(const CommandContext & /*context*/)
{
    return ExitCode::Fine;
}

void Command::runSession(workspace::Workspace & /*workspace*/, const CommandContext & /*context*/,
                         const std::function<void(ExitCode)> &done)
{
    done(ExitCode::Fine);
}

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<SyncCommand>());
    commands.push_back(std::make_unique<ListCommand>());
    commands.push_back(std::make_unique<ShowCommand>());
    commands.push_back(std::make_unique<AuditCommand>());
    commands.push_back(std::make_unique<PresetsCommand>());
    commands.push_back(std::make_unique<ExpressionCommand>());
    commands.push_back(std::make_unique<PlanCommand>());
    commands.push_back(std::make_unique<ApplyCommand>());
    commands.push_back(std::make_unique<ExportCommand>());
    commands.push_back(std::make_unique<HandoffCommand>());
    commands.push_back(std::make_unique<SignInCommand>());
    commands.push_back(std::make_unique<SignOutCommand>());
    commands.push_back(std::make_unique<WhoCommand>());
    return commands;
}

} // namespace symbolon::cli
