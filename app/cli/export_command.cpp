// SPDX-License-Identifier: Apache-2.0
#include "export_command.h"

#include "base/shown.h"
#include "chosen_identity.h"
#include "export/change_set_document.h"
#include "workspace/lines.h"

#include <QCoreApplication>
#include <QFile>

namespace symbolon::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ExportCommand", text);
}

struct Named
{
    const char16_t *name = nullptr;
    std::optional<exports::Target> target = {};
};

const Named targets[] = {{u"terraform", exports::Target::Terraform},
                         {u"bicep", exports::Target::Bicep},
                         {u"az", exports::Target::AzCli},
                         {u"graph", exports::Target::Graph},
                         {u"powershell", exports::Target::PowerShell},
                         {u"changes", std::nullopt}};

// A file of staged changes is hostile input: validated, and of this tenant alone.
Result<trust::ChangeSet> changesIn(const CommandContext &context, const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error{.kind = ErrorKind::Storage, .message = file.errorString(), .subject = name});
    Result<trust::ChangeSet> changes = exports::readChangeSet(file.read(exports::changesLimits::bytes + 1));
    if (changes && changes->tenantId != context.workspace.tenant().id) {
        return failure(Error{.kind = ErrorKind::Conflict,
                             .message = tr("The changes are for another tenant: %1.").arg(shown(changes->tenantId)),
                             .subject = name});
    }
    return changes;
}

// A set to be applied where the credentials are not: without the ids that the service gave them here.
exports::Generated changesOf(trust::ChangeSet set)
{
    for (trust::Operation &operation : set.operations)
        operation.after->id.clear();
    return {{{QStringLiteral("credentials.symbolon-changes"), exports::changeSetDocument(set)}}, {}};
}

} // namespace

QString ExportCommand::name() const
{
    return QStringLiteral("export");
}

QString ExportCommand::synopsis() const
{
    return QStringLiteral("export terraform|bicep|az|graph|powershell|changes");
}

QString ExportCommand::description() const
{
    return tr("Write the credentials of all identities, or of one, as code that makes them.");
}

QList<QCommandLineOption> ExportCommand::options() const
{
    return QList<QCommandLineOption>{{QStringLiteral("identity"),
                                      tr("export: this identity alone; an id or its exact name."),
                                      QStringLiteral("ID")},
                                     {QStringLiteral("changes"),
                                      tr("export: what this file of staged changes does, instead of what identities "
                                         "hold."),
                                      QStringLiteral("FILE")}}
    + outOptions();
}

Result<void> ExportCommand::take(const QStringList &arguments, const QCommandLineParser &parser)
{
    bool known = false;
    for (const Named &named : targets) {
        if (arguments.size() == 1 && arguments.first() == QStringView(named.name)) {
            m_target = named.target;
            known = true;
        }
    }
    if (!known) {
        return failure(
            Error{.kind = ErrorKind::Validation,
                  .message = tr("Say what to export as: terraform, bicep, az, graph, powershell or changes.")});
    }
    m_identity = parser.value(QStringLiteral("identity"));
    m_changes = parser.value(QStringLiteral("changes"));
    if (!m_changes.isEmpty() && (!m_target || !m_identity.isEmpty())) {
        return failure(Error{.kind = ErrorKind::Validation,
                             .message = tr("A file of changes is exported whole, and as something else.")});
    }
    const Result<OutFolder> out = OutFolder::from(parser);
    if (!out)
        return failure(out.error());
    m_out = *out;
    return {};
}

ExitCode ExportCommand::run(const CommandContext &context)
{
    if (!m_changes.isEmpty()) {
        const Result<trust::ChangeSet> changes = changesIn(context, m_changes);
        if (!changes) {
            context.console.say(oneLine(changes.error()));
            return ExitCode::Usage;
        }
        return m_out.write(context, exports::generate(*m_target, *changes, context.workspace.endpoints()));
    }
    QList<trust::Identity> identities;
    if (m_identity.isEmpty()) {
        const QList<exports::IdentityLine> lines = workspace::identityLines(context.workspace);
        for (const exports::IdentityLine &line : lines)
            identities << line.identity;
    } else {
        const std::optional<exports::IdentityLine> line = chosenIdentity(context, m_identity);
        if (!line)
            return ExitCode::Usage;
        identities << line->identity;
    }
    trust::ChangeSet set = context.workspace.newChangeSet();
    set.operations = exports::asChangeSet(identities, set.tenantId).operations;
    if (set.operations.isEmpty()) {
        context.console.say(tr("There are no credentials to write."));
        return ExitCode::Fine;
    }
    return m_out.write(context,
                       m_target ? exports::generate(*m_target, set, context.workspace.endpoints())
                                : changesOf(std::move(set)));
}

} // namespace symbolon::cli
