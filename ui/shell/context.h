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

// Which cloud this is, and how to get to another one.
struct CloudPlace
{
    QString chosen;       // name or path of a cloud file; empty: global
    bool isFixed = false; // the command line says so
    // Opens the cloud that the settings name now, in a window of its own that takes this one's place, and signs in there.
    // Empty: it cannot be changed.
    std::function<void(auth::Way way)> change = {};
};

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
    // Asks for a file to read; takes a filter of names, "Cloud files (*.json)", instead of a name. Empty: nobody can be
    // asked.
    AskPath askOpenPath = {};
    // Asks for a folder to write into; empty: nobody can be asked.
    AskPath askFolder = {};
    // The text on the clipboard, read when somebody pastes where no text input is. Empty: it cannot be read.
    std::function<QString()> clipboardText = {};
    CloudPlace cloud = {};
};

} // namespace symbolon::ui
