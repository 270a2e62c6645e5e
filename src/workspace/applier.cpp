// SPDX-License-Identifier: Apache-2.0
#include "workspace/applier.h"

#include "trust/change_order.h"

#include <QSet>

#include <utility>

namespace symbolon::workspace {
namespace {

// Nothing was begun, for the journal could not be: without one a crash would leave nobody who knows.
ApplyReport refused(const trust::ChangeSet &changes, const Error &error)
{
    ApplyReport report;
    for (const trust::Operation &one : changes.operations) {
        OperationResult result;
        result.operation = one.id;
        result.phase = report.results.isEmpty() ? OperationPhase::Failed : OperationPhase::NotStarted;
        if (report.results.isEmpty())
            result.error = error;
        report.results.append(result);
    }
    return report;
}

} // namespace

Applier::Applier(ChangeLog *log, std::function<ApplySetting()> setting)
    : m_log(log)
    , m_setting(std::move(setting))
{
}

Future<ApplyReport> Applier::apply(const trust::ChangeSet &changes, const ApplyProgress &progress,
                                   const std::stop_token &stop)
{
    return begin(changes, progress, stop, false);
}

Future<ApplyReport> Applier::begin(const trust::ChangeSet &changes, const ApplyProgress &progress,
                                   const std::stop_token &stop, bool again)
{
    const Completion<ApplyReport> completion;
    if (!m_log || changes.operations.isEmpty()) {
        run(changes, progress, stop, completion, {});
        return completion.future();
    }
    whenDone(m_log->begin(changes, again), this,
             [this, changes, progress, stop, completion](const Result<QUuid> &journal) {
                 if (!journal)
                     return completion.finish(refused(changes, journal.error()));
                 run(changes, progress, stop, completion, *journal);
             });
    return completion.future();
}

void Applier::run(const trust::ChangeSet &changes, const ApplyProgress &progress, const std::stop_token &stop,
                  const Completion<ApplyReport> &completion, QUuid journal)
{
    ApplySetting setting = m_setting();
    if (!journal.isNull())
        setting.note = [log = m_log, journal](const OperationResult &result) { return log->note(journal, result); };
    auto *started = new ApplyRun(std::move(setting), changes, progress, stop, this);
    whenDone(started->start(), this, [this, completion, journal](const Result<ApplyReport> &ended) {
        if (!ended)
            return completion.finish(failure(ended.error()));
        if (journal.isNull())
            return completion.finish(*ended);
        const LoggedState state = ended->allWritten() ? LoggedState::Written : LoggedState::Unfinished;
        whenDone(m_log->close(journal, state), this,
                 [completion, report = *ended](const Result<void> &) { completion.finish(report); });
    });
}

Future<DryRunReport> Applier::dryRun(const trust::ChangeSet &changes, const std::stop_token &stop)
{
    return (new DryRun(m_setting(), changes, stop, this))->start();
}

Future<QList<LoggedChanges>> Applier::logged()
{
    if (!m_log)
        return readyFuture(Result<QList<LoggedChanges>>(QList<LoggedChanges>()));
    const ApplySetting setting = m_setting();
    return m_log->list(setting.tenantId, setting.loginOrigin);
}

Future<ApplyReport> Applier::resume(const LoggedChanges &logged, const ApplyProgress &progress,
                                    const std::stop_token &stop)
{
    return begin(logged.remaining(), progress, stop, true);
}

Future<ApplyReport> Applier::undo(const LoggedChanges &logged, const ApplyProgress &progress,
                                  const std::stop_token &stop)
{
    return takeBack(logged.changes, logged.undo(), progress, stop);
}

Future<ApplyReport> Applier::takeBack(const trust::ChangeSet &changes, const trust::ChangeSet &inverse,
                                      const ApplyProgress &progress, const std::stop_token &stop)
{
    if (!m_log)
        return apply(inverse, progress, stop);
    QSet<QUuid> inverses;
    for (const trust::Operation &one : inverse.operations)
        inverses.insert(one.id);
    QList<QUuid> operations;
    for (const trust::Operation &one : changes.operations) {
        if (inverses.contains(trust::undoIdOf(one.id)))
            operations.append(one.id);
    }
    const Completion<ApplyReport> completion;
    whenDone(m_log->beginUndo(operations), this,
             [this, completion, inverse, progress, stop](const Result<void> &begun) {
                 if (!begun)
                     return completion.finish(refused(inverse, begun.error()));
                 whenDone(apply(inverse, progress, stop), this,
                          [completion](const Result<ApplyReport> &ended) { completion.finish(ended); });
             });
    return completion.future();
}

Future<void> Applier::leave(const QList<QUuid> &operations)
{
    if (!m_log)
        return readyFuture(Result<void>());
    return m_log->leave(operations);
}

Future<void> Applier::forget(const LoggedChanges &logged)
{
    if (!m_log)
        return readyFuture(Result<void>());
    return m_log->forget(logged.changes.id);
}

} // namespace symbolon::workspace
