// SPDX-License-Identifier: Apache-2.0
#include "demo/aadsts.h"

#include "demo/json.h"

#include <cstdlib>

namespace symbolon::demo {

namespace {

constexpr char checkAll[] =
    " Please check your federated identity credential Subject, Audience and Issuer against the "
    "presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation";

Aadsts mismatch(int number, const std::string &what, const std::string &value)
{
    return {number, 401, "invalid_client",
            "No matching federated identity record found for presented assertion " + what + " '" + value + "'."
                + checkAll};
}

// 2022-01-20 22:54:42Z, as Entra writes it.
std::string entraTime(TimePoint time)
{
    std::string text = isoTime(time);
    text[10] = ' ';
    return text;
}

// The header's, or the one that MSAL puts into the address of the token endpoint. Only a GUID is echoed.
std::string correlationOf(const Call &call)
{
    for (const std::string &sent : {call.clientRequestId, call.queryValue("client-request-id")}) {
        if (isGuid(sent))
            return sent;
    }
    return call.requestId;
}

} // namespace

namespace aadsts {

Aadsts noMatchingIssuer(const std::string &issuer)
{
    return mismatch(700211, "issuer", issuer);
}

Aadsts noMatchingAudience(const std::string &audience)
{
    return mismatch(700212, "audience", audience);
}

Aadsts noMatchingSubject(const std::string &subject)
{
    return mismatch(700213, "subject", subject);
}

Aadsts subjectCase(const std::string &subject)
{
    Aadsts error = mismatch(7002138, "subject", subject);
    error.message += " A record matches when case is ignored; matching is case-sensitive.";
    return error;
}

Aadsts noCredentials(const std::string &clientId)
{
    return {70025, 401, "invalid_client",
            "The client '" + clientId + "' has no configured federated identity credentials."};
}

Aadsts unknownClient(const std::string &clientId)
{
    return {700016, 400, "unauthorized_client",
            "Application with identifier '" + clientId
                + "' was not found in the directory 'Contoso'. This can happen if the application has not been "
                  "installed by "
                  "the administrator of the tenant or consented to by any user in the tenant. You may have sent your "
                  "authentication request to the wrong tenant."};
}

Aadsts outsideValidity(TimePoint now, const std::string &from, const std::string &until)
{
    return {700024, 401, "invalid_client",
            "Client assertion is not within its valid time range. Current time: " + isoTime(now)
                + ", assertion valid from " + from + ", expiry time of assertion " + until + "."};
}

Aadsts badSignature(const std::string &reason)
{
    return {700027, 401, "invalid_client", "Client assertion failed signature validation. [Reason - " + reason + "]"};
}

Aadsts badAlgorithm(const std::string &algorithm)
{
    return {5002738, 401, "invalid_client",
            "Invalid JWT token. Unsupported signing algorithm '" + algorithm + "'. Only RS256 is supported."};
}

Aadsts issuerUnreachable()
{
    return {90061, 400, "invalid_request", "Request to External OIDC endpoint failed."};
}

Aadsts entraTokenRefused()
{
    return {700222, 401, "invalid_client", "AAD-issued tokens may not be used for federated identity flows."};
}

Aadsts invalidScope(const std::string &scope)
{
    return {70011, 400, "invalid_scope",
            "The provided value for the input parameter 'scope' is not valid. The scope " + scope + " is not valid."};
}

Aadsts unknownResource(const std::string &resource)
{
    return {500011, 400, "invalid_resource",
            "The resource principal named " + resource + " was not found in the tenant named Contoso."};
}

Aadsts invalidSecret(const std::string &clientId)
{
    return {
        7000215, 401, "invalid_client",
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not "
        "the client secret ID, for a secret added to app '"
            + clientId + "'."};
}

Aadsts expiredSecret(const std::string &clientId)
{
    return {7000222, 401, "invalid_client",
            "The provided client secret keys for app '" + clientId
                + "' are expired. Visit the Azure portal to create new keys for your app: "
                  "https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: "
                  "https://aka.ms/certCreds."};
}

Aadsts consentMissing(const std::string &error, const std::string &clientId, const std::string &name)
{
    return {65001, 400, error,
            "The user or administrator has not consented to use the application with ID '" + clientId + "' named '"
                + name + "'. Send an interactive authorization request for this user and resource.",
            "consent_required"};
}

Aadsts declined()
{
    return {65004, 400, "access_denied", "User declined to consent to access the app.", "cancel"};
}

Aadsts authorizationPending()
{
    return {70016, 400, "authorization_pending",
            "OAuth 2.0 device flow error. Authorization is pending. Continue polling."};
}

Aadsts deviceCodeExpired()
{
    return {70020, 400, "expired_token",
            "The provided value for the input parameter 'device_code' is not valid. This device code has expired."};
}

} // namespace aadsts

std::string filled(const char *text, const std::string &value)
{
    std::string result(text);
    const size_t mark = result.find("%1");
    if (mark != std::string::npos)
        result.replace(mark, 2, value);
    return result;
}

Aadsts aadstsOf(Unconfirmed which, const std::string &error, const std::string &value)
{
    const UnconfirmedAnswer &answer = unconfirmed(which);
    return {std::atoi(answer.code), answer.status, error, filled(answer.message, value)};
}

std::string descriptionOf(const Aadsts &error, const Call &call, TimePoint now)
{
    return "AADSTS" + std::to_string(error.number) + ": " + error.message + " Trace ID: " + call.requestId
        + " Correlation ID: " + correlationOf(call) + " Timestamp: " + entraTime(now);
}

Response errorResponse(const Aadsts &error, const Call &call, TimePoint now)
{
    Json body = {{"error", error.error},
                 {"error_description", descriptionOf(error, call, now)},
                 {"error_codes", Json::array({error.number})},
                 {"timestamp", entraTime(now)},
                 {"trace_id", call.requestId},
                 {"correlation_id", correlationOf(call)},
                 {"error_uri", "https://login.microsoftonline.com/error?code=" + std::to_string(error.number)}};
    if (!error.suberror.empty())
        body["suberror"] = error.suberror;
    Response response = jsonResponse(error.status, body);
    response.setHeader("Cache-Control", "no-store, no-cache");
    response.setHeader("Pragma", "no-cache");
    return response;
}

} // namespace symbolon::demo
