// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/json.h"
#include "demo/unconfirmed.h"

#include <functional>
#include <vector>

namespace symbolon::demo::arm {

// Answers in ARM's form.
[[nodiscard]] Response error(int status, const std::string &code, const std::string &message);
// `values` stand for %1, %2 … of the row.
[[nodiscard]] Response error(Unconfirmed which, const std::vector<std::string> &values = {});
[[nodiscard]] Response methodNotAllowed(const Call &call);
[[nodiscard]] Response notFound(const std::string &what);

// One page of `size` items: { "value": […], "nextLink"? }. $top (1 or more) and $skiptoken come from the request.
[[nodiscard]] Response page(const Call &call, size_t size, size_t pageSize, const std::function<Json(size_t)> &item);

// "/a/b/c" of the first `count` segments.
[[nodiscard]] std::string pathOf(const Call &call, size_t count);

} // namespace symbolon::demo::arm
