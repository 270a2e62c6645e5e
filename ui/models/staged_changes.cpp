// SPDX-License-Identifier: Apache-2.0
#include "ui/models/staged_changes.h"

#include "trust/staging.h"
#include "workspace/workspace.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace symbolon::ui {
namespace {

// A secret that was taken away cannot be given back.
bool isForGood(const trust::Operation &operation)
{
    return operation.belonging && std::holds_alternative<trust::Secret>(*operation.belonging);
}

} // namespace

using workspace::OperationPhase;
using workspace::OperationResult;

StagedChanges::StagedChanges(workspace::Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    connect(&workspace, &workspace::Workspace::tenantChanged, this, &StagedChanges::look);
    connect(&workspace, &workspace::Workspace::sessionChanged, this, &StagedChanges::look);
    look();
}

StagedChanges::~StagedChanges()
{
    m_stop.request_stop();
}

void StagedChanges::look()
{
    const trust::ChangeSet bound = m_workspace.newChangeSet();
    m_here = bound.loginOrigin + QLatin1Char(' ') + bound.tenantId;
    Q_EMIT changed();
}

const StagedChanges::Held &StagedChanges::here() const
{
    const auto found = m_held.constFind(m_here);
    return found == m_held.cend() ? m_nothing : *found;
}

StagedChanges::Held &StagedChanges::held()
{
    auto found = m_held.find(m_here);
    if (found == m_held.end())
        found = m_held.insert(m_here, {m_workspace.newChangeSet(), {}, {}});
    return *found;
}

const OperationResult *StagedChanges::result(const QUuid &operation) const
{
    const auto found = here().results.constFind(operation);
    return found == here().results.cend() ? nullptr : &*found;
}

bool StagedChanges::isWritten(const Held &held, const trust::Operation &operation)
{
    const auto found = held.results.constFind(operation.id);
    return found != held.results.cend() && found->phase == OperationPhase::Written;
}

int StagedChanges::written() const
{
    const QList<trust::Operation> &operations = set().operations;
    return static_cast<int>(std::count_if(operations.cbegin(), operations.cend(),
                                          [this](const trust::Operation &one) { return isWritten(here(), one); }));
}

int StagedChanges::undoable() const
{
    const QList<trust::Operation> &operations = set().operations;
    return static_cast<int>(std::count_if(operations.cbegin(), operations.cend(), [this](const trust::Operation &one) {
        return isWritten(here(), one) && !isForGood(one);
    }));
}

trust::ChangeSet StagedChanges::waitingSet() const
{
    return trust::remaining(set(), [this](const trust::Operation &one) { return isWritten(here(), one); });
}

const trust::OrderNote *StagedChanges::note(const QUuid &operation) const
{
    const auto found = here().notes.constFind(operation);
    return found == here().notes.cend() ? nullptr : &*found;
}

bool StagedChanges::hasGap() const
{
    const QList<trust::Operation> &operations = set().operations;
    return std::any_of(operations.cbegin(), operations.cend(), [this](const trust::Operation &one) {
        return here().notes.value(one.id).gap && !isWritten(here(), one);
    });
}

// What is written stays where it was; the rest follows in the order that it needs.
void StagedChanges::order(Held &held) const
{
    const auto credentials = [this](const trust::IdentityKey &key) {
        const workspace::IdentityRow *row = m_workspace.identity(key);
        return row ? row->identity.credentials : QList<trust::FederatedCredential>();
    };
    trust::ChangeSet rest = held.set;
    QList<trust::Operation> written;
    rest.operations.removeIf([&](const trust::Operation &one) {
        if (!isWritten(held, one))
            return false;
        written.append(one);
        return true;
    });
    const trust::OrderedChanges ordered = trust::inOrder(rest, credentials);
    held.set.operations = written + ordered.set.operations;
    held.notes.clear();
    for (const trust::OrderNote &note : ordered.notes)
        held.notes.insert(note.operation, note);
}

bool StagedChanges::stage(const trust::Operation &operation)
{
    return stage(QList<trust::Operation>{operation});
}

bool StagedChanges::stage(const QList<trust::Operation> &operations)
{
    if (m_isApplying)
        return false;
    Held &mine = held();
    // What was written is history: a later change of the same credential is one of its own.
    const trust::ChangeSet written = [&mine] {
        trust::ChangeSet set = mine.set;
        set.operations.removeIf([&mine](const trust::Operation &one) { return !isWritten(mine, one); });
        return set;
    }();
    if (!written.operations.isEmpty()) {
        for (const trust::Operation &operation : operations) {
            if (const trust::Operation *done = trust::findLike(written, operation))
                mine.set = trust::without(std::move(mine.set), done->id);
        }
    }
    mine.set = trust::staged(std::move(mine.set), operations);
    mine.results.removeIf([](const auto &each) { return each.value().phase != OperationPhase::Written; });
    order(mine);
    Q_EMIT changed();
    return true;
}

bool StagedChanges::unstage(const QUuid &operation)
{
    if (m_isApplying)
        return false;
    Held &mine = held();
    mine.set = trust::without(mine.set, operation);
    mine.results.remove(operation);
    order(mine);
    Q_EMIT changed();
    return true;
}

bool StagedChanges::move(qsizetype from, qsizetype to)
{
    if (m_isApplying || from == to)
        return false;
    Held &mine = held();
    mine.set = trust::moved(mine.set, from, to);
    order(mine);
    Q_EMIT changed();
    return true;
}

bool StagedChanges::clearWritten()
{
    if (m_isApplying)
        return false;
    Held &mine = held();
    mine.set.operations.removeIf([&mine](const trust::Operation &one) { return isWritten(mine, one); });
    mine.results.removeIf([](const auto &each) { return each.value().phase == OperationPhase::Written; });
    if (mine.set.operations.isEmpty())
        m_held.remove(m_here);
    Q_EMIT changed();
    return true;
}

bool StagedChanges::discard()
{
    if (m_isApplying)
        return false;
    m_held.remove(m_here);
    Q_EMIT changed();
    return true;
}

void StagedChanges::recall(const QHash<QUuid, OperationPhase> &phases)
{
    if (m_isApplying)
        return;
    Held &mine = held();
    for (const trust::Operation &one : std::as_const(mine.set.operations)) {
        const auto phase = phases.constFind(one.id);
        if (phase == phases.cend() || mine.results.contains(one.id))
            continue;
        const bool underWay = *phase == OperationPhase::Writing || *phase == OperationPhase::ReadingBack
            || *phase == OperationPhase::Unknown;
        if (*phase == OperationPhase::Written || underWay) {
            OperationResult result;
            result.operation = one.id;
            result.phase = underWay ? OperationPhase::Unknown : OperationPhase::Written;
            mine.results.insert(one.id, result);
        }
    }
    order(mine);
    Q_EMIT changed();
}

void StagedChanges::setTicket(const QString &ticket)
{
    if (set().ticket == ticket)
        return;
    held().set.ticket = ticket;
    Q_EMIT changed();
}

void StagedChanges::setReason(const QString &reason)
{
    if (set().reason == reason)
        return;
    held().set.reason = reason;
    Q_EMIT changed();
}

void StagedChanges::run(const trust::ChangeSet &changes, std::function<void(const OperationResult &)> progress,
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
    whenDone(m_workspace.apply(changes, std::move(told), m_stop.get_token()), this,
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
    if (m_isApplying || waiting() == 0)
        return;
    Held &mine = held();
    const trust::ChangeSet rest = waitingSet();
    for (const trust::Operation &one : rest.operations)
        mine.results.insert(one.id, {one.id, OperationPhase::Waiting, {}, {}});
    m_isUndoing = false;
    run(
        rest, [this](const OperationResult &result) { take(result); },
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
    run(
        inverse, [](const OperationResult &) {},
        [this, inverse](const QList<OperationResult> &results) { endUndo(inverse, results); });
}

// What was taken back waits again; what could not be is still written, and says why.
void StagedChanges::endUndo(const trust::ChangeSet &inverse, const QList<OperationResult> &results)
{
    Held &mine = m_held[m_applyingAt];
    int count = 0;
    for (qsizetype i = 0; i < results.size() && i < inverse.operations.size(); ++i) {
        const trust::Operation &back = inverse.operations.at(i);
        const trust::Operation *forth = trust::findLike(mine.set, back);
        if (!forth)
            continue;
        if (results.at(i).phase == OperationPhase::Written) {
            mine.results.remove(forth->id);
            ++count;
        } else {
            mine.results[forth->id].error = results.at(i).error;
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
    m_held[m_applyingAt].results.insert(result.operation, result);
    Q_EMIT resultChanged(result.operation);
}

void StagedChanges::end(const QList<OperationResult> &results)
{
    int written = 0;
    int failed = 0;
    for (const OperationResult &result : results) {
        m_held[m_applyingAt].results.insert(result.operation, result);
        written += result.phase == OperationPhase::Written ? 1 : 0;
        failed += result.phase == OperationPhase::Failed || result.phase == OperationPhase::Unknown ? 1 : 0;
    }
    m_isApplying = false;
    Q_EMIT changed();
    Q_EMIT ended(written, failed, static_cast<int>(results.size()) - written - failed);
    if (std::exchange(m_undoesAfterwards, false))
        undoNow();
}

} // namespace symbolon::ui
