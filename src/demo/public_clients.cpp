// SPDX-License-Identifier: Apache-2.0
#include "demo/public_clients.h"

#include "demo/contoso.h"
#include "demo/text.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

// Microsoft's tools with what Graph has let them do in every tenant; public lists of first-party permissions. Graph's
// own command line has nothing before somebody consents.
const std::vector<PublicClient> &toolsOfMicrosoft()
{
    static const std::vector<std::string> administration = {"Application.ReadWrite.All",
                                                            "AppRoleAssignment.ReadWrite.All",
                                                            "AuditLog.Read.All",
                                                            "DelegatedPermissionGrant.ReadWrite.All",
                                                            "Directory.AccessAsUser.All",
                                                            "Group.ReadWrite.All",
                                                            "User.Read.All",
                                                            "User.ReadWrite.All"};
    static const std::vector<PublicClient> tools = {
        {contoso::azureCliAppId, "Microsoft Azure CLI", "Microsoft", {"http://localhost"}, administration},
        {"1950a258-227b-4e31-a9cf-717495945fc2",
         "Microsoft Azure PowerShell",
         "Microsoft",
         {"http://localhost"},
         administration},
        {"14d82eec-204b-4c2f-b7e8-296a70dab67e",
         "Microsoft Graph Command Line Tools",
         "Microsoft",
         {"http://localhost"},
         {}},
    };
    return tools;
}

// An http address of this machine, taken apart; nullopt: another kind of address.
struct Loopback
{
    std::string host;
    std::string path; // without a slash at the end
};

std::optional<Loopback> loopbackOf(std::string_view address)
{
    for (const std::string_view host : {"localhost", "127.0.0.1"}) {
        const std::string start = "http://" + std::string(host);
        if (address.substr(0, start.size()) != start)
            continue;
        std::string_view rest = address.substr(start.size());
        if (!rest.empty() && rest.front() == ':') {
            const size_t digits = std::min(rest.find_first_not_of("0123456789", 1), rest.size()) - 1;
            if (digits == 0 || digits > 5)
                return std::nullopt;
            rest.remove_prefix(1 + digits);
        }
        if (!rest.empty() && rest.front() != '/')
            return std::nullopt;
        if (!rest.empty() && rest.back() == '/')
            rest.remove_suffix(1);
        return Loopback{std::string(host), std::string(rest)};
    }
    return std::nullopt;
}

} // namespace

std::optional<PublicClient> publicClient(const Tenant &tenant, const std::string &clientId)
{
    for (const PublicClient &tool : toolsOfMicrosoft()) {
        if (sameText(tool.id, clientId))
            return tool;
    }
    const Application *app = tenant.applicationByAppId(clientId);
    if (app == nullptr)
        return std::nullopt;
    return PublicClient{app->appId, app->displayName, tenant.displayName, app->redirectUris, {}};
}

bool redirectAllowed(const PublicClient &client, const std::string &redirectUri)
{
    const std::optional<Loopback> asked = loopbackOf(redirectUri);
    return std::any_of(client.redirectUris.begin(), client.redirectUris.end(), [&](const std::string &known) {
        const std::optional<Loopback> own = loopbackOf(known);
        if (!own || !asked)
            return known == redirectUri;
        return own->host == asked->host && own->path == asked->path;
    });
}

} // namespace symbolon::demo
