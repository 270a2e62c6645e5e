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
    // What takes back everything that was, or may have been, carried out.
    [[nodiscard]] trust::ChangeSet undo() const;
};

// The journals of a person's change sets, one file each, written in a thread of their own: before a write is sent and
// after its outcome. Calls return at once and are carried out in order; the destructor waits for them.
class ChangeLog final
{
public:
    explicit ChangeLog(QString folder);
    ~ChangeLog();
    ChangeLog(const ChangeLog &) = delete;
    ChangeLog &operator=(const ChangeLog &) = delete;

    // From now on the set's operations can be noted, under the id that the future ends with: its own, unless a set of this
    // id was begun before. `again`: that one goes on.
    [[nodiscard]] Future<QUuid> begin(const trust::ChangeSet &changes, bool again);
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
