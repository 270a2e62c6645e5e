// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/fetched_session.h"
#include "auth/sign_in_config.h"
#include "auth/token_client.h"

#include <QString>

namespace symbolon::auth {

// Signs in as a workload by federation itself: an external token from a file, exchanged for access tokens of Graph and
// Azure Resource Manager with the scopes "…/.default" (Microsoft Entra: Workload identity federation; Azure Identity:
// WorkloadIdentityCredential). The file is read anew for each exchange, because its owner replaces it.
class WorkloadSession final : public FetchedSession
{
    Q_OBJECT

public:
    // `config.clientId` and `config.tenant` are the workload's. `transport` outlives the session.
    WorkloadSession(const SignInConfig &config, QString tokenFile, net::Transport &transport, Clock clock,
                    QObject *parent = nullptr);

    [[nodiscard]] SignInChoice choice() const override;

protected:
    [[nodiscard]] Future<TokenAnswer> fetch(net::Service service, const QByteArray &claims,
                                            const std::stop_token &stop) override;
    [[nodiscard]] bool reaches(net::Service service) const override;
    [[nodiscard]] AccountInfo accountOf(const TokenAnswer &answer) const override;
    [[nodiscard]] QString howToWiden() const override;

private:
    [[nodiscard]] QString resourceOf(net::Service service) const;

    SignInConfig m_config;
    QString m_tokenFile;
    TokenClient m_client;
};

} // namespace symbolon::auth
