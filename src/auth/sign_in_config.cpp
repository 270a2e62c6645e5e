// SPDX-License-Identifier: Apache-2.0
#include "auth/sign_in_config.h"

#include "net/origin.h"

namespace symbolon::auth {
namespace {

QString withoutSlash(const QUrl &base)
{
    QString text = base.toString(QUrl::FullyEncoded | QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (text.endsWith(u'/'))
        text.chop(1);
    return text;
}

QUrl endpoint(const SignInConfig &config, const QString &name)
{
    return QUrl(withoutSlash(config.login) + u'/' + net::pathSegment(config.tenant) + QStringLiteral("/oauth2/v2.0/")
                + name);
}

} // namespace

QUrl SignInConfig::authorizeEndpoint() const
{
    return endpoint(*this, QStringLiteral("authorize"));
}

QUrl SignInConfig::tokenEndpoint() const
{
    return endpoint(*this, QStringLiteral("token"));
}

QString SignInConfig::armScope() const
{
    return arm.isEmpty() ? QString() : withoutSlash(arm) + QStringLiteral("/user_impersonation");
}

QString SignInConfig::loginOrigin() const
{
    return net::originOf(login);
}

QStringList identityScopes()
{
    return {QStringLiteral("openid"), QStringLiteral("profile"), QStringLiteral("offline_access")};
}

QStringList browseScopes()
{
    return {QStringLiteral("User.Read"), QStringLiteral("Application.Read.All"),
            QStringLiteral("RoleManagement.Read.Directory"), QStringLiteral("Directory.Read.All")};
}

QStringList editScopes()
{
    return {QStringLiteral("Application.ReadWrite.All")};
}

} // namespace symbolon::auth
