// SPDX-License-Identifier: Apache-2.0
#include "demo/token_endpoint.h"

#include "demo/client_proof.h"
#include "demo/exchange.h"
#include "demo/json.h"
#include "demo/sign_in_record.h"

namespace symbolon::demo {

namespace {

constexpr std::chrono::hours refreshLifetime(24 * 90);
constexpr char deviceGrant[] = "urn:ietf:params:oauth:grant-type:device_code";
constexpr char assertionType[] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

Response noStore(Response response)
{
    response.setHeader("Cache-Control", "no-store, no-cache");
    response.setHeader("Pragma", "no-cache");
    return response;
}

// The claims a request asks for; where it is silent, those of the request before it count.
std::string claimsIn(const Fields &form, const std::string &before)
{
    const std::string own = fieldOf(form, "claims");
    return own.empty() ? before : own;
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
    if (grant == "client_credentials")
        return clientCredentials(form, call);
    const bool device = grant == deviceGrant || grant == "device_code";
    if (grant != "authorization_code" && grant != "refresh_token" && !device)
        return fail(aadstsOf(Unconfirmed::EntraGrantTypeUnknown, "unsupported_grant_type", grant), call);
    const std::optional<PublicClient> client = publicClient(m_world.tenant, fieldOf(form, "client_id"));
    if (!client)
        return fail(aadsts::unknownClient(fieldOf(form, "client_id")), call);
    if (device)
        return redeemDeviceCode(form, *client, call);
    return grant == "refresh_token" ? refresh(form, *client, call) : redeemCode(form, *client, call);
}

Response TokenEndpoint::redeemCode(const Fields &form, const PublicClient &client, const Call &call)
{
    m_world.noted(fieldOf(form, "code_verifier"));
    Authorization *authorization = m_signIn.authorization(fieldOf(form, "code"));
    if (authorization == nullptr || !sameText(authorization->clientId, client.id))
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
    const std::string asked = fieldOf(form, "scope");
    return answerUser({authorization->userId, asked.empty() ? authorization->scope : asked,
                       claimsIn(form, authorization->claims), authorization->nonce, false},
                      client, call);
}

Response TokenEndpoint::redeemDeviceCode(const Fields &form, const PublicClient &client, const Call &call)
{
    const std::string deviceCode = fieldOf(form, "device_code");
    if (deviceCode.empty())
        return fail(aadstsOf(Unconfirmed::EntraParameterMissing, "invalid_request", "device_code"), call);
    const DeviceCodes::Outcome outcome = m_deviceCodes.poll(client.id, deviceCode);
    if (outcome.problem)
        return fail(*outcome.problem, call);
    return answerUser({outcome.userId, outcome.scope, claimsIn(form, outcome.claims), {}, false}, client, call);
}

Response TokenEndpoint::refresh(const Fields &form, const PublicClient &client, const Call &call)
{
    const auto found = m_refreshTokens.find(fieldOf(form, "refresh_token"));
    if (found == m_refreshTokens.end() || !sameText(found->second.clientId, client.id))
        return fail(aadstsOf(Unconfirmed::EntraGrantUnknown, "invalid_grant"), call);
    if (found->second.expires <= m_world.clock())
        return fail(aadstsOf(Unconfirmed::EntraGrantExpired, "invalid_grant"), call);
    return answerUser({found->second.userId, fieldOf(form, "scope"), fieldOf(form, "claims"), {}, true}, client, call);
}

Response TokenEndpoint::answerUser(const Grant &grant, const PublicClient &client, const Call &call)
{
    const User *user = m_world.tenant.user(grant.userId);
    if (user == nullptr)
        return fail(aadstsOf(Unconfirmed::EntraGrantUnknown, "invalid_grant"), call);
    ScopeRequest wanted = parseScopes(m_world.endpoints, grant.scope);
    if (wanted.problem)
        return fail(*wanted.problem, call);
    if (wanted.resource == Resource::None) { // only OpenID scopes: the token is for reading one's own profile
        wanted.resource = Resource::Graph;
        wanted.audience = "https://graph.microsoft.com";
        wanted.permissions = {"User.Read"};
    }
    const ConsentState consent = consentFor(m_world, client, *user, wanted);
    std::optional<Aadsts> refusal;
    if (consent.preauthorizedOnly)
        refusal = aadstsOf(Unconfirmed::EntraPreauthorization, "invalid_grant", client.id);
    else if (!consent.missing.empty())
        refusal = aadsts::consentMissing("invalid_grant", client.id, client.name);
    recordUserSignIn(m_world, *user, client.id, wanted.audience, !grant.refreshed, call, refusal ? &*refusal : nullptr);
    if (refusal)
        return fail(*refusal, call);

    const TokenAsk ask{client.id, client.name, wanted, parseClaimsRequest(grant.claims), call.origin};
    Json body = {{"token_type", "Bearer"},
                 {"scope", grantedText(wanted, consent.permissions)},
                 {"expires_in", m_world.tokenSeconds},
                 {"ext_expires_in", m_world.tokenSeconds},
                 {"access_token", m_tokens.forUser(*user, ask, consent.permissions)}};
    if (wanted.offline || grant.refreshed) { // whoever had a refresh token gets the next one
        const TimePoint now = m_world.clock();
        std::erase_if(m_refreshTokens, [now](const auto &entry) { return entry.second.expires < now; });
        const std::string token = m_world.noted(randomText(64));
        m_refreshTokens.emplace(token, Refresh{user->id, client.id, now + refreshLifetime});
        body["refresh_token"] = token;
    }
    if (wanted.openId)
        body["id_token"] = m_tokens.idToken(*user, ask, grant.nonce);
    body["client_info"] = clientInfo(m_world.tenant, *user);
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
    const std::string secret = m_world.noted(fieldOf(form, "client_secret"));
    const std::string assertion = m_world.noted(fieldOf(form, "client_assertion"));
    if (secret.empty() && (assertion.empty() || fieldOf(form, "client_assertion_type") != assertionType))
        return fail(aadstsOf(Unconfirmed::EntraClientSecretMissing, "invalid_client"), call);
    if (secret.empty() && !isSelfIssued(clientId, assertion)) {
        const ExchangeVerdict verdict = judgeExchange(m_world, clientId, assertion);
        recordWorkloadSignIn(m_world, clientId, request.audience, "federatedIdentityCredential", verdict.credentialName,
                             call, verdict.refusal ? &*verdict.refusal : nullptr);
        return verdict.refusal ? fail(*verdict.refusal, call) : answerWorkload(verdict.objectId, form, request, call);
    }
    const ClientVerdict verdict = secret.empty() ? judgeSelfIssued(m_world, clientId, assertion)
                                                 : judgeSecret(m_world, clientId, secret);
    recordWorkloadSignIn(m_world, clientId, request.audience, secret.empty() ? "clientAssertion" : "clientSecret",
                         verdict.keyId, call, verdict.refusal ? &*verdict.refusal : nullptr);
    return verdict.refusal ? fail(*verdict.refusal, call) : answerWorkload(verdict.objectId, form, request, call);
}

Response TokenEndpoint::answerWorkload(const std::string &objectId, const Fields &form, const ScopeRequest &request,
                                       const Call &call)
{
    const std::string clientId = fieldOf(form, "client_id");
    const ServicePrincipal *principal = m_world.tenant.servicePrincipal(objectId);
    const TokenAsk ask{clientId, principal == nullptr ? std::string() : principal->displayName, request,
                       parseClaimsRequest(fieldOf(form, "claims")), call.origin};
    const ClientProof proof = fieldOf(form, "client_secret").empty() ? ClientProof::Assertion : ClientProof::Secret;
    return noStore(jsonResponse(200,
                                {{"token_type", "Bearer"},
                                 {"expires_in", m_world.tokenSeconds},
                                 {"ext_expires_in", m_world.tokenSeconds},
                                 {"access_token", m_tokens.forWorkload(objectId, ask, proof)}}));
}

} // namespace symbolon::demo
