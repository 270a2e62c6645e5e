// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/url_opener.h"
#include "base/block_watch.h"
#include "base/worker.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings.h"
#include "ui/theme/appearance.h"
#include "wiring/composition.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace symbolon::bench {

// The program's window over a workspace, with settings of its own: large enough that no column hides for want of room.
class OpenWindow final
{
public:
    // Throws std::runtime_error where the options do not fit. `opener` and `blocks` outlive it.
    OpenWindow(const app::Options &options, const app::Tuning &tuning, auth::UrlOpener &opener, BlockWatch &blocks);
    ~OpenWindow();

    [[nodiscard]] ui::MainWindow &window() { return *m_window; }
    [[nodiscard]] workspace::Workspace &workspace() { return m_composition->workspace(); }

    // Serves the window until it is so. Throws where that takes minutes.
    static void until(const std::function<bool()> &isSo);

private:
    QTemporaryDir m_folder;
    std::unique_ptr<app::Composition> m_composition;
    ui::Appearance m_appearance;
    ui::Settings m_settings;
    Worker m_worker;
    std::unique_ptr<ui::Context> m_context;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace symbolon::bench
