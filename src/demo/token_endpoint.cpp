// SPDX-License-Identifier: Apache-2.0
#include "demo/token_endpoint.h"

#include "demo/exchange.h"
#include "demo/json.h"

namespace symbolon::demo {

namespace {

constexpr std::chrono::hours refreshLifetime(24 * 90);
constexpr char assertionType[] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

Response noStore(Response response)
{
    response.setHeader("Cache-Control", "no-store, no-cache");
    response.setHeader("Pragma", "no-cache");
    return response;
}

std::string joined(const std::vector<std::string> &parts)
{
    std::string text;
    for (const std::string &part : parts)
        text += (text.empty() ? "" : " ") + part;
    return text;
}

} // namespace

Response TokenEndpoint::fail(const Aadsts &error, const Call &call) const
{
    return noStore(errorResponse(error, call, m_world.clock()));
}

Response TokenEndpoint::handle(const Call &call)
{
    if (call.method != "POST")
        return fail(aadstsOf(Unconfirmed::EntraParameterMissing, "invalid_request", "grant_type"), call);
    const Fields form = parseForm(call.body);
    const std::string grant = fieldOf(form, "grant_type");
    for (const char *required : {"grant_type", "client_id"}) {
        if (fieldOf(form, required).empty())
            return fail(aadstsOf(Unconfirmed::EntraParameterMissing, "invalid_request", required), call);
    }
    if (grant == "authorization_code")
        return redeemCode(form, call);
    if (grant == "refresh_token")
        return refresh(form, call);
    if (grant == "client_credentials")
        return clientCredentials(form, call);
    return fail(aadstsOf(Unconfirmed::EntraGrantTypeUnknown, "unsupported_grant_type", grant), call);
}

Response TokenEndpoint::redeemCode(const Fields &form, const Call &call)
{
    const std::string clientId = fieldOf(form, "client_id");
    m_world.noted(fieldOf(form, "code_verifier"));
    Authorization *authorization = m_signIn.authorization(fieldOf(form, "code"));
    if (authorization == nullptr || !sameText(authorization->clientId, clientId))
        return fail(aadstsOf(Unconfirmed::EntraGrantUnknown, "invalid_grant"), call);
    if (authorization->redeemed)
        return fail(aadstsOf(Unconfirmed::EntraCodeRedeemed, "invalid_grant"), call);
    if (authorization->expires <= m_world.clock())
        return fail(aadstsOf(Unconfirmed::EntraGrantExpired, "invalid_grant"), call);
    if (authorization->redirectUri != fieldOf(form, "redirect_uri"))
        return fail(aadstsOf(Unconfirmed::EntraRedirectMismatch, "invalid_grant", fieldOf(form, "redirect_uri")), call);
    if (base64Url(sha256(fieldOf(form, "code_verifier"))) != authorization->challenge)
        return fail(aadstsOf(Unconfirmed::EntraVerifierMismatch, "invalid_grant"), call);
    authorization->redeemed = true;

    const User *user = m_world.tenant.user(authorization->userId);
    const std::string asked = fieldOf(form, "scope");
    const ScopeRequest request = parseScopes(m_world.endpoints, asked.empty() ? authorization->scope : asked);
    if (user == nullptr)
        return fail(aadstsOf(Unconfirmed::EntraGrantUnknown, "invalid_grant"), call);
    return answerUser(*user, clientId, request, authorization->nonce, call);
}

Response TokenEndpoint::refresh(const Fields &form, const Call &call)
{
    const std::string clientId = fieldOf(form, "client_id");
    const auto found = m_refreshTokens.find(fieldOf(form, "refresh_token"));
    if (found == m_refreshTokens.end() || !sameText(found->second.clientId, clientId))
        return fail(aadstsOf(Unconfirmed::EntraGrantUnknown, "invalid_grant"), call);
    if (found->second.expires <= m_world.clock())
        return fail(aadstsOf(Unconfirmed::EntraGrantExpired, "invalid_grant"), call);
    const User *user = m_world.tenant.user(found->second.userId);
    if (user == nullptr)
        return fail(aadstsOf(Unconfirmed::EntraGrantUnknown, "invalid_grant"), call);
    ScopeRequest request = parseScopes(m_world.endpoints, fieldOf(form, "scope"));
    request.offline = true; // whoever had a refresh token gets the next one
    return answerUser(*user, clientId, request, {}, call);
}

Response TokenEndpoint::answerUser(const User &user, const std::string &clientId, const ScopeRequest &request,
                                   const std::string &nonce, const Call &call)
{
    if (request.problem)
        return fail(*request.problem, call);
    ScopeRequest wanted = request;
    if (wanted.resource == Resource::None) { // only OpenID scopes: the token is for reading one's own profile
        wanted.resource = Resource::Graph;
        wanted.audience = "https://graph.microsoft.com";
        wanted.permissions = {"User.Read"};
    }
    const GrantedScopes granted = grantScopes(wanted, user);
    if (granted.refusal)
        return fail(*granted.refusal, call);

    Json body = {{"token_type", "Bearer"},
                 {"scope", joined(granted.permissions)},
                 {"expires_in", accessTokenSeconds},
                 {"ext_expires_in", accessTokenSeconds},
                 {"access_token", m_tokens.forUser(user, clientId, wanted, granted.permissions, call.origin)}};
    if (wanted.offline) {
        const TimePoint now = m_world.clock();
        std::erase_if(m_refreshTokens, [now](const auto &entry) { return entry.second.expires < now; });
        const std::string token = m_world.noted(randomText(64));
        m_refreshTokens.emplace(token, Refresh{user.id, clientId, m_world.clock() + refreshLifetime});
        body["refresh_token"] = token;
    }
    if (wanted.openId)
        body["id_token"] = m_tokens.idToken(user, clientId, nonce, call.origin);
    body["client_info"] = base64Url(dump(Json{{"uid", user.id}, {"utid", m_world.tenant.id}}));
    return noStore(jsonResponse(200, body));
}

Response TokenEndpoint::clientCredentials(const Fields &form, const Call &call)
{
    const std::string clientId = fieldOf(form, "client_id");
    const std::string scope = fieldOf(form, "scope");
    const ScopeRequest request = parseScopes(m_world.endpoints, scope);
    if (scope.empty())
        return fail(aadstsOf(Unconfirmed::EntraParameterMissing, "invalid_request", "scope"), call);
    if (request.problem)
        return fail(*request.problem, call);
    if (!request.everything)
        return fail(aadstsOf(Unconfirmed::EntraScopeNotDefault, "invalid_scope", scope), call);
    if (!fieldOf(form, "client_secret").empty())
        return fail(aadsts::invalidSecret(clientId), call);
    const std::string assertion = fieldOf(form, "client_assertion");
    if (assertion.empty() || fieldOf(form, "client_assertion_type") != assertionType)
        return fail(aadstsOf(Unconfirmed::EntraClientSecretMissing, "invalid_client"), call);

    m_world.noted(assertion);
    const ExchangeVerdict verdict = judgeExchange(m_world, clientId, assertion);
    if (verdict.refusal)
        return fail(*verdict.refusal, call);
    return noStore(
        jsonResponse(200,
                     {{"token_type", "Bearer"},
                      {"expires_in", accessTokenSeconds},
                      {"ext_expires_in", accessTokenSeconds},
                      {"access_token", m_tokens.forWorkload(verdict.objectId, clientId, request, call.origin)}}));
}

} // namespace symbolon::demo
