// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/gallery/gallery.h"
#include "ui/shell/main_window.h"

namespace symbolon::demo {
class Server;
}

namespace symbolon::app {

// Draws every page, form and state of the window against the embedded demo tenant and ends the program: 0 when every
// picture was written.
void runGallery(ui::MainWindow &window, ui::Context &context, demo::Server &server, const ui::GalleryOptions &options);

} // namespace symbolon::app
