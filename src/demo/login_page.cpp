// SPDX-License-Identifier: Apache-2.0
#include "demo/login_page.h"

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
button.quiet { background: #f3f5f7; }
input { display: block; box-sizing: border-box; width: 100%; font: inherit; padding: .75rem 1rem; margin: 0 0 .75rem;
  border: 1px solid #c3ccd4; border-radius: 6px; }
ul { margin: 0 0 1.25rem; padding: 0 0 0 1.25rem; }
li small { display: block; color: #4b5763; }
.demo { font-size: .875rem; margin: 1.25rem 0 0; }
</style>
</head>
<body>
<main>
)";

constexpr char tail[] = "</main>\n</body>\n</html>\n";

} // namespace

Response loginPage(int status, const std::string &content)
{
    Response response = textResponse(status, "text/html; charset=utf-8", head + content + tail);
    // form-action is left open: the answer to the form redirects to the program that asked.
    response.setHeader("Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    response.setHeader("Cache-Control", "no-store");
    return response;
}

Response loginMessage(int status, const std::string &title, const std::string &message)
{
    return loginPage(status, "<h1>" + htmlEscape(title) + "</h1>\n<p>" + htmlEscape(message) + "</p>\n");
}

std::string loginForm(const std::string &action, const Fields &parameters)
{
    std::string form = "<form method=\"post\" action=\"" + htmlEscape(action) + "\">\n";
    for (const auto &field : parameters) {
        form += "<input type=\"hidden\" name=\"";
        form += htmlEscape(field.first);
        form += "\" value=\"";
        form += htmlEscape(field.second);
        form += "\">\n";
    }
    return form;
}

} // namespace symbolon::demo
