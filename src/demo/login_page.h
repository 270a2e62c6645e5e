// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/http.h"

namespace symbolon::demo {

// What all pages for people share: one look, no script, nothing from elsewhere. `content` is HTML.
[[nodiscard]] Response loginPage(int status, const std::string &content);
// A page that only says something; plain text.
[[nodiscard]] Response loginMessage(int status, const std::string &title, const std::string &message);

// The start of a form that posts `parameters` back to `action`; buttons and its end are the caller's.
[[nodiscard]] std::string loginForm(const std::string &action, const Fields &parameters);

} // namespace symbolon::demo
