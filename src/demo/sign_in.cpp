// SPDX-License-Identifier: Apache-2.0
#include "demo/sign_in.h"

#include "demo/accounts_page.h"
#include "demo/login_page.h"
#include "demo/token_service.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

constexpr std::chrono::minutes codeLifetime(10);
constexpr std::string_view prompts[] = {"", "none", "login", "select_account", "consent", "create"};
constexpr std::string_view responseModes[] = {"", "query", "fragment", "form_post"};

template<size_t count>
bool isOneOf(std::string_view text, const std::string_view (&known)[count])
{
    return std::find(std::begin(known), std::end(known), text) != std::end(known);
}

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
    const size_t host = redirectUri.find("//");
    const bool bare = host != std::string::npos && redirectUri.find('/', host + 2) == std::string::npos;
    return bare ? redirectUri + "/" : redirectUri;
}

Response answerTo(const Fields &parameters, Fields answer)
{
    const std::string state = fieldOf(parameters, "state");
    if (!state.empty())
        answer.emplace_back("state", state);
    const std::string base = redirectBase(fieldOf(parameters, "redirect_uri"));
    const std::string mode = fieldOf(parameters, "response_mode");
    if (mode == "form_post") // a button where the real service lets a script press it
        return loginPage(200,
                         "<h1>Go on</h1>\n" + loginForm(base, answer)
                             + "<button type=\"submit\" autofocus>Continue</button>\n</form>\n");
    const char *mark = mode == "fragment" ? "#" : base.find('?') == std::string::npos ? "?" : "&";
    std::string location = base;
    for (const auto &field : answer) {
        location += mark;
        location += field.first;
        location += '=';
        location += percentEncode(field.second);
        mark = "&";
    }
    return redirect(location);
}

// The form's own fields do not belong into the next form.
Fields without(const Fields &fields, std::string_view name)
{
    Fields rest;
    std::copy_if(fields.begin(), fields.end(), std::back_inserter(rest),
                 [name](const auto &field) { return field.first != name; });
    return rest;
}

// Everything asked for, for a client that wants it shown again.
std::vector<const DelegatedPermission *> shownAgain(const ConsentState &state)
{
    std::vector<const DelegatedPermission *> all = state.missing;
    for (const std::string &name : state.permissions) {
        const DelegatedPermission *permission = graphPermission(name);
        all.push_back(permission == nullptr ? &azurePermission() : permission);
    }
    return all;
}

} // namespace

Authorization *SignIn::authorization(const std::string &code)
{
    const auto found = m_codes.find(code);
    return found == m_codes.end() ? nullptr : &found->second;
}

std::optional<Aadsts> SignIn::checkRequest(const Fields &parameters)
{
    if (fieldOf(parameters, "response_type") != "code")
        return aadstsOf(Unconfirmed::EntraParameterMissing, "unsupported_response_type", "response_type=code");
    if (!isOneOf(fieldOf(parameters, "response_mode"), responseModes))
        return aadstsOf(Unconfirmed::EntraParameterValue, "invalid_request", "response_mode");
    if (!isOneOf(fieldOf(parameters, "prompt"), prompts))
        return aadstsOf(Unconfirmed::EntraPromptUnknown, "invalid_request");
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
    const std::optional<PublicClient> client = publicClient(m_world.tenant, clientId);
    std::optional<Aadsts> stop;
    if (!client)
        stop = aadsts::unknownClient(clientId);
    else if (!redirectAllowed(*client, redirectUri))
        stop = aadstsOf(Unconfirmed::EntraRedirectMismatch, "invalid_request", redirectUri);
    if (stop)
        return loginMessage(400, "You cannot sign in here", descriptionOf(*stop, call, m_world.clock()));
    const Visit visit{call, parameters, *client, !chosen};
    if (const std::optional<Aadsts> problem = checkRequest(parameters))
        return sendBack(visit, *problem);

    const std::string hint = fieldOf(parameters, chosen ? "account" : "login_hint");
    const User *user = m_world.tenant.userByName(hint);
    const bool known = user != nullptr && user->person;
    if (chosen && !known)
        return sendBack(visit, aadstsOf(Unconfirmed::EntraAccountUnknown, "access_denied", hint));
    if (!chosen && fieldOf(parameters, "prompt") != "none")
        return accountsPage(m_world.tenant, parameters, call.path);
    if (!known)
        return sendBack(visit, aadstsOf(Unconfirmed::EntraSilentSignIn, "login_required"));
    return withAccount(visit, *user);
}

Response SignIn::withAccount(const Visit &visit, const User &user)
{
    const ConsentState state = consentFor(m_world, visit.client, user, fieldOf(visit.parameters, "scope"));
    if (state.problem)
        return sendBack(visit, *state.problem);
    if (state.preauthorizedOnly)
        return sendBack(visit, aadstsOf(Unconfirmed::EntraPreauthorization, "invalid_request", visit.client.id));
    if (state.beyond(user))
        return sendBack(visit, aadstsOf(Unconfirmed::EntraAdminConsent, "access_denied", state.missing.front()->name));
    if (visit.silent && !state.missing.empty())
        return sendBack(visit, aadsts::consentMissing("interaction_required", visit.client.id, visit.client.name));

    const std::string decision = fieldOf(visit.parameters, "consent");
    if (decision == "decline")
        return sendBack(visit, aadsts::declined());
    const bool again = fieldOf(visit.parameters, "prompt") == "consent";
    if (decision.empty() && !visit.silent && (again || !state.missing.empty())) {
        const Consenting question{
            "Permissions requested", "Accept", &visit.client, &user, again ? shownAgain(state) : state.missing,
            user.administrator};
        return consentPage(question, without(visit.parameters, "consent"), visit.call.path);
    }
    addConsent(m_world, visit.client, user, state.missing, decision == "everybody" && user.administrator);
    return complete(visit, user);
}

Response SignIn::complete(const Visit &visit, const User &user)
{
    const TimePoint now = m_world.clock();
    Authorization authorization;
    authorization.userId = user.id;
    authorization.clientId = visit.client.id;
    authorization.redirectUri = fieldOf(visit.parameters, "redirect_uri");
    authorization.challenge = fieldOf(visit.parameters, "code_challenge");
    authorization.scope = fieldOf(visit.parameters, "scope");
    authorization.nonce = fieldOf(visit.parameters, "nonce");
    authorization.claims = fieldOf(visit.parameters, "claims");
    authorization.expires = now + codeLifetime;
    std::erase_if(m_codes, [now](const auto &entry) { return entry.second.expires + codeLifetime < now; });
    const std::string code = m_world.noted(randomText(48));
    m_codes.emplace(code, authorization);
    Fields answer{{"code", code}};
    if (fieldOf(visit.parameters, "client_info") == "1")
        answer.emplace_back("client_info", clientInfo(m_world.tenant, user));
    return answerTo(visit.parameters, answer);
}

Response SignIn::sendBack(const Visit &visit, const Aadsts &error) const
{
    Fields answer{{"error", error.error}, {"error_description", descriptionOf(error, visit.call, m_world.clock())}};
    if (!error.suberror.empty())
        answer.emplace_back("error_subcode", error.suberror);
    return answerTo(visit.parameters, answer);
}

} // namespace symbolon::demo
