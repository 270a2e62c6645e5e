// SPDX-License-Identifier: Apache-2.0
#include "show_command.h"

#include "base/shown.h"
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

bool hasId(const trust::Identity &identity, const QString &id)
{
    for (const QString &own : {identity.key.id, identity.clientId, identity.servicePrincipalId}) {
        if (!own.isEmpty() && own.compare(id, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

// Ids win over names: a name is anybody's to choose, another identity's id included.
QList<exports::IdentityLine> matching(const workspace::Workspace &workspace, const QString &id)
{
    QList<exports::IdentityLine> byId;
    QList<exports::IdentityLine> byName;
    const QList<exports::IdentityLine> lines = workspace::identityLines(workspace);
    for (const exports::IdentityLine &line : lines) {
        if (hasId(line.identity, id))
            byId.append(line);
        else if (line.identity.displayName == id)
            byName.append(line);
    }
    return byId.isEmpty() ? byName : byId;
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
    const QList<exports::IdentityLine> found = matching(context.workspace, m_id);
    if (found.isEmpty()) {
        context.console.say(tr("There is no identity “%1” in this tenant.").arg(shown(m_id)));
        return ExitCode::Usage;
    }
    if (found.size() > 1) {
        context.console.say(tr("“%1” is the name of several identities. Show one by its id:").arg(shown(m_id)));
        for (const exports::IdentityLine &line : found)
            context.console.say(u"  " + shown(line.identity.key.id));
        return ExitCode::Usage;
    }
    exports::IdentityLine line = found.first();
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
