// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/self_completing_opener.h"
#include "demo/server.h"
#include "wiring/composition.h"
#include "workspace/workspace.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <memory>
#include <stdexcept>

namespace symbolon::test {

// A workspace of its own at a demo tenant that may serve several: signs in by itself and reads with the program's own
// patience, only that pauses nobody asked for are short. Helpers throw, so that a nested failure stops the test.
class ScaledWorkspace final
{
public:
    explicit ScaledWorkspace(const demo::Server &server, const app::Tuning &tuning = quick(), bool assess = true)
        : m_opener(QUrl(QString::fromStdString(server.loginUrl())), QString::fromStdString(server.defaultAccount()))
    {
        app::Options options;
        options.cloud = QString::fromStdString(server.cloudFile());
        options.assess = assess;
        auto made = app::Composition::make(options, m_opener, tuning);
        if (!made)
            throw std::runtime_error(qPrintable(oneLine(made.error())));
        m_composition = std::move(*made);
    }

    [[nodiscard]] static app::Tuning quick()
    {
        app::Tuning tuning;
        tuning.transport.retryBase = std::chrono::milliseconds(20);
        tuning.transport.retryCap = std::chrono::milliseconds(200);
        return tuning;
    }

    [[nodiscard]] workspace::Workspace &workspace() { return m_composition->workspace(); }

    void signIn(std::chrono::milliseconds patience = std::chrono::seconds(100))
    {
        workspace().signIn();
        waitForSync(patience);
    }
    void sync()
    {
        workspace().sync();
        waitForSync(std::chrono::seconds(100));
    }

    // In an event loop of its own: QTest::qWaitFor() sleeps 10 ms between two looks, and so makes everything slow that
    // goes through the event loop many times.
    void waitForSync(std::chrono::milliseconds patience)
    {
        const auto hasEnded = [this] {
            const workspace::SyncPhase phase = workspace().syncState().phase;
            return workspace().session().error.has_value()
                || (phase != workspace::SyncPhase::NotStarted && phase != workspace::SyncPhase::Running);
        };
        QEventLoop loop;
        const auto look = [&loop, hasEnded] {
            if (hasEnded())
                loop.quit();
        };
        QObject::connect(&workspace(), &workspace::Workspace::syncChanged, &loop, look);
        QObject::connect(&workspace(), &workspace::Workspace::sessionChanged, &loop, look);
        QTimer::singleShot(patience, &loop, [&loop] { loop.exit(1); });
        if (!hasEnded() && loop.exec() != 0)
            throw std::runtime_error("waited too long");
        if (const auto &error = workspace().session().error)
            throw std::runtime_error("sign-in: " + oneLine(*error).toStdString());
    }

    // What could not be read, for a message.
    [[nodiscard]] QString gaps()
    {
        QStringList gaps;
        for (const workspace::SourceState &source : workspace().syncState().sources) {
            if (source.error)
                gaps.append(workspace::sourceId(source.source) + u": " + oneLine(*source.error));
        }
        return gaps.join(u'\n');
    }

private:
    auth::SelfCompletingOpener m_opener;
    std::unique_ptr<app::Composition> m_composition;
};

} // namespace symbolon::test
