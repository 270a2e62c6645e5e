// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/change_set.h"
#include "ui/shell/context.h"

class QVBoxLayout;

namespace symbolon::ui {

// How the difference that an operation makes is shown.
enum class DifferenceView {
    Unified,    // field by field, what goes over what comes
    SideBySide, // field by field, before at the left and after at the right
    Json,       // as the service of its plane returns it, line by line
};

// Adds the difference to the layout.
void addDifference(QVBoxLayout *layout, const Context &context, DifferenceView view, const trust::Operation &operation);

} // namespace symbolon::ui
