// SPDX-License-Identifier: Apache-2.0
#include "demo/announcement.h"

#include "demo/contoso.h"
#include "demo/json.h"
#include "demo/sample_issuer.h"

namespace symbolon::demo {

std::string cloudFileText(const Announcement &announcement, const Tenant &tenant)
{
    const Endpoints &endpoints = announcement.endpoints;
    Json cloud = {{"name", "Demo"},
                  {"login", endpoints.base(ServiceKind::Login)},
                  {"graph", endpoints.base(ServiceKind::Graph)},
                  {"arm", endpoints.base(ServiceKind::Arm)},
                  {"exchangeAudience", contoso::exchangeAudience},
                  {"portal", "https://portal.azure.com"},
                  {"clientId", tenant.publicClientId},
                  {"tenantId", tenant.id},
                  {"issuerMirrors", {{contoso::githubIssuer, SampleIssuer::servedAt(endpoints, "github")}}},
                  {"allowPrivateIssuers", true}};
    if (!announcement.caFile.empty())
        cloud["caFile"] = announcement.caFile;
    return cloud.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string startLineText(const Announcement &announcement, const Tenant &tenant)
{
    const Endpoints &endpoints = announcement.endpoints;
    Json accounts = Json::array();
    for (const User &user : tenant.users) {
        if (user.person)
            accounts.push_back({{"userPrincipalName", user.userPrincipalName},
                                {"displayName", user.displayName},
                                {"jobTitle", user.jobTitle}});
    }
    Json issuers = Json::object();
    for (const char *name : {"sample", "github"}) {
        const std::string served = SampleIssuer::servedAt(endpoints, name);
        issuers[name] =
            Json{{"issuer", SampleIssuer::issuerUrl(endpoints, name)}, {"served", served}, {"mint", served + "/mint"}};
    }
    const Json auditor = {{"clientId", contoso::auditorClientId},
                          {"credential", contoso::auditorCredential},
                          {"issuer", contoso::githubIssuer},
                          {"subject", contoso::auditorSubject},
                          {"audience", contoso::exchangeAudience}};
    Json line = {{"ready", true},
                 {"login", endpoints.base(ServiceKind::Login)},
                 {"graph", endpoints.base(ServiceKind::Graph)},
                 {"arm", endpoints.base(ServiceKind::Arm)},
                 {"tenantId", tenant.id},
                 {"clientId", tenant.publicClientId},
                 {"accounts", std::move(accounts)},
                 {"auditor", auditor},
                 {"issuers", std::move(issuers)},
                 {"cloudFile", announcement.cloudFile}};
    if (!announcement.caFile.empty())
        line["caFile"] = announcement.caFile;
    return dump(line);
}

} // namespace symbolon::demo
