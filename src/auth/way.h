// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/tiers.h"

#include <QString>

#include <optional>

namespace symbolon::auth {

// How somebody signs in.
enum class Way {
    Browser,  // a person, in the system browser
    Device,   // a person, with a code on any device
    AzureCli, // whoever is signed in to the installed Azure CLI
    Token,    // access tokens from the environment
    Workload, // workload identity federation: no person at all
};

// What the command line calls it: "browser", "device", "az", "token", "workload".
[[nodiscard]] QString wayName(Way way);
[[nodiscard]] std::optional<Way> wayFromName(const QString &name);

// What a person decides before signing in.
struct SignInChoice
{
    Way way = Way::Browser;
    QString tenant;                            // GUID, domain, "organizations"; empty: as it was
    QString clientId;                          // the app registration that signs in; empty: as it was
    std::optional<Tiers> tiers = std::nullopt; // what each tier asks for; nullopt: as it was

    bool operator==(const SignInChoice &) const = default;
};

} // namespace symbolon::auth
