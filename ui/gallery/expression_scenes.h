// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/gallery/gallery.h"
#include "ui/shell/main_window.h"

namespace symbolon::ui {

// The editor with claims expressions that are typed freely: one that is well, one that lets strangers in, one that is no
// expression, and one with what may come next. `window` and `workspace` outlive the scenes.
[[nodiscard]] QList<GalleryScene> expressionScenes(MainWindow &window, workspace::Workspace &workspace);

} // namespace symbolon::ui
