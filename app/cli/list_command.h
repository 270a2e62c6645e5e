// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"
#include "store/visible_rows.h"
#include "workspace/filter_fields.h"

namespace symbolon::cli {

// list identities|credentials|issuers [--filter 'text issuer:… subject:…']
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
    enum class What { Identities, Credentials, Issuers };

    [[nodiscard]] static workspace::FilterScope scopeOf(What what);

    What m_what = What::Identities;
    QString m_filter;
};

} // namespace symbolon::cli
