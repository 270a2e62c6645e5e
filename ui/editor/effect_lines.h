// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/change_effect.h"
#include "ui/shell/context.h"
#include "ui/theme/typescale.h"

class QVBoxLayout;

namespace symbolon::ui {

// Adds a line for each finding that comes or goes with a change.
void addEffectLines(QVBoxLayout *layout, const Context &context, const ChangeEffect &effect, TextStyle style);

} // namespace symbolon::ui
