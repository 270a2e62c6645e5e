// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"

namespace symbolon::cli {

// show ID: one identity by object id, client id, ARM id or exact display name.
class ShowCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString synopsis() const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) override;
    [[nodiscard]] ExitCode run(const CommandContext &context) override;

private:
    QString m_id;
};

} // namespace symbolon::cli
