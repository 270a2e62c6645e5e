// SPDX-License-Identifier: Apache-2.0
#include "demo/accounts_page.h"

#include "demo/login_page.h"

#include <algorithm>

namespace symbolon::demo {

Response accountsPage(const Tenant &tenant, const Fields &parameters, const std::string &action)
{
    std::string content = "<h1>Pick an account</h1>\n<p>to sign in to " + htmlEscape(tenant.displayName) + "</p>\n"
        + loginForm(action, parameters);
    std::vector<const User *> people;
    for (const User &user : tenant.users) {
        if (user.person)
            people.push_back(&user);
    }
    const std::string hint = fieldOf(parameters, "login_hint");
    std::stable_partition(people.begin(), people.end(),
                          [&hint](const User *user) { return sameText(user->userPrincipalName, hint); });
    for (const User *user : people) {
        const std::string focus = user == people.front() ? " autofocus" : "";
        content += "<button type=\"submit\" name=\"account\" value=\"" + htmlEscape(user->userPrincipalName) + "\""
            + focus + ">" + htmlEscape(user->displayName) + "<small>" + htmlEscape(user->userPrincipalName) + " · "
            + htmlEscape(user->jobTitle) + "</small></button>\n";
    }
    content += "</form>\n<p class=\"demo\">This is the demo tenant. Nobody here has a password.</p>\n";
    return loginPage(200, content);
}

Response consentPage(const Consenting &question, const Fields &parameters, const std::string &action)
{
    const PublicClient &client = *question.client;
    std::string content = "<h1>" + htmlEscape(question.title) + "</h1>\n<p>" + htmlEscape(client.name)
        + ", published by " + htmlEscape(client.publisher) + ", for " + htmlEscape(question.user->userPrincipalName)
        + "</p>\n";
    if (!question.permissions.empty())
        content += "<p>This app would like to:</p>\n<ul>\n";
    for (const DelegatedPermission *permission : question.permissions) {
        content += "<li>";
        content += htmlEscape(permission->description);
        content += "<small>";
        content += permission->name;
        content += "</small></li>\n";
    }
    if (!question.permissions.empty())
        content += "</ul>\n";
    content += loginForm(action, parameters);
    content += "<button type=\"submit\" name=\"consent\" value=\"accept\" autofocus>" + htmlEscape(question.accept)
        + "</button>\n";
    if (question.forEverybody)
        content +=
            "<button type=\"submit\" name=\"consent\" value=\"everybody\">Accept for everybody<small>Nobody else "
            "in the organization will be asked</small></button>\n";
    content += "<button type=\"submit\" class=\"quiet\" name=\"consent\" value=\"decline\">Cancel</button>\n</form>\n";
    return loginPage(200, content);
}

} // namespace symbolon::demo
