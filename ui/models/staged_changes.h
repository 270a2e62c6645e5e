// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"
#include "trust/change_order.h"
#include "trust/change_set.h"
#include "trust/identity_set.h"
#include "workspace/apply.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <stop_token>

namespace symbolon::workspace {
class Workspace;
}

namespace symbolon::ui {

// What is staged in this window and what became of it, for each tenant on its own: whoever signs in elsewhere finds the
// other tenant's changes again on coming back.
//
//   Staging ── apply() ──► Applying ── ended ──► Staging, with a result for each operation; what was not written
//      │ ▲                    └── stop(): after the operations that are under way      is applied by the next apply()
//      └─┴─ undo(): applies the inverse of what was written; what was taken back is staged again
class StagedChanges final : public QObject
{
    Q_OBJECT

public:
    // `workspace` outlives it.
    explicit StagedChanges(workspace::Workspace &workspace, QObject *parent = nullptr);
    ~StagedChanges() override;

    // Of the tenant on show.
    [[nodiscard]] const trust::ChangeSet &set() const { return here().set; }
    // nullptr: there is no such one.
    [[nodiscard]] const trust::Operation *operation(const QUuid &id) const;
    // Its place in set(); -1: there is no such one.
    [[nodiscard]] qsizetype placeOf(const QUuid &id) const { return here().places.value(id, -1); }
    // What is staged for a credential and not written yet; nullptr: nothing.
    [[nodiscard]] const trust::Operation *waitingFor(const trust::IdentityKey &identity, const QString &name) const;
    // How an operation ended or how far it is; nullptr: it was never applied.
    [[nodiscard]] const workspace::OperationResult *result(const QUuid &operation) const;
    // Why an operation stands where it stands; nullptr: there is nothing to say.
    [[nodiscard]] const trust::OrderNote *note(const QUuid &operation) const;
    // Removals that go first and are not written: until what comes after them is, nobody gets a token there. Each has to be
    // accepted before apply() does anything; that belongs to the operation as it is, and is in no file.
    [[nodiscard]] const QList<QUuid> &gaps() const { return here().gaps; }
    [[nodiscard]] bool isGapAccepted(const QUuid &operation) const;
    [[nodiscard]] int openGaps() const;
    void acceptGap(const QUuid &operation, bool accepted);
    [[nodiscard]] bool isApplying() const { return m_isApplying; }
    [[nodiscard]] bool isUndoing() const { return m_isApplying && m_isUndoing; }
    [[nodiscard]] bool isStopping() const { return m_isApplying && m_stop.stop_requested(); }
    // How far the run is that is under way.
    [[nodiscard]] const workspace::ApplyStanding &standing() const { return m_standing; }
    // Of set(): how many stand where. Kept up to date, and cheap.
    struct Counts
    {
        int written = 0;
        int writtenForGood = 0; // of these: undo() does not bring them back
        int failed = 0;         // or unknown
        int underWay = 0;
        int tried = 0; // with any result
        int identities = 0;
    };
    [[nodiscard]] const Counts &counts() const { return here().counts; }
    [[nodiscard]] int written() const { return counts().written; }
    // How many of those that are written undo() takes back.
    [[nodiscard]] int undoable() const { return counts().written - counts().writtenForGood; }
    [[nodiscard]] int waiting() const { return static_cast<int>(set().operations.size()) - written(); }
    // set() without what is written.
    [[nodiscard]] trust::ChangeSet waitingSet() const;

    // As trust::staged(), then in order of execution. False: nothing is changed while changes are being written.
    bool stage(const trust::Operation &operation);
    bool stage(const QList<trust::Operation> &operations);
    // As stage() for what a plan has put in order, with its notes: where nothing is staged it is taken as it is, however much.
    bool stagePlan(const trust::OrderedChanges &plan);
    // In the place of a staged operation of the same identity, whose name may have been another: a credential that is not
    // there yet. As stage() where there is none.
    bool restage(const QUuid &id, const trust::Operation &operation);
    // What an earlier run of the program had staged; where nothing is staged here it is the same set again.
    bool bringBack(const trust::ChangeSet &kept);
    // What an earlier run has written and was taking back when it ended: undo() goes on.
    bool bringBackWritten(const trust::ChangeSet &changes, const QList<QUuid> &written);
    bool unstage(const QUuid &operation);
    // Operations of one identity keep the order that they need, and move together.
    bool move(qsizetype from, qsizetype to);
    bool clearWritten();
    bool discard();
    // What the journal of an earlier run says of operations that are staged again: those that were written are, and of
    // those that were under way it is not known.
    void recall(const QHash<QUuid, workspace::OperationPhase> &phases);
    // Travel with the set; may change at any time.
    void setTicket(const QString &ticket);
    void setReason(const QString &reason);

    // Writes what is not written, in order. Nothing while a gap has not been accepted.
    void apply();
    // Lets what is under way end and begins nothing more.
    void stop();
    // Takes back what was written, the last first; where something is being written, after what is under way.
    void undo();

Q_SIGNALS:
    void changed();                                   // the set, or whether it is being applied
    void wordsChanged();                              // ticket or reason
    void gapsChanged();                               // isGapAccepted()
    void resultChanged(const QUuid &operation);       // result()
    void undone(int undone, int failed);              // by the last undo()
    void ended(int written, int failed, int waiting); // of the last apply()

private:
    // A gap that was accepted: of this operation, as it was, because of that one.
    struct AcceptedGap
    {
        trust::Operation operation;
        std::optional<QUuid> because;

        bool operator==(const AcceptedGap &) const = default;
    };

    struct Held
    {
        trust::ChangeSet set;
        QHash<QUuid, workspace::OperationResult> results;
        QHash<QUuid, trust::OrderNote> notes;
        QHash<QUuid, AcceptedGap> accepted;
        // Of all of these, by settle():
        QHash<QUuid, qsizetype> places; // in the set
        QList<QUuid> gaps;
        Counts counts;
    };

    // A secret that was taken away cannot be given back.
    [[nodiscard]] static bool isForGood(const trust::Operation &operation);
    [[nodiscard]] static bool isWritten(const Held &held, const trust::Operation &operation);
    void look();
    [[nodiscard]] const Held &here() const;
    [[nodiscard]] Held &held(); // made where there is none
    [[nodiscard]] trust::OrderedChanges ordered(const trust::ChangeSet &changes) const;
    void order(Held &held) const;
    void order(Held &held, trust::IdentitySet touched) const;
    static void takeNotes(Held &held, const QList<trust::OrderNote> &notes);
    static void settle(Held &held);
    static void findGaps(Held &held);
    static void tell(Held &held, const workspace::OperationResult &result);
    static void forgetWritten(Held &held, const QList<trust::Operation> &operations);
    static void renameUnknown(Held &held, const QList<trust::Operation> &operations);
    void leaveWritten();
    using Start = std::function<Future<workspace::ApplyReport>(const workspace::ApplyProgress &progress,
                                                               const std::stop_token &stop)>;
    void run(const trust::ChangeSet &changes, const Start &start,
             std::function<void(const workspace::OperationResult &)> progress,
             std::function<void(const QList<workspace::OperationResult> &)> ended);
    void undoNow();
    void endUndo(const trust::ChangeSet &inverse, const QList<workspace::OperationResult> &results);
    void take(const workspace::OperationResult &result);
    void end(const QList<workspace::OperationResult> &results);

    workspace::Workspace &m_workspace;
    QHash<QString, Held> m_held; // by tenant and login
    QString m_here;              // the key of the tenant on show
    QString m_applyingAt;        // where the run that is under way belongs
    workspace::ApplyStanding m_standing;
    bool m_isApplying = false;
    bool m_isUndoing = false;
    bool m_undoesAfterwards = false;
    std::stop_source m_stop;
    const Held m_nothing; // is staged
};

} // namespace symbolon::ui
