// SPDX-License-Identifier: Apache-2.0
#include "ui/demo_window.h"

#include "ui/models/findings_model.h"
#include "ui/models/identity_model.h"
#include "ui/pages/findings/findings_page.h"
#include "ui/pages/identities/identities_page.h"

#include <QApplication>
#include <QTest>

#include <chrono>
#include <stdexcept>

namespace symbolon::test {

namespace {

constexpr int patienceMs = 30'000;

std::unique_ptr<app::Composition> compose(auth::UrlOpener &opener, const QString &cacheFolder,
                                          const QString &changesFolder)
{
    app::Options options;
    options.demo = true;
    app::Tuning tuning;
    tuning.transport.idleTimeout = std::chrono::milliseconds(700);
    tuning.transport.maxAttempts = 1;
    tuning.readBackPause = std::chrono::milliseconds(10);
    tuning.verificationPace.logPause = std::chrono::milliseconds(300);
    tuning.verificationPace.trialPause = std::chrono::milliseconds(300);
    tuning.keepDemoSecrets = true;
    tuning.cacheFolder = cacheFolder;
    tuning.changesFolder = changesFolder;
    auto made = app::Composition::make(options, opener, tuning);
    if (!made)
        throw std::runtime_error(qPrintable(oneLine(made.error())));
    return std::move(*made);
}

} // namespace

Future<void> DemoWindow::NoOpener::open(const QUrl &)
{
    return readyFuture(Result<void>(failure(Error{.kind = ErrorKind::Storage})));
}

DemoWindow::DemoWindow(const QString &cacheFolder)
    : m_composition(compose(m_opener, cacheFolder, m_folder.filePath(QStringLiteral("changes"))))
    , m_appearance(QApplication::font(), [] { return false; })
    , m_settings(m_folder.filePath(QStringLiteral("window.ini")))
{
    m_appearance.install(*qApp);
    open();
}

DemoWindow::~DemoWindow() = default;

void DemoWindow::open()
{
    m_context = std::make_unique<ui::Context>(
        ui::Context{.workspace = workspace(),
                    .worker = m_worker,
                    .appearance = m_appearance,
                    .settings = m_settings,
                    .clipboard = [this](const QString &text) { m_copied = text; },
                    .askSavePath =
                        [this](const QString &proposed, const std::function<void(const QString &)> &chosen) {
                            chosen(m_folder.filePath(proposed));
                        },
                    .clock = systemClock(),
                    .clipboardText = [this] { return m_copied; }});
    m_window = std::make_unique<ui::MainWindow>(*m_context);
    m_window->show();
    m_window->activateWindow();
}

void DemoWindow::reopen()
{
    m_window->close();
    m_window.reset();
    open();
}

void DemoWindow::signIn()
{
    workspace().signIn();
    waitUntilRead();
}

void DemoWindow::readAgain()
{
    workspace().sync();
    waitUntilRead();
}

void DemoWindow::waitUntilRead()
{
    const bool ended = QTest::qWaitFor(
        [this] {
            const workspace::SyncPhase phase = workspace().syncState().phase;
            return (phase == workspace::SyncPhase::Complete || phase == workspace::SyncPhase::Partial)
                && m_window->identities()->model()->isSettled() && m_window->findings()->model()->isSettled();
        },
        patienceMs);
    if (!ended)
        throw std::runtime_error("the tenant was not read in time");
}

} // namespace symbolon::test
