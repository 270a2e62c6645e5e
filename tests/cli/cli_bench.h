// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli_run.h"
#include "demo/server.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

#include <functional>

namespace symbolon::test {

struct CliOutcome
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

// What a test does to the demo tenant before anybody signs in.
using Prepare = std::function<void(demo::Server &)>;

inline app::Tuning oneAttempt()
{
    app::Tuning tuning;
    tuning.transport.maxAttempts = 1;
    tuning.keepDemoSecrets = true;
    return tuning;
}

// Runs the command line in this process, its output captured.
inline CliOutcome runCli(const QStringList &arguments, const Prepare &prepare = {},
                         const QProcessEnvironment &environment = {},
                         const std::function<void(cli::CliRun &)> &started = {},
                         const app::Tuning &tuning = oneAttempt(),
                         const std::function<bool(const QString &)> &agrees = {})
{
    CliOutcome outcome;
    cli::Console console;
    console.agrees = agrees;
    console.out = [&outcome](const QByteArray &bytes) {
        outcome.out += bytes;
        return true;
    };
    console.err = [&outcome](const QByteArray &bytes) { outcome.err += bytes; };
    const auto compose = [&prepare, &tuning](const app::Options &options, auth::UrlOpener &opener) {
        auto made = app::Composition::make(options, opener, tuning);
        if (made && prepare && (*made)->demoServer())
            prepare(*(*made)->demoServer());
        return made;
    };
    cli::CliRun one(arguments, environment, console, compose);
    QSignalSpy finished(&one, &cli::CliRun::finished);
    one.start();
    if (started)
        started(one);
    if (!finished.isEmpty() || finished.wait(60'000))
        outcome.exitCode = finished.constFirst().constFirst().toInt();
    return outcome;
}

inline CliOutcome onDemo(const QStringList &arguments, const Prepare &prepare = {})
{
    return runCli(QStringList{QStringLiteral("--demo")} + arguments, prepare);
}

} // namespace symbolon::test
