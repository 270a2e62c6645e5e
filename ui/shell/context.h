// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/block_watch.h"
#include "base/clock.h"
#include "base/worker.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/clipboardwriter.h"
#include "workspace/workspace.h"

#include <QString>
#include <QUrl>

#include <functional>

namespace symbolon::ui {

class Settings;

// Asks for a file to write to: proposes a name and calls back with the chosen path, or with an empty one.
using AskPath = std::function<void(const QString &proposedName, std::function<void(const QString &path)> chosen)>;

// What windows and pages work with. Put together in the composition root; everything outlives the window.
struct Context
{
    workspace::Workspace &workspace;
    Worker &worker;
    Appearance &appearance;
    Settings &settings;
    ClipboardWriter clipboard;
    AskPath askSavePath;
    Clock clock = systemClock();
    // Shows a page in the desktop's browser.
    std::function<void(const QUrl &)> openUrl = [](const QUrl &) {};
    // What held up the window, for the diagnostics; nullptr: nobody watches.
    const BlockWatch *blocks = nullptr;
};

} // namespace symbolon::ui
