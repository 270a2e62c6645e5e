// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/world.h"

namespace symbolon::demo {

// An error in the form of the service, which has nothing to do with the request.
[[nodiscard]] Response troubleAnswer(ServiceKind service, const Call &call, int status, std::optional<int> retryAfter,
                                     TimePoint now);

// 200 with bytes that are no JSON.
[[nodiscard]] Response garbageAnswer();

} // namespace symbolon::demo
