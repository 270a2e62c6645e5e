// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/http.h"
#include "demo/tenant.h"

namespace symbolon::demo {

// The sign-in page: one form, one button for each account, no script. It posts `parameters` back to `action` with the
// chosen `account`; the account of login_hint comes first.
[[nodiscard]] Response accountsPage(const Tenant &tenant, const Fields &parameters, const std::string &action);

// The page for requests that may not be answered by a redirect.
[[nodiscard]] Response accountsErrorPage(const std::string &message);

} // namespace symbolon::demo
