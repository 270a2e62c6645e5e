// SPDX-License-Identifier: Apache-2.0
#include "demo/accounts_page.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

constexpr char head[] = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in to Contoso (demo)</title>
<style>
body { font: 16px/1.5 Inter, system-ui, sans-serif; background: #f3f5f7; color: #1b1f24; margin: 0; }
main { max-width: 26rem; margin: 12vh auto; padding: 2rem;
  background: #fff; border: 1px solid #d5dbe1; border-radius: 8px; }
h1 { font-size: 1.375rem; margin: 0 0 .25rem; }
p { margin: 0 0 1.25rem; color: #4b5763; }
button { display: block; width: 100%; text-align: left; font: inherit; padding: .75rem 1rem; margin: 0 0 .5rem;
  background: #fff; border: 1px solid #c3ccd4; border-radius: 6px; cursor: pointer; }
button:hover, button:focus { border-color: #0d6377; outline: 2px solid #0d6377; outline-offset: 1px; }
button small { display: block; color: #4b5763; }
.demo { font-size: .875rem; margin: 1.25rem 0 0; }
</style>
</head>
<body>
<main>
)";

constexpr char tail[] = "</main>\n</body>\n</html>\n";

Response page(int status, const std::string &content)
{
    Response response = textResponse(status, "text/html; charset=utf-8", head + content + tail);
    // form-action is left open: the answer to the form redirects to the program that asked.
    response.setHeader("Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    response.setHeader("Cache-Control", "no-store");
    return response;
}

} // namespace

Response accountsPage(const Tenant &tenant, const Fields &parameters, const std::string &action)
{
    std::string content = "<h1>Pick an account</h1>\n<p>to sign in to " + htmlEscape(tenant.displayName) + "</p>\n"
        + "<form method=\"post\" action=\"" + htmlEscape(action) + "\">\n";
    for (const auto &field : parameters)
        content += "<input type=\"hidden\" name=\"" + htmlEscape(field.first) + "\" value=\"" + htmlEscape(field.second)
            + "\">\n";

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
    return page(200, content);
}

Response accountsErrorPage(const std::string &message)
{
    return page(400, "<h1>You cannot sign in here</h1>\n<p>" + htmlEscape(message) + "</p>\n");
}

} // namespace symbolon::demo
