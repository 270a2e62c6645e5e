// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"
#include "store/visible_rows.h"

namespace symbolon::cli {

// list identities|credentials [--filter 'text issuer:… subject:…']
class ListCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString synopsis() const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    [[nodiscard]] Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) override;
    [[nodiscard]] ExitCode run(const CommandContext &context) override;

private:
    enum class What { Identities, Credentials };

    void listIdentities(const CommandContext &context, const store::Query &query) const;
    void listCredentials(const CommandContext &context, const store::Query &query) const;

    What m_what = What::Identities;
    QString m_filter;
};

} // namespace symbolon::cli
