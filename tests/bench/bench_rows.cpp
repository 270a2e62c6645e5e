// SPDX-License-Identifier: Apache-2.0
// A hundred thousand applications with three hundred thousand credentials, held, filtered, sorted, kept and brought back:
// memory, time per row, and how long the thread that holds them is ever busy at once. Nothing is read from a service.
#include "bench/big_tenant.h"
#include "bench/measured.h"
#include "workspace/row_filter.h"
#include "workspace/row_pipeline.h"
#include "workspace/snapshot.h"

#include <QCollator>
#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdlib>
#include <limits>
#include <malloc.h>
#include <memory>
#include <optional>

using namespace symbolon;

namespace {

// The longest that one event kept the thread, since the last reset.
class Watched final : public QCoreApplication
{
public:
    using QCoreApplication::QCoreApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QCoreApplication::notify(receiver, event);
        ++m_depth;
        const auto start = bench::Clock::now();
        const bool handled = QCoreApplication::notify(receiver, event);
        --m_depth;
        longest = std::max(longest, bench::millisecondsSince(start));
        return handled;
    }

    double longest = 0;

private:
    int m_depth = 0;
};

workspace::Judge judge()
{
    auto catalogue = presets::Catalogue::builtIn();
    auto rules = risk::RuleBook::builtIn(*catalogue, *risk::PrivilegeBook::builtIn());
    return {*catalogue, *rules, {QString(), QString::fromLatin1("api://AzureADTokenExchange")}};
}

// The rows of a tenant, with the snapshots that models take of them four times a second.
struct Held
{
    explicit Held(const workspace::Facts &facts)
        : pipeline(facts, worker, judge())
    {
    }

    // How long it takes until `rows` are in the table; all: until nothing more comes.
    double fill(std::optional<qsizetype> rows = std::nullopt)
    {
        const auto start = bench::Clock::now();
        auto shown = start;
        pipeline.markAll();
        while (rows ? pipeline.identities().size() < *rows : !pipeline.isIdle()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            if (bench::millisecondsSince(shown) < 250)
                continue;
            identities = pipeline.identities();
            credentials = pipeline.credentials();
            shown = bench::Clock::now();
        }
        return bench::millisecondsSince(start);
    }

    Worker worker;
    workspace::RowPipeline pipeline;
    store::Table<workspace::IdentityRow> identities; // a model's snapshot
    store::Table<workspace::CredentialRow> credentials;
};

double timeOf(const std::function<void()> &work)
{
    const auto start = bench::Clock::now();
    work();
    return bench::millisecondsSince(start);
}

// What a worker needs for each key of a word being typed, and for sorting; the thread of the window only swaps.
bool measureQueries(const Held &held)
{
    std::vector<double> identities;
    std::vector<double> credentials;
    std::vector<double> copies;
    const QDateTime now({2026, 1, 1}, {0, 0}, Qt::UTC);
    for (const QString &typed : {QStringLiteral("service-99 production"), QStringLiteral("issuer:gitlab deploy"),
                                 QStringLiteral("nothing has this"), QStringLiteral("kind:app severity:>=high")}) {
        for (qsizetype length = 1; length <= typed.size(); ++length) {
            store::Table<workspace::IdentityRow> snapshot;
            copies.push_back(timeOf([&] { snapshot = held.pipeline.identities(); }));
            identities.push_back(timeOf([&] {
                if (const auto query = workspace::identityQuery(snapshot, typed.left(length), now))
                    static_cast<void>(store::visibleRows(snapshot.searchKeys(), *query));
            }));
            const store::Table<workspace::CredentialRow> &all = held.pipeline.credentials();
            credentials.push_back(timeOf([&] {
                if (const auto query = workspace::credentialQuery(all, typed.left(length)))
                    static_cast<void>(store::visibleRows(all.searchKeys(), *query));
            }));
        }
    }
    std::printf(
        "filter, worker, %lld identities: median %.1f ms, p99 %.1f ms; %lld credentials: median %.1f, p99 %.1f\n",
        static_cast<long long>(held.pipeline.identities().size()), bench::median(identities),
        bench::percentile(identities, 0.99), static_cast<long long>(held.pipeline.credentials().size()),
        bench::median(credentials), bench::percentile(credentials, 0.99));
    return bench::kept("filter: the window's thread takes a snapshot, p99", bench::percentile(copies, 0.99), 16, "ms");
}

// Kept as after a sync, then brought back as at a start.
bool measureStart(const workspace::Facts &facts)
{
    const QTemporaryDir folder;
    auto file = store::CacheFile::open(folder.filePath(QStringLiteral("bench.cache")));
    const QDateTime now({2026, 1, 1}, {0, 0}, Qt::UTC);
    const workspace::Snapshot snapshot = bench::snapshotOf(facts, now);
    const double first = timeOf([&] { static_cast<void>(workspace::save(**file, snapshot, now)); });
    const double again = timeOf([&] { static_cast<void>(workspace::save(**file, snapshot, now.addSecs(60))); });
    std::printf("cache: written in %.0f ms, written again unchanged in %.0f ms, %.1f MB\n", first, again,
                static_cast<double>(QFileInfo(folder.filePath(QStringLiteral("bench.cache"))).size()
                                    + QFileInfo(folder.filePath(QStringLiteral("bench.cache-wal"))).size())
                    / 1e6);
    std::optional<workspace::Snapshot> beginning;
    const double some = timeOf([&] { beginning = workspace::load(**file, 400).value_or(std::nullopt); });
    bool right = beginning && !beginning->isWhole;
    if (right) {
        Held held(beginning->facts);
        const double rows = held.fill(100);
        std::printf("cache: a beginning read in %.1f ms, its first hundred rows judged in %.1f ms more\n", some, rows);
    }
    std::optional<workspace::Snapshot> whole;
    const double all =
        timeOf([&] { whole = workspace::load(**file, std::numeric_limits<qsizetype>::max()).value_or(std::nullopt); });
    right = right && whole && whole->isWhole && whole->facts.keys().size() == facts.keys().size();
    std::printf("cache: all read in %.0f ms, in its own thread\n", all);
    return right;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_LOGGING_RULES", "*.debug=false");
    Watched application(argc, argv);
    bool good = true;
    const double empty = bench::residentMebibytes();

    double small = 0;
    {
        const auto facts = bench::bigTenant(10'000);
        Held held(*facts);
        small = held.fill() / 10'000;
    }
    ::malloc_trim(0);
    const auto facts = bench::bigTenant(100'000);
    const double factsAlone = bench::residentMebibytes() - empty;
    auto held = std::make_unique<Held>(*facts);
    application.longest = 0;
    const double big = held->fill() / 100'000;
    const double longest = application.longest;
    held->identities.clear();
    held->credentials.clear();
    ::malloc_trim(0);
    std::printf("100,000 apps, 300,000 credentials: facts %.0f MiB; %.1f us a row at 10,000, %.1f us at 100,000\n",
                factsAlone, 1000 * small, 1000 * big);
    good &= bench::kept("resident memory of the process", bench::residentMebibytes() * 1.048576, 400, "MB");
    good &= bench::kept("time per row at 100,000 beside 10,000", big / small, 1.2, "x");
    good &= bench::kept("longest that filling the tables keeps the thread", longest, 16, "ms");

    application.longest = 0;
    const double sweep = held->fill();
    std::printf("grants read again, nothing new: %.0f ms\n", sweep);
    good &= bench::kept("longest that looking through them keeps the thread", application.longest, 16, "ms");

    good &= measureQueries(*held);
    good &= measureStart(*facts);
    // The kernel takes it back faster than a hundred thousand destructors.
    std::fflush(stdout);
    std::_Exit(good ? 0 : 1);
}
