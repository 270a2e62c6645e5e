// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"

namespace symbolon::cli {

// sign-in: signs in and keeps the sign-in for later commands. Without a keychain it keeps nothing and ends with 3.
class SignInCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString synopsis() const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) override;
    [[nodiscard]] Need need() const override { return Need::Session; }
    void runSession(workspace::Workspace &workspace, const CommandContext &context,
                    const std::function<void(ExitCode)> &done) override;
};

// sign-out: removes the sign-in of the account that later commands and the window would take up; with --remove-cache also
// what the window keeps of what it has read as that account.
class SignOutCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString synopsis() const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    [[nodiscard]] Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) override;
    [[nodiscard]] Need need() const override { return Need::Nothing; }
    [[nodiscard]] bool usesCache() const override { return m_cacheToo; }
    void runSession(workspace::Workspace &workspace, const CommandContext &context,
                    const std::function<void(ExitCode)> &done) override;

private:
    bool m_cacheToo = false;
};

// who: the account that commands sign in as, its tenant and permissions; 3 where there is none. Asks no person.
class WhoCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString synopsis() const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) override;
    [[nodiscard]] Need need() const override { return Need::Kept; }
    void runSession(workspace::Workspace &workspace, const CommandContext &context,
                    const std::function<void(ExitCode)> &done) override;
};

} // namespace symbolon::cli
