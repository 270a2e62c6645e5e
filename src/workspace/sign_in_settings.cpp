// SPDX-License-Identifier: Apache-2.0
#include "workspace/sign_in_settings.h"

#include <QStandardPaths>

namespace symbolon::workspace {
namespace {

constexpr QLatin1String cloudKey("signIn/cloud");
constexpr QLatin1String tenantKey("signIn/tenant");
constexpr QLatin1String clientKey("signIn/clientId");
constexpr QLatin1String browseKey("signIn/scopes/browse");
constexpr QLatin1String assessKey("signIn/scopes/assess");
constexpr QLatin1String editKey("signIn/scopes/edit");

QStringList scopesAt(const QSettings &store, QLatin1String key, const QStringList &least, bool mayWrite)
{
    const QStringList scopes = auth::scopesFromText(store.value(key).toString());
    return auth::remarkOnScopes(scopes, mayWrite).isEmpty() ? scopes : least;
}

// The least is not written down: it may become less.
void writeScopes(QSettings &store, QLatin1String key, const QStringList &scopes, const QStringList &least)
{
    if (scopes == least)
        store.remove(key);
    else
        store.setValue(key, scopes.join(u' '));
}

} // namespace

QString settingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/symbolon/window.ini");
}

SignInSettings readSignIn(const QSettings &store)
{
    const auth::Tiers least;
    SignInSettings settings;
    settings.cloud = store.value(cloudKey).toString();
    settings.choice.tenant = store.value(tenantKey).toString();
    settings.choice.clientId = store.value(clientKey).toString();
    settings.choice.tiers = auth::Tiers{scopesAt(store, browseKey, least.browse, false),
                                        scopesAt(store, assessKey, least.assess, false),
                                        scopesAt(store, editKey, least.edit, true)};
    return settings;
}

void writeSignIn(QSettings &store, const SignInSettings &settings)
{
    const auth::Tiers least;
    const auth::Tiers tiers = settings.choice.tiers.value_or(least);
    store.setValue(cloudKey, settings.cloud);
    store.setValue(tenantKey, settings.choice.tenant);
    store.setValue(clientKey, settings.choice.clientId);
    writeScopes(store, browseKey, tiers.browse, least.browse);
    writeScopes(store, assessKey, tiers.assess, least.assess);
    writeScopes(store, editKey, tiers.edit, least.edit);
}

} // namespace symbolon::workspace
