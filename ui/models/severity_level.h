// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/verdict.h"
#include "ui/theme/level.h"

#include <optional>

namespace symbolon::ui {

// How a severity is drawn.
[[nodiscard]] Level levelOf(risk::Severity severity);
[[nodiscard]] Level levelOf(const std::optional<risk::Severity> &severity); // nullopt: Level::None

} // namespace symbolon::ui
