// SPDX-License-Identifier: Apache-2.0
#include "workspace/diagnostics.h"

#include "base/redact.h"
#include "base/shown.h"
#include "net/activity_log.h"
#include "workspace/workspace.h"

#include <QCoreApplication>
#include <QStringList>
#include <QSysInfo>

#include <algorithm>

namespace symbolon::workspace {
namespace {

constexpr qsizetype lastRequests = 200;

// English whatever the interface speaks: it is read by whoever helps.
QString phaseWord(SourcePhase phase)
{
    switch (phase) {
    case SourcePhase::Waiting:
        return QStringLiteral("waiting");
    case SourcePhase::Running:
        return QStringLiteral("running");
    case SourcePhase::Done:
        return QStringLiteral("done");
    case SourcePhase::Failed:
        return QStringLiteral("failed");
    case SourcePhase::Cancelled:
        return QStringLiteral("cancelled");
    }
    return {};
}

QString time(const QDateTime &moment)
{
    return moment.isValid() ? moment.toUTC().toString(Qt::ISODate) : QStringLiteral("never");
}

QString sourceLine(const SourceState &source)
{
    QStringList parts{sourceId(source.source), phaseWord(source.phase), QStringLiteral("%1 read").arg(source.read),
                      QStringLiteral("last %1").arg(time(source.finishedAt))};
    if (source.wholeAt.isValid())
        parts << QStringLiteral("by changes since %1").arg(time(source.wholeAt));
    if (source.error) {
        parts << QStringLiteral("HTTP %1").arg(source.error->httpStatus) << source.error->code
              << QStringLiteral("request id %1").arg(source.error->requestId) << source.error->message;
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString requestLine(const net::Activity &activity)
{
    QStringList parts{activity.startedAt.toUTC().toString(Qt::ISODateWithMs), net::serviceName(activity.service)};
    if (!activity.note.isEmpty()) {
        parts << activity.note;
    } else {
        parts << QString::fromLatin1(activity.method) << activity.path
              << (activity.status > 0 ? QString::number(activity.status) : QStringLiteral("no answer"))
              << QStringLiteral("%1 ms").arg(activity.duration.count())
              << QStringLiteral("attempt %1").arg(activity.attempt) << activity.requestId;
    }
    return parts.join(u' ');
}

// One line stays one line whatever it holds.
QString safe(const QString &line)
{
    return shown(redact(line));
}

} // namespace

QString syncText(const SyncState &sync)
{
    QStringList lines{QStringLiteral("Sync: started %1, ended %2, %3")
                          .arg(time(sync.startedAt), time(sync.finishedAt),
                               sync.isComplete() ? QStringLiteral("complete") : QStringLiteral("not complete"))};
    for (const SourceState &source : sync.sources)
        lines << safe(QStringLiteral("  ") + sourceLine(source));
    return lines.join(u'\n');
}

QString requestsText(const net::ActivityLog &log)
{
    QStringList lines{QStringLiteral("Requests: %1").arg(log.total())};
    for (auto service = log.counts().cbegin(); service != log.counts().cend(); ++service) {
        QStringList counts;
        for (auto count = service->cbegin(); count != service->cend(); ++count) {
            const QString status = count.key() == 0 ? QStringLiteral("no answer") : QString::number(count.key());
            counts << QStringLiteral("%1: %2").arg(status).arg(count.value());
        }
        lines << QStringLiteral("  %1: %2").arg(net::serviceName(service.key()), counts.join(QStringLiteral(", ")));
    }
    for (auto service = log.waiting().cbegin(); service != log.waiting().cend(); ++service) {
        lines << QStringLiteral("  %1: %2 refusals (429, 503), %3 ms waited, %4 ms paced")
                     .arg(net::serviceName(service.key()))
                     .arg(service->refusals)
                     .arg(service->waited.count())
                     .arg(service->paced.count());
    }
    const QList<net::Activity> &entries = log.entries();
    const qsizetype from = std::max<qsizetype>(0, entries.size() - lastRequests);
    lines << QStringLiteral("The last %1:").arg(entries.size() - from);
    for (qsizetype i = from; i < entries.size(); ++i)
        lines << safe(QStringLiteral("  ") + requestLine(entries.at(i)));
    return lines.join(u'\n');
}

QString diagnosticsText(const Workspace &workspace, const QDateTime &now)
{
    QStringList lines;
    lines << QStringLiteral("Symbolon %1, Qt %2, %3")
                 .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()),
                      QSysInfo::prettyProductName());
    lines << safe(
        QStringLiteral("%1, cloud %2, tenant %3").arg(time(now), workspace.cloudName(), workspace.tenant().id));
    if (workspace.session().error)
        lines << safe(QStringLiteral("Session: %1, request id %2")
                          .arg(oneLine(*workspace.session().error), workspace.session().error->requestId));
    lines << QStringLiteral("%1 identities, %2 credentials held")
                 .arg(workspace.identities().size())
                 .arg(workspace.credentials().size());
    lines << syncText(workspace.syncState()) << requestsText(workspace.activityLog());
    return lines.join(u'\n') + u'\n';
}

} // namespace symbolon::workspace
