// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"

#include <QObject>
#include <QStringList>
#include <QUuid>

#include <stop_token>

namespace symbolon::cli {

// plan add|update|delete|rename|copy|move|retire-secret|replace-issuer|replace-repository|migrate-github|cut-off … --out
// FILE: stages changes in a file for apply, and says what has to be known about them. Writes nothing to the tenant.
class PlanCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString synopsis() const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] QList<QCommandLineOption> options() const override;
    [[nodiscard]] Result<void> take(const QStringList &arguments, const QCommandLineParser &parser) override;
    // The sign-in log is asked before a secret is retired.
    [[nodiscard]] bool goesOn() const override { return m_what == u"retire-secret"; }
    bool stop() override;
    [[nodiscard]] ExitCode run(const CommandContext &context) override;
    void runSession(workspace::Workspace &workspace, const CommandContext &context,
                    const std::function<void(ExitCode)> &done) override;

private:
    [[nodiscard]] ExitCode finish(const CommandContext &context, workspace::Plan plan) const;
    [[nodiscard]] std::optional<workspace::Plan> plan(const CommandContext &context) const;
    [[nodiscard]] std::optional<workspace::Plan> planOfOne(const CommandContext &context,
                                                           const workspace::PlanBasis &basis) const;
    [[nodiscard]] trust::FederatedCredential edited(trust::FederatedCredential credential,
                                                    const QString &audience) const;

    QString m_what;
    QStringList m_arguments;
    QString m_credential;
    QString m_to;
    QHash<QString, QString> m_fields; // issuer, subject, expression, audience, description; those that were given
    QHash<QString, workspace::RepositoryIds> m_ids;
    QString m_bindingId;
    bool m_retires = false;
    QString m_ticket;
    QString m_reason;
    QUuid m_keyId; // of a secret
    QString m_out;
    QObject m_context;
    std::stop_source m_stop;
};

} // namespace symbolon::cli
