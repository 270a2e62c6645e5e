// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/level.h"

class QWidget;

// What a plain Qt control is besides its class; our style reads it. Kept as dynamic properties, so that any QPushButton,
// QToolButton, QLineEdit or QComboBox can carry it.
namespace symbolon::ui {

enum class ButtonRole : quint8 {
    Secondary,   // bordered; the default of push buttons
    Primary,     // filled with the accent: at most one a pane
    Quiet,       // no border until the pointer is over it; the default of tool buttons
    Destructive, // bordered, in the critical colour
    Link,        // text in the accent
    Surface,     // a soft border on a bar: which cloud, which tenant
};

void setButtonRole(QWidget *button, ButtonRole role);
[[nodiscard]] ButtonRole buttonRole(const QWidget *button);

// 24 instead of 30 px high, with smaller text.
void setSmall(QWidget *control, bool small = true);
[[nodiscard]] bool isSmall(const QWidget *control);

// Whether a field's content is at fault: Level::Critical draws the border in the critical colour. Level::None clears it.
void setFieldLevel(QWidget *field, Level level);
[[nodiscard]] Level fieldLevel(const QWidget *field);

} // namespace symbolon::ui
