// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/change_order.h"
#include "trust/change_set.h"
#include "workspace/apply.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <functional>
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
    // How an operation ended or how far it is; nullptr: it was never applied.
    [[nodiscard]] const workspace::OperationResult *result(const QUuid &operation) const;
    // Why an operation stands where it stands; nullptr: there is nothing to say.
    [[nodiscard]] const trust::OrderNote *note(const QUuid &operation) const;
    // A removal goes first somewhere: until what comes after it is written, nobody gets a token there.
    [[nodiscard]] bool hasGap() const;
    [[nodiscard]] bool isApplying() const { return m_isApplying; }
    [[nodiscard]] bool isUndoing() const { return m_isApplying && m_isUndoing; }
    [[nodiscard]] bool isStopping() const { return m_isApplying && m_stop.stop_requested(); }
    // How far the run is that is under way.
    [[nodiscard]] const workspace::ApplyStanding &standing() const { return m_standing; }
    // Of set(): how many are written, and how many have yet to be.
    [[nodiscard]] int written() const;
    // How many of those that are written undo() takes back.
    [[nodiscard]] int undoable() const;
    [[nodiscard]] int waiting() const { return static_cast<int>(set().operations.size()) - written(); }
    // set() without what is written.
    [[nodiscard]] trust::ChangeSet waitingSet() const;

    // As trust::staged(), then in order of execution. False: nothing is changed while changes are being written.
    bool stage(const trust::Operation &operation);
    bool stage(const QList<trust::Operation> &operations);
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

    // Writes what is not written, in order.
    void apply();
    // Lets what is under way end and begins nothing more.
    void stop();
    // Takes back what was written, the last first; where something is being written, after what is under way.
    void undo();

Q_SIGNALS:
    void changed();                                   // the set, or whether it is being applied
    void resultChanged(const QUuid &operation);       // result()
    void undone(int undone, int failed);              // by the last undo()
    void ended(int written, int failed, int waiting); // of the last apply()

private:
    struct Held
    {
        trust::ChangeSet set;
        QHash<QUuid, workspace::OperationResult> results;
        QHash<QUuid, trust::OrderNote> notes;
    };

    [[nodiscard]] static bool isWritten(const Held &held, const trust::Operation &operation);
    void look();
    [[nodiscard]] const Held &here() const;
    [[nodiscard]] Held &held(); // made where there is none
    void order(Held &held) const;
    void run(const trust::ChangeSet &changes, std::function<void(const workspace::OperationResult &)> progress,
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
