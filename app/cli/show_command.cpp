// SPDX-License-Identifier: Apache-2.0
#include "show_command.h"

#include "chosen_identity.h"
#include "export/csv.h"
#include "export/grids.h"
#include "export/identity_text.h"
#include "export/json_document.h"
#include "workspace/lines.h"

#include <QCoreApplication>

namespace symbolon::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ShowCommand", text);
}

} // namespace

QString ShowCommand::name() const
{
    return QStringLiteral("show");
}

QString ShowCommand::synopsis() const
{
    return QStringLiteral("show ID");
}

QString ShowCommand::description() const
{
    return tr("Show one identity: object id, client id, Azure resource id or exact name.");
}

Result<void> ShowCommand::take(const QStringList &arguments, const QCommandLineParser & /*parser*/)
{
    if (arguments.size() != 1 || arguments.first().isEmpty()) {
        return failure(Error{.kind = ErrorKind::Validation,
                             .message = tr("Say which identity to show: an id or its exact name.")});
    }
    m_id = arguments.first();
    return {};
}

ExitCode ShowCommand::run(const CommandContext &context)
{
    std::optional<exports::IdentityLine> chosen = chosenIdentity(context, m_id);
    if (!chosen)
        return ExitCode::Usage;
    exports::IdentityLine &line = *chosen;
    // Every judgement, those too of which a list only keeps the number.
    line.verdicts = context.workspace.judge(line.identity);
    switch (context.format) {
    case Format::Table:
        context.console.data(exports::identityText(line, context.workspace.ruleBook()));
        break;
    case Format::Csv:
        context.console.data(exports::csv(exports::recordGrid(line)));
        break;
    case Format::Json:
        context.console.data(exports::identityJson(workspace::envelopeOf(context.workspace, context.now), line));
        break;
    }
    return ExitCode::Fine;
}

} // namespace symbolon::cli
