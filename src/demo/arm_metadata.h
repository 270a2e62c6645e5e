// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/http.h"
#include "demo/world.h"

namespace symbolon::demo::arm {

// GET /metadata/endpoints: where a cloud's services are, as `az cloud register --endpoint-resource-manager` and others ask.
[[nodiscard]] Response cloudMetadata(const Call &call, const Endpoints &endpoints);

} // namespace symbolon::demo::arm
