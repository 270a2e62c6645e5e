// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/gallery/gallery.h"
#include "ui/shell/main_window.h"

namespace symbolon::ui {

// Files that fill in the editor's form: of several workloads one is chosen, and what was filled in is told and can be taken
// back. `window` and `workspace` outlive the scenes.
[[nodiscard]] QList<GalleryScene> fileScenes(MainWindow &window, workspace::Workspace &workspace);

} // namespace symbolon::ui
