// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/tenant.h"
#include "demo/world.h"

namespace symbolon::demo {

// What clients are told about a running demo tenant.
struct Announcement
{
    Endpoints endpoints;
    std::string cloudFile;  // path; empty: none
    std::string caFile;     // path; empty: no TLS
    std::string troubleLog; // URL
};

// A cloud file: where a cloud is and how to sign in to it.
[[nodiscard]] std::string cloudFileText(const Announcement &announcement, const Tenant &tenant);

// The one line a program prints when it serves.
[[nodiscard]] std::string startLineText(const Announcement &announcement, const Tenant &tenant);

} // namespace symbolon::demo
