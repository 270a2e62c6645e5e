// SPDX-License-Identifier: Apache-2.0
#include "demo/entra.h"

#include "demo/jwt.h"

namespace symbolon::demo {

namespace {

bool anyTenant(const std::string &tenant)
{
    return sameText(tenant, "common") || sameText(tenant, "organizations");
}

} // namespace

bool Entra::knowsTenant(const std::string &tenant) const
{
    return anyTenant(tenant) || sameText(tenant, m_world.tenant.id) || sameText(tenant, m_world.tenant.domain);
}

Response Entra::handle(const Call &call)
{
    if (call.pathStarts({"common", "discovery", "instance"}))
        return instanceDiscovery(call);
    if (call.segments.empty() || !knowsTenant(call.segments[0])) {
        const std::string tenant = call.segments.empty() ? std::string() : call.segments[0];
        return errorResponse(aadstsOf(Unconfirmed::EntraTenantUnknown, "invalid_request", tenant), call,
                             m_world.clock());
    }
    const std::string &tenant = call.segments[0];
    const size_t depth = call.segments.size();
    if (depth == 4 && call.pathStarts({"*", "v2.0", ".well-known", "openid-configuration"}))
        return discovery(call, tenant);
    if (depth == 4 && call.pathStarts({"*", "discovery", "v2.0", "keys"}))
        return jsonResponse(200, keySet(entraSigningKey()));
    if (depth == 4 && call.pathStarts({"*", "oauth2", "v2.0", "authorize"}))
        return m_signIn.handle(call);
    if (depth == 4 && call.pathStarts({"*", "oauth2", "v2.0", "token"}))
        return m_tokens.handle(call);
    return textResponse(404, "text/plain; charset=utf-8", "Nothing is served at this path.");
}

// Built from the address the caller used: clients refuse an issuer whose host differs from the one they asked.
Response Entra::discovery(const Call &call, const std::string &tenant) const
{
    const std::string id = anyTenant(tenant) ? lower(tenant) : m_world.tenant.id;
    const std::string base = call.origin + "/" + id;
    const std::string issuer = call.origin + "/" + (anyTenant(tenant) ? std::string("{tenantid}") : id) + "/v2.0";
    return jsonResponse(
        200,
        {{"token_endpoint", base + "/oauth2/v2.0/token"},
         {"token_endpoint_auth_methods_supported", Json::array({"client_secret_post", "private_key_jwt"})},
         {"jwks_uri", base + "/discovery/v2.0/keys"},
         {"response_modes_supported", Json::array({"query"})},
         {"subject_types_supported", Json::array({"pairwise"})},
         {"id_token_signing_alg_values_supported", Json::array({"RS256"})},
         {"response_types_supported", Json::array({"code"})},
         {"code_challenge_methods_supported", Json::array({"S256"})},
         {"scopes_supported", Json::array({"openid", "profile", "email", "offline_access"})},
         {"issuer", issuer},
         {"request_uri_parameter_supported", false},
         {"authorization_endpoint", base + "/oauth2/v2.0/authorize"},
         {"claims_supported",
          Json::array({"sub", "iss", "aud", "exp", "iat", "nonce", "name", "preferred_username", "oid", "tid", "ver"})},
         {"tenant_region_scope", "EU"},
         {"cloud_instance_name", "microsoftonline.com"},
         {"msgraph_host", "graph.microsoft.com"}});
}

Response Entra::instanceDiscovery(const Call &call) const
{
    const std::string host = call.origin.substr(call.origin.find("//") + 2);
    const Json metadata = {{"preferred_network", host}, {"preferred_cache", host}, {"aliases", Json::array({host})}};
    return jsonResponse(200,
                        {{"tenant_discovery_endpoint", call.origin + "/common/v2.0/.well-known/openid-configuration"},
                         {"api-version", "1.1"},
                         {"metadata", Json::array({metadata})}});
}

} // namespace symbolon::demo
