// SPDX-License-Identifier: Apache-2.0
// How StagedChanges writes what it holds, and takes it back.
#include "trust/staging.h"
#include "ui/models/staged_changes.h"
#include "workspace/applier.h"
#include "workspace/workspace.h"

#include <QPointer>

#include <utility>

namespace symbolon::ui {

using workspace::OperationPhase;
using workspace::OperationResult;

// `start` begins what is carried out of `changes`.
void StagedChanges::run(const trust::ChangeSet &changes, const Start &start,
                        std::function<void(const OperationResult &)> progress,
                        std::function<void(const QList<OperationResult> &)> ended)
{
    m_isApplying = true;
    m_applyingAt = m_here;
    m_stop = std::stop_source();
    m_standing = {};
    Q_EMIT changed();
    auto told = [guard = QPointer<StagedChanges>(this), progress = std::move(progress)](const OperationResult &result) {
        if (guard)
            progress(result);
    };
    whenDone(start(std::move(told), m_stop.get_token()), this,
             [changes, ended = std::move(ended)](const Result<workspace::ApplyReport> &report) {
                 if (report)
                     return ended(report->results);
                 QList<OperationResult> failed;
                 for (const trust::Operation &one : changes.operations)
                     failed.append({one.id, OperationPhase::NotStarted, report.error(), {}});
                 ended(failed);
             });
}

void StagedChanges::apply()
{
    if (m_isApplying || waiting() == 0 || openGaps() > 0)
        return;
    Held &mine = held();
    const trust::ChangeSet rest = waitingSet();
    for (const trust::Operation &one : rest.operations)
        tell(mine, {one.id, OperationPhase::Waiting, {}, {}});
    m_isUndoing = false;
    const Start start = [this, rest](const workspace::ApplyProgress &progress, const std::stop_token &stop) {
        return m_workspace.apply(rest, progress, stop);
    };
    run(
        rest, start, [this](const OperationResult &result) { take(result); },
        [this](const QList<OperationResult> &results) { end(results); });
}

void StagedChanges::stop()
{
    if (!m_isApplying)
        return;
    m_stop.request_stop();
    Q_EMIT changed();
}

void StagedChanges::undo()
{
    if (m_isApplying && !m_isUndoing) {
        m_undoesAfterwards = true;
        stop();
    } else if (!m_isApplying) {
        undoNow();
    }
}

void StagedChanges::undoNow()
{
    const Held &mine = held();
    QList<trust::CarriedOut> carriedOut;
    for (const trust::Operation &one : mine.set.operations) {
        if (isWritten(mine, one) && !isForGood(one))
            carriedOut.append({one.id, mine.results.value(one.id).written});
    }
    if (carriedOut.isEmpty())
        return;
    const trust::ChangeSet inverse = trust::undoOf(mine.set, carriedOut);
    m_isUndoing = true;
    const Start start = [this, set = mine.set, inverse](const workspace::ApplyProgress &progress,
                                                        const std::stop_token &stop) {
        return m_workspace.applier().takeBack(set, inverse, progress, stop);
    };
    run(
        inverse, start, [](const OperationResult &) {},
        [this, inverse](const QList<OperationResult> &results) { endUndo(inverse, results); });
}

// What was taken back waits again; what could not be is still written, and says why.
void StagedChanges::endUndo(const trust::ChangeSet &inverse, const QList<OperationResult> &results)
{
    Held &mine = m_held[m_applyingAt];
    QHash<QUuid, QUuid> forth;
    for (const trust::Operation &one : std::as_const(mine.set.operations))
        forth.insert(trust::undoIdOf(one.id), one.id);
    int count = 0;
    for (qsizetype i = 0; i < results.size() && i < inverse.operations.size(); ++i) {
        const QUuid one = forth.value(inverse.operations.at(i).id);
        if (one.isNull())
            continue;
        if (results.at(i).phase == OperationPhase::Written) {
            mine.results.remove(one);
            ++count;
        } else {
            mine.results[one].error = results.at(i).error;
        }
    }
    m_isApplying = false;
    m_isUndoing = false;
    order(mine);
    Q_EMIT changed();
    Q_EMIT undone(count, static_cast<int>(results.size()) - count);
}

void StagedChanges::take(const OperationResult &result)
{
    m_standing = result.standing;
    tell(m_held[m_applyingAt], result);
    Q_EMIT resultChanged(result.operation);
}

void StagedChanges::end(const QList<OperationResult> &results)
{
    int written = 0;
    int failed = 0;
    for (const OperationResult &result : results) {
        tell(m_held[m_applyingAt], result);
        written += result.phase == OperationPhase::Written ? 1 : 0;
        failed += result.phase == OperationPhase::Failed || result.phase == OperationPhase::Unknown ? 1 : 0;
    }
    m_isApplying = false;
    findGaps(m_held[m_applyingAt]);
    Q_EMIT changed();
    Q_EMIT ended(written, failed, static_cast<int>(results.size()) - written - failed);
    if (std::exchange(m_undoesAfterwards, false))
        undoNow();
}

} // namespace symbolon::ui
