// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"
#include "out_folder.h"

#include <optional>

namespace symbolon::cli {

// export terraform|bicep|az|graph|powershell|changes [--identity ID | --changes FILE] --out DIR [--force]: what identities
// trust, as infrastructure code, as requests, or as a change set that creates it; or what staged changes do.
class ExportCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString synopsis() const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    [[nodiscard]] Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) override;
    [[nodiscard]] ExitCode run(const CommandContext &context) override;

private:
    std::optional<exports::Target> m_target; // nullopt: a change set
    QString m_identity;                      // empty: all
    QString m_changes;                       // empty: what identities hold
    OutFolder m_out;
};

} // namespace symbolon::cli
