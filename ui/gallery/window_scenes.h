// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/gallery/gallery.h"
#include "ui/shell/main_window.h"

#include <functional>

namespace symbolon::ui {

// What can be made to go wrong while pictures are drawn; the composition root ties it to the demo tenant.
struct GalleryHooks
{
    // The directory or Azure does not answer, or answers nonsense; nobody can sign in.
    std::function<void()> silenceDirectory;
    std::function<void()> silenceAzure;
    std::function<void()> garbleDirectory;
    std::function<void()> garbleAzure;
    std::function<void()> garbleLogin;
    std::function<void()> clearFaults;
    // No app registration and no managed identity is left.
    std::function<void()> emptyTenant;
};

// Every page, form and state of the window, in an order that one demo tenant can be led through.
[[nodiscard]] QList<GalleryScene> windowScenes(MainWindow &window, workspace::Workspace &workspace,
                                               const GalleryHooks &hooks);

} // namespace symbolon::ui
