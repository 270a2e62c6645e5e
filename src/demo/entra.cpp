// SPDX-License-Identifier: Apache-2.0
#include "demo/entra.h"

#include "demo/jwt.h"
#include "demo/login_page.h"

namespace symbolon::demo {

namespace {

bool anyTenant(const std::string &tenant)
{
    return sameText(tenant, "common") || sameText(tenant, "organizations");
}

// The documents are read, nothing else.
Response notAllowed()
{
    Response response = textResponse(405, "text/plain; charset=utf-8", "This document can only be read.");
    response.setHeader("Allow", "GET, HEAD");
    return response;
}

bool reads(const Call &call)
{
    return call.method == "GET" || call.method == "HEAD";
}

Response nothingHere()
{
    return textResponse(404, "text/plain; charset=utf-8", "Nothing is served at this path.");
}

Json names(std::initializer_list<const char *> values)
{
    Json array = Json::array();
    for (const char *value : values)
        array.push_back(value);
    return array;
}

} // namespace

bool Entra::knowsTenant(const std::string &tenant) const
{
    return anyTenant(tenant) || sameText(tenant, m_world.tenant.id) || sameText(tenant, m_world.tenant.domain);
}

Response Entra::handle(const Call &call)
{
    if (call.pathStarts({"common", "discovery", "instance"}) && call.segments.size() == 3)
        return reads(call) ? instanceDiscovery(call) : notAllowed();
    if (call.path == DeviceCodes::pagePath)
        return m_deviceCodes.page(call);
    if (call.segments.size() < 2)
        return nothingHere();
    const std::string &tenant = call.segments[0];
    return knowsTenant(tenant) ? inTenant(call, tenant) : unknownTenant(call, tenant);
}

Response Entra::inTenant(const Call &call, const std::string &tenant)
{
    const size_t depth = call.segments.size();
    if (depth == 4 && call.pathStarts({"*", "v2.0", ".well-known", "openid-configuration"}))
        return reads(call) ? discovery(call, tenant) : notAllowed();
    if (depth == 4 && call.pathStarts({"*", "discovery", "v2.0", "keys"}))
        return reads(call) ? keys(call, tenant) : notAllowed();
    if (depth == 4 && call.pathStarts({"*", "oauth2", "v2.0", "authorize"}))
        return m_signIn.handle(call);
    if (depth == 4 && call.pathStarts({"*", "oauth2", "v2.0", "token"}))
        return m_tokens.handle(call);
    if (depth == 4 && call.pathStarts({"*", "oauth2", "v2.0", "devicecode"}) && call.method == "POST")
        return m_deviceCodes.start(call);
    if (depth == 4 && call.pathStarts({"*", "oauth2", "v2.0", "logout"}))
        return loginMessage(200, "You signed out", "It is a good idea to close all browser windows.");
    if ((depth == 2 && call.pathStarts({"*", "adminconsent"}))
        || (depth == 3 && call.pathStarts({"*", "v2.0", "adminconsent"})))
        return m_adminConsent.handle(call);
    return nothingHere();
}

Response Entra::unknownTenant(const Call &call, const std::string &tenant) const
{
    const bool document = call.pathStarts({"*", "v2.0", ".well-known"});
    return errorResponse(
        aadstsOf(Unconfirmed::EntraTenantUnknown, document ? "invalid_tenant" : "invalid_request", tenant), call,
        m_world.clock());
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
         {"token_endpoint_auth_methods_supported", names({"client_secret_post", "private_key_jwt"})},
         {"jwks_uri", base + "/discovery/v2.0/keys"},
         {"response_modes_supported", names({"query", "fragment", "form_post"})},
         {"subject_types_supported", names({"pairwise"})},
         {"id_token_signing_alg_values_supported", names({"RS256"})},
         {"response_types_supported", names({"code"})},
         {"code_challenge_methods_supported", names({"S256"})},
         {"scopes_supported", names({"openid", "profile", "email", "offline_access"})},
         {"issuer", issuer},
         {"request_uri_parameter_supported", false},
         {"authorization_endpoint", base + "/oauth2/v2.0/authorize"},
         {"device_authorization_endpoint", base + "/oauth2/v2.0/devicecode"},
         {"http_logout_supported", true},
         {"frontchannel_logout_supported", true},
         {"end_session_endpoint", base + "/oauth2/v2.0/logout"},
         {"claims_supported",
          names({"sub", "iss", "aud", "exp", "iat", "nonce", "name", "preferred_username", "oid", "tid", "ver"})},
         {"tenant_region_scope", anyTenant(tenant) ? Json(nullptr) : Json("EU")},
         {"cloud_instance_name", "microsoftonline.com"},
         {"cloud_graph_host_name", "graph.windows.net"},
         {"msgraph_host", "graph.microsoft.com"},
         {"rbac_url", "https://pas.windows.net"}});
}

// As Entra's, each key says whose tokens it signs.
Response Entra::keys(const Call &call, const std::string &tenant) const
{
    Json set = keySet(entraSigningKey());
    const std::string id = anyTenant(tenant) ? std::string("{tenantid}") : m_world.tenant.id;
    for (Json &key : set["keys"])
        key["issuer"] = call.origin + "/" + id + "/v2.0";
    return jsonResponse(200, set);
}

Response Entra::instanceDiscovery(const Call &call) const
{
    const std::string host = call.origin.substr(call.origin.find("//") + 2);
    // The tenant the caller asks for, where it says so; else any.
    std::string tenant = "common";
    const std::string asked = call.queryValue("authorization_endpoint");
    const std::vector<std::string> parts = split(asked, '/');
    if (parts.size() > 3 && !parts[3].empty())
        tenant = parts[3];
    if (!knowsTenant(tenant))
        return unknownTenant(call, tenant);
    const Json metadata = {{"preferred_network", host}, {"preferred_cache", host}, {"aliases", Json::array({host})}};
    return jsonResponse(
        200,
        {{"tenant_discovery_endpoint", call.origin + "/" + tenant + "/v2.0/.well-known/openid-configuration"},
         {"api-version", "1.1"},
         {"metadata", Json::array({metadata})}});
}

} // namespace symbolon::demo
