// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/url_opener.h"
#include "invocation.h"
#include "wiring/composition.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace symbolon::cli {

// Prints the address at which a person signs in.
class PrintingOpener final : public auth::UrlOpener
{
public:
    explicit PrintingOpener(const Console &console);
    [[nodiscard]] Future<void> open(const QUrl &url) override;

private:
    Console m_console;
};

// One run of the command line: read it, sign in, read the tenant, let the command write.
//
//   start() ─► reading ─► signing in ─► syncing ─► command ─► finished(exit code)
//                 └───────────┴────────────┴── failure, cancel() ──► finished(…)
class CliRun final : public QObject
{
    Q_OBJECT

public:
    using Compose = std::function<Result<std::unique_ptr<app::Composition>>(const app::Options &, auth::UrlOpener &)>;

    // `arguments` without the program's name. `compose` builds the object graph.
    CliRun(QStringList arguments, const QProcessEnvironment &environment, Console console, Compose compose,
           QObject *parent = nullptr);
    ~CliRun() override;

    // finished() follows from the event loop.
    void start();
    // SIGINT: what is under way ends, nothing is written any more.
    void cancel();

Q_SIGNALS:
    void finished(int exitCode);

private:
    void begin();
    void follow();
    void sessionChanged();
    void syncChanged();
    void showProgress();
    void endWithError(const Error &error);
    void runCommand();
    void runSessionCommand();
    void sayDevicePrompt();
    void end(ExitCode code);
    [[nodiscard]] ExitCode reportGaps();

    QStringList m_arguments;
    QProcessEnvironment m_environment;
    Console m_console;
    Compose m_compose;
    PrintingOpener m_opener;
    Invocation m_invocation;
    std::unique_ptr<app::Composition> m_composition;
    QString m_notice;                        // as last said
    bool m_clockSaid = false;                // that this computer's clock is wrong
    QString m_userCode;                      // as last said
    std::optional<CommandContext> m_context; // of a command that goes on for a while
    bool m_progressShown = false;
    bool m_outFailed = false; // data did not reach its end
    bool m_done = false;
};

} // namespace symbolon::cli
