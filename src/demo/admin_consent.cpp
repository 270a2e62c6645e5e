// SPDX-License-Identifier: Apache-2.0
#include "demo/admin_consent.h"

#include "demo/accounts_page.h"
#include "demo/login_page.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

// The words Microsoft's page about permissions and consent gives for an administrator who says no.
constexpr char canceled[] = "The admin canceled the request";

void addUnknown(std::vector<const DelegatedPermission *> &all, const DelegatedPermission *permission)
{
    if (permission != nullptr && std::find(all.begin(), all.end(), permission) == all.end())
        all.push_back(permission);
}

} // namespace

std::vector<const DelegatedPermission *> AdminConsent::asked(const PublicClient &client, const User &user,
                                                             const std::string &scope) const
{
    const std::string wanted = scope.empty() ? "https://graph.microsoft.com/.default" : scope;
    const ConsentState state = consentFor(m_world, client, user, wanted);
    std::vector<const DelegatedPermission *> all;
    for (const std::string &name : state.permissions)
        addUnknown(all, name == azurePermission().name ? &azurePermission() : graphPermission(name));
    for (const DelegatedPermission *permission : state.missing)
        addUnknown(all, permission);
    return all;
}

Response AdminConsent::answer(const Fields &parameters, Fields fields) const
{
    const std::string redirectUri = fieldOf(parameters, "redirect_uri");
    if (redirectUri.empty())
        return loginMessage(200, "Done", "You may now close this window.");
    const std::string state = fieldOf(parameters, "state");
    if (!state.empty())
        fields.emplace_back("state", state);
    std::string location = redirectUri;
    const char *mark = location.find('?') == std::string::npos ? "?" : "&";
    for (const auto &field : fields) {
        location += mark;
        location += field.first;
        location += '=';
        location += percentEncode(field.second);
        mark = "&";
    }
    Response response = textResponse(302, "text/html; charset=utf-8", "<!doctype html><title>Done</title>");
    response.setHeader("Location", location);
    response.setHeader("Cache-Control", "no-store");
    return response;
}

Response AdminConsent::handle(const Call &call)
{
    const bool chosen = call.method == "POST";
    const Fields parameters = chosen ? parseForm(call.body) : call.query;
    const std::string clientId = fieldOf(parameters, "client_id");
    const std::string redirectUri = fieldOf(parameters, "redirect_uri");
    const std::string scope = fieldOf(parameters, "scope");
    const std::optional<PublicClient> client = publicClient(m_world.tenant, clientId);
    std::optional<Aadsts> stop;
    if (!client)
        stop = aadsts::unknownClient(clientId);
    else if (!redirectUri.empty() && !redirectAllowed(*client, redirectUri))
        stop = aadstsOf(Unconfirmed::EntraRedirectMismatch, "invalid_request", redirectUri);
    for (const std::string &single : split(scope, ' ')) {
        if (!stop)
            stop = parseScopes(m_world.endpoints, single).problem;
    }
    if (stop)
        return loginMessage(400, "You cannot sign in here", descriptionOf(*stop, call, m_world.clock()));
    if (!chosen)
        return accountsPage(m_world.tenant, parameters, call.path);

    const User *user = m_world.tenant.userByName(fieldOf(parameters, "account"));
    if (user == nullptr || !user->person || !user->administrator)
        return answer(parameters,
                      {{"error", "permission_denied"},
                       {"error_description", "Only an administrator can consent for everybody."}});
    const std::string decision = fieldOf(parameters, "consent");
    if (decision == "decline")
        return answer(parameters, {{"error", "permission_denied"}, {"error_description", canceled}});
    const std::vector<const DelegatedPermission *> permissions = asked(*client, *user, scope);
    if (decision.empty()) {
        const Consenting question{
            "Review for your organization", "Accept for everybody", &*client, user, permissions, false};
        return consentPage(question, parameters, call.path);
    }
    addConsent(m_world, *client, *user, permissions, true);
    return answer(parameters, {{"admin_consent", "True"}, {"tenant", m_world.tenant.id}, {"scope", scope}});
}

} // namespace symbolon::demo
