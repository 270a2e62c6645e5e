// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "cli_run.h"
#include "wiring/core_dumps.h"
#include "wiring/texts.h"

#include <QCoreApplication>
#include <QSettings>
#include <QSocketNotifier>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace {

int wakeUp[2] = {-1, -1};

// Only async-signal-safe calls: the rest happens in the event loop.
void onInterrupt(int /*signal*/)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(wakeUp[0], &byte, 1);
}

// The first SIGINT asks, a second one ends the process.
void catchInterrupt(symbolon::cli::CliRun &run)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, wakeUp) != 0)
        return;
    auto *notifier = new QSocketNotifier(wakeUp[1], QSocketNotifier::Read, &run);
    QObject::connect(notifier, &QSocketNotifier::activated, &run, [&run, notifier] {
        notifier->setEnabled(false);
        run.cancel();
    });
    struct sigaction action = {};
    action.sa_handler = onInterrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, nullptr);
}

} // namespace

int main(int argc, char *argv[])
{
    symbolon::app::forbidCoreDumps();
    symbolon::installLog();
    QCoreApplication application(argc, argv);
    symbolon::app::installTexts(application);
    QCoreApplication::setApplicationName(QStringLiteral("symbolon-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SYMBOLON_VERSION));

    symbolon::cli::CliRun run(QCoreApplication::arguments().mid(1), QProcessEnvironment::systemEnvironment(),
                              symbolon::cli::Console::standard(),
                              [](const symbolon::app::Options &options, symbolon::auth::UrlOpener &opener) {
                                  const QSettings chosen(symbolon::workspace::settingsFile(), QSettings::IniFormat);
                                  return symbolon::app::Composition::make(
                                      symbolon::app::withSettings(options, symbolon::workspace::readSignIn(chosen)),
                                      opener);
                              });
    QObject::connect(&run, &symbolon::cli::CliRun::finished, &application,
                     [](int exitCode) { QCoreApplication::exit(exitCode); });
    catchInterrupt(run);
    run.start();
    return QCoreApplication::exec();
}
