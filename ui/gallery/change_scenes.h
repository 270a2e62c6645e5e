// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/gallery/gallery.h"
#include "ui/gallery/window_scenes.h"
#include "ui/shell/main_window.h"

namespace symbolon::ui {

// What is staged and what becomes of it, and the dialogs that plan it. `window` and `workspace` outlive the scenes.
[[nodiscard]] QList<GalleryScene> changeScenes(MainWindow &window, workspace::Workspace &workspace,
                                               const GalleryHooks &hooks);

} // namespace symbolon::ui
