// SPDX-License-Identifier: Apache-2.0
#include "ui/models/staged_changes.h"

#include "trust/staging.h"
#include "workspace/applier.h"
#include "workspace/workspace.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace symbolon::ui {
namespace {

constexpr qsizetype fewIdentities = 50; // beyond, everything is put in order at once

bool isUnsettled(workspace::OperationPhase phase)
{
    return phase == workspace::OperationPhase::Unknown || phase == workspace::OperationPhase::Writing
        || phase == workspace::OperationPhase::ReadingBack;
}

// `by`: 1 adds a result, -1 takes it away again.
void count(StagedChanges::Counts &counts, const workspace::OperationResult &result, bool forGood, int by)
{
    using workspace::OperationPhase;
    counts.tried += by;
    switch (result.phase) {
    case OperationPhase::Written:
        counts.written += by;
        counts.writtenForGood += forGood ? by : 0;
        break;
    case OperationPhase::Failed:
    case OperationPhase::Unknown:
        counts.failed += by;
        break;
    case OperationPhase::Checking:
    case OperationPhase::Writing:
    case OperationPhase::ReadingBack:
        counts.underWay += by;
        break;
    case OperationPhase::Waiting:
    case OperationPhase::NotStarted:
        break;
    }
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

bool StagedChanges::isForGood(const trust::Operation &operation)
{
    return operation.belonging && std::holds_alternative<trust::Secret>(*operation.belonging);
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
        found = m_held.insert(m_here, {m_workspace.newChangeSet(), {}, {}, {}, {}, {}, {}});
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

const trust::Operation *StagedChanges::operation(const QUuid &id) const
{
    const qsizetype place = placeOf(id);
    return place < 0 ? nullptr : &set().operations.at(place);
}

const trust::Operation *StagedChanges::waitingFor(const trust::IdentityKey &identity, const QString &name) const
{
    const trust::Operation *found = trust::find(set(), identity, name);
    return found && !isWritten(here(), *found) ? found : nullptr;
}

trust::ChangeSet StagedChanges::waitingSet() const
{
    if (written() == 0)
        return set(); // nothing to copy
    return trust::remaining(set(), [this](const trust::Operation &one) { return isWritten(here(), one); });
}

const trust::OrderNote *StagedChanges::note(const QUuid &operation) const
{
    const auto found = here().notes.constFind(operation);
    return found == here().notes.cend() ? nullptr : &*found;
}

bool StagedChanges::isGapAccepted(const QUuid &operation) const
{
    return here().accepted.contains(operation);
}

int StagedChanges::openGaps() const
{
    const QList<QUuid> &all = gaps();
    return static_cast<int>(
        std::count_if(all.cbegin(), all.cend(), [this](const QUuid &one) { return !isGapAccepted(one); }));
}

void StagedChanges::acceptGap(const QUuid &operation, bool accepted)
{
    const trust::Operation *about = this->operation(operation);
    if (m_isApplying || !about || !gaps().contains(operation) || accepted == isGapAccepted(operation))
        return;
    Held &mine = held();
    if (accepted)
        mine.accepted.insert(operation, {*about, mine.notes.value(operation).because});
    else
        mine.accepted.remove(operation);
    Q_EMIT gapsChanged();
}

// What everything else is looked up in. Once for each change of the set; a result is counted by itself.
void StagedChanges::settle(Held &held)
{
    held.places.clear();
    held.places.reserve(held.set.operations.size());
    held.counts = {};
    trust::IdentitySet identities;
    for (qsizetype i = 0; i < held.set.operations.size(); ++i) {
        const trust::Operation &one = held.set.operations.at(i);
        held.places.insert(one.id, i);
        identities.insert(one.identity);
        const auto result = held.results.constFind(one.id);
        if (result != held.results.cend())
            count(held.counts, *result, isForGood(one), 1);
    }
    held.counts.identities = static_cast<int>(identities.size());
    findGaps(held);
}

// Whoever accepted a gap has accepted this one, and no other that may come in its place.
void StagedChanges::findGaps(Held &held)
{
    held.gaps.clear();
    for (const trust::Operation &one : std::as_const(held.set.operations)) {
        const auto note = held.notes.constFind(one.id);
        if (note != held.notes.cend() && note->gap && !isWritten(held, one))
            held.gaps.append(one.id);
    }
    held.accepted.removeIf([&held](const auto &each) {
        const qsizetype place = held.places.value(each.key(), -1);
        return place < 0 || !held.gaps.contains(each.key())
            || each.value() != AcceptedGap{held.set.operations.at(place), held.notes.value(each.key()).because};
    });
}

void StagedChanges::tell(Held &held, const OperationResult &result)
{
    const qsizetype place = held.places.value(result.operation, -1);
    if (place >= 0) {
        const bool forGood = isForGood(held.set.operations.at(place));
        const auto old = held.results.constFind(result.operation);
        if (old != held.results.cend())
            count(held.counts, *old, forGood, -1);
        count(held.counts, result, forGood, 1);
    }
    held.results.insert(result.operation, result);
}

trust::OrderedChanges StagedChanges::ordered(const trust::ChangeSet &changes) const
{
    return trust::inOrder(changes, [this](const trust::IdentityKey &key) {
        const workspace::IdentityRow *row = m_workspace.identity(key);
        return row ? row->identity.credentials : QList<trust::FederatedCredential>();
    });
}

// The same where the operations of these identities alone have changed: of thousands the others are where they belong.
void StagedChanges::order(Held &held, trust::IdentitySet touched) const
{
    if (held.counts.written > 0 || touched.size() > fewIdentities)
        return order(held);
    trust::ChangeSet part;
    for (const trust::Operation &one : std::as_const(held.set.operations)) {
        if (touched.contains(one.identity))
            part.operations.append(one);
    }
    const trust::OrderedChanges sorted = ordered(part);
    QHash<trust::IdentityKey, QList<trust::Operation>> chains;
    for (const trust::Operation &one : sorted.set.operations)
        chains[one.identity].append(one);
    QList<trust::Operation> all;
    all.reserve(held.set.operations.size());
    for (trust::Operation &one : held.set.operations) {
        if (!touched.contains(one.identity))
            all.append(std::move(one));
        else
            all.append(chains.take(one.identity)); // at the place of the first, nothing at the others'
    }
    held.set.operations = std::move(all);
    for (const trust::OrderNote &note : sorted.notes)
        held.notes.insert(note.operation, note);
    settle(held);
}

// What is written stays where it was; the rest follows in the order that it needs.
void StagedChanges::order(Held &held) const
{
    QList<trust::Operation> written;
    trust::ChangeSet rest = held.set;
    const bool isAny = std::any_of(held.results.cbegin(), held.results.cend(),
                                   [](const OperationResult &one) { return one.phase == OperationPhase::Written; });
    if (isAny) { // else nothing has to be copied
        rest.operations.removeIf([&](const trust::Operation &one) {
            if (!isWritten(held, one))
                return false;
            written.append(one);
            return true;
        });
    }
    trust::OrderedChanges ordered = this->ordered(rest);
    held.set.operations = isAny ? written + ordered.set.operations : std::move(ordered.set.operations);
    takeNotes(held, ordered.notes);
    settle(held);
}

void StagedChanges::takeNotes(Held &held, const QList<trust::OrderNote> &notes)
{
    held.notes.clear();
    held.notes.reserve(notes.size());
    for (const trust::OrderNote &note : notes)
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
    forgetWritten(mine, operations);
    renameUnknown(mine, operations);
    mine.set = trust::staged(std::move(mine.set), operations);
    mine.results.removeIf([](const auto &each) {
        return each.value().phase != OperationPhase::Written && !isUnsettled(each.value().phase);
    });
    trust::IdentitySet touched;
    for (const trust::Operation &one : operations)
        touched.insert(one.identity);
    order(mine, std::move(touched));
    Q_EMIT changed();
    return true;
}

bool StagedChanges::stagePlan(const trust::OrderedChanges &plan)
{
    if (m_isApplying || !set().operations.isEmpty())
        return stage(plan.set.operations);
    Held &mine = held();
    mine.set.operations = plan.set.operations;
    mine.results.clear();
    takeNotes(mine, plan.notes);
    settle(mine);
    Q_EMIT changed();
    return true;
}

// What was written is history: a later change of the same credential is one of its own.
void StagedChanges::forgetWritten(Held &held, const QList<trust::Operation> &operations)
{
    if (held.counts.written == 0)
        return;
    QHash<trust::IdentityKey, trust::ChangeSet> written;
    for (const trust::Operation &one : std::as_const(held.set.operations)) {
        if (isWritten(held, one))
            written[one.identity].operations.append(one);
    }
    QSet<QUuid> replaced;
    for (const trust::Operation &operation : operations) {
        const auto those = written.constFind(operation.identity);
        if (those == written.cend())
            continue;
        if (const trust::Operation *done = trust::findLike(*those, operation))
            replaced.insert(done->id);
    }
    for (const QUuid &one : std::as_const(replaced))
        held.set = trust::without(std::move(held.set), one);
}

// Of which it is not known whether they were written: the journal has to hold them as they were, for somebody may have to
// take them back. What they become is an operation of its own.
void StagedChanges::renameUnknown(Held &held, const QList<trust::Operation> &operations)
{
    const bool isAny = std::any_of(held.results.cbegin(), held.results.cend(),
                                   [](const OperationResult &one) { return isUnsettled(one.phase); });
    if (!isAny)
        return;
    for (const trust::Operation &operation : operations) {
        const trust::Operation *like = trust::findLike(held.set, operation);
        const qsizetype place = like ? held.places.value(like->id, -1) : -1;
        if (place < 0 || !held.results.contains(like->id) || !isUnsettled(held.results.value(like->id).phase))
            continue;
        const QUuid old = like->id;
        const QUuid fresh = QUuid::createUuid();
        for (trust::Operation &one : held.set.operations) {
            if (one.id == old)
                one.id = fresh;
            if (one.waitsFor == old)
                one.waitsFor = fresh;
        }
        held.results.remove(old);
        settle(held);
    }
}

bool StagedChanges::restage(const QUuid &id, const trust::Operation &operation)
{
    if (m_isApplying)
        return false;
    Held &mine = held();
    const qsizetype place = mine.places.value(id, -1);
    const trust::Operation *like = trust::findLike(mine.set, operation);
    const bool isOther = like && like->id != id;
    if (place < 0 || isOther || mine.set.operations.at(place).identity != operation.identity)
        return stage(operation);
    mine.set.operations[place].after = operation.after;
    return stage(mine.set.operations.at(place));
}

bool StagedChanges::bringBack(const trust::ChangeSet &kept)
{
    if (m_isApplying)
        return false;
    if (set().operations.isEmpty()) {
        // Its journal goes on under its id.
        held().set.id = kept.id;
        held().set.title = kept.title;
        held().set.createdAt = kept.createdAt;
    }
    return stage(kept.operations);
}

bool StagedChanges::bringBackWritten(const trust::ChangeSet &changes, const QList<QUuid> &written)
{
    if (m_isApplying)
        return false;
    const bool isFresh = set().operations.isEmpty();
    Held &mine = held();
    const QSet<QUuid> wanted(written.cbegin(), written.cend());
    QList<trust::Operation> back;
    for (const trust::Operation &one : changes.operations) {
        if (!wanted.contains(one.id) || mine.places.contains(one.id))
            continue;
        back.append(one);
        OperationResult result;
        result.operation = one.id;
        result.phase = OperationPhase::Written;
        mine.results.insert(one.id, result);
    }
    if (isFresh) {
        mine.set.id = changes.id;
        mine.set.title = changes.title;
        mine.set.ticket = changes.ticket;
        mine.set.reason = changes.reason;
    }
    mine.set.operations = back + mine.set.operations;
    order(mine);
    Q_EMIT changed();
    return !back.isEmpty();
}

bool StagedChanges::unstage(const QUuid &operation)
{
    if (m_isApplying)
        return false;
    Held &mine = held();
    const QUuid id = operation; // which may be a part of the set
    const trust::Operation *about = this->operation(id);
    trust::IdentitySet touched;
    if (about)
        touched.insert(about->identity);
    mine.set = trust::without(std::move(mine.set), id);
    mine.results.remove(id);
    mine.notes.remove(id);
    order(mine, std::move(touched));
    Q_EMIT changed();
    return true;
}

bool StagedChanges::move(qsizetype from, qsizetype to)
{
    if (m_isApplying || from == to)
        return false;
    Held &mine = held();
    mine.set = trust::moved(std::move(mine.set), from, to);
    trust::IdentitySet touched; // whose it is, and between whose it may have come
    for (const qsizetype place : {to - 1, to, to + 1}) {
        if (place >= 0 && place < mine.set.operations.size())
            touched.insert(mine.set.operations.at(place).identity);
    }
    order(mine, std::move(touched));
    Q_EMIT changed();
    return true;
}

bool StagedChanges::clearWritten()
{
    if (m_isApplying)
        return false;
    leaveWritten();
    Held &mine = held();
    mine.set.operations.removeIf([&mine](const trust::Operation &one) { return isWritten(mine, one); });
    mine.results.removeIf([](const auto &each) { return each.value().phase == OperationPhase::Written; });
    settle(mine);
    if (mine.set.operations.isEmpty())
        m_held.remove(m_here);
    Q_EMIT changed();
    return true;
}

bool StagedChanges::discard()
{
    if (m_isApplying)
        return false;
    leaveWritten();
    m_held.remove(m_here);
    Q_EMIT changed();
    return true;
}

// What is no longer on show is not asked about at the next start.
void StagedChanges::leaveWritten()
{
    QList<QUuid> written;
    for (const trust::Operation &one : set().operations) {
        if (isWritten(here(), one))
            written.append(one.id);
    }
    if (!written.isEmpty())
        static_cast<void>(m_workspace.applier().leave(written));
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
    Q_EMIT wordsChanged();
}

void StagedChanges::setReason(const QString &reason)
{
    if (set().reason == reason)
        return;
    held().set.reason = reason;
    Q_EMIT wordsChanged();
}

} // namespace symbolon::ui
