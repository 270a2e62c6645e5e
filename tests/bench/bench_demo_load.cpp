// SPDX-License-Identifier: Apache-2.0
#include "demo/demo_client.h"
#include "demo/raw_client.h"
#include "demo/server.h"
#include "measured.h"

#include <atomic>
#include <cstdlib>
#include <malloc.h>
#include <memory>
#include <sys/resource.h>
#include <thread>

// Ten rounds of 10,000 requests from 8 connections at once, with 1,000 idle connections open: no wrong answer, and memory
// stays where it is.
namespace {

using namespace symbolon;
using namespace symbolon::bench;
using namespace symbolon::demo;
using namespace symbolon::demo::test;

constexpr int rounds = 10;
constexpr int requestsPerRound = 10000;
constexpr int connections = 8;
constexpr int idleConnections = 1000;
constexpr double growthLimit = 2; // mebibytes from the second round to the last: what an allocator moves about

struct Wanted
{
    ServiceKind service;
    std::string request;
    int status;
    std::string holds;
};

std::uint16_t portOf(const std::string &url)
{
    return static_cast<std::uint16_t>(std::atoi(url.c_str() + url.rfind(':') + 1));
}

std::vector<Wanted> mixture(Server &server)
{
    DemoClient client(server.service());
    const std::string graph = client.graphToken(admin);
    const std::string arm = client.armToken(admin);
    return {
        {ServiceKind::Login, getRequest("/common/discovery/v2.0/keys"), 200, "\"keys\""},
        {ServiceKind::Graph, getRequest("/v1.0/applications?$top=5", graph), 200, "\"@odata.nextLink\""},
        {ServiceKind::Graph, getRequest("/v1.0/applications?$expand=federatedIdentityCredentials", graph), 200,
         "gh-platform-deploy"},
        {ServiceKind::Graph, getRequest("/v1.0/me"), 401, "\"error\""},
        {ServiceKind::Graph, getRequest("/v1.0/nothing", graph), 400, "\"error\""},
        {ServiceKind::Arm, getRequest("/subscriptions?api-version=2022-12-01", arm), 200, "sub-contoso-prod"},
        {ServiceKind::Arm, getRequest("/subscriptions", arm), 400, "MissingApiVersionParameter"},
    };
}

// One connection's share of a round; how many answers were wrong. A connection belongs to one service, so each of them
// asks for what that one serves.
int share(const Server &server, const std::vector<Wanted> &all, int number)
{
    const std::array<std::uint16_t, 3> ports{portOf(server.loginUrl()), portOf(server.graphUrl()),
                                             portOf(server.armUrl())};
    const auto service = static_cast<ServiceKind>(number % 3);
    std::vector<Wanted> mine;
    std::copy_if(all.begin(), all.end(), std::back_inserter(mine),
                 [service](const Wanted &wanted) { return wanted.service == service; });
    RawConnection connection(ports[static_cast<size_t>(service)]);
    int wrong = 0;
    for (int i = 0; i < requestsPerRound / connections; ++i) {
        const Wanted &wanted = mine[static_cast<size_t>(i) % mine.size()];
        const bool sent = connection.send(wanted.request);
        const std::optional<RawAnswer> answer = sent ? connection.read() : std::nullopt;
        if (answer && answer->status == wanted.status && answer->body.find(wanted.holds) != std::string::npos)
            continue;
        if (++wrong == 1)
            std::printf("wrong: %.60s... answered %d: %.200s\n", wanted.request.c_str(), answer ? answer->status : 0,
                        answer ? answer->body.c_str() : "");
    }
    return wrong;
}

} // namespace

int main()
{
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 8192);
    setrlimit(RLIMIT_NOFILE, &files);

    Server server;
    if (!server.start())
        return EXIT_FAILURE;
    const std::vector<Wanted> all = mixture(server);
    std::vector<std::unique_ptr<RawConnection>> idle;
    for (int i = 0; i < idleConnections; ++i) {
        idle.push_back(std::make_unique<RawConnection>(portOf(server.graphUrl())));
        if (i % 2 == 0 && (!idle.back()->send(all[1].request) || !idle.back()->read()))
            return EXIT_FAILURE; // half of them have been used
    }
    int wrong = 0;
    double first = 0;
    double last = 0;
    for (int round = 1; round <= rounds; ++round) {
        const auto start = Clock::now();
        std::atomic<int> wrongInRound = 0;
        std::vector<std::thread> threads;
        threads.reserve(connections);
        for (int i = 0; i < connections; ++i)
            threads.emplace_back([&, i] { wrongInRound += share(server, all, i); });
        for (std::thread &thread : threads)
            thread.join();
        const double seconds = millisecondsSince(start) / 1000;
        malloc_trim(0); // what the allocator keeps for later is no growth
        last = residentMebibytes();
        if (round == 2)
            first = last; // the log of requests is full from here on
        std::printf("round %2d: %d requests in %.2f s (%.0f per second), %d wrong, %.1f MiB resident\n", round,
                    requestsPerRound, seconds, requestsPerRound / seconds, wrongInRound.load(), last);
        wrong += wrongInRound;
    }
    int closed = 0;
    for (const auto &connection : idle)
        closed += connection->send(all[1].request) && connection->read() ? 0 : 1;
    std::printf("idle connections that were closed meanwhile: %d\n", closed);
    const bool flat =
        kept("growth of memory from round 2 to round 10", std::max(0.0, last - first), growthLimit, "MiB");
    return flat && wrong == 0 && closed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
