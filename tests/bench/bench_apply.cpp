// SPDX-License-Identifier: Apache-2.0
// Gives 5,000 credentials of 400 app registrations another issuer, at 50 ms latency and at the pace that the demo tenant
// allows as Microsoft Graph documents it: 3,000 writes at once, 20 a second beyond. Prints the pace as it is told.
#include "base/log.h"
#include "bench/measured.h"
#include "workspace/plan.h"
#include "workspace/scaled_workspace.h"

#include <QCoreApplication>

#include <cstdlib>

using namespace symbolon;

namespace {

constexpr int identities = 400;
constexpr double writesAtOnce = 3000;
constexpr double writesPerSecond = 20;
constexpr double allowance = 1.3;
constexpr int latency = 50; // milliseconds
constexpr char cluster[] = "https://oidc.example.com/old";

// Every app of the scaled tenant holds twelve or thirteen credentials of the cluster, until there are as many as are wanted.
void fillUp(demo::Server &server, std::size_t credentials)
{
    server.service().edit([credentials](demo::Tenant &tenant) {
        std::size_t made = 0;
        int holders = 0;
        for (demo::Application &app : tenant.applications) {
            if (!app.credentials.empty() || holders == identities)
                continue;
            ++holders;
            for (int i = 0; i < 13 && made < credentials; ++i, ++made) {
                demo::Credential one;
                const std::string number = std::to_string(i);
                one.id = app.id.substr(0, app.id.size() - 2) + (number.size() < 2 ? "0" + number : number);
                one.name = "account-" + number;
                one.issuer = cluster;
                one.subject = "system:serviceaccount:" + std::to_string(holders) + ":account-" + number;
                one.audiences = {"api://AzureADTokenExchange"};
                app.credentials.push_back(std::move(one));
            }
        }
    });
}

workspace::ApplyReport applied(workspace::Workspace &workspace, const trust::ChangeSet &set)
{
    QEventLoop loop;
    workspace::ApplyReport report;
    qsizetype told = 0;
    const auto progress = [&told](const workspace::OperationResult &one) {
        if (one.standing.settled < told + 1000)
            return;
        told = one.standing.settled;
        std::printf("  %lld of %lld, %.0f a minute\n", static_cast<long long>(one.standing.settled),
                    static_cast<long long>(one.standing.total), one.standing.perMinute);
    };
    whenDone(workspace.apply(set, progress, {}), &loop, [&](const Result<workspace::ApplyReport> &ended) {
        if (ended)
            report = *ended;
        loop.quit();
    });
    loop.exec();
    return report;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    installLog();
    const std::size_t wanted = argc > 1 ? static_cast<std::size_t>(std::max(1, std::atoi(argv[1]))) : 5000;
    demo::ServerOptions options;
    options.service.scale.apps = 900;
    demo::Server server(options);
    if (const auto started = server.start(); !started) {
        std::printf("no demo tenant: %s\n", qPrintable(oneLine(started.error())));
        return 1;
    }
    fillUp(server, wanted);
    test::ScaledWorkspace one(server, app::Tuning());
    one.signIn();
    auto begun = bench::Clock::now();
    const workspace::Plan plan = planReplaceIssuer(one.workspace().planBasis(), QString::fromLatin1(cluster),
                                                   QStringLiteral("https://oidc.example.com/new"));
    const double planned = bench::millisecondsSince(begun);
    const auto operations = static_cast<double>(plan.changes.set.operations.size());
    demo::TroublePlan pace;
    pace.throttle = 1;
    demo::TroubleRule slow;
    slow.latency = latency;
    pace.rules.push_back(slow);
    server.setTrouble(pace);
    const std::size_t before = server.requests().size();
    begun = bench::Clock::now();
    const workspace::ApplyReport report = applied(one.workspace(), plan.changes.set);
    const double seconds = bench::millisecondsSince(begun) / 1000;
    const std::size_t requests = server.requests().size() - before;
    const net::ActivityLog::Waiting waiting = one.workspace().activityLog().waiting().value(net::Service::Graph);
    std::printf("  %zu requests; held back for the service's pace: %lld ms; refused for it: %lld\n", requests,
                static_cast<long long>(waiting.paced.count()), static_cast<long long>(waiting.refusals));
    // Eight identities side by side, a write after the other in each; then what the bucket takes to fill again.
    const double chains = operations / static_cast<double>(8) * latency / 1000;
    const double bucket = std::max(0.0, (operations - writesAtOnce) / writesPerSecond);
    std::printf("  bound: the greater of %.0f s of answers one after the other and %.0f s of the service's pace\n",
                chains, bucket);
    const bool whole = report.allWritten() && operations == static_cast<double>(wanted);
    if (!whole)
        std::printf("  NOT ALL WRITTEN\n");
    const bool quick = bench::kept("credentials of 400 identities planned", planned, 1000, "ms");
    return bench::kept("and applied", seconds, allowance * std::max(chains, bucket), "s") && quick && whole ? 0 : 1;
}
