// SPDX-License-Identifier: Apache-2.0
#include "demo/sample_issuer.h"

#include "demo/contoso.h"
#include "demo/github_api.h"
#include "demo/jwt.h"

namespace symbolon::demo {

namespace {

constexpr int rotatingKeys = 8; // then the first one comes again
constexpr size_t manyKeys = 104;
constexpr long long managedIdentitySeconds = 86400;

Response problem(int status, const std::string &text)
{
    return jsonResponse(status, {{"error", text}});
}

const EcSigningKey &ecKey()
{
    static const EcSigningKey key;
    return key;
}

// A key that looks like one; nobody has its other half.
Json decoyKey(size_t number)
{
    const std::string seed = "decoy/" + std::to_string(number) + "/";
    std::string modulus;
    for (int part = 0; part < 8; ++part)
        modulus += sha256(seed + std::to_string(part));
    modulus.front() = static_cast<char>(modulus.front() | '\x80');
    return {{"kty", "RSA"},
            {"use", "sig"},
            {"alg", "RS256"},
            {"kid", "decoy-" + std::to_string(number)},
            {"n", base64Url(modulus)},
            {"e", "AQAB"}};
}

// The body of a request to mint: claims, and in `$header` parts of the token's header. nullopt: no JSON object.
struct Wishes
{
    Json claims = Json::object();
    Json header = Json::object();
};

std::optional<Wishes> wishesIn(const std::string &body)
{
    Wishes wishes;
    if (!body.empty())
        wishes.claims = parseJson(body);
    if (!wishes.claims.is_object())
        return std::nullopt;
    if (wishes.claims.contains("$header")) {
        wishes.header = wishes.claims["$header"];
        wishes.claims.erase("$header");
    }
    return wishes;
}

void fillIn(Json &claims, const Json &defaults)
{
    for (const auto &item : defaults.items()) {
        if (!claims.contains(item.key()))
            claims[item.key()] = item.value();
    }
}

Response tokenResponse(const Call &call, const std::string &token)
{
    if (call.header("Accept").find("application/json") != std::string::npos)
        return jsonResponse(200, {{"token", token}});
    return textResponse(200, "text/plain; charset=utf-8", token);
}

std::string signEs256(const Json &claims)
{
    const Json header = {{"typ", "JWT"}, {"alg", "ES256"}, {"kid", ecKey().keyId()}};
    const std::string signedPart = base64Url(dump(header)) + "." + base64Url(dump(claims));
    return signedPart + "." + base64Url(ecKey().sign(signedPart));
}

} // namespace

std::string SampleIssuers::keyName(std::string_view name) const
{
    const IssuerProfile *profile = issuerProfile(name);
    if (profile == nullptr)
        return {};
    return profile->illness == IssuerIllness::Rotating
        ? profile->name + "/" + std::to_string(m_rotations % rotatingKeys)
        : profile->name;
}

Response SampleIssuers::handle(const Call &call)
{
    if (call.pathStarts({"metadata", "identity", "oauth2", "token"}))
        return managedIdentityToken(call);
    if (call.segments.size() == 2 && call.segments[0] == "managed-identity" && call.segments[1] == "mint")
        return mintForManagedIdentity(call);
    if (call.pathStarts({github_api::path}))
        return answerAsGithub(call);
    const IssuerProfile *profile = call.segments.empty() ? nullptr : issuerProfile(call.segments[0]);
    if (profile == nullptr)
        return problem(404, "There is no such issuer here. The line printed at the start names them all.");
    const bool isDiscovery = call.segments.size() == 3 && call.segments[1] == ".well-known"
        && call.segments[2] == "openid-configuration";
    if (isDiscovery && call.method == "GET")
        return discovery(call, *profile);
    const std::string action = call.segments.size() == 2 ? call.segments[1] : std::string();
    if (action == "jwks" && call.method == "GET")
        return keySetOf(*profile);
    if (action == "mint")
        return mint(call, *profile);
    if (action == "rotate" && profile->illness == IssuerIllness::Rotating)
        return rotate(call);
    return problem(404, "Nothing is served at this path.");
}

Response SampleIssuers::discovery(const Call &call, const IssuerProfile &profile) const
{
    if (profile.illness == IssuerIllness::Redirect) {
        Response elsewhere = textResponse(302, "text/plain", {});
        elsewhere.setHeader("Location", call.origin + "/sample/.well-known/openid-configuration");
        return elsewhere;
    }
    if (profile.illness == IssuerIllness::NoJson)
        return textResponse(200, "application/json", "{\"issuer\": <html>");
    const std::string base = call.origin + "/" + profile.name;
    std::string issuer = profile.issuer.empty() ? base : profile.issuer;
    if (profile.illness == IssuerIllness::WrongIssuer)
        issuer = call.origin + "/somebody-else";
    const char *algorithm = profile.illness == IssuerIllness::EcOnly ? "ES256" : "RS256";
    Response response =
        jsonResponse(200,
                     {{"issuer", issuer},
                      {"jwks_uri", base + "/jwks"},
                      {"response_types_supported", Json::array({"id_token"})},
                      {"subject_types_supported", Json::array({"public"})},
                      {"id_token_signing_alg_values_supported", Json::array({algorithm})},
                      {"claims_supported", Json::array({"iss", "sub", "aud", "iat", "nbf", "exp", "jti"})}},
                     "application/json");
    if (profile.illness == IssuerIllness::Slow)
        response.bytesPerSecond = 1;
    else if (profile.illness == IssuerIllness::Endless)
        response.delivery = Delivery::Endless;
    return response;
}

Response SampleIssuers::keySetOf(const IssuerProfile &profile) const
{
    if (profile.illness == IssuerIllness::NoKeySet)
        return problem(404, "There is no key set.");
    if (profile.illness == IssuerIllness::EcOnly) {
        const Json key = {{"kty", "EC"},     {"crv", "P-256"},         {"use", "sig"},
                          {"alg", "ES256"},  {"kid", ecKey().keyId()}, {"x", ecKey().x()},
                          {"y", ecKey().y()}};
        return jsonResponse(200, {{"keys", Json::array({key})}}, "application/json");
    }
    Json set = keySet(issuerSigningKey(keyName(profile.name)));
    if (profile.illness == IssuerIllness::ManyKeys) {
        Json keys = Json::array();
        for (size_t i = 1; i < manyKeys; ++i)
            keys.push_back(decoyKey(i));
        keys.push_back(set["keys"].front());
        set["keys"] = std::move(keys);
    }
    return jsonResponse(200, set, "application/json");
}

Response SampleIssuers::mint(const Call &call, const IssuerProfile &profile)
{
    if (call.method != "POST")
        return problem(405, "POST a JSON object of claims.");
    std::optional<Wishes> wishes = wishesIn(call.body);
    if (!wishes)
        return problem(400, "The body must be a JSON object of claims.");
    // The ill certificate is on the documents, not on this place.
    const bool elsewhere = !profile.issuer.empty() || profile.illness == IssuerIllness::ExpiredCertificate;
    Json defaults = {{"iss", elsewhere ? profile.issuerUrl(m_world.endpoints) : call.origin + "/" + profile.name}};
    defaults.update(profile.claims(unixSeconds(m_world.clock())));
    fillIn(wishes->claims, defaults);
    if (profile.illness == IssuerIllness::EcOnly)
        return tokenResponse(call, m_world.noted(signEs256(wishes->claims)));
    Json header = profile.header.is_object() ? profile.header : Json::object();
    if (wishes->header.is_object())
        header.update(wishes->header);
    const std::string token = signJwt(issuerSigningKey(keyName(profile.name)), wishes->claims, header);
    return tokenResponse(call, m_world.noted(token));
}

Response SampleIssuers::rotate(const Call &call)
{
    if (call.method != "POST")
        return problem(405, "POST takes a new key.");
    ++m_rotations;
    return jsonResponse(200, {{"rotations", m_rotations}});
}

Json SampleIssuers::managedIdentityClaims(const ManagedIdentity &identity) const
{
    const long long now = unixSeconds(m_world.clock());
    return {{"aud", contoso::exchangeAppId},
            {"iss", "https://login.microsoftonline.com/" + m_world.tenant.id + "/v2.0"},
            {"iat", now},
            {"nbf", now},
            {"exp", now + managedIdentitySeconds},
            {"azp", identity.clientId},
            {"azpacr", "2"},
            {"idtyp", "app"},
            {"oid", identity.principalId},
            {"sub", identity.principalId},
            {"tid", m_world.tenant.id},
            {"ver", "2.0"}};
}

Response SampleIssuers::mintForManagedIdentity(const Call &call)
{
    if (call.method != "POST")
        return problem(405, "POST a JSON object of claims.");
    std::optional<Wishes> wishes = wishesIn(call.body);
    if (!wishes)
        return problem(400, "The body must be a JSON object of claims.");
    const ManagedIdentity *identity =
        m_world.tenant.managedIdentityByPrincipalId(contoso::servicePrincipalId(contoso::buildAgents));
    if (identity != nullptr)
        fillIn(wishes->claims, managedIdentityClaims(*identity));
    return tokenResponse(call, m_world.noted(signJwt(entraSigningKey(), wishes->claims, wishes->header)));
}

// Azure Instance Metadata Service: "How to use managed identities for Azure resources on an Azure VM to acquire an access
// token". Only the token exchange can be asked for: for everything else a managed identity is an external token's reader.
Response SampleIssuers::managedIdentityToken(const Call &call)
{
    const auto refused = [](const char *error, const char *description) {
        return jsonResponse(400, {{"error", error}, {"error_description", description}});
    };
    if (!sameText(call.header("Metadata"), "true"))
        return refused("bad_request_102", "Required metadata header not specified");
    const std::string resource = call.queryValue("resource");
    if (resource != contoso::exchangeAudience && resource != std::string(contoso::exchangeAudience) + "/")
        return refused("invalid_resource", "AADSTS500011: Only the token exchange can be asked for here.");
    const std::string clientId = call.queryValue("client_id");
    const std::string objectId = call.queryValue("object_id");
    const ManagedIdentity *identity = !clientId.empty()
        ? m_world.tenant.managedIdentityByClientId(clientId)
        : m_world.tenant.managedIdentityByPrincipalId(
            !objectId.empty() ? objectId : contoso::servicePrincipalId(contoso::buildAgents));
    if (identity == nullptr)
        return refused("invalid_request", "Identity not found");
    const Json claims = managedIdentityClaims(*identity);
    return jsonResponse(200,
                        {{"access_token", m_world.noted(signJwt(entraSigningKey(), claims))},
                         {"client_id", identity->clientId},
                         {"expires_in", std::to_string(managedIdentitySeconds)},
                         {"expires_on", std::to_string(claims["exp"].get<long long>())},
                         {"not_before", std::to_string(claims["nbf"].get<long long>())},
                         {"resource", resource},
                         {"token_type", "Bearer"}});
}

} // namespace symbolon::demo
