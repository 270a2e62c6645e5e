// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/aadsts.h"
#include "demo/world.h"

namespace symbolon::demo {

// What an access token is for.
enum class Resource { None, Graph, Azure };

// Microsoft's names for the two resources and our own base URLs, with or without a slash at the end.
[[nodiscard]] Resource resourceOf(const Endpoints &endpoints, std::string_view identifier);

// The parameter `scope` taken apart.
struct ScopeRequest
{
    Resource resource = Resource::None;   // None: only OpenID scopes
    std::string audience;                 // as the caller wrote it: the token's aud
    std::vector<std::string> permissions; // named permissions of the resource, without prefix
    bool everything = false;              // resource/.default
    bool prefixed = false;                // a resource was named; without, Graph is meant
    bool openId = false;
    bool offline = false;
    std::optional<Aadsts> problem;
};

[[nodiscard]] ScopeRequest parseScopes(const Endpoints &endpoints, const std::string &scope);

// What is wrong with the scopes of a sign-in, which may name several resources, each as parseScopes() takes it.
[[nodiscard]] std::optional<Aadsts> problemOfScopes(const Endpoints &endpoints, const std::string &scope);

// The answer's `scope`: as the caller spelt the resource, and with .default where that was asked for. Clients look for
// what they asked in there before they use a token from their cache.
[[nodiscard]] std::string grantedText(const ScopeRequest &request, const std::vector<std::string> &permissions);

} // namespace symbolon::demo
