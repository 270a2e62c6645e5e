// SPDX-License-Identifier: Apache-2.0
#include "demo/announcement.h"

#include "demo/contoso.h"
#include "demo/github_api.h"
#include "demo/issuer_profiles.h"
#include "demo/json.h"

namespace symbolon::demo {

namespace {

Json entryOf(const IssuerProfile &profile, const Endpoints &endpoints)
{
    return {{"issuer", profile.issuerUrl(endpoints)},
            {"served", profile.servedAt(endpoints)},
            {"mint", endpoints.base(ServiceKind::Issuer) + "/" + profile.name + "/mint"},
            {"about", profile.about},
            {"healthy", profile.illness == IssuerIllness::None}};
}

} // namespace

std::string cloudFileText(const Announcement &announcement, const Tenant &tenant)
{
    const Endpoints &endpoints = announcement.endpoints;
    Json mirrors = Json::object();
    for (const auto &mirror : issuerMirrors(endpoints))
        mirrors[mirror.first] = mirror.second;
    mirrors[github_api::origin] = endpoints.base(ServiceKind::Issuer) + "/" + github_api::path;
    Json cloud = {{"name", "Demo"},
                  {"login", endpoints.base(ServiceKind::Login)},
                  {"graph", endpoints.base(ServiceKind::Graph)},
                  {"arm", endpoints.base(ServiceKind::Arm)},
                  {"exchangeAudience", contoso::exchangeAudience},
                  {"portal", "https://portal.azure.com"},
                  {"clientId", tenant.publicClientId},
                  {"tenantId", tenant.id},
                  {"issuerMirrors", std::move(mirrors)},
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
    for (const IssuerProfile &profile : issuerProfiles()) {
        if (!profile.servedAt(endpoints).empty())
            issuers[profile.name] = entryOf(profile, endpoints);
    }
    const std::string entra = "/" + tenant.id + "/v2.0";
    issuers["managed-identity"] = Json{{"issuer", "https://login.microsoftonline.com" + entra},
                                       {"served", endpoints.base(ServiceKind::Login) + entra},
                                       {"mint", endpoints.base(ServiceKind::Issuer) + "/managed-identity/mint"},
                                       {"about", "a managed identity of the tenant as credential of an application"},
                                       {"healthy", true}};
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
                 {"cloudFile", announcement.cloudFile},
                 {"troubleLog", announcement.troubleLog}};
    if (!announcement.caFile.empty())
        line["caFile"] = announcement.caFile;
    return dump(line);
}

} // namespace symbolon::demo
