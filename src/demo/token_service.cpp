// SPDX-License-Identifier: Apache-2.0
#include "demo/token_service.h"

#include "demo/contoso.h"
#include "demo/jwt.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

// Application permissions of Microsoft Graph that were granted to the service principal.
Json rolesOf(const Tenant &tenant, const std::string &objectId)
{
    Json roles = Json::array();
    const ServicePrincipal *graph = tenant.servicePrincipalByAppId(contoso::graphAppId);
    if (graph == nullptr)
        return roles;
    for (const AppRoleAssignment &assignment : tenant.appRoleAssignments) {
        if (assignment.principalId != objectId || assignment.resourceId != graph->id)
            continue;
        for (const AppRole &role : graph->appRoles) {
            if (role.id == assignment.appRoleId)
                roles.push_back(role.value);
        }
    }
    return roles;
}

std::string joined(const std::vector<std::string> &parts)
{
    std::string text;
    for (const std::string &part : parts)
        text += (text.empty() ? "" : " ") + part;
    return text;
}

Json commonClaims(const World &world, const std::string &audience, const std::string &origin)
{
    const long long now = unixSeconds(world.clock());
    return {{"aud", audience},
            {"iss", origin + "/" + world.tenant.id + "/v2.0"},
            {"iat", now},
            {"nbf", now},
            {"exp", now + accessTokenSeconds},
            {"tid", world.tenant.id},
            {"uti", randomText(12)},
            {"ver", "2.0"}};
}

} // namespace

bool Principal::hasAny(std::initializer_list<const char *> wanted) const
{
    return std::any_of(wanted.begin(), wanted.end(), [this](const char *name) { return permissions.count(name) != 0; });
}

std::string TokenService::forUser(const User &user, const std::string &clientId, const ScopeRequest &request,
                                  const std::vector<std::string> &permissions, const std::string &origin)
{
    Json claims = commonClaims(m_world, request.audience, origin);
    claims["appid"] = clientId;
    claims["appidacr"] = "0";
    claims["idtyp"] = "user";
    claims["name"] = user.displayName;
    claims["oid"] = user.id;
    claims["scp"] = joined(permissions);
    claims["sub"] = user.id;
    claims["upn"] = user.userPrincipalName;
    return m_world.noted(signJwt(entraSigningKey(), claims));
}

std::string TokenService::forWorkload(const std::string &objectId, const std::string &clientId,
                                      const ScopeRequest &request, const std::string &origin)
{
    Json claims = commonClaims(m_world, request.audience, origin);
    claims["appid"] = clientId;
    claims["appidacr"] = "2";
    claims["idtyp"] = "app";
    claims["oid"] = objectId;
    claims["sub"] = objectId;
    // An app without any permission gets a token all the same, without the claim.
    Json roles = request.resource == Resource::Graph ? rolesOf(m_world.tenant, objectId) : Json::array();
    if (!roles.empty())
        claims["roles"] = std::move(roles);
    return m_world.noted(signJwt(entraSigningKey(), claims));
}

std::string TokenService::idToken(const User &user, const std::string &clientId, const std::string &nonce,
                                  const std::string &origin)
{
    Json claims = commonClaims(m_world, clientId, origin);
    claims["name"] = user.displayName;
    claims["oid"] = user.id;
    claims["preferred_username"] = user.userPrincipalName;
    claims["sub"] = user.id;
    if (!nonce.empty())
        claims["nonce"] = nonce;
    return m_world.noted(signJwt(entraSigningKey(), claims));
}

TokenService::Check TokenService::check(const Call &call, Resource resource) const
{
    const std::string header = call.header("Authorization");
    if (!startsWithText(header, "Bearer "))
        return {std::nullopt, "Access token is empty."};
    const std::optional<Jwt> token = readJwt(trimmed(std::string_view(header).substr(7)));
    if (!token)
        return {std::nullopt, "IDX14100: JWT is not well formed."};
    if (textOf(token->header, "alg") != "RS256" || !entraSigningKey().verify(token->signedPart, token->signature))
        return {std::nullopt, "Signature is invalid."};
    const long long now = unixSeconds(m_world.clock());
    if (dateClaim(token->claims, "exp").value_or(0) <= now || dateClaim(token->claims, "nbf").value_or(0) > now + 300)
        return {std::nullopt, "Lifetime validation failed, the token is expired."};
    if (resourceOf(m_world.endpoints, textOf(token->claims, "aud")) != resource)
        return {std::nullopt, "Invalid audience."};

    Principal principal;
    principal.objectId = textOf(token->claims, "oid");
    principal.clientId = textOf(token->claims, "appid");
    principal.appOnly = textOf(token->claims, "idtyp") == "app";
    for (const std::string &scope : split(textOf(token->claims, "scp"), ' ')) {
        if (!scope.empty())
            principal.permissions.insert(scope);
    }
    if (token->claims.contains("roles")) {
        for (const Json &role : token->claims["roles"])
            principal.permissions.insert(role.get<std::string>());
    }
    return {principal, {}};
}

} // namespace symbolon::demo
