// SPDX-License-Identifier: Apache-2.0
#include "audit_command.h"
#include "command.h"
#include "list_command.h"
#include "show_command.h"
#include "sync_command.h"

namespace symbolon::cli {

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<SyncCommand>());
    commands.push_back(std::make_unique<ListCommand>());
    commands.push_back(std::make_unique<ShowCommand>());
    commands.push_back(std::make_unique<AuditCommand>());
    return commands;
}

} // namespace symbolon::cli
