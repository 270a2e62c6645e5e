// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace symbolon::demo {

struct Tenant;

// How much a tenant holds beside the cast. The same numbers give the same tenant.
struct Scale
{
    int apps = 0;       // app registrations, nearly all with a service principal
    int identities = 0; // user-assigned managed identities
    std::uint64_t seed = 1;
};

inline constexpr int mostScaled = 500000; // of each kind: more would not fit into the memory of a usual computer

// "apps=100000,identities=20000,seed=7", any of them left out; or what is wrong with it.
[[nodiscard]] std::optional<Scale> parseScale(std::string_view text, std::string &problem);

// Adds them with credentials, secrets, owners, groups and grants in the proportions of a grown company.
void addScale(Tenant &tenant, const Scale &scale);

} // namespace symbolon::demo
