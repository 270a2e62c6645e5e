// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/azure_cli.h"
#include "auth/fetched_session.h"
#include "auth/sign_in_config.h"

namespace symbolon::auth {

// The session of an installed Azure CLI: whoever is signed in there, with the permissions that the Azure CLI's own client
// holds. A claims challenge cannot be answered this way: az takes none, so a person has to run `az login` again.
class AzSession final : public FetchedSession
{
    Q_OBJECT

public:
    // Of `config`, the tenant counts ("organizations" and "common": whichever az is set to) and the two resources.
    AzSession(const SignInConfig &config, Clock clock, QObject *parent = nullptr);

    [[nodiscard]] SignInChoice choice() const override;
    void choose(const SignInChoice &choice) override;

protected:
    [[nodiscard]] Future<TokenAnswer> fetch(net::Service service, const QByteArray &claims,
                                            const std::stop_token &stop) override;
    [[nodiscard]] bool reaches(net::Service service) const override;
    // As the token names its account; for display and for naming things only. Empty where it cannot be read.
    [[nodiscard]] AccountInfo accountOf(const TokenAnswer &answer) const override;
    [[nodiscard]] QString howToWiden() const override;

private:
    [[nodiscard]] QString tenant() const;

    SignInConfig m_config;
    Clock m_clock;
    AzureCli m_cli;
};

} // namespace symbolon::auth
