// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>

namespace symbolon::auth {

// Where and as what to sign in. Everything comes from the cloud environment and the command line; nothing is built in.
struct SignInConfig
{
    QUrl login;        // base URL of the login service, for instance https://login.microsoftonline.com
    QString tenant;    // GUID, domain name, "organizations" or "common"
    QString clientId;  // public client with the redirect URI http://localhost
    QUrl graph;        // base URL of Microsoft Graph; scopes without a resource mean Graph
    QUrl arm;          // base URL of Azure Resource Manager; empty: no Azure scopes are asked for
    QString loginHint; // username to offer first; empty: the account page decides
    std::chrono::milliseconds patience = std::chrono::minutes(10); // how long a person may take in the browser

    [[nodiscard]] QUrl authorizeEndpoint() const; // {login}/{tenant}/oauth2/v2.0/authorize
    [[nodiscard]] QUrl tokenEndpoint() const;     // {login}/{tenant}/oauth2/v2.0/token
    // The delegated permission on Azure Resource Manager; empty without `arm`.
    [[nodiscard]] QString armScope() const;
    // scheme://host:port of the login service, the port always written: what secrets and caches are keyed by.
    [[nodiscard]] QString loginOrigin() const;
};

// Scopes of OpenID Connect that every sign-in asks for.
[[nodiscard]] QStringList identityScopes();

// Delegated Microsoft Graph permissions to browse and judge: User.Read, Application.Read.All,
// RoleManagement.Read.Directory and Directory.Read.All (Microsoft Graph permissions reference).
[[nodiscard]] QStringList browseScopes();

// What writing credentials of applications takes on top: Application.ReadWrite.All. Asked for when somebody edits.
[[nodiscard]] QStringList editScopes();

} // namespace symbolon::auth
