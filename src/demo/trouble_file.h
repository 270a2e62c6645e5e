// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/trouble.h"

namespace symbolon::demo {

// A trouble file's plan; or what is wrong with it, naming the place ("rules[2].status …").
[[nodiscard]] std::optional<TroublePlan> readTrouble(std::string_view text, std::string &problem);

// The JSON schema of such a file.
[[nodiscard]] std::string troubleSchema();

} // namespace symbolon::demo
