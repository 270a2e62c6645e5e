// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// Sheets of the widgets as pages use them, to be looked at. Each fits 1440 x 900.
[[nodiscard]] QWidget *tableSheet(const Appearance &appearance);
[[nodiscard]] QWidget *formSheet(const Appearance &appearance);
[[nodiscard]] QWidget *stateSheet(const Appearance &appearance);
[[nodiscard]] QWidget *iconSheet(const Appearance &appearance);

} // namespace symbolon::ui
