// SPDX-License-Identifier: Apache-2.0
#include "sync_command.h"

#include "export/csv.h"
#include "export/json_document.h"
#include "export/text_table.h"
#include "workspace/lines.h"

#include <QCoreApplication>

#include <sys/resource.h>

namespace symbolon::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SyncCommand", text);
}

qint64 peakResidentBytes()
{
    rusage usage{};
    return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss * qint64(1024) : 0;
}

exports::SyncStatistics statisticsOf(const CommandContext &context)
{
    const workspace::Workspace &workspace = context.workspace;
    exports::SyncStatistics statistics;
    const net::ActivityLog::Counts &counts = workspace.activityLog().counts();
    for (auto service = counts.cbegin(); service != counts.cend(); ++service)
        statistics.requests.insert(net::serviceName(service.key()), service.value());
    const auto seconds = [](std::chrono::milliseconds time) { return static_cast<double>(time.count()) / 1000; };
    const QMap<net::Service, net::ActivityLog::Waiting> &waiting = workspace.activityLog().waiting();
    for (auto service = waiting.cbegin(); service != waiting.cend(); ++service) {
        statistics.throttling.insert(net::serviceName(service.key()),
                                     {service->refusals, seconds(service->waited), seconds(service->paced)});
    }
    statistics.seconds = static_cast<double>(workspace.syncState().startedAt.msecsTo(context.now)) / 1000;
    statistics.identities = workspace.identities().size();
    statistics.credentials = workspace.credentials().size();
    statistics.peakResidentBytes = peakResidentBytes();
    return statistics;
}

QString phaseWord(const workspace::SourceState &source)
{
    switch (source.phase) {
    case workspace::SourcePhase::Done:
        return tr("read");
    case workspace::SourcePhase::Failed:
        return tr("failed");
    case workspace::SourcePhase::Cancelled:
        return tr("cancelled");
    case workspace::SourcePhase::Waiting:
    case workspace::SourcePhase::Running:
        break;
    }
    return tr("not read");
}

exports::Grid partsOf(const workspace::SyncState &sync)
{
    exports::Grid grid;
    grid.columns = {{QStringLiteral("part"), tr("Part")},
                    {QStringLiteral("read"), tr("Read")},
                    {QStringLiteral("state"), tr("State")}};
    for (const workspace::SourceState &source : sync.sources)
        grid.rows.append({workspace::sourceName(source.source), QString::number(source.read), phaseWord(source)});
    return grid;
}

} // namespace

QString SyncCommand::name() const
{
    return QStringLiteral("sync");
}

QString SyncCommand::synopsis() const
{
    return QStringLiteral("sync");
}

QString SyncCommand::description() const
{
    return tr("Read the whole tenant and say what came.");
}

QList<QCommandLineOption> SyncCommand::options() const
{
    return {
        {QStringLiteral("stats"),
         tr("sync: say as JSON how many requests it took, by service and status, how long, how long throttling made it "
            "wait, how many rows came and how much memory was needed.")}};
}

Result<void> SyncCommand::take(const QStringList &arguments, const QCommandLineParser &parser)
{
    m_stats = parser.isSet(QStringLiteral("stats"));
    if (arguments.isEmpty())
        return {};
    return failure(Error{.kind = ErrorKind::Validation, .message = tr("sync takes no arguments.")});
}

ExitCode SyncCommand::run(const CommandContext &context)
{
    if (m_stats || context.format == Format::Json) {
        const exports::Envelope envelope = workspace::envelopeOf(context.workspace, context.now);
        context.console.data(exports::syncJson(envelope, statisticsOf(context)));
        return ExitCode::Fine;
    }
    const exports::Grid parts = partsOf(context.workspace.syncState());
    if (context.format == Format::Csv)
        context.console.data(exports::csv(parts));
    else
        context.console.data(exports::textTable(parts));
    return ExitCode::Fine;
}

} // namespace symbolon::cli
