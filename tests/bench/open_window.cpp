// SPDX-License-Identifier: Apache-2.0
#include "bench/open_window.h"

#include <QApplication>
#include <QDeadlineTimer>

#include <chrono>
#include <stdexcept>

namespace symbolon::bench {
namespace {

constexpr QSize screen(1920, 1080);
constexpr std::chrono::minutes patience{5};

std::unique_ptr<app::Composition> compose(const app::Options &options, const app::Tuning &tuning,
                                          auth::UrlOpener &opener)
{
    auto made = app::Composition::make(options, opener, tuning);
    if (!made)
        throw std::runtime_error(qPrintable(oneLine(made.error())));
    return std::move(*made);
}

} // namespace

OpenWindow::OpenWindow(const app::Options &options, const app::Tuning &tuning, auth::UrlOpener &opener,
                       BlockWatch &blocks)
    : m_composition(compose(options, tuning, opener))
    , m_appearance(QApplication::font(), [] { return false; })
    , m_settings(m_folder.filePath(QStringLiteral("window.ini")))
{
    m_appearance.install(*qApp);
    m_context = std::make_unique<ui::Context>(ui::Context{.workspace = workspace(),
                                                          .worker = m_worker,
                                                          .appearance = m_appearance,
                                                          .settings = m_settings,
                                                          .clipboard = [](const QString &) {},
                                                          .askSavePath = [](const QString &, const auto &) {},
                                                          .clock = systemClock(),
                                                          .blocks = &blocks});
    m_window = std::make_unique<ui::MainWindow>(*m_context);
    m_window->resize(screen);
    m_window->show();
    m_window->activateWindow();
}

OpenWindow::~OpenWindow() = default;

void OpenWindow::until(const std::function<bool()> &isSo)
{
    const QDeadlineTimer end(patience);
    while (!isSo()) {
        if (end.hasExpired())
            throw std::runtime_error("waited too long");
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

} // namespace symbolon::bench
