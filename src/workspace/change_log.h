// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"
#include "store/change_journal.h"
#include "workspace/apply.h"

#include <QHash>
#include <QString>
#include <QThreadPool>

#include <memory>

namespace symbolon::workspace {

enum class LoggedState {
    Unfinished, // the program ended, or something was not written
    Written,    // all of it
    Undone,
    Undoing, // taking it back has begun and not ended: undo() goes on with it
};

// A change set that was applied here, and how far it came.
struct LoggedChanges
{
    trust::ChangeSet changes;
    LoggedState state = LoggedState::Unfinished;
    QHash<QUuid, OperationPhase> phases; // of the operations that were begun
    QHash<QUuid, QString> errors;        // one line for people

    // What is still to be done. What was under way when the program ended is among it: whoever applies it again finds out
    // whether it was carried out.
    [[nodiscard]] trust::ChangeSet remaining() const;
    // Those that were, or may have been, carried out.
    [[nodiscard]] QList<QUuid> carriedOut() const;
    // What takes back everything that was, or may have been, carried out.
    [[nodiscard]] trust::ChangeSet undo() const;
};

// The id under which a set is journalled anew when its journal `id` is complete.
[[nodiscard]] QUuid successorOf(const QUuid &id);
// The latest journal of the set of this id among those; nullptr: there is none.
[[nodiscard]] const LoggedChanges *latestOf(const QList<LoggedChanges> &logged, QUuid set);

// The journals of a person's change sets, one file each, written in a thread of their own: before a write is sent and
// after its outcome. Calls return at once and are carried out in order; the destructor waits for them.
class ChangeLog final
{
public:
    explicit ChangeLog(QString folder);
    ~ChangeLog();
    ChangeLog(const ChangeLog &) = delete;
    ChangeLog &operator=(const ChangeLog &) = delete;

    // From now on the set's operations can be noted, under the id that the future ends with. A set has one journal until
    // it is complete: one that is not goes on, with the operations that it has now and whatever may have been carried out
    // before; after one that is, that of successorOf() begins. `again`: a complete one goes on, too. ErrorKind::Validation:
    // an operation has the id of one that may have been carried out, and asks for something else.
    [[nodiscard]] Future<QUuid> begin(const trust::ChangeSet &changes, bool again);
    // These operations are about to be taken back: whichever journals hold them are Undoing from now on. When the set that
    // takes them back (trust::undoIdOf()) is closed, they are Undone as far as that was written.
    [[nodiscard]] Future<void> beginUndo(const QList<QUuid> &operations);
    // What could not be taken back of these stays as it is, on purpose: nobody is reminded of it again.
    [[nodiscard]] Future<void> leave(const QList<QUuid> &operations);
    // On the disk when the future ends.
    [[nodiscard]] Future<void> note(QUuid set, const OperationResult &result);
    [[nodiscard]] Future<void> close(QUuid set, LoggedState state);
    // Sets of this tenant and login, the newest first. A file that cannot be read is left out.
    [[nodiscard]] Future<QList<LoggedChanges>> list(const QString &tenantId, const QString &loginOrigin);
    // Removes what was noted of a set. The tenant stays as it is.
    [[nodiscard]] Future<void> forget(QUuid set);

private:
    struct Open;

    const QString m_folder;
    std::shared_ptr<Open> m_open; // of the log's thread
    QThreadPool m_pool;           // of one thread that stays: SQLite connections belong to theirs
};

} // namespace symbolon::workspace
