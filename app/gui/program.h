// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/worker.h"
#include "ui/shell/context.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings.h"
#include "wiring/composition.h"

#include <QObject>

#include <functional>
#include <memory>

namespace symbolon::app {

// The window with everything behind it. Another cloud is another composition: its own transport, trust, secrets and cache,
// so that nothing of the one reaches the other; the window that shows it takes the old one's place, without a restart.
class Program final : public QObject
{
    Q_OBJECT

public:
    // What the desktop gives the window.
    struct Desktop
    {
        auth::UrlOpener &opener;
        ui::Appearance &appearance;
        ui::Settings &settings;
        ui::ClipboardWriter clipboard;
        std::function<QString()> clipboardText; // what is on it
        std::function<ui::AskPath(QWidget *parent)> askSavePath;
        std::function<ui::AskPath(QWidget *parent)> askOpenPath;
        std::function<ui::AskPath(QWidget *parent)> askFolder;
        const BlockWatch *blocks = nullptr; // what held up the window
        bool showsCache = false;            // what was read last, read while the window is built, which takes as long
    };

    // `options` as the command line says; what they leave open is in the settings.
    Program(Options options, Desktop desktop, Tuning tuning = {}, QObject *parent = nullptr);
    ~Program() override;

    // Builds everything; the window is not shown yet. A cloud that somebody chose earlier and that is gone now counts as
    // not chosen. Errors as Composition::make().
    [[nodiscard]] Result<void> open();

    [[nodiscard]] ui::MainWindow &window();
    [[nodiscard]] ui::Context &context();
    [[nodiscard]] Composition &composition();

Q_SIGNALS:
    // Another window shows another cloud.
    void reopened();

private:
    struct House;

    [[nodiscard]] Result<std::unique_ptr<House>> build();
    void changeCloud(auth::Way way);

    const Options m_options;
    Desktop m_desktop;
    const Tuning m_tuning;
    Worker m_worker;
    std::unique_ptr<House> m_house;
};

} // namespace symbolon::app
