// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workspace/apply_run.h"
#include "workspace/change_log.h"
#include "workspace/dry_run.h"

#include <QObject>

#include <functional>

namespace symbolon::workspace {

// Runs change sets for a workspace and keeps their journals.
class Applier final : public QObject
{
    Q_OBJECT

public:
    // `log` outlives it; nullptr: no journals.
    Applier(ChangeLog *log, std::function<ApplySetting()> setting);

    // As Workspace::apply().
    [[nodiscard]] Future<ApplyReport> apply(const trust::ChangeSet &changes, const ApplyProgress &progress,
                                            const std::stop_token &stop);
    // What a set would meet now. Nothing is written, and nobody is asked for a permission.
    [[nodiscard]] Future<DryRunReport> dryRun(const trust::ChangeSet &changes, const std::stop_token &stop);
    // What was applied to this tenant through this login, the newest first; nothing where no journals are kept (the
    // embedded demo tenant).
    [[nodiscard]] Future<QList<LoggedChanges>> logged();
    // Applies what remains of a set.
    [[nodiscard]] Future<ApplyReport> resume(const LoggedChanges &logged, const ApplyProgress &progress,
                                             const std::stop_token &stop);
    // Takes back what was, or may have been, carried out: the operations of LoggedChanges::undo(), which is journalled,
    // too. Where it ended in between, the same call goes on.
    [[nodiscard]] Future<ApplyReport> undo(const LoggedChanges &logged, const ApplyProgress &progress,
                                           const std::stop_token &stop);
    // The same with the inverse at hand, that of trust::undoOf() these changes.
    [[nodiscard]] Future<ApplyReport> takeBack(const trust::ChangeSet &changes, const trust::ChangeSet &inverse,
                                               const ApplyProgress &progress, const std::stop_token &stop);
    // What could not be taken back of these operations stays, and nobody is reminded of it.
    [[nodiscard]] Future<void> leave(const QList<QUuid> &operations);
    // The journal alone: the tenant stays as it is.
    [[nodiscard]] Future<void> forget(const LoggedChanges &logged);

private:
    // `again`: the set was begun before.
    [[nodiscard]] Future<ApplyReport> begin(const trust::ChangeSet &changes, const ApplyProgress &progress,
                                            const std::stop_token &stop, bool again);
    // `journal`: the id under which it is noted; null: nowhere.
    void run(const trust::ChangeSet &changes, const ApplyProgress &progress, const std::stop_token &stop,
             const Completion<ApplyReport> &completion, QUuid journal);

    ChangeLog *m_log;
    std::function<ApplySetting()> m_setting;
};

} // namespace symbolon::workspace
