// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"
#include "workspace/applier.h"

#include <QObject>

#include <stop_token>

namespace symbolon::cli {

// apply FILE [--undo]: writes a set of changes that plan, export or the window has staged, or takes it back.
class ApplyCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString synopsis() const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    [[nodiscard]] Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) override;
    [[nodiscard]] bool goesOn() const override { return true; }
    void runSession(workspace::Workspace &workspace, const CommandContext &context,
                    const std::function<void(ExitCode)> &done) override;
    bool stop() override;

private:
    void apply(workspace::Workspace &workspace, const CommandContext &context, const trust::ChangeSet &changes,
               const std::function<void(ExitCode)> &done);
    void undo(workspace::Workspace &workspace, const CommandContext &context,
              const std::function<void(ExitCode)> &done);
    void dryRun(workspace::Workspace &workspace, const CommandContext &context,
                const std::function<void(ExitCode)> &done);
    [[nodiscard]] ExitCode report(const CommandContext &context, const trust::ChangeSet &changes,
                                  const workspace::ApplyReport &report) const;
    [[nodiscard]] bool acceptsGaps(const Console &console) const;
    [[nodiscard]] workspace::ApplyProgress progress(const CommandContext &context) const;

    trust::ChangeSet m_changes;
    bool m_undoes = false;
    bool m_isDryRun = false;
    bool m_isRunning = false;
    std::stop_source m_stop;
    QObject m_context;
};

} // namespace symbolon::cli
