// SPDX-License-Identifier: Apache-2.0
#include "demo/exchange.h"

#include "demo/claims_expression.h"
#include "demo/jwt.h"
#include "demo/sample_issuer.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

ExchangeVerdict refuse(Aadsts error)
{
    ExchangeVerdict verdict;
    verdict.refusal = std::move(error);
    return verdict;
}

// The credentials of a client and the principal they open.
struct Target
{
    const std::vector<Credential> *credentials = nullptr; // nullptr: no such client
    std::string objectId;                                 // empty: an app without a service principal
};

Target targetOf(const Tenant &tenant, const std::string &clientId)
{
    if (const Application *app = tenant.applicationByAppId(clientId)) {
        const ServicePrincipal *principal = tenant.servicePrincipalByAppId(clientId);
        return {&app->credentials, principal == nullptr ? std::string() : principal->id};
    }
    if (const ManagedIdentity *identity = tenant.managedIdentityByClientId(clientId))
        return {&identity->credentials, identity->principalId};
    return {};
}

ClaimsExpression::Lookup lookupIn(const Json &claims)
{
    return [&claims](const std::string &name) -> std::optional<std::string> {
        const auto found = claims.find(name);
        if (found == claims.end() || !found->is_string())
            return std::nullopt;
        return found->get<std::string>();
    };
}

bool subjectMatches(const Credential &credential, const Json &claims, bool foldCase)
{
    const std::string subject = textOf(claims, "sub");
    if (!credential.expression) {
        const std::string wanted = credential.subject.value_or(std::string());
        return foldCase ? sameText(wanted, subject) : wanted == subject;
    }
    const std::optional<ClaimsExpression> expression = ClaimsExpression::parse(*credential.expression);
    if (!expression)
        return false;
    return foldCase ? expression->matchesWithoutCase(lookupIn(claims)) : expression->matches(lookupIn(claims));
}

// `aud` may be one text or a list; what the real service makes of a list is not documented, so each entry counts.
bool audienceMatches(const Credential &credential, const Json &claims)
{
    const auto found = claims.find("aud");
    if (found == claims.end() || credential.audiences.empty())
        return false;
    if (found->is_string())
        return found->get<std::string>() == credential.audiences.front();
    return found->is_array() && std::any_of(found->begin(), found->end(), [&credential](const Json &entry) {
               return entry.is_string() && entry.get<std::string>() == credential.audiences.front();
           });
}

std::string audienceText(const Json &claims)
{
    const auto found = claims.find("aud");
    if (found == claims.end())
        return {};
    return found->is_string() ? found->get<std::string>() : dump(*found);
}

std::string dateText(const std::optional<long long> &seconds)
{
    // Years beyond 9999 have no place in the message's format.
    if (!seconds || *seconds < 0 || *seconds > 253402300799LL)
        return "unknown";
    return isoTime(TimePoint(std::chrono::seconds(*seconds)));
}

std::optional<Aadsts> checkSignature(const World &world, const Jwt &token, const std::string &issuer)
{
    if (issuer == "https://login.microsoftonline.com/" + world.tenant.id + "/v2.0"
        || world.endpoints.below(ServiceKind::Login, issuer))
        return aadsts::entraTokenRefused(); // no managed identity of this tenant can ask for a token here
    if (!SampleIssuer::serves(world.endpoints, issuer))
        return aadsts::issuerUnreachable(); // nothing outside this process is ever asked
    if (textOf(token.header, "kid") != issuerSigningKey().keyId())
        return aadsts::badSignature("The key was not found.");
    if (!issuerSigningKey().verify(token.signedPart, token.signature))
        return aadsts::badSignature("The signature does not fit the key.");
    return std::nullopt;
}

std::optional<Aadsts> checkLifetime(const World &world, const Json &claims)
{
    constexpr long long skew = 300;
    const long long now = unixSeconds(world.clock());
    const std::optional<long long> expires = dateClaim(claims, "exp");
    const std::optional<long long> from = dateClaim(claims, "nbf");
    if (expires && *expires > now - skew && from.value_or(now) <= now + skew)
        return std::nullopt;
    return aadsts::outsideValidity(world.clock(), dateText(from), dateText(expires));
}

// Credentials whose subject or expression fits, from those whose issuer does.
std::vector<const Credential *> fitting(const std::vector<const Credential *> &credentials, const Json &claims,
                                        bool foldCase)
{
    std::vector<const Credential *> found;
    std::copy_if(credentials.begin(), credentials.end(), std::back_inserter(found),
                 [&](const Credential *credential) { return subjectMatches(*credential, claims, foldCase); });
    return found;
}

} // namespace

ExchangeVerdict judgeExchange(const World &world, const std::string &clientId, const std::string &assertion)
{
    const std::optional<Jwt> token = readJwt(assertion);
    if (!token)
        return refuse(aadstsOf(Unconfirmed::EntraAssertionMalformed, "invalid_client"));
    const std::string algorithm = textOf(token->header, "alg");
    if (algorithm != "RS256")
        return refuse(aadsts::badAlgorithm(algorithm));

    const Target target = targetOf(world.tenant, clientId);
    if (target.credentials == nullptr || target.objectId.empty())
        return refuse(aadsts::unknownClient(clientId));
    if (target.credentials->empty())
        return refuse(aadsts::noCredentials(clientId));

    const std::string issuer = textOf(token->claims, "iss");
    std::vector<const Credential *> ofIssuer;
    for (const Credential &credential : *target.credentials) {
        if (credential.issuer == issuer)
            ofIssuer.push_back(&credential);
    }
    if (ofIssuer.empty())
        return refuse(aadsts::noMatchingIssuer(issuer));
    if (const std::optional<Aadsts> problem = checkSignature(world, *token, issuer))
        return refuse(*problem);
    if (const std::optional<Aadsts> problem = checkLifetime(world, token->claims))
        return refuse(*problem);

    const std::vector<const Credential *> ofSubject = fitting(ofIssuer, token->claims, false);
    const std::string subject = textOf(token->claims, "sub");
    if (ofSubject.empty()) {
        const bool caseOnly = !fitting(ofIssuer, token->claims, true).empty();
        return refuse(caseOnly ? aadsts::subjectCase(subject) : aadsts::noMatchingSubject(subject));
    }
    const auto match = std::find_if(ofSubject.begin(), ofSubject.end(), [&token](const Credential *credential) {
        return audienceMatches(*credential, token->claims);
    });
    if (match == ofSubject.end())
        return refuse(aadsts::noMatchingAudience(audienceText(token->claims)));

    ExchangeVerdict verdict;
    verdict.objectId = target.objectId;
    verdict.credentialName = (*match)->name;
    return verdict;
}

} // namespace symbolon::demo
