// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_visit.h"

namespace symbolon::demo {

// Takes over what a body says about an application or a service principal; else the refusal: unknown members, read-only
// ones, values of another kind or too long.
[[nodiscard]] std::optional<Response> takeOver(const Json &body, Application &app, const GraphReply &reply);
[[nodiscard]] std::optional<Response> takeOver(const Json &body, ServicePrincipal &principal, const GraphReply &reply);

} // namespace symbolon::demo
