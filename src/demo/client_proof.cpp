// SPDX-License-Identifier: Apache-2.0
#include "demo/client_proof.h"

#include "demo/certificate_key.h"
#include "demo/jwt.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

ClientVerdict refuse(Aadsts error)
{
    ClientVerdict verdict;
    verdict.refusal = std::move(error);
    return verdict;
}

bool isOver(const std::string &endDateTime, TimePoint now)
{
    return !endDateTime.empty() && endDateTime.substr(0, 19) <= isoTime(now).substr(0, 19);
}

// The token endpoint or the issuer of this tenant, in any spelling of this machine and under Microsoft's own name.
bool isOurAudience(const World &world, const std::string &audience)
{
    constexpr std::string_view microsoft = "https://login.microsoftonline.com";
    std::string path = world.endpoints.below(ServiceKind::Login, audience).value_or(std::string());
    if (path.empty() && startsWithText(audience, microsoft))
        path = audience.substr(microsoft.size());
    const size_t slash = path.find('/', 1);
    if (path.empty() || slash == std::string::npos)
        return false;
    const std::string tenant = path.substr(1, slash - 1);
    const std::string rest = path.substr(slash);
    const bool known = sameText(tenant, world.tenant.id) || sameText(tenant, world.tenant.domain)
        || sameText(tenant, "common") || sameText(tenant, "organizations");
    return known && (rest == "/oauth2/v2.0/token" || rest == "/oauth2/token" || rest == "/v2.0");
}

// The registered certificate the header names, by SHA-1 (older libraries) or SHA-256 (newer ones).
const KeyCredential *keyNamed(const Application &app, const Json &header)
{
    const std::string sha1 = textOf(header, "x5t");
    const std::string sha2 = textOf(header, "x5t#S256");
    const auto found = std::find_if(app.keys.begin(), app.keys.end(), [&](const KeyCredential &key) {
        return (!sha1.empty() && base64Url(thumbprint(key.certificate, Digest::Sha1)) == sha1)
            || (!sha2.empty() && base64Url(thumbprint(key.certificate, Digest::Sha256)) == sha2);
    });
    return found == app.keys.end() ? nullptr : &*found;
}

std::string thumbprintShown(const Json &header)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    const std::string named = textOf(header, header.contains("x5t") ? "x5t" : "x5t#S256");
    std::string shown;
    for (const char byte : fromBase64Url(named).value_or(std::string())) {
        shown += digits[static_cast<unsigned char>(byte) >> 4U];
        shown += digits[static_cast<unsigned char>(byte) & 15U];
    }
    return shown;
}

std::optional<Aadsts> checkLifetime(const World &world, const Json &claims)
{
    constexpr long long skew = 300;
    const long long now = unixSeconds(world.clock());
    const std::optional<long long> expires = dateClaim(claims, "exp");
    const std::optional<long long> from = dateClaim(claims, "nbf");
    if (expires && *expires > now - skew && from.value_or(now) <= now + skew)
        return std::nullopt;
    const auto shown = [](const std::optional<long long> &seconds) {
        const bool sane = seconds && *seconds >= 0 && *seconds < 253402300800LL;
        return sane ? isoTime(TimePoint(std::chrono::seconds(*seconds))) : std::string("unknown");
    };
    return aadsts::outsideValidity(world.clock(), shown(from), shown(expires));
}

} // namespace

ClientVerdict judgeSecret(const World &world, const std::string &clientId, const std::string &secret)
{
    const Application *app = world.tenant.applicationByAppId(clientId);
    const ServicePrincipal *principal = world.tenant.servicePrincipalByAppId(clientId);
    if (app == nullptr || principal == nullptr)
        return refuse(aadsts::unknownClient(clientId));
    const std::string hash = sha256(secret);
    const auto found = std::find_if(app->secrets.begin(), app->secrets.end(),
                                    [&hash](const Secret &known) { return known.hash == hash; });
    if (found == app->secrets.end())
        return refuse(aadsts::invalidSecret(clientId));
    if (isOver(found->endDateTime, world.clock()))
        return refuse(aadsts::expiredSecret(clientId));
    return {std::nullopt, principal->id, found->keyId};
}

bool isSelfIssued(const std::string &clientId, const std::string &assertion)
{
    const std::optional<Jwt> token = readJwt(assertion);
    return token && sameText(textOf(token->claims, "iss"), clientId)
        && sameText(textOf(token->claims, "sub"), clientId);
}

ClientVerdict judgeSelfIssued(const World &world, const std::string &clientId, const std::string &assertion)
{
    const std::optional<Jwt> token = readJwt(assertion);
    const Application *app = world.tenant.applicationByAppId(clientId);
    const ServicePrincipal *principal = world.tenant.servicePrincipalByAppId(clientId);
    if (!token)
        return refuse(aadstsOf(Unconfirmed::EntraAssertionMalformed, "invalid_client"));
    if (app == nullptr || principal == nullptr)
        return refuse(aadsts::unknownClient(clientId));
    const std::string algorithm = textOf(token->header, "alg");
    if (algorithm != "RS256" && algorithm != "PS256")
        return refuse(aadsts::badAlgorithm(algorithm));
    const KeyCredential *key = keyNamed(*app, token->header);
    if (key == nullptr)
        return refuse(aadsts::badSignature("The key was not found., Thumbprint of key used by client: '"
                                           + thumbprintShown(token->header) + "'"));
    if (!certificateVerifies(key->certificate, algorithm == "PS256", token->signedPart, token->signature))
        return refuse(aadsts::badSignature("The signature does not fit the key."));
    if (isOver(key->endDateTime, world.clock()))
        return refuse(aadsts::badSignature("The key used is expired., Found key 'Start=" + key->startDateTime
                                           + ", End=" + key->endDateTime + "'"));
    if (!isOurAudience(world, textOf(token->claims, "aud")))
        return refuse(aadstsOf(Unconfirmed::EntraAssertionAudience, "invalid_client"));
    if (const std::optional<Aadsts> problem = checkLifetime(world, token->claims))
        return refuse(*problem);
    return {std::nullopt, principal->id, key->keyId};
}

} // namespace symbolon::demo
