// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"

#include <QMap>

namespace symbolon::cli {

// presets list | show ID | render ID --field k=v …: the forms of the platforms, and what a filled one comes to. Reads
// no tenant; the audience is that of the chosen cloud.
class PresetsCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString synopsis() const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    [[nodiscard]] Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) override;
    [[nodiscard]] Need need() const override { return Need::Nothing; }
    void runSession(workspace::Workspace &workspace, const CommandContext &context,
                    const std::function<void(ExitCode)> &done) override;

private:
    enum class What { List, Show, Render };

    static void list(const CommandContext &context);
    static void show(const CommandContext &context, const presets::Preset &preset);
    [[nodiscard]] ExitCode render(const CommandContext &context, const presets::Preset &preset) const;

    What m_what = What::List;
    QString m_id;
    QMap<QString, QString> m_values;
};

} // namespace symbolon::cli
