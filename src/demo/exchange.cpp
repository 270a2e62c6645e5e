// SPDX-License-Identifier: Apache-2.0
#include "demo/exchange.h"

#include "demo/claims_expression.h"
#include "demo/contoso.h"
#include "demo/exchange_refusals.h"
#include "demo/issuer_keys.h"
#include "demo/jwt.h"

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
    bool isManagedIdentity = false;
};

Target targetOf(const Tenant &tenant, const std::string &clientId)
{
    if (const Application *app = tenant.applicationByAppId(clientId)) {
        const ServicePrincipal *principal = tenant.servicePrincipalByAppId(clientId);
        return {&app->credentials, principal == nullptr ? std::string() : principal->id, false};
    }
    if (const ManagedIdentity *identity = tenant.managedIdentityByClientId(clientId))
        return {&identity->credentials, identity->principalId, true};
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
    if (!expression || !expression->isFor(credential.issuer))
        return false;
    return foldCase ? expression->matchesWithoutCase(lookupIn(claims)) : expression->matches(lookupIn(claims));
}

// `aud` may be one text or a list; what the real service makes of a list is not documented, so each entry counts.
bool hasAudience(const Json &claims, std::string_view wanted)
{
    const auto found = claims.find("aud");
    if (found == claims.end())
        return false;
    if (found->is_string())
        return found->get<std::string>() == wanted;
    return found->is_array() && std::any_of(found->begin(), found->end(), [wanted](const Json &entry) {
               return entry.is_string() && entry.get<std::string>() == wanted;
           });
}

bool audienceMatches(const Credential &credential, const Json &claims, bool ofEntra)
{
    if (credential.audiences.empty())
        return false;
    const std::string &wanted = credential.audiences.front();
    // Entra's own tokens name the exchange by the id of its application.
    return hasAudience(claims, wanted)
        || (ofEntra && wanted == contoso::exchangeAudience && hasAudience(claims, contoso::exchangeAppId));
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

// Who issues under this name.
enum class IssuerKind {
    External,
    ThisTenant,   // Entra, for the tenant that is asked
    ForeignEntra, // Entra, for another tenant
    OldEntra,     // Entra's older name, which no credential may have
};

IssuerKind kindOf(const World &world, const std::string &issuer)
{
    if (startsWithText(issuer, "https://sts.windows.net/"))
        return IssuerKind::OldEntra;
    constexpr std::string_view entra = "https://login.microsoftonline.com";
    std::optional<std::string> path = world.endpoints.below(ServiceKind::Login, issuer);
    if (startsWithText(issuer, entra) && (issuer.size() == entra.size() || issuer[entra.size()] == '/'))
        path = issuer.substr(entra.size());
    if (!path)
        return IssuerKind::External;
    return *path == "/" + world.tenant.id + "/v2.0" ? IssuerKind::ThisTenant : IssuerKind::ForeignEntra;
}

// The credentials that name the token's issuer. This tenant has two names: the real cloud's, and the one it is served
// under here.
std::vector<const Credential *> naming(const World &world, const std::vector<Credential> &credentials,
                                       const std::string &issuer)
{
    std::vector<const Credential *> found;
    if (trimmed(issuer) != issuer) // blanks around the claim block the exchange, whatever the credential says
        return found;
    const bool thisTenant = kindOf(world, issuer) == IssuerKind::ThisTenant;
    for (const Credential &credential : credentials) {
        if (credential.issuer == issuer || (thisTenant && kindOf(world, credential.issuer) == IssuerKind::ThisTenant))
            found.push_back(&credential);
    }
    return found;
}

std::optional<Aadsts> checkPolicy(const FederationPolicy &policy, const std::string &issuer, const Json &claims)
{
    if (policy.disabled)
        return aadsts::federationDisabled();
    const auto holds = [](const std::vector<std::string> &list, const std::string &value) {
        return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    if (!holds(policy.allowedIssuers, issuer))
        return aadsts::issuerNotAllowed(issuer);
    const std::string enterprise = textOf(claims, "enterprise");
    if (issuer == contoso::githubIssuer && !holds(policy.githubEnterprises, enterprise))
        return aadsts::enterpriseNotAllowed(enterprise);
    return std::nullopt;
}

// A managed identity of this tenant may be the credential of an application, and nothing else of Entra's.
std::optional<Aadsts> checkEntraToken(const World &world, const Target &target, IssuerKind kind, const Jwt &token)
{
    if (kind == IssuerKind::OldEntra || target.isManagedIdentity)
        return aadsts::entraTokenRefused();
    if (kind == IssuerKind::ForeignEntra)
        return aadsts::foreignTenant(textOf(token.claims, "iss"));
    if (textOf(token.header, "kid") != entraSigningKey().keyId())
        return aadsts::badSignature("The key was not found.");
    if (!entraSigningKey().verify(token.signedPart, token.signature))
        return aadsts::badSignature("The signature does not fit the key.");
    if (textOf(token.claims, "tid") != world.tenant.id)
        return aadsts::foreignTenant(textOf(token.claims, "iss"));
    if (textOf(token.claims, "idtyp") != "app" || token.claims.contains("scp"))
        return aadsts::userToken();
    if (world.tenant.managedIdentityByPrincipalId(textOf(token.claims, "oid")) == nullptr)
        return aadsts::notManagedIdentity();
    return std::nullopt;
}

std::optional<Aadsts> checkSignature(const World &world, const Jwt &token, const std::string &issuer)
{
    const std::shared_ptr<const KnownIssuer> known = world.issuerKeys->known(issuer);
    if (known->problem == KnownIssuer::Problem::Unreachable)
        return aadsts::issuerUnreachable();
    if (known->problem == KnownIssuer::Problem::Unusable)
        return aadstsOf(Unconfirmed::EntraIssuerUnusable, "invalid_request");
    const std::string keyId = textOf(token.header, "kid");
    const auto key = std::find_if(known->keys.begin(), known->keys.end(),
                                  [&keyId](const IssuerKey &each) { return each.id == keyId; });
    if (keyId.empty() || key == known->keys.end())
        return aadsts::badSignature("The key was not found.");
    if (!verifyRs256(key->modulus, key->exponent, token.signedPart, token.signature))
        return aadsts::badSignature("The signature does not fit the key.");
    return std::nullopt;
}

std::optional<Aadsts> checkLifetime(const World &world, const Json &claims)
{
    constexpr long long skew = 300;
    const long long now = unixSeconds(world.clock());
    const std::optional<long long> expires = dateClaim(claims, "exp");
    const std::optional<long long> from = dateClaim(claims, "nbf");
    const std::optional<long long> issued = dateClaim(claims, "iat");
    const bool begun = from.value_or(now) <= now + skew && issued.value_or(now) <= now + skew;
    if (expires && *expires > now - skew && begun)
        return std::nullopt;
    return aadsts::outsideValidity(world.clock(), dateText(from ? from : issued), dateText(expires));
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

// Subject, audience and propagation, among the credentials that name the issuer.
ExchangeVerdict match(const World &world, const Target &target, const std::vector<const Credential *> &ofIssuer,
                      const Json &claims, bool ofEntra)
{
    const std::string subject = textOf(claims, "sub");
    const std::vector<const Credential *> ofSubject = fitting(ofIssuer, claims, false);
    if (ofSubject.empty()) {
        const bool caseOnly = !fitting(ofIssuer, claims, true).empty();
        return refuse(caseOnly ? aadsts::subjectCase(subject) : aadsts::noMatchingSubject(subject));
    }
    const std::string audience = audienceText(claims);
    std::vector<const Credential *> matching;
    std::copy_if(ofSubject.begin(), ofSubject.end(), std::back_inserter(matching),
                 [&](const Credential *credential) { return audienceMatches(*credential, claims, ofEntra); });
    if (matching.empty())
        return refuse(ofEntra ? aadsts::managedIdentityAudience(audience) : aadsts::noMatchingAudience(audience));
    const TimePoint now = world.clock();
    const auto known = std::find_if(matching.begin(), matching.end(), [&](const Credential *credential) {
        return credential->written == TimePoint() || credential->written + world.propagation <= now;
    });
    if (known == matching.end())
        return refuse(aadsts::notPropagated(textOf(claims, "iss"), subject, audience));

    ExchangeVerdict verdict;
    verdict.objectId = target.objectId;
    verdict.credentialName = (*known)->name;
    return verdict;
}

} // namespace

std::string issuerToRead(const World &world, const std::string &clientId, const std::string &assertion)
{
    const std::optional<Jwt> token = readJwt(assertion);
    if (!token || textOf(token->header, "alg") != "RS256")
        return {};
    const Target target = targetOf(world.tenant, clientId);
    std::string issuer = textOf(token->claims, "iss");
    if (target.credentials == nullptr || kindOf(world, issuer) != IssuerKind::External
        || naming(world, *target.credentials, issuer).empty())
        return {};
    return issuer;
}

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
    const std::string issuer = textOf(token->claims, "iss");
    if (target.credentials->empty())
        return refuse(aadsts::noCredentials(clientId));

    const std::vector<const Credential *> ofIssuer = naming(world, *target.credentials, issuer);
    if (ofIssuer.empty())
        return refuse(aadsts::noMatchingIssuer(issuer));
    const IssuerKind kind = kindOf(world, issuer);
    const bool external = kind == IssuerKind::External;
    if (external) {
        if (const std::optional<Aadsts> problem = checkPolicy(world.tenant.federation, issuer, token->claims))
            return refuse(*problem);
    }
    const std::optional<Aadsts> problem = external ? checkSignature(world, *token, issuer)
                                                   : checkEntraToken(world, target, kind, *token);
    if (problem)
        return refuse(*problem);
    if (const std::optional<Aadsts> outside = checkLifetime(world, token->claims))
        return refuse(*outside);
    return match(world, target, ofIssuer, token->claims, !external);
}

} // namespace symbolon::demo
