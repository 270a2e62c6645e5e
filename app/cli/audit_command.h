// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"

#include <optional>

namespace symbolon::cli {

// audit [--fail-on low|medium|high|critical]: every finding, worst first; the summary and what could not be judged go to
// the error side (and into the JSON document).
class AuditCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString synopsis() const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    [[nodiscard]] Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) override;
    [[nodiscard]] ExitCode run(const CommandContext &context) override;

private:
    std::optional<risk::Severity> m_failOn;
};

} // namespace symbolon::cli
