// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/oauth_scopes.h"
#include "demo/world.h"

namespace symbolon::demo {

inline constexpr int accessTokenSeconds = 3599;

// Who calls a service, as its access token says.
struct Principal
{
    std::string objectId; // user, service principal, or a managed identity's principal id
    std::string clientId;
    bool appOnly = false;
    std::set<std::string> permissions; // delegated scopes (scp), or application permissions (roles)

    [[nodiscard]] bool hasAny(std::initializer_list<const char *> wanted) const;
};

// Tokens for people and workloads: signed, and checked again where they are used.
class TokenService final
{
public:
    explicit TokenService(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] std::string forUser(const User &user, const std::string &clientId, const ScopeRequest &request,
                                      const std::vector<std::string> &permissions, const std::string &origin);
    [[nodiscard]] std::string forWorkload(const std::string &objectId, const std::string &clientId,
                                          const ScopeRequest &request, const std::string &origin);
    [[nodiscard]] std::string idToken(const User &user, const std::string &clientId, const std::string &nonce,
                                      const std::string &origin);

    // The caller of a request to `resource`; else `problem` says what is wrong with the token.
    struct Check
    {
        std::optional<Principal> principal;
        std::string problem;
    };
    [[nodiscard]] Check check(const Call &call, Resource resource) const;

private:
    World &m_world;
};

} // namespace symbolon::demo
