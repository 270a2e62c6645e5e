// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace symbolon::net {

// Who a request is for. Each service has its own queue, and its own access token.
enum class Service {
    Login, // Microsoft Entra: token and device code endpoints; never sees a bearer token
    Graph, // Microsoft Graph
    Arm,   // Azure Resource Manager
    Other, // anything public: discovery documents and the like
};

// "login", "graph", "arm", "other": for logs and statistics, not translated.
[[nodiscard]] QString serviceName(Service service);

} // namespace symbolon::net
