// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <functional>

namespace symbolon::ui {

// Puts a text on the clipboard. Given to widgets by the composition root, so that tests see what was copied and no
// widget reaches for the application's clipboard.
using ClipboardWriter = std::function<void(const QString &)>;

} // namespace symbolon::ui
