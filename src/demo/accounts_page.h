// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/delegated_permissions.h"
#include "demo/http.h"
#include "demo/public_clients.h"

namespace symbolon::demo {

// The sign-in page: one form, one button for each account, no script. It posts `parameters` back to `action` with the
// chosen `account`; the account of login_hint comes first.
[[nodiscard]] Response accountsPage(const Tenant &tenant, const Fields &parameters, const std::string &action);

// What somebody is asked to agree to.
struct Consenting
{
    std::string title;
    std::string accept; // words of the button
    const PublicClient *client = nullptr;
    const User *user = nullptr;
    std::vector<const DelegatedPermission *> permissions;
    bool forEverybody = false; // offers that, too
};

// Posts `parameters` back with `consent`: accept, everybody or decline.
[[nodiscard]] Response consentPage(const Consenting &question, const Fields &parameters, const std::string &action);

} // namespace symbolon::demo
