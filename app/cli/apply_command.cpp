// SPDX-License-Identifier: Apache-2.0
#include "apply_command.h"

#include "base/shown.h"
#include "export/change_set_document.h"
#include "export/deeds.h"
#include "offline_json.h"
#include "trust/change_order.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QJsonArray>

#include <algorithm>

namespace symbolon::cli {
namespace {

using workspace::OperationPhase;

QString tr(const char *text)
{
    return QCoreApplication::translate("ApplyCommand", text);
}

Unexpected usage(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

QString phaseName(OperationPhase phase)
{
    switch (phase) {
    case OperationPhase::Written:
        return QStringLiteral("written");
    case OperationPhase::Failed:
        return QStringLiteral("failed");
    case OperationPhase::Unknown:
        return QStringLiteral("unknown");
    case OperationPhase::Waiting:
    case OperationPhase::Checking:
    case OperationPhase::Writing:
    case OperationPhase::ReadingBack:
    case OperationPhase::NotStarted:
        break;
    }
    return QStringLiteral("notStarted");
}

QString outcomeName(workspace::CheckOutcome outcome)
{
    switch (outcome) {
    case workspace::CheckOutcome::Passed:
        return QStringLiteral("passed");
    case workspace::CheckOutcome::Warning:
        return QStringLiteral("warning");
    case workspace::CheckOutcome::Failed:
        return QStringLiteral("failed");
    case workspace::CheckOutcome::Unknown:
        return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

// A removal that something of the same identity comes after: until that is written and has spread, nobody gets a token by what
// is removed. Of the file as it is, whoever wrote it.
struct Gap
{
    const trust::Operation &removal;
    const trust::Operation &next;
};

QList<Gap> gapsOf(const trust::ChangeSet &changes)
{
    QHash<trust::IdentityKey, const trust::Operation *> lastAddition;
    for (const trust::Operation &one : changes.operations) {
        if (one.after)
            lastAddition.insert(one.identity, &one);
    }
    QList<Gap> gaps;
    QHash<trust::IdentityKey, QList<const trust::Operation *>> removed;
    for (const trust::Operation &one : changes.operations) {
        if (one.before && !one.after)
            removed[one.identity].append(&one);
        if (lastAddition.value(one.identity) != &one)
            continue;
        for (const trust::Operation *removal : removed.value(one.identity))
            gaps.append({*removal, one});
    }
    return gaps;
}

} // namespace

QString ApplyCommand::name() const
{
    return QStringLiteral("apply");
}

QString ApplyCommand::synopsis() const
{
    return QStringLiteral("apply FILE");
}

QString ApplyCommand::description() const
{
    return tr("Write a file of staged changes to the tenant, or take it back with --undo.");
}

QList<QCommandLineOption> ApplyCommand::options() const
{
    return {{QStringLiteral("undo"), tr("apply: take back what the file's changes have done.")},
            {QStringLiteral("dry-run"), tr("apply: say what the changes would meet, and write nothing.")}};
}

Result<void> ApplyCommand::take(const QStringList &arguments, const QCommandLineParser &parser)
{
    if (arguments.size() != 1)
        return usage(tr("Name the file of changes."));
    QFile file(arguments.first());
    if (!file.open(QIODevice::ReadOnly))
        return usage(tr("%1 cannot be read: %2").arg(shown(arguments.first()), file.errorString()));
    Result<trust::ChangeSet> changes = exports::readChangeSet(file.read(exports::changesLimits::bytes + 1));
    if (!changes)
        return failure(changes.error());
    m_changes = std::move(*changes);
    m_undoes = parser.isSet(QStringLiteral("undo"));
    m_isDryRun = parser.isSet(QStringLiteral("dry-run"));
    if (m_undoes && m_isDryRun)
        return usage(tr("Either --undo or --dry-run."));
    return {};
}

bool ApplyCommand::stop()
{
    m_stop.request_stop();
    return m_isRunning;
}

workspace::ApplyProgress ApplyCommand::progress(const CommandContext &context) const
{
    if (!context.console.errIsTerminal)
        return {};
    return [&console = context.console](const workspace::OperationResult &result) {
        const QString line = tr("%1 of %2 done, %3 a minute")
                                 .arg(result.standing.settled)
                                 .arg(result.standing.total)
                                 .arg(result.standing.perMinute, 0, 'f', 0);
        console.err("\r\033[K" + line.toUtf8());
    };
}

ExitCode ApplyCommand::report(const CommandContext &context, const trust::ChangeSet &changes,
                              const workspace::ApplyReport &report) const
{
    if (context.console.errIsTerminal)
        context.console.err("\r\033[K");
    QJsonArray operations;
    qsizetype written = 0;
    QString text;
    std::optional<Error> first;
    for (qsizetype i = 0; i < report.results.size(); ++i) {
        const workspace::OperationResult &result = report.results.at(i);
        const trust::Operation &operation = changes.operations.at(i);
        written += result.phase == OperationPhase::Written ? 1 : 0;
        QJsonObject line{{QStringLiteral("id"), result.operation.toString(QUuid::WithoutBraces)},
                         {QStringLiteral("identity"), operation.identity.id},
                         {QStringLiteral("credential"), operation.credentialName()},
                         {QStringLiteral("about"), exports::deedOf(operation, shown)},
                         {QStringLiteral("outcome"), phaseName(result.phase)},
                         {QStringLiteral("error"), QJsonValue()}};
        if (result.error) {
            if (!first)
                first = result.error;
            line.insert(QStringLiteral("error"),
                        QJsonObject{{QStringLiteral("code"), result.error->code},
                                    {QStringLiteral("message"), result.error->message},
                                    {QStringLiteral("status"), result.error->httpStatus}});
            context.console.say(oneLine(*result.error));
        }
        operations.append(line);
        const QStringList words{phaseName(result.phase), shown(operation.identityName), shown(operation.name())};
        text += QString(words.join(QStringLiteral("  ")) + u'\n');
    }
    if (context.format == Format::Json) {
        context.console.data(
            offlineJson(context.now,
                        {{QStringLiteral("tenant"), QJsonObject{{QStringLiteral("id"), changes.tenantId}}},
                         {QStringLiteral("operations"), operations}}));
    } else {
        context.console.data(text);
    }
    if (report.allWritten())
        return ExitCode::Fine;
    if (m_stop.stop_requested())
        return ExitCode::Cancelled;
    return written > 0 || !first ? ExitCode::PartlyDone : exitCodeOf(*first);
}

void ApplyCommand::apply(workspace::Workspace &workspace, const CommandContext &context,
                         const trust::ChangeSet &changes, const std::function<void(ExitCode)> &done)
{
    whenDone(workspace.apply(changes, progress(context), m_stop.get_token()), &m_context,
             [this, &context, changes, done](const Result<workspace::ApplyReport> &ended) {
                 done(report(context, changes, ended.value_or(workspace::ApplyReport())));
             });
}

// By the journal where there is one, else all of it: what was not done is found out by comparing.
void ApplyCommand::undo(workspace::Workspace &workspace, const CommandContext &context,
                        const std::function<void(ExitCode)> &done)
{
    whenDone(workspace.applier().logged(), &m_context,
             [this, &workspace, &context, done](const Result<QList<workspace::LoggedChanges>> &logged) {
                 workspace::LoggedChanges mine;
                 mine.changes = m_changes;
                 for (const trust::Operation &one : std::as_const(m_changes.operations))
                     mine.phases.insert(one.id, OperationPhase::Written);
                 const QList<workspace::LoggedChanges> all = logged.value_or(QList<workspace::LoggedChanges>());
                 if (const workspace::LoggedChanges *journal = workspace::latestOf(all, m_changes.id))
                     mine = *journal;
                 const auto &asked = mine.changes.operations;
                 const bool forGood = std::any_of(asked.cbegin(), asked.cend(), [&mine](const trust::Operation &one) {
                     return one.belonging && std::holds_alternative<trust::Secret>(*one.belonging)
                         && mine.phases.value(one.id) == OperationPhase::Written;
                 });
                 if (forGood)
                     context.console.say(tr("A secret or certificate that was taken away does not come back."));
                 const trust::ChangeSet inverse = mine.undo();
                 whenDone(workspace.applier().takeBack(mine.changes, inverse, progress(context), m_stop.get_token()),
                          &m_context,
                          [this, &context, inverse, done, forGood](const Result<workspace::ApplyReport> &ended) {
                              const ExitCode code = report(context, inverse, ended.value_or(workspace::ApplyReport()));
                              done(forGood && code == ExitCode::Fine ? ExitCode::PartlyDone : code);
                          });
             });
}

void ApplyCommand::dryRun(workspace::Workspace &workspace, const CommandContext &context,
                          const std::function<void(ExitCode)> &done)
{
    whenDone(workspace.applier().dryRun(m_changes, m_stop.get_token()), &m_context,
             [this, &context, done](const Result<workspace::DryRunReport> &report) {
                 if (!report) {
                     context.console.say(oneLine(report.error()));
                     return done(exitCodeOf(report.error()));
                 }
                 QJsonArray checks;
                 QString text;
                 for (const workspace::DryRunCheck &check : report->checks) {
                     QJsonArray concerned;
                     for (const QUuid &operation : check.concerned)
                         concerned.append(operation.toString(QUuid::WithoutBraces));
                     checks.append(QJsonObject{{QStringLiteral("id"), check.id},
                                               {QStringLiteral("outcome"), outcomeName(check.outcome)},
                                               {QStringLiteral("text"), check.text},
                                               {QStringLiteral("operations"), concerned}});
                     text += outcomeName(check.outcome).leftJustified(9) + check.text + u'\n';
                 }
                 if (context.format == Format::Json) {
                     context.console.data(offlineJson(
                         context.now,
                         {{QStringLiteral("tenant"), QJsonObject{{QStringLiteral("id"), m_changes.tenantId}}},
                          {QStringLiteral("checks"), checks}}));
                 } else {
                     context.console.data(text);
                 }
                 done(report->isRefused() ? ExitCode::Findings : ExitCode::Fine);
             });
}

// Said in any case; asked where somebody could answer. A pipeline has its answer in the file that it was given.
bool ApplyCommand::acceptsGaps(const Console &console) const
{
    const QList<Gap> gaps = gapsOf(m_changes);
    for (const Gap &gap : gaps) {
        console.say(tr("%1 on %2 is removed before %3 is written: until that is done and has spread, what needs it "
                       "gets no token.")
                        .arg(shown(gap.removal.name()), shown(gap.removal.identityName), shown(gap.next.name())));
    }
    return gaps.isEmpty() || m_isDryRun || !console.agrees || console.agrees(tr("Go on? [y/N] "));
}

void ApplyCommand::runSession(workspace::Workspace &workspace, const CommandContext &context,
                              const std::function<void(ExitCode)> &done)
{
    m_isRunning = true;
    if (!m_undoes && !acceptsGaps(context.console)) {
        QMetaObject::invokeMethod(
            &m_context, [done] { done(ExitCode::Cancelled); }, Qt::QueuedConnection);
        return;
    }
    if (m_isDryRun)
        return dryRun(workspace, context, done);
    if (m_undoes)
        return undo(workspace, context, done);
    apply(workspace, context, m_changes, done);
}

} // namespace symbolon::cli
