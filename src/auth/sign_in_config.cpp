// SPDX-License-Identifier: Apache-2.0
#include "auth/sign_in_config.h"

#include "net/origin.h"

namespace symbolon::auth {
namespace {

QString withoutSlash(QString text)
{
    while (text.endsWith(u'/'))
        text.chop(1);
    return text;
}

QString withoutSlash(const QUrl &base)
{
    return withoutSlash(base.toString(QUrl::FullyEncoded | QUrl::RemoveQuery | QUrl::RemoveFragment));
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

QUrl SignInConfig::deviceCodeEndpoint() const
{
    return endpoint(*this, QStringLiteral("devicecode"));
}

QUrl SignInConfig::adminConsentPage() const
{
    return QUrl(withoutSlash(login) + u'/' + net::pathSegment(tenant) + QStringLiteral("/adminconsent?client_id=")
                + net::pathSegment(clientId) + QStringLiteral("&redirect_uri=http%3A%2F%2Flocalhost"));
}

QString SignInConfig::graphResource() const
{
    return graphAudience.isEmpty() ? withoutSlash(graph) : withoutSlash(graphAudience);
}

QString SignInConfig::armResource() const
{
    if (arm.isEmpty())
        return {};
    return armAudience.isEmpty() ? withoutSlash(arm) : withoutSlash(armAudience);
}

QStringList SignInConfig::graphScopes(const QStringList &names) const
{
    QStringList scopes;
    for (const QString &name : names)
        scopes << graphResource() + u'/' + name;
    return scopes;
}

QString SignInConfig::armScope() const
{
    const QString resource = armResource();
    return resource.isEmpty() ? QString() : resource + QStringLiteral("/user_impersonation");
}

QString SignInConfig::loginOrigin() const
{
    return net::originOf(login);
}

} // namespace symbolon::auth
