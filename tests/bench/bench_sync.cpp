// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "bench/comparison.h"
#include "demo/server.h"
#include "measured.h"
#include "workspace/scaled_workspace.h"

#include <QCoreApplication>
#include <QSslConfiguration>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>

// A whole sync of 10,000 app registrations, 30,000 credentials and 2,000 managed identities at 50 ms of latency, under
// the documented throttling limits: once with $expand allowed, once refused. The bound is what nobody can be faster than
// who reads the same lists page after page: serial pages times latency along the longest chain of lists that need each
// other, plus the wait that the token bucket forces for the units that are spent.
namespace {

using namespace symbolon;
using namespace symbolon::bench;

constexpr int allApps = 10'000; // the numbers of the promise; a tenth of them by "bench_sync 10"; "beside": and others
constexpr int allIdentities = 2'000;
constexpr std::size_t allCredentials = 30'000;
constexpr int latency = 50; // ms
constexpr double allowance = 1.3;
constexpr double unitsAtOnce = 3500; // a small tenant's bucket, and what ten seconds bring
constexpr double unitsPerSecond = 350;
constexpr std::size_t page = 999;
constexpr std::size_t azurePage = 1000;

double pagesOf(std::size_t items, std::size_t size)
{
    return std::max(1.0, std::ceil(static_cast<double>(items) / static_cast<double>(size)));
}

// What the tenant holds, as far as the bound needs it.
struct Sizes
{
    std::size_t apps = 0;
    std::size_t holders = 0; // apps with credentials
    std::size_t credentials = 0;
    std::size_t principals = 0;
    std::size_t identities = 0;
    std::size_t azureGrants = 0;
    std::size_t appGrants = 0;
};

Sizes sizesOf(demo::Server &server)
{
    Sizes sizes;
    server.service().read([&sizes](const demo::Tenant &tenant) {
        sizes.apps = tenant.applications.size();
        sizes.principals = tenant.servicePrincipals.size();
        sizes.identities = tenant.managedIdentities.size();
        sizes.azureGrants = tenant.azureRoleAssignments.size();
        sizes.appGrants = tenant.appRoleAssignments.size();
        for (const demo::Application &app : tenant.applications) {
            sizes.credentials += app.credentials.size();
            sizes.holders += app.credentials.empty() ? 0 : 1;
        }
        for (const demo::ManagedIdentity &identity : tenant.managedIdentities)
            sizes.credentials += identity.credentials.size();
    });
    return sizes;
}

// Gives apps that have none, or few, so many credentials that the tenant holds as many as are wanted.
void fillUp(demo::Server &server, std::size_t credentials)
{
    const std::size_t held = sizesOf(server).credentials;
    server.service().edit([held, credentials](demo::Tenant &tenant) {
        std::size_t missing = credentials - std::min(credentials, held);
        for (std::size_t round = 0; missing > 0; ++round) {
            for (demo::Application &app : tenant.applications) {
                if (missing == 0 || app.credentials.size() > round)
                    continue;
                const std::string number = std::to_string(app.credentials.size());
                demo::Credential made;
                made.id = app.id.substr(0, app.id.size() - 2) + (number.size() < 2 ? "0" + number : number);
                made.name = "bench-" + number;
                made.issuer = "https://token.actions.githubusercontent.com";
                made.subject = "repo:contoso/" + app.displayName + ":environment:" + number;
                made.audiences = {"api://AzureADTokenExchange"};
                app.credentials.push_back(std::move(made));
                --missing;
            }
        }
    });
}

// Milliseconds; prints its terms.
double boundOf(const Sizes &sizes, bool expands)
{
    const double appPages = pagesOf(sizes.apps, page);
    const double principalPages = pagesOf(sizes.principals, page);
    const double grantPages = pagesOf(sizes.appGrants, page);
    const double azurePages = 1 + pagesOf(sizes.azureGrants, azurePage);       // subscriptions first
    const double holderPages = expands ? 0 : pagesOf(sizes.holders, page) + 1; // and the last batch
    const double groupSteps = 2;                                               // names, then members
    const double chain = std::max({std::max(appPages, holderPages), principalPages + grantPages, azurePages})
        + groupSteps;
    // An application page with $select and $expand costs 2, without $expand 1; everything else 1.
    const double units = appPages * (expands ? 2 : 1) + (expands ? 0 : pagesOf(sizes.holders, page)) + principalPages
        + grantPages + (expands ? 0 : static_cast<double>(sizes.holders));
    const double wait = std::max(0.0, (units - unitsAtOnce) / unitsPerSecond) * 1000;
    std::printf("  longest chain: %.0f requests of %d ms one after the other = %.0f ms\n", chain, latency,
                chain * latency);
    std::printf(
        "    apps %.0f pages, their holders %.0f, principals %.0f + grants %.0f, Azure %.0f, then groups %.0f\n",
        appPages, holderPages, principalPages, grantPages, azurePages, groupSteps);
    std::printf("  %.0f resource units, %.0f at once and %.0f a second = %.0f ms\n", units, unitsAtOnce, unitsPerSecond,
                wait);
    return chain * latency + wait;
}

demo::TroublePlan planFor(bool expands)
{
    demo::TroublePlan plan;
    plan.throttle = 1;
    demo::TroubleRule slow;
    slow.latency = latency;
    plan.rules.push_back(slow);
    if (!expands) {
        demo::TroubleRule refusal;
        refusal.service = "graph";
        refusal.path = "/beta/applications";
        refusal.times = 2; // with $expand, in large pages and in small ones
        refusal.status = 400;
        plan.rules.push_back(refusal);
    }
    return plan;
}

bool measure(demo::Server &server, const Sizes &sizes, bool expands)
{
    std::printf("%s\n", expands ? "$expand allowed" : "$expand refused");
    test::ScaledWorkspace one(server, app::Tuning());
    server.setTrouble(planFor(expands));
    const std::size_t before = server.requests().size();
    one.signIn(std::chrono::minutes(10));
    // Until the last row is judged and in its table, not only until the last answer.
    const double milliseconds =
        static_cast<double>(one.workspace().syncState().startedAt.msecsTo(QDateTime::currentDateTimeUtc()));
    const std::size_t requests = server.requests().size() - before;
    server.setTrouble({});
    const workspace::Workspace &workspace = one.workspace();
    const bool whole = workspace.syncState().isComplete()
        && workspace.identities().size()
            == static_cast<qsizetype>(sizes.apps) + static_cast<qsizetype>(sizes.identities)
        && workspace.credentials().size() == static_cast<qsizetype>(sizes.credentials);
    std::printf("  %lld identities, %lld credentials, %zu requests, %.0f MiB resident with the tenant itself\n",
                static_cast<long long>(workspace.identities().size()),
                static_cast<long long>(workspace.credentials().size()), requests, residentMebibytes());
    const net::ActivityLog::Waiting waiting = workspace.activityLog().waiting().value(net::Service::Graph);
    std::printf("  held back for the service's pace: %lld ms; refused for it: %lld\n",
                static_cast<long long>(waiting.paced.count()), static_cast<long long>(waiting.refusals));
    if (!whole)
        std::printf("  NOT WHOLE: %s\n", qPrintable(one.gaps()));
    const double bound = boundOf(sizes, expands);
    std::printf("  %.0f ms of %.0f ms: ratio %.2f\n", milliseconds, bound, milliseconds / bound);
    return kept(expands ? "sync, $expand allowed" : "sync, $expand refused", milliseconds, allowance * bound, "ms")
        && whole;
}

// The same tenant once more, as Microsoft's clients need it.
bool besideOthers(demo::ServerOptions options, int part)
{
    options.tls = true;
    demo::Server server(options);
    if (const auto started = server.start(); !started) {
        std::printf("no demo tenant: %s\n", qPrintable(oneLine(started.error())));
        return false;
    }
    // Whoever stands in for the browser trusts the tenant's own authority, as the scripts do.
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    trusting.addCaCertificates(QString::fromStdString(server.caFile()));
    QSslConfiguration::setDefaultConfiguration(trusting);
    fillUp(server, allCredentials / static_cast<std::size_t>(part));
    const Sizes sizes = sizesOf(server);
    return compareWithScripts({server, planFor, sizes.apps, sizes.identities});
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    installLog();
    const int part = argc > 1 ? std::max(1, std::atoi(argv[1])) : 1;
    const bool beside = argc > 1 && std::strcmp(argv[argc - 1], "beside") == 0;
    demo::ServerOptions options;
    options.service.scale.apps = allApps / part;
    options.service.scale.identities = allIdentities / part;
    demo::Server server(options);
    if (const auto started = server.start(); !started) {
        std::printf("no demo tenant: %s\n", qPrintable(oneLine(started.error())));
        return 1;
    }
    fillUp(server, allCredentials / static_cast<std::size_t>(part));
    const Sizes sizes = sizesOf(server);
    const bool expanded = measure(server, sizes, true);
    const bool refused = measure(server, sizes, false);
    const bool ahead = !beside || besideOthers(options, part);
    return expanded && refused && ahead ? 0 : 1;
}
