// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QWidget;

namespace symbolon::ui {

// Lets assistive technology hear a short message about `widget`, "Copied", without moving the focus: the message becomes
// the widget's accessible description and an alert is raised on it.
void announce(QWidget *widget, const QString &message);

} // namespace symbolon::ui
