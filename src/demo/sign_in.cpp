// SPDX-License-Identifier: Apache-2.0
#include "demo/sign_in.h"

#include "demo/accounts_page.h"
#include "demo/contoso.h"

namespace symbolon::demo {

namespace {

constexpr std::chrono::minutes codeLifetime(10);

Response redirect(const std::string &location)
{
    Response response = textResponse(302, "text/html; charset=utf-8", "<!doctype html><title>Signed in</title>");
    response.setHeader("Location", location);
    response.setHeader("Cache-Control", "no-store");
    return response;
}

// A redirect address without a path comes back with a slash, as browsers send it anyway.
std::string redirectBase(const std::string &redirectUri)
{
    return redirectUri.back() == '/' ? redirectUri : redirectUri + "/";
}

} // namespace

bool SignIn::knowsClient(const std::string &clientId) const
{
    return sameText(clientId, m_world.tenant.publicClientId) || sameText(clientId, contoso::azureCliAppId);
}

bool SignIn::redirectAllowed(const std::string &redirectUri)
{
    for (const char *host : {"http://localhost", "http://127.0.0.1"}) {
        if (redirectUri.rfind(host, 0) != 0)
            continue;
        std::string_view rest(redirectUri);
        rest.remove_prefix(std::string_view(host).size());
        if (!rest.empty() && rest.back() == '/')
            rest.remove_suffix(1);
        if (rest.empty())
            return true;
        if (rest.front() != ':' || rest.size() < 2 || rest.size() > 6)
            return false;
        return rest.find_first_not_of("0123456789", 1) == std::string_view::npos;
    }
    return false;
}

Authorization *SignIn::authorization(const std::string &code)
{
    const auto found = m_codes.find(code);
    return found == m_codes.end() ? nullptr : &found->second;
}

std::optional<Aadsts> SignIn::checkRequest(const Fields &parameters) const
{
    if (fieldOf(parameters, "response_type") != "code")
        return aadstsOf(Unconfirmed::EntraParameterMissing, "unsupported_response_type", "response_type=code");
    const std::string mode = fieldOf(parameters, "response_mode");
    if (!mode.empty() && mode != "query")
        return aadstsOf(Unconfirmed::EntraParameterMissing, "invalid_request", "response_mode=query");
    if (fieldOf(parameters, "code_challenge").empty() || fieldOf(parameters, "code_challenge_method") != "S256")
        return aadstsOf(Unconfirmed::EntraChallengeMissing, "invalid_request");
    if (fieldOf(parameters, "scope").empty())
        return aadstsOf(Unconfirmed::EntraParameterMissing, "invalid_request", "scope");
    return std::nullopt;
}

Response SignIn::handle(const Call &call)
{
    const bool chosen = call.method == "POST";
    const Fields parameters = chosen ? parseForm(call.body) : call.query;
    // An error about client or address is never sent to the address: it may not be the client's.
    const std::string clientId = fieldOf(parameters, "client_id");
    const std::string redirectUri = fieldOf(parameters, "redirect_uri");
    if (!knowsClient(clientId))
        return accountsErrorPage(descriptionOf(aadsts::unknownClient(clientId), call, m_world.clock()));
    if (!redirectAllowed(redirectUri))
        return accountsErrorPage(descriptionOf(
            aadstsOf(Unconfirmed::EntraRedirectMismatch, "invalid_request", redirectUri), call, m_world.clock()));
    if (const std::optional<Aadsts> problem = checkRequest(parameters))
        return sendBack(parameters, *problem, call);

    const std::string hint = fieldOf(parameters, chosen ? "account" : "login_hint");
    const User *user = m_world.tenant.userByName(hint);
    const bool known = user != nullptr && user->person;
    if (chosen && known)
        return complete(parameters, *user, call);
    if (chosen)
        return sendBack(parameters, aadstsOf(Unconfirmed::EntraAccountUnknown, "access_denied", hint), call);
    if (fieldOf(parameters, "prompt") != "none")
        return accountsPage(m_world.tenant, parameters, call.path);
    if (!known)
        return sendBack(parameters, aadstsOf(Unconfirmed::EntraSilentSignIn, "login_required"), call);
    return complete(parameters, *user, call);
}

Response SignIn::complete(const Fields &parameters, const User &user, const Call &call)
{
    const std::string scope = fieldOf(parameters, "scope");
    // Scopes of several resources may be consented to at once: only each single one is checked.
    for (const std::string &single : split(scope, ' ')) {
        const ScopeRequest request = parseScopes(m_world.endpoints, single);
        const GrantedScopes granted = grantScopes(request, user);
        if (request.problem)
            return sendBack(parameters, *request.problem, call);
        if (granted.refusal) {
            Aadsts refusal = *granted.refusal;
            refusal.error = "access_denied";
            return sendBack(parameters, refusal, call);
        }
    }
    Authorization authorization;
    authorization.userId = user.id;
    authorization.clientId = fieldOf(parameters, "client_id");
    authorization.redirectUri = fieldOf(parameters, "redirect_uri");
    authorization.challenge = fieldOf(parameters, "code_challenge");
    authorization.scope = scope;
    authorization.nonce = fieldOf(parameters, "nonce");
    authorization.expires = m_world.clock() + codeLifetime;
    const TimePoint now = m_world.clock();
    std::erase_if(m_codes, [now](const auto &entry) { return entry.second.expires + codeLifetime < now; });
    const std::string code = m_world.noted(randomText(48));
    m_codes.emplace(code, authorization);

    std::string location = redirectBase(authorization.redirectUri) + "?code=" + percentEncode(code);
    const std::string state = fieldOf(parameters, "state");
    if (!state.empty())
        location += "&state=" + percentEncode(state);
    return redirect(location);
}

Response SignIn::sendBack(const Fields &parameters, const Aadsts &error, const Call &call) const
{
    std::string location = redirectBase(fieldOf(parameters, "redirect_uri")) + "?error=" + percentEncode(error.error)
        + "&error_description=" + percentEncode(descriptionOf(error, call, m_world.clock()));
    const std::string state = fieldOf(parameters, "state");
    if (!state.empty())
        location += "&state=" + percentEncode(state);
    return redirect(location);
}

} // namespace symbolon::demo
