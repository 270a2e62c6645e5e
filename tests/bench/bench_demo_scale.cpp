// SPDX-License-Identifier: Apache-2.0
#include "demo/demo_client.h"
#include "measured.h"

#include <cstdlib>

// A demo tenant of 100,000 apps and 20,000 identities: how long it takes to start, what it weighs, and how fast it makes
// pages of 999.
namespace {

using namespace symbolon;
using namespace symbolon::bench;
using namespace symbolon::demo;
using namespace symbolon::demo::test;

constexpr double startMilliseconds = 5000;
constexpr double residentLimit = 1024;
constexpr double pageMilliseconds = 10;
constexpr int rounds = 15;

class Pages final
{
public:
    Pages(DemoClient &client, ServiceKind service, const std::string &token)
        : m_client(client)
        , m_service(service)
        , m_headers{{"Host", "localhost:5002"}, {"Authorization", "Bearer " + token}}
    {
    }

    // The median over some rounds; `page`: how many next links are followed first.
    bool measure(const char *what, const std::string &target, int page = 0)
    {
        std::string wanted = target;
        for (int i = 0; i < page; ++i) {
            const Response answer = m_client.service().handle(m_service, {"GET", wanted, m_headers, {}});
            wanted = nextOf(answer.body);
        }
        std::vector<double> times;
        size_t bytes = 0;
        for (int i = 0; i < rounds; ++i) {
            const auto start = Clock::now();
            const Response answer = m_client.service().handle(m_service, {"GET", wanted, m_headers, {}});
            times.push_back(millisecondsSince(start));
            bytes = answer.body.size();
            if (answer.status != 200) {
                std::printf("%s: status %d\n", what, answer.status);
                return false;
            }
        }
        std::printf("%8.0f KiB  ", static_cast<double>(bytes) / 1024);
        return kept(what, median(times), pageMilliseconds, "ms");
    }

private:
    static std::string nextOf(const std::string &body)
    {
        constexpr std::string_view member = "\"@odata.nextLink\":\"";
        const size_t start = body.find(member);
        if (start == std::string::npos)
            return {};
        const size_t begin = start + member.size();
        const std::string link = body.substr(begin, body.find('"', begin) - begin);
        return link.substr(link.find("/v1.0"));
    }

    DemoClient &m_client;
    ServiceKind m_service;
    Fields m_headers;
};

} // namespace

int main()
{
    const auto start = Clock::now();
    ServiceOptions options;
    options.scale.apps = 100000;
    options.scale.identities = 20000;
    options.scale.seed = 7;
    DemoClient client(options);
    const double made = millisecondsSince(start);
    const std::string token = client.graphToken(admin);
    bool good = kept("start with 100,000 apps and 20,000 identities", made, startMilliseconds, "ms");
    size_t credentials = 0;
    client.service().read([&](const Tenant &tenant) {
        for (const Application &app : tenant.applications)
            credentials += app.credentials.size();
        for (const ManagedIdentity &identity : tenant.managedIdentities)
            credentials += identity.credentials.size();
        std::printf("%zu apps, %zu service principals, %zu identities, %zu credentials, %zu permissions, "
                    "%zu Azure role assignments, %zu groups\n",
                    tenant.applications.size(), tenant.servicePrincipals.size(), tenant.managedIdentities.size(),
                    credentials, tenant.appRoleAssignments.size(), tenant.azureRoleAssignments.size(),
                    tenant.groups.size());
    });
    Pages graph(client, ServiceKind::Graph, token);
    const std::string select = "&$select=id,appId,displayName,createdDateTime,signInAudience";
    const std::string expand = "&$expand=federatedIdentityCredentials";
    const std::string apps = "/v1.0/applications?$top=999";
    good = graph.measure("999 apps", apps) && good;
    good = graph.measure("999 apps with their credentials", apps + expand) && good;
    good = graph.measure("999 apps with their credentials, five properties", apps + expand + select) && good;
    good = graph.measure("999 apps with their owners, five properties", apps + "&$expand=owners" + select) && good;
    good = graph.measure("999 apps with their credentials, 100th page", apps + expand, 99) && good;
    const std::string principals = "/v1.0/servicePrincipals?$top=999";
    good = graph.measure("999 service principals", principals) && good;
    good = graph.measure("999 service principals with their credentials", principals + expand) && good;
    good = graph.measure("999 service principals, 117th page", principals, 116) && good;
    good = kept("resident memory", residentMebibytes(), residentLimit, "MiB") && good;
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
