// SPDX-License-Identifier: Apache-2.0
#include "handoff_command.h"

#include "base/shown.h"
#include "chosen_identity.h"
#include "export/handoff.h"

#include <QCoreApplication>

namespace symbolon::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("HandoffCommand", text);
}

} // namespace

QString HandoffCommand::name() const
{
    return QStringLiteral("handoff");
}

QString HandoffCommand::synopsis() const
{
    return QStringLiteral("handoff ID");
}

QString HandoffCommand::description() const
{
    return tr("Write what a workload's owner needs: workflow, manifests, settings, code.");
}

QList<QCommandLineOption> HandoffCommand::options() const
{
    return QList<QCommandLineOption>{{QStringLiteral("credential"),
                                      tr("handoff: this credential, where the identity has several."),
                                      QStringLiteral("NAME")}}
    + outOptions();
}

Result<void> HandoffCommand::take(const QStringList &arguments, const QCommandLineParser &parser)
{
    if (arguments.size() != 1 || arguments.first().isEmpty()) {
        return failure(Error{.kind = ErrorKind::Validation,
                             .message = tr("Say which identity to hand off: an id or its exact name.")});
    }
    m_id = arguments.first();
    m_credential = parser.value(QStringLiteral("credential"));
    const Result<OutFolder> out = OutFolder::from(parser);
    if (!out)
        return failure(out.error());
    m_out = *out;
    return {};
}

ExitCode HandoffCommand::run(const CommandContext &context)
{
    const std::optional<exports::IdentityLine> line = chosenIdentity(context, m_id);
    if (!line)
        return ExitCode::Usage;
    QList<trust::FederatedCredential> found;
    for (const trust::FederatedCredential &credential : line->identity.credentials) {
        if (m_credential.isEmpty() || credential.name == m_credential)
            found << credential;
    }
    if (found.size() != 1) {
        context.console.say(found.isEmpty() ? tr("There is no such credential.")
                                            : tr("Say which of its credentials, by --credential NAME:"));
        for (const trust::FederatedCredential &credential : std::as_const(found))
            context.console.say(u"  " + shown(credential.name));
        return ExitCode::Usage;
    }
    const Result<exports::Generated> generated =
        exports::handoff(line->identity, found.first(), context.workspace.catalogue(), context.workspace.endpoints());
    if (!generated) {
        context.console.say(generated.error().message);
        return ExitCode::Service;
    }
    return m_out.write(context, *generated);
}

} // namespace symbolon::cli
