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
    bool openId = false;
    bool offline = false;
    std::optional<Aadsts> problem;
};

[[nodiscard]] ScopeRequest parseScopes(const Endpoints &endpoints, const std::string &scope);

// The permissions of `request` that `user` can be granted; all, or the refusal that names the first missing one.
struct GrantedScopes
{
    std::vector<std::string> permissions;
    std::optional<Aadsts> refusal;
};
[[nodiscard]] GrantedScopes grantScopes(const ScopeRequest &request, const User &user);

} // namespace symbolon::demo
