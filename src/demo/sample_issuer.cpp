// SPDX-License-Identifier: Apache-2.0
#include "demo/sample_issuer.h"

#include "demo/contoso.h"
#include "demo/jwt.h"

namespace symbolon::demo {

namespace {

constexpr int mintedTokenSeconds = 600;

Response problem(int status, const std::string &text)
{
    return jsonResponse(status, {{"error", text}});
}

} // namespace

std::string SampleIssuer::servedAt(const Endpoints &endpoints, const std::string &name)
{
    return endpoints.base(ServiceKind::Issuer) + "/" + name;
}

std::string SampleIssuer::issuerUrl(const Endpoints &endpoints, const std::string &name)
{
    return name == "github" ? contoso::githubIssuer : servedAt(endpoints, name);
}

bool SampleIssuer::serves(const Endpoints &endpoints, const std::string &issuer)
{
    return issuer == contoso::githubIssuer || endpoints.below(ServiceKind::Issuer, issuer) == "/sample";
}

Response SampleIssuer::handle(const Call &call)
{
    const bool known = !call.segments.empty() && (call.segments[0] == "sample" || call.segments[0] == "github");
    if (!known)
        return problem(404, "There is no such issuer here. Known are /sample and /github.");
    const std::string &name = call.segments[0];
    const bool isDiscovery = call.segments.size() == 3 && call.segments[1] == ".well-known"
        && call.segments[2] == "openid-configuration";
    if (isDiscovery && call.method == "GET")
        return discovery(call, name);
    if (call.segments.size() == 2 && call.segments[1] == "jwks" && call.method == "GET")
        return jsonResponse(200, keySet(issuerSigningKey()), "application/json");
    if (call.segments.size() == 2 && call.segments[1] == "mint")
        return mint(call, name);
    return problem(404, "Nothing is served at this path.");
}

Response SampleIssuer::discovery(const Call &call, const std::string &name) const
{
    const std::string base = call.origin + "/" + name;
    return jsonResponse(200,
                        {{"issuer", name == "github" ? std::string(contoso::githubIssuer) : base},
                         {"jwks_uri", base + "/jwks"},
                         {"response_types_supported", Json::array({"id_token"})},
                         {"subject_types_supported", Json::array({"public"})},
                         {"id_token_signing_alg_values_supported", Json::array({"RS256"})},
                         {"claims_supported", Json::array({"iss", "sub", "aud", "iat", "nbf", "exp", "jti"})}},
                        "application/json");
}

Response SampleIssuer::mint(const Call &call, const std::string &name)
{
    if (call.method != "POST")
        return problem(405, "POST a JSON object of claims.");
    Json claims = call.body.empty() ? Json(Json::value_t::object) : parseJson(call.body);
    if (!claims.is_object())
        return problem(400, "The body must be a JSON object of claims.");
    Json header = Json::object();
    if (claims.contains("$header")) {
        header = claims["$header"];
        claims.erase("$header");
    }
    const long long now = unixSeconds(m_world.clock());
    const Json defaults = {{"iss", name == "github" ? std::string(contoso::githubIssuer) : call.origin + "/" + name},
                           {"sub", name == "github" ? contoso::auditorSubject : "workload-1"},
                           {"aud", contoso::exchangeAudience},
                           {"iat", now},
                           {"nbf", now},
                           {"exp", now + mintedTokenSeconds},
                           {"jti", newGuid()}};
    for (const auto &item : defaults.items()) {
        if (!claims.contains(item.key()))
            claims[item.key()] = item.value();
    }
    const std::string token = m_world.noted(signJwt(issuerSigningKey(), claims, header));
    if (call.header("Accept").find("application/json") != std::string::npos)
        return jsonResponse(200, {{"token", token}});
    return textResponse(200, "text/plain; charset=utf-8", token);
}

} // namespace symbolon::demo
