// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace symbolon::demo::arm {

struct Location
{
    const char *name = "";
    const char *displayName = "";
    const char *geography = "";
    const char *place = "";
    bool federation = true; // whether managed identities there can hold federated credentials
};

[[nodiscard]] const std::vector<Location> &locations();
// By name or display name, without case and blanks; nullptr: there is none.
[[nodiscard]] const Location *location(const std::string &wanted);

} // namespace symbolon::demo::arm
