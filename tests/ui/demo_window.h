// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/worker.h"
#include "demo/server.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings.h"
#include "ui/theme/appearance.h"
#include "wiring/composition.h"

#include <QTemporaryDir>

#include <memory>

namespace symbolon::test {

// A whole program without its main(): window, workspace and the embedded demo tenant over real HTTP. What is copied is
// kept, settings live in a temporary folder, and the network gives up after a moment instead of half a minute.
class DemoWindow final
{
public:
    // `cacheFolder`: where it keeps what it has read; empty: nowhere.
    explicit DemoWindow(const QString &cacheFolder = {});
    ~DemoWindow();

    [[nodiscard]] ui::MainWindow &window() { return *m_window; }
    [[nodiscard]] workspace::Workspace &workspace() { return m_composition->workspace(); }
    [[nodiscard]] demo::Server &server() { return *m_composition->demoServer(); }
    [[nodiscard]] ui::Settings &settings() { return m_settings; }
    [[nodiscard]] ui::Appearance &appearance() { return m_appearance; }
    [[nodiscard]] const QString &copied() const { return m_copied; }
    // What is pasted next.
    void setClipboard(const QString &text) { m_copied = text; }

    // Throw when they do not come about in time, so that a test stops where it failed.
    void signIn();    // and read everything
    void readAgain(); // until the sync has ended, whichever way
    void waitUntilRead();
    // Every file the window was given to write lies below: settings, saved pictures.
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    void reopen(); // closes the window and opens another with the same settings

private:
    void open();

    struct NoOpener final : auth::UrlOpener
    {
        Future<void> open(const QUrl &) override;
    };

    QTemporaryDir m_folder;
    NoOpener m_opener;
    std::unique_ptr<app::Composition> m_composition;
    ui::Appearance m_appearance;
    ui::Settings m_settings;
    Worker m_worker;
    QString m_copied;
    std::unique_ptr<ui::Context> m_context;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace symbolon::test
