// SPDX-License-Identifier: Apache-2.0
#include "demo/token_service.h"

#include "demo/contoso.h"
#include "demo/delegated_permissions.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

// In `wids` of every member's token: the template of the role User.
constexpr char memberRole[] = "b79fbf4d-3ef9-4689-8143-76b194e85509";

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
            {"exp", now + world.tokenSeconds},
            {"aio", randomText(30)},
            {"rh", "1." + randomText(24) + "."},
            {"tid", world.tenant.id},
            {"uti", randomText(16)},
            {"ver", "2.0"}};
}

Json accessClaims(const World &world, const TokenAsk &ask)
{
    Json claims = commonClaims(world, ask.scopes.audience, ask.origin);
    claims["app_displayname"] = ask.clientName;
    claims["appid"] = ask.clientId;
    claims["idp"] = claims["iss"];
    claims["tenant_region_scope"] = "EU";
    claims["xms_tcdt"] = 1488366000; // when the tenant was made
    if (ask.claims.capable)
        claims["xms_cc"] = Json::array({"cp1"});
    return claims;
}

// The standard alphabet with its padding, as header values carry it.
std::string base64(const std::string &bytes)
{
    std::string text = base64Url(bytes);
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

bool isCapable(const Json &claims)
{
    const auto found = claims.find("xms_cc");
    return found != claims.end() && found->is_array()
        && std::any_of(found->begin(), found->end(), [](const Json &value) { return value == "cp1"; });
}

std::string bearerOf(const Call &call)
{
    const std::string header = call.header("Authorization");
    return startsWithText(header, "Bearer ") ? trimmed(std::string_view(header).substr(7)) : std::string();
}

} // namespace

bool canBeChallenged(const Call &call)
{
    const std::optional<Jwt> token = readJwt(bearerOf(call));
    return token && isCapable(token->claims);
}

std::string clientInfo(const Tenant &tenant, const User &user)
{
    return base64Url(dump(Json{{"uid", user.id}, {"utid", tenant.id}}));
}

bool Principal::hasAny(std::initializer_list<const char *> wanted) const
{
    return std::any_of(wanted.begin(), wanted.end(), [this](const char *name) { return permissions.count(name) != 0; });
}

std::string TokenService::forUser(const User &user, const TokenAsk &ask, const std::vector<std::string> &permissions)
{
    Json claims = accessClaims(m_world, ask);
    const size_t blank = user.displayName.find(' ');
    claims["acct"] = 0;
    claims["acr"] = "1";
    claims["amr"] = Json::array({"pwd"});
    claims["appidacr"] = "0";
    claims["family_name"] = blank == std::string::npos ? std::string() : user.displayName.substr(blank + 1);
    claims["given_name"] = user.displayName.substr(0, blank);
    claims["idtyp"] = "user";
    claims["ipaddr"] = "127.0.0.1";
    claims["name"] = user.displayName;
    claims["oid"] = user.id;
    claims["scp"] = joined(permissions);
    claims["sub"] = user.id;
    claims["unique_name"] = user.userPrincipalName;
    claims["upn"] = user.userPrincipalName;
    Json roles = Json::array();
    for (const std::string &role : m_world.tenant.directoryRolesOf(user.id))
        roles.push_back(role);
    roles.push_back(memberRole);
    claims["wids"] = std::move(roles);
    m_world.challenges.issued(user.id, ask.clientId, textOf(claims, "uti"), ask.claims);
    return m_world.noted(signJwt(entraSigningKey(), claims));
}

std::string TokenService::forWorkload(const std::string &objectId, const TokenAsk &ask, ClientProof proof)
{
    Json claims = accessClaims(m_world, ask);
    claims["appidacr"] = std::to_string(static_cast<int>(proof));
    claims["idtyp"] = "app";
    claims["oid"] = objectId;
    claims["sub"] = objectId;
    // An app without any permission gets a token all the same, without the claim.
    Json roles = ask.scopes.resource == Resource::Graph ? rolesOf(m_world.tenant, objectId) : Json::array();
    if (!roles.empty())
        claims["roles"] = std::move(roles);
    m_world.challenges.issued(objectId, ask.clientId, textOf(claims, "uti"), ask.claims);
    return m_world.noted(signJwt(entraSigningKey(), claims));
}

std::string TokenService::idToken(const User &user, const TokenAsk &ask, const std::string &nonce)
{
    Json claims = commonClaims(m_world, ask.clientId, ask.origin);
    claims["name"] = user.displayName;
    claims["oid"] = user.id;
    claims["preferred_username"] = user.userPrincipalName;
    claims["sub"] = user.id;
    if (!nonce.empty())
        claims["nonce"] = nonce;
    return m_world.noted(signJwt(entraSigningKey(), claims));
}

Response TokenService::Check::refused(Response refusal) const
{
    refusal.setHeader("WWW-Authenticate", authenticate);
    return refusal;
}

TokenService::Check TokenService::refuse(const Call &call, Resource resource, const std::string &problem,
                                         const std::string &claims) const
{
    Check check;
    check.problem = problem;
    check.challenged = !claims.empty();
    // Where to sign in, as the caller spells this machine: the login service has a port of its own.
    const std::string login = m_world.endpoints.base(ServiceKind::Login);
    check.authenticate = resource == Resource::Graph
        ? "Bearer realm=\"\", authorization_uri=\"" + login + "/common/oauth2/v2.0/authorize\", client_id=\""
            + contoso::graphAppId + "\""
        : "Bearer authorization_uri=\"" + login + "/" + m_world.tenant.id + "\"";
    if (!claims.empty())
        check.authenticate += R"(, error="insufficient_claims", claims=")" + base64(claims) + "\"";
    else if (!bearerOf(call).empty())
        check.authenticate += R"(, error="invalid_token", error_description="The access token is invalid.")";
    return check;
}

// What a token says is consented to; what its owner may do himself is the limit of it.
Principal TokenService::principalOf(const Jwt &token) const
{
    Principal principal;
    principal.objectId = textOf(token.claims, "oid");
    principal.clientId = textOf(token.claims, "appid");
    principal.appOnly = textOf(token.claims, "idtyp") == "app";
    if (token.claims.contains("roles")) {
        for (const Json &role : token.claims["roles"])
            principal.permissions.insert(role.get<std::string>());
    }
    const User *user = m_world.tenant.user(principal.objectId);
    for (const std::string &scope : split(textOf(token.claims, "scp"), ' ')) {
        const DelegatedPermission *permission = graphPermission(scope);
        const bool limited = permission != nullptr && permission->administratorConsents;
        if (scope == "Directory.AccessAsUser.All" && user != nullptr)
            principal.permissions.insert(user->scopes.begin(), user->scopes.end());
        else if (!scope.empty() && (!limited || (user != nullptr && user->scopes.count(scope) != 0)))
            principal.permissions.insert(scope);
    }
    return principal;
}

TokenService::Check TokenService::check(const Call &call, Resource resource) const
{
    const std::string bearer = bearerOf(call);
    if (bearer.empty())
        return refuse(call, resource, "Access token is empty.");
    const std::optional<Jwt> token = readJwt(bearer);
    if (!token)
        return refuse(call, resource, "IDX14100: JWT is not well formed.");
    if (textOf(token->header, "alg") != "RS256" || !entraSigningKey().verify(token->signedPart, token->signature))
        return refuse(call, resource, "Signature is invalid.");
    const long long now = unixSeconds(m_world.clock());
    if (dateClaim(token->claims, "exp").value_or(0) <= now || dateClaim(token->claims, "nbf").value_or(0) > now + 300)
        return refuse(call, resource, "Lifetime validation failed, the token is expired.");
    if (resourceOf(m_world.endpoints, textOf(token->claims, "aud")) != resource)
        return refuse(call, resource, "Invalid audience.");
    Principal principal = principalOf(*token);
    const std::optional<std::string> claims =
        m_world.challenges.owed(principal.objectId, principal.clientId, textOf(token->claims, "uti"));
    if (claims && isCapable(token->claims))
        return refuse(call, resource,
                      "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: "
                      "TokenIssuedBeforeRevocationTimestamp",
                      *claims);
    Check check;
    check.principal = std::move(principal);
    return check;
}

std::string TokenService::demandClaims(const Call &call, Resource resource)
{
    const std::optional<Jwt> token = readJwt(bearerOf(call));
    const std::string who = token ? textOf(token->claims, "oid") : std::string();
    return refuse(call, resource, {}, m_world.challenges.demand(who, m_world.clock())).authenticate;
}

} // namespace symbolon::demo
