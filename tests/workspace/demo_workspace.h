// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/secret_store.h"
#include "auth/self_completing_opener.h"
#include "auth/url_opener.h"
#include "base/log.h"
#include "demo/server.h"
#include "demo/signing_key.h"
#include "wiring/composition.h"
#include "workspace/workspace.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace symbolon::test {

// For tests of silence: long enough for every other request on a busy machine, short enough to wait for.
inline constexpr std::chrono::seconds shortPatience{5};

// Nobody needs a browser where the demo tenant signs in by itself.
class NoOpener final : public auth::UrlOpener
{
public:
    [[nodiscard]] Future<void> open(const QUrl & /*url*/) override
    {
        return readyFuture<void>(failure(Error{.kind = ErrorKind::Forbidden}));
    }
};

// The demo tenant makes its RSA key once per process; on a busy machine that takes longer than the patience below.
inline void warmUp()
{
    static_cast<void>(demo::entraSigningKey());
}

// A workspace over real HTTP against an embedded demo tenant of its own. One attempt per request, so that a fault is
// a failure at once. Helpers throw, so that a nested failure stops the test.
class DemoWorkspace final
{
public:
    // `patience`: how long a request may stay silent. `cacheFolder`: where it keeps what it read; empty: nowhere;
    // `keepPause`: how often it does so while it reads. `changesFolder`: where it journals changes; empty: nowhere.
    explicit DemoWorkspace(std::chrono::milliseconds patience = std::chrono::seconds(30),
                           const QString &cacheFolder = {}, const Clock &clock = systemClock(),
                           std::chrono::milliseconds keepPause = std::chrono::seconds(5),
                           const QString &changesFolder = {})
    {
        app::Options options;
        options.demo = true;
        app::Tuning tuning = this->tuning();
        tuning.transport.idleTimeout = patience;
        tuning.keepDemoSecrets = true;
        tuning.cacheFolder = cacheFolder;
        tuning.keepPause = keepPause;
        tuning.changesFolder = changesFolder;
        tuning.clock = clock;
        compose(options, m_opener, tuning);
    }
    // The tenant is a service of its own, which other programs reach as well, by its cloud file.
    struct Shared
    {
        QString changesFolder;
    };
    explicit DemoWorkspace(const Shared &shared)
        : m_server(std::make_unique<demo::Server>())
    {
        if (!m_server->start())
            throw std::runtime_error("no server");
        m_person = std::make_unique<auth::SelfCompletingOpener>(QUrl(QString::fromStdString(m_server->loginUrl())),
                                                                QString::fromStdString(m_server->defaultAccount()));
        app::Options options;
        options.cloud = QString::fromStdString(m_server->cloudFile());
        app::Tuning tuning = this->tuning();
        tuning.secrets = &m_noSecrets;
        tuning.changesFolder = shared.changesFolder;
        compose(options, *m_person, tuning);
    }

    [[nodiscard]] workspace::Workspace &workspace() { return m_composition->workspace(); }
    [[nodiscard]] demo::Server &server() { return m_server ? *m_server : *m_composition->demoServer(); }

    // Signs in and waits for the end of the sync that follows.
    void signIn()
    {
        workspace().signIn();
        waitForSync();
    }
    void sync()
    {
        workspace().sync();
        waitForSync();
    }
    void retry()
    {
        workspace().retryFailed();
        waitForSync();
    }

    void waitForSync()
    {
        waitUntil([this] {
            if (const auto &error = workspace().session().error)
                throw std::runtime_error("sign-in: " + oneLine(*error).toStdString());
            const workspace::SyncPhase phase = workspace().syncState().phase;
            return phase != workspace::SyncPhase::NotStarted && phase != workspace::SyncPhase::Running;
        });
    }

    template<typename Condition>
    static void waitUntil(Condition condition)
    {
        if (!QTest::qWaitFor(condition, 60'000))
            throw std::runtime_error("waited too long: " + recentLog().join(u'\n').toStdString());
    }

    [[nodiscard]] const workspace::IdentityRow &row(const QString &displayName)
    {
        for (const workspace::IdentityRow &one : workspace().identities().rows()) {
            if (one.identity.displayName == displayName)
                return one;
        }
        throw std::runtime_error("no row: " + displayName.toStdString());
    }
    [[nodiscard]] bool hasRow(const QString &displayName)
    {
        for (const workspace::IdentityRow &one : workspace().identities().rows()) {
            if (one.identity.displayName == displayName)
                return true;
        }
        return false;
    }

    // Applies and waits for the report.
    [[nodiscard]] workspace::ApplyReport apply(const trust::ChangeSet &changes,
                                               const workspace::ApplyProgress &progress = {},
                                               const std::stop_token &stop = {})
    {
        QObject context;
        std::optional<workspace::ApplyReport> report;
        whenDone(workspace().apply(changes, progress, stop), &context,
                 [&report](const Result<workspace::ApplyReport> &ended) {
                     report = ended.value_or(workspace::ApplyReport());
                 });
        waitUntil([&report] { return report.has_value(); });
        return *report;
    }

private:
    [[nodiscard]] static app::Tuning tuning()
    {
        app::Tuning tuning;
        tuning.transport.maxAttempts = 1;
        tuning.readBackPause = std::chrono::milliseconds(5);
        tuning.verificationPace.logPause = std::chrono::milliseconds(200);
        tuning.verificationPace.trialPause = std::chrono::milliseconds(200);
        return tuning;
    }
    void compose(const app::Options &options, auth::UrlOpener &opener, const app::Tuning &tuning)
    {
        auto made = app::Composition::make(options, opener, tuning);
        if (!made)
            throw std::runtime_error(qPrintable(oneLine(made.error())));
        m_composition = std::move(*made);
    }

    NoOpener m_opener;
    auth::NoSecretStore m_noSecrets;
    std::unique_ptr<demo::Server> m_server; // nullptr: embedded
    std::unique_ptr<auth::SelfCompletingOpener> m_person;
    std::unique_ptr<app::Composition> m_composition;
};

inline qsizetype countOf(const workspace::Workspace &workspace, trust::IdentityKind kind)
{
    const auto &rows = workspace.identities().rows();
    return std::count_if(rows.cbegin(), rows.cend(),
                         [kind](const workspace::IdentityRow &row) { return row.identity.key.kind == kind; });
}

inline qsizetype credentialsIn(const demo::Tenant &tenant)
{
    std::size_t count = 0;
    for (const demo::Application &application : tenant.applications)
        count += application.credentials.size();
    for (const demo::ManagedIdentity &identity : tenant.managedIdentities)
        count += identity.credentials.size();
    return static_cast<qsizetype>(count);
}

// Everything that the tenant holds is in the tables, and nothing else.
inline void compareWithTenant(DemoWorkspace &demo)
{
    const demo::Tenant tenant = demo.server().service().tenant();
    QCOMPARE(countOf(demo.workspace(), trust::IdentityKind::Application),
             static_cast<qsizetype>(tenant.applications.size()));
    QCOMPARE(countOf(demo.workspace(), trust::IdentityKind::ManagedIdentity),
             static_cast<qsizetype>(tenant.managedIdentities.size()));
    QCOMPARE(demo.workspace().credentials().size(), credentialsIn(tenant));
}

} // namespace symbolon::test
