// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/tiers.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>

namespace symbolon::auth {

// Where and as what to sign in. Everything comes from the cloud environment, the settings and the command line; nothing is
// built in.
struct SignInConfig
{
    QUrl login;            // base URL of the login service, for instance https://login.microsoftonline.com
    QString tenant;        // GUID, domain name, "organizations" or "common"
    QString clientId;      // public client with the redirect URI http://localhost
    QUrl graph;            // base URL of Microsoft Graph
    QUrl arm;              // base URL of Azure Resource Manager; empty: no Azure scopes are asked for
    QString graphAudience; // the resource that Graph's scopes belong to; empty: `graph`
    QString armAudience;   // the same of Azure Resource Manager; empty: `arm`
    QString loginHint;     // username to offer first; empty: the account page decides
    Tiers tiers;           // what each tier asks for
    QStringList permissions = browseScopes();                      // what a sign-in asks for
    std::chrono::milliseconds patience = std::chrono::minutes(10); // how long a person may take in the browser
    std::chrono::milliseconds second{1000}; // of the pauses between two polls of a device code; tests shorten it

    [[nodiscard]] QUrl authorizeEndpoint() const;  // {login}/{tenant}/oauth2/v2.0/authorize
    [[nodiscard]] QUrl tokenEndpoint() const;      // {login}/{tenant}/oauth2/v2.0/token
    [[nodiscard]] QUrl deviceCodeEndpoint() const; // {login}/{tenant}/oauth2/v2.0/devicecode
    // {login}/{tenant}/adminconsent for the configured permissions of this client
    [[nodiscard]] QUrl adminConsentPage() const;
    // The resources that tokens are for, without a slash at the end. The second is empty without `arm`.
    [[nodiscard]] QString graphResource() const;
    [[nodiscard]] QString armResource() const;
    // Short names of Graph permissions as this cloud spells them: "https://graph.microsoft.us/User.Read". Without the
    // resource Entra takes a scope for the global cloud's.
    [[nodiscard]] QStringList graphScopes(const QStringList &names) const;
    // The delegated permission on Azure Resource Manager; empty without `arm`.
    [[nodiscard]] QString armScope() const;
    // scheme://host:port of the login service, the port always written: what secrets and caches are keyed by.
    [[nodiscard]] QString loginOrigin() const;
};

} // namespace symbolon::auth
