// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"
#include "out_folder.h"

namespace symbolon::cli {

// handoff ID [--credential NAME] --out DIR [--force]: what the owner of the workload behind a credential needs.
class HandoffCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString synopsis() const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    [[nodiscard]] Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) override;
    [[nodiscard]] ExitCode run(const CommandContext &context) override;

private:
    QString m_id;
    QString m_credential; // empty: the only one
    OutFolder m_out;
};

} // namespace symbolon::cli
