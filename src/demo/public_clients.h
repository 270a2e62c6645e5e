// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/tenant.h"

namespace symbolon::demo {

// A client that may sign people in: an application of the tenant, or one of Microsoft's own tools, which every tenant
// knows. Without redirect addresses it is a confidential one, which nobody gets far with.
struct PublicClient
{
    std::string id; // client id
    std::string name;
    std::string publisher;
    std::vector<std::string> redirectUris;
    std::vector<std::string> preauthorized; // permissions of Graph that need no consent; with them ARM's
};

[[nodiscard]] std::optional<PublicClient> publicClient(const Tenant &tenant, const std::string &clientId);

// Whether an address fits one that is registered: of loopback addresses the port is ignored, the path is not.
[[nodiscard]] bool redirectAllowed(const PublicClient &client, const std::string &redirectUri);

} // namespace symbolon::demo
