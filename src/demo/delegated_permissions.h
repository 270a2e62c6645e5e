// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace symbolon::demo {

// A permission that a client can be given on behalf of a person.
struct DelegatedPermission
{
    const char *name;
    const char *description;    // as the consent page says it
    bool administratorConsents; // nobody else can
};

// Those of Microsoft Graph that may be named here; anything else is an invalid scope.
[[nodiscard]] const std::vector<DelegatedPermission> &graphPermissions();
// The one of Azure Resource Manager.
[[nodiscard]] const DelegatedPermission &azurePermission();

// nullptr: no such permission of Graph. Names compare without case.
[[nodiscard]] const DelegatedPermission *graphPermission(std::string_view name);

} // namespace symbolon::demo
