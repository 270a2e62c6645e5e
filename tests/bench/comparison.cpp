// SPDX-License-Identifier: Apache-2.0
#include "bench/comparison.h"

#include "bench/measured.h"
#include "workspace/scaled_workspace.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <algorithm>
#include <chrono>
#include <optional>

namespace symbolon::bench {
namespace {

constexpr int notRun = 77;         // as run.sh ends where something is not installed
constexpr int patience = 120;      // s, for what would take hours: the rest is extrapolated
constexpr int longPatience = 1800; // s, for what can be waited for
constexpr double batchShare = 1.0 / 5;
constexpr double azShare = 1.0 / 100;

std::optional<double> ours(const Contest &contest, bool expands)
{
    test::ScaledWorkspace one(contest.server, app::Tuning());
    contest.server.setTrouble(contest.plan(expands));
    one.signIn(std::chrono::minutes(10));
    const auto passed = one.workspace().syncState().startedAt.msecsTo(QDateTime::currentDateTimeUtc());
    contest.server.setTrouble({});
    const bool whole = one.workspace().syncState().isComplete();
    std::printf("  %-44s %9lld ms, %lld identities, %lld credentials, and what they may do%s\n",
                expands ? "symbolon, $expand allowed" : "symbolon, $expand refused", static_cast<long long>(passed),
                static_cast<long long>(one.workspace().identities().size()),
                static_cast<long long>(one.workspace().credentials().size()), whole ? "" : " NOT WHOLE");
    return whole ? std::optional<double>(static_cast<double>(passed)) : std::nullopt;
}

// What the script told in its last line; nullopt: it could not be run, and why has been printed.
std::optional<QJsonObject> run(const Contest &contest, const QStringList &words)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SYMBOLON_DEMO_TENANT"), QString::fromStdString(contest.server.startLine()));
    environment.insert(QStringLiteral("NODE_EXTRA_CA_CERTS"), QString::fromStdString(contest.server.caFile()));
    QProcess script;
    script.setProcessEnvironment(environment);
    contest.server.setTrouble(contest.plan(true));
    script.start(QStringLiteral(SYMBOLON_COMPARE "/run.sh"),
                 QStringList(QStringLiteral(SYMBOLON_COMPARE_NODE)) + words);
    const bool ended = script.waitForStarted() && script.waitForFinished(-1);
    contest.server.setTrouble({});
    const QByteArray said = script.readAllStandardOutput().trimmed();
    const QJsonDocument told = QJsonDocument::fromJson(said.mid(said.lastIndexOf('\n') + 1));
    if (ended && script.exitCode() == 0 && told.isObject())
        return told.object();
    std::printf("  %s %s: %s\n", qPrintable(words.first()),
                ended && script.exitCode() == notRun ? "could not be run" : "FAILED",
                script.readAllStandardError().trimmed().right(400).constData());
    return std::nullopt;
}

std::optional<double> script(const Contest &contest, const char *name, const char *what)
{
    const auto told = run(contest, {QString::fromLatin1(name), QString::number(longPatience)});
    if (!told)
        return std::nullopt;
    const int objects = told->value(QStringLiteral("objects")).toInt();
    const int asked = told->value(QStringLiteral("asked")).toInt(objects);
    const double passed = told->value(QStringLiteral("ms")).toDouble() * objects / std::max(1, asked);
    std::printf("  %-44s %9.0f ms, %d objects, %d credentials", what, passed, objects,
                told->value(QStringLiteral("credentials")).toInt());
    if (asked < objects)
        std::printf(", extrapolated from %d", asked);
    std::printf("\n");
    return passed;
}

// One call an application and one an identity, as a loop in a shell would: extrapolated from some of them.
std::optional<double> az(const Contest &contest)
{
    const auto told =
        run(contest, {QStringLiteral("az.mjs"), QString::number(contest.azCalls), QString::number(patience)});
    if (!told)
        return std::nullopt;
    const QJsonObject apps = told->value(QStringLiteral("applications")).toObject();
    const QJsonObject managed = told->value(QStringLiteral("managed")).toObject();
    const double appEach = apps.value(QStringLiteral("msEach")).toDouble();
    const double managedEach = managed.value(QStringLiteral("msEach")).toDouble();
    const double passed = appEach * static_cast<double>(contest.apps)
        + managedEach * static_cast<double>(contest.identities);
    std::printf("  %-44s %9.0f ms, extrapolated: %.0f ms each of %d calls for applications, %.0f ms each of %d for "
                "managed identities\n",
                "az, one call after the other", passed, appEach, apps.value(QStringLiteral("calls")).toInt(),
                managedEach, managed.value(QStringLiteral("calls")).toInt());
    return passed;
}

// The two halves of a script's reading, as fast as when they are started together.
std::optional<double> together(std::optional<double> applications, std::optional<double> managed)
{
    if (!applications || !managed)
        return std::nullopt;
    return std::max(*applications, *managed);
}

bool aim(const char *what, std::optional<double> own, std::optional<double> other, double share)
{
    if (!own || !other) // said where it happened; only our own failure is one
        return own.has_value();
    std::printf("%s: theirs is %.1f times ours\n", what, *other / *own);
    return kept(what, *own, share * *other, "ms");
}

} // namespace

bool compareWithScripts(const Contest &contest)
{
    std::printf("beside others, over TLS, signing in not counted\n");
    const auto expanded = ours(contest, true);
    const auto refused = ours(contest, false);
    const auto expand = script(contest, "graph-expand.mjs", "Graph SDK, PageIterator with $expand");
    const auto batch = script(contest, "graph-batch.mjs", "Graph SDK, filtered list and $batch, 4 at once");
    const auto managed = script(contest, "arm-msi.mjs", "@azure/arm-msi, 8 at once");
    const auto azure = az(contest);
    bool good = aim("beside $expand and arm-msi together", expanded, together(expand, managed), 1);
    good &= aim("$expand refused, beside $batch and arm-msi", refused, together(batch, managed), 1);
    good &= aim("a fifth of $batch alone", expanded, batch, batchShare);
    good &= aim("a hundredth of az", expanded, azure, azShare);
    return good;
}

} // namespace symbolon::bench
