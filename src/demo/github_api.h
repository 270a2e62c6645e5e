// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/http.h"

#include <string>

namespace symbolon::demo {

// What of GitHub's REST API a client may ask about the subjects of a repository's tokens, over a handful of repositories: one
// of each kind. Shapes: GitHub REST API "Get a repository" and "Get the customization template for an OIDC subject claim".
namespace github_api {

inline constexpr const char *origin = "https://api.github.com"; // what it stands for
inline constexpr const char *path = "github-api";               // below the issuers' base URL
inline constexpr const char *token = "github_pat_demo";         // the only one that is taken

} // namespace github_api

// `call`: its first segment is github_api::path.
[[nodiscard]] Response answerAsGithub(const Call &call);

} // namespace symbolon::demo
