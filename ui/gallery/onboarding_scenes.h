// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/gallery/gallery.h"
#include "ui/shell/main_window.h"

namespace symbolon::ui {

// Onboarding, step by step, with a workload in a cluster that gets a managed identity of its own; the last scenes write it.
[[nodiscard]] QList<GalleryScene> onboardingScenes(MainWindow &window);

} // namespace symbolon::ui
