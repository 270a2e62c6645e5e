// SPDX-License-Identifier: Apache-2.0
#include "demo/device_code.h"

#include "demo/accounts_page.h"
#include "demo/json.h"
#include "demo/login_page.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

constexpr std::chrono::seconds lifetime(900);
constexpr std::chrono::seconds interval(5);
constexpr std::chrono::seconds tolerance(1); // a poll may be early by as much as clocks and networks differ

// Nine signs that cannot be taken for each other.
std::string userCodeFor(const std::string &deviceCode)
{
    static constexpr char signs[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    std::string code = sha256(deviceCode).substr(0, 9);
    for (char &sign : code)
        sign = signs[static_cast<unsigned char>(sign) % 32];
    return code;
}

// As people type it: small letters, blanks and dashes.
std::string typed(const std::string &text)
{
    std::string code;
    for (const char sign : text) {
        const bool letter = sign >= 'a' && sign <= 'z';
        if (sign != ' ' && sign != '-')
            code += letter ? static_cast<char>(sign - 'a' + 'A') : sign;
    }
    return code;
}

Response codePage(int status, const std::string &code, const std::string &complaint)
{
    std::string content = "<h1>Enter code</h1>\n<p>as your app or device shows it</p>\n";
    if (!complaint.empty())
        content += "<p role=\"alert\">" + htmlEscape(complaint) + "</p>\n";
    content += loginForm(DeviceCodes::pagePath, {}) + "<input name=\"code\" aria-label=\"Code\" autocomplete=\"off\" "
        + "autofocus value=\"" + htmlEscape(code) + "\">\n<button type=\"submit\">Next</button>\n</form>\n";
    return loginPage(status, content);
}

} // namespace

Response DeviceCodes::start(const Call &call)
{
    const Fields form = parseForm(call.body);
    for (const char *required : {"client_id", "scope"}) {
        if (fieldOf(form, required).empty())
            return errorResponse(aadstsOf(Unconfirmed::EntraParameterMissing, "invalid_request", required), call,
                                 m_world.clock());
    }
    const std::optional<PublicClient> client = publicClient(m_world.tenant, fieldOf(form, "client_id"));
    if (!client)
        return errorResponse(aadsts::unknownClient(fieldOf(form, "client_id")), call, m_world.clock());
    if (client->redirectUris.empty())
        return errorResponse(aadstsOf(Unconfirmed::EntraClientSecretMissing, "invalid_client"), call, m_world.clock());
    if (const std::optional<Aadsts> problem = problemOfScopes(m_world.endpoints, fieldOf(form, "scope")))
        return errorResponse(*problem, call, m_world.clock());
    const TimePoint now = m_world.clock();
    std::erase_if(m_pending, [now](const auto &entry) { return entry.second.expires + lifetime < now; });
    const std::string deviceCode = m_world.noted(randomText(64));
    Pending pending;
    pending.userCode = userCodeFor(deviceCode);
    pending.clientId = client->id;
    pending.scope = fieldOf(form, "scope");
    pending.claims = fieldOf(form, "claims");
    pending.expires = now + lifetime;
    const std::string address = call.origin + pagePath;
    Response response = jsonResponse(200,
                                     {{"user_code", pending.userCode},
                                      {"device_code", deviceCode},
                                      {"verification_uri", address},
                                      {"expires_in", lifetime.count()},
                                      {"interval", interval.count()},
                                      {"message",
                                       "To sign in, use a web browser to open the page " + address
                                           + " and enter the code " + pending.userCode + " to authenticate."}});
    response.setHeader("Cache-Control", "no-store, no-cache");
    m_pending.emplace(deviceCode, std::move(pending));
    return response;
}

DeviceCodes::Pending *DeviceCodes::waiting(const std::string &userCode)
{
    const TimePoint now = m_world.clock();
    const auto found = std::find_if(m_pending.begin(), m_pending.end(), [&](const auto &entry) {
        return entry.second.userCode == userCode && entry.second.state == State::Waiting && entry.second.expires > now;
    });
    return found == m_pending.end() ? nullptr : &found->second;
}

Response DeviceCodes::page(const Call &call)
{
    if (call.method != "POST")
        return codePage(200, typed(call.queryValue("otc")), {});
    const Fields form = parseForm(call.body);
    const std::string code = typed(fieldOf(form, "code"));
    Pending *pending = waiting(code);
    if (pending == nullptr)
        return codePage(400, {}, "That code did not work. Check the code and try again.");
    if (fieldOf(form, "account").empty())
        return accountsPage(m_world.tenant, {{"code", code}}, pagePath);
    return ask(call, form, *pending);
}

Response DeviceCodes::ask(const Call &call, const Fields &form, Pending &pending)
{
    const User *user = m_world.tenant.userByName(fieldOf(form, "account"));
    const std::optional<PublicClient> client = publicClient(m_world.tenant, pending.clientId);
    if (user == nullptr || !user->person || !client)
        return loginMessage(400, "You cannot sign in here", "There is no such account in the directory.");
    const ConsentState state = consentFor(m_world, *client, *user, pending.scope);
    std::optional<Aadsts> stop = state.problem;
    if (!stop && state.preauthorizedOnly)
        stop = aadstsOf(Unconfirmed::EntraPreauthorization, "invalid_request", client->id);
    if (!stop && state.beyond(*user))
        stop = aadstsOf(Unconfirmed::EntraAdminConsent, "access_denied", state.missing.front()->name);
    if (stop)
        return loginMessage(400, "Need admin approval", descriptionOf(*stop, call, m_world.clock()));

    const std::string decision = fieldOf(form, "consent");
    if (decision == "decline") {
        pending.state = State::Declined;
        return loginMessage(200, "You declined", "Nothing was signed in. You may now close this window.");
    }
    if (decision.empty()) {
        const Consenting question{
            "Are you trying to sign in to " + client->name + "?", "Continue", &*client, user, state.missing,
            user->administrator && !state.missing.empty()};
        return consentPage(question, {{"code", pending.userCode}, {"account", user->userPrincipalName}}, pagePath);
    }
    addConsent(m_world, *client, *user, state.missing, decision == "everybody" && user->administrator);
    pending.state = State::Approved;
    pending.userId = user->id;
    return loginMessage(200, "You have signed in",
                        "You have signed in to the " + client->name
                            + " application on your device. You may now close this window.");
}

DeviceCodes::Outcome DeviceCodes::poll(const std::string &clientId, const std::string &deviceCode)
{
    Outcome outcome;
    const auto found = m_pending.find(deviceCode);
    if (found == m_pending.end() || !sameText(found->second.clientId, clientId)) {
        outcome.problem = aadstsOf(Unconfirmed::EntraDeviceCodeUnknown, "bad_verification_code");
        return outcome;
    }
    Pending &pending = found->second;
    const TimePoint now = m_world.clock();
    const bool early = pending.lastPoll && now - *pending.lastPoll < interval - tolerance;
    pending.lastPoll = now;
    if (pending.expires <= now) {
        outcome.problem = aadsts::deviceCodeExpired();
    } else if (pending.state == State::Declined) {
        outcome.problem = aadstsOf(Unconfirmed::EntraDeviceDeclined, "authorization_declined");
    } else if (early) {
        outcome.problem = aadstsOf(Unconfirmed::EntraDeviceTooFast, "slow_down");
    } else if (pending.state == State::Waiting) {
        outcome.problem = aadsts::authorizationPending();
    } else {
        outcome.userId = pending.userId;
        outcome.scope = pending.scope;
        outcome.claims = pending.claims;
        m_pending.erase(found);
    }
    return outcome;
}

} // namespace symbolon::demo
