// SPDX-License-Identifier: Apache-2.0
#include "demo/exchange_refusals.h"

namespace symbolon::demo::aadsts {

namespace {

constexpr char hereOnly[] = " may not be used for federated identity credential flows for applications or managed "
                            "identities registered in this "
                            "tenant.";

Aadsts refusal(int number, std::string message)
{
    return {number, 401, "invalid_client", std::move(message)};
}

} // namespace

Aadsts notPropagated(const std::string &issuer, const std::string &subject, const std::string &audience)
{
    return refusal(70021,
                   "No matching federated identity record found for presented assertion. Assertion Issuer: '" + issuer
                       + "'. Assertion Subject: '" + subject + "'. Assertion Audience: '" + audience
                       + "'. https://learn.microsoft.com/entra/workload-id/workload-identity-federation");
}

Aadsts managedIdentityAudience(const std::string &audience)
{
    return refusal(7002121,
                   "No matching federated identity record found for presented assertion audience '" + audience
                       + "'. A managed identity's token has to be requested for the token exchange audience.");
}

Aadsts federationDisabled()
{
    return refusal(700223, "Federated identity credentials are constrained or disabled on this tenant.");
}

Aadsts notManagedIdentity()
{
    return refusal(700226,
                   "Only Managed Identity tokens may be used as Federated Identity Credential with AAD Issuer.");
}

Aadsts userToken()
{
    return refusal(700229, "Only app-only tokens can be used as Federated Identity Credentials for AAD issuer.");
}

Aadsts foreignTenant(const std::string &issuer)
{
    return refusal(700236, "Entra ID tokens issued by issuer '" + issuer + "'" + hereOnly);
}

Aadsts issuerNotAllowed(const std::string &issuer)
{
    return refusal(700238, "Tokens issued by issuer '" + issuer + "'" + hereOnly);
}

Aadsts enterpriseNotAllowed(const std::string &enterprise)
{
    return refusal(7002381,
                   "GitHub tokens must have an 'enterprise' claim with a value that this tenant allows. Presented: '"
                       + enterprise + "'.");
}

} // namespace symbolon::demo::aadsts
