// SPDX-License-Identifier: Apache-2.0
#include "auth/az_session.h"

#include "base/shown.h"
#include "jose/jwt.h"

#include <QUuid>

namespace symbolon::auth {

AzSession::AzSession(const SignInConfig &config, Clock clock, QObject *parent)
    : FetchedSession(clock, parent)
    , m_config(config)
    , m_clock(std::move(clock))
{
}

SignInChoice AzSession::choice() const
{
    return {Way::AzureCli, m_config.tenant, m_config.clientId};
}

void AzSession::choose(const SignInChoice &choice)
{
    if (!choice.tenant.isEmpty())
        m_config.tenant = choice.tenant;
    if (!choice.clientId.isEmpty())
        m_config.clientId = choice.clientId;
}

Future<TokenAnswer> AzSession::fetch(net::Service service, const QByteArray &claims, const std::stop_token &stop)
{
    if (!claims.isEmpty()) {
        return readyFuture<TokenAnswer>(
            failure(Error{.kind = ErrorKind::InteractionNeeded,
                          .message = tr("The tenant asks for more than the Azure CLI's session has. Run “az login” "
                                        "again, or sign in another way.")}));
    }
    const QString resource = service == net::Service::Graph ? m_config.graphResource() : m_config.armResource();
    const Completion<TokenAnswer> completion;
    whenDone<AzureCliToken>(
        m_cli.token(resource, tenant(), stop), this,
        [this, completion, wanted = tenant()](const Result<AzureCliToken> &token) {
            if (!token)
                return completion.finish(failure(token.error()));
            const bool isId = !QUuid::fromString(wanted).isNull();
            if (isId && !token->tenant.isEmpty() && token->tenant.compare(wanted, Qt::CaseInsensitive) != 0) {
                return completion.finish(
                    failure(Error{.kind = ErrorKind::Unauthorized,
                                  .message = tr("The Azure CLI gave a token of tenant %1 instead of %2.")
                                                 .arg(shown(token->tenant), shown(wanted))}));
            }
            const std::chrono::seconds left(m_clock().secsTo(token->expiresAt));
            if (left.count() <= 0) {
                return completion.finish(
                    failure(Error{.kind = ErrorKind::Unauthorized,
                                  .message = tr("The Azure CLI gave a token that has ended already. If this computer's "
                                                "clock is right, run “az login” again.")}));
            }
            completion.finish(TokenAnswer{token->accessToken, {}, {}, {}, left});
        });
    return completion.future();
}

bool AzSession::reaches(net::Service service) const
{
    return service == net::Service::Graph || (service == net::Service::Arm && !m_config.armResource().isEmpty());
}

AccountInfo AzSession::accountOf(const TokenAnswer &answer) const
{
    const Result<jose::Jwt> token = jose::decodeJwt(answer.accessToken);
    if (!token)
        return {};
    const auto claim = [&token](const char *name) { return token->claims.value(QString::fromLatin1(name)); };
    const QString username = claim("upn").isEmpty() ? claim("unique_name") : claim("upn");
    return {claim("tid"), claim("oid"), username.isEmpty() ? claim("appid") : username, claim("name")};
}

QString AzSession::howToWiden() const
{
    return tr("The Azure CLI's session cannot be widened: sign in another way.");
}

QString AzSession::tenant() const
{
    const QString &tenant = m_config.tenant;
    return tenant == u"organizations" || tenant == u"common" ? QString() : tenant;
}

} // namespace symbolon::auth
