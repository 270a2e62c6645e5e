// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/way.h"

#include <QSettings>
#include <QString>

namespace symbolon::workspace {

// What somebody chose in the window about signing in, kept in the window's settings file. Tenant, client and permissions
// belong to the cloud beside which they were chosen. Broken values count as never set.
//
//   key                      default
//   signIn/cloud             –             name of a built-in cloud, or the path of a cloud file
//   signIn/tenant            –             as which tenant and app registration to sign in
//   signIn/clientId          –
//   signIn/scopes/browse     the least     permissions of Microsoft Graph that are asked for in each tier
//   signIn/scopes/assess     the least
//   signIn/scopes/edit       the least
struct SignInSettings
{
    QString cloud;             // empty: global
    auth::SignInChoice choice; // the way is always the browser: another one is chosen each time

    bool operator==(const SignInSettings &) const = default;
};

// "$XDG_CONFIG_HOME/symbolon/window.ini".
[[nodiscard]] QString settingsFile();

[[nodiscard]] SignInSettings readSignIn(const QSettings &store);
void writeSignIn(QSettings &store, const SignInSettings &settings);

} // namespace symbolon::workspace
