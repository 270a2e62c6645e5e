// SPDX-License-Identifier: Apache-2.0
#include "audit_command.h"

#include "base/shown.h"
#include "export/csv.h"
#include "export/grids.h"
#include "export/json_document.h"
#include "export/text_table.h"
#include "workspace/lines.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace symbolon::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AuditCommand", text);
}

Unexpected usage(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

void saySummary(const Console &console, const exports::AuditSummary &summary)
{
    QStringList parts;
    for (int i = static_cast<int>(summary.bySeverity.size()) - 1; i >= 0; --i) {
        if (summary.bySeverity.at(i) > 0)
            parts << QString::number(summary.bySeverity.at(i)) + u' '
                    + risk::severityName(static_cast<risk::Severity>(i)).toLower();
    }
    QString line = tr("Findings: %1").arg(summary.findings());
    if (!parts.isEmpty())
        line += u" (" + parts.join(QStringLiteral(", ")) + u')';
    console.say(tr("%1. Identities: %2. Credentials: %3.")
                    .arg(line, QString::number(summary.identities), QString::number(summary.credentials)));
}

// The same reason for many identities is one line.
void sayUnknown(const Console &console, const QList<exports::Unknown> &unknown)
{
    QMap<QString, int> counted;
    for (const exports::Unknown &line : unknown)
        ++counted[tr("%1 could not be judged: %2").arg(line.ruleId, shown(line.reason))];
    for (auto it = counted.cbegin(); it != counted.cend(); ++it) {
        console.say(it.value() == 1 ? it.key() : it.key() + u' ' + tr("(%1 times)").arg(it.value()));
    }
}

} // namespace

QString AuditCommand::name() const
{
    return QStringLiteral("audit");
}

QString AuditCommand::synopsis() const
{
    return QStringLiteral("audit");
}

QString AuditCommand::description() const
{
    return tr("Judge every identity by the rules and list the findings.");
}

QList<QCommandLineOption> AuditCommand::options() const
{
    return {{QStringLiteral("fail-on"), tr("audit: exit with 1 when a finding is at least this severe."),
             QStringLiteral("low|medium|high|critical")}};
}

Result<void> AuditCommand::take(const QStringList &arguments, const QCommandLineParser &parser)
{
    if (!arguments.isEmpty())
        return usage(tr("audit takes no argument."));
    m_failOn.reset();
    if (!parser.isSet(QStringLiteral("fail-on")))
        return {};
    const QString text = parser.value(QStringLiteral("fail-on"));
    m_failOn = risk::severityFromId(text);
    if (!m_failOn || *m_failOn == risk::Severity::Info)
        return usage(tr("“%1” is no severity. Use low, medium, high or critical.").arg(text));
    return {};
}

ExitCode AuditCommand::run(const CommandContext &context)
{
    const exports::Audit audit =
        exports::auditOf(workspace::identityLines(context.workspace), context.workspace.ruleBook());
    switch (context.format) {
    case Format::Table:
        context.console.data(exports::textTable(exports::findingGrid(audit.findings, exports::Detail::Terminal)));
        break;
    case Format::Csv:
        context.console.data(exports::csv(exports::findingGrid(audit.findings, exports::Detail::File)));
        break;
    case Format::Json:
        context.console.data(exports::auditJson(workspace::envelopeOf(context.workspace, context.now), audit));
        break;
    }
    saySummary(context.console, audit.summary);
    sayUnknown(context.console, audit.unknown);
    const bool fails = m_failOn
        && std::any_of(audit.findings.cbegin(), audit.findings.cend(),
                       [this](const exports::FindingLine &line) { return line.verdict.severity >= *m_failOn; });
    return fails ? ExitCode::Findings : ExitCode::Fine;
}

} // namespace symbolon::cli
