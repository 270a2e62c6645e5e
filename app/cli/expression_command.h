// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"
#include "trust/claims_match.h"

namespace symbolon::cli {

// expression check 'TEXT' [--claims FILE] [--issuer URL]: whether a claims expression can be read, keeps the rules of
// its issuer, and fits the claims of a token. 1 where it does not. Reads no tenant.
class ExpressionCommand final : public Command
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
    QString m_text;
    QString m_issuer;
    std::optional<trust::PresentedClaims> m_claims;
};

} // namespace symbolon::cli
