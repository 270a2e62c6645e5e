// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"

namespace symbolon::cli {

// sync [--stats]
class SyncCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString synopsis() const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    [[nodiscard]] Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) override;
    [[nodiscard]] ExitCode run(const CommandContext &context) override;

private:
    bool m_stats = false;
};

} // namespace symbolon::cli
