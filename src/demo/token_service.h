// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/jwt.h"
#include "demo/oauth_scopes.h"
#include "demo/world.h"

namespace symbolon::demo {

// Who calls a service, as its access token says.
struct Principal
{
    std::string objectId; // user, service principal, or a managed identity's principal id
    std::string clientId;
    bool appOnly = false;
    std::set<std::string> permissions; // delegated scopes (scp), or application permissions (roles)

    [[nodiscard]] bool hasAny(std::initializer_list<const char *> wanted) const;
};

// What a token is issued for.
struct TokenAsk
{
    std::string clientId;
    std::string clientName;
    ScopeRequest scopes;
    ClaimsRequest claims;
    std::string origin; // as the caller spelt the address: the issuer begins with it
};

// Of a person, for MSAL's caches: base64url of {"uid", "utid"}.
[[nodiscard]] std::string clientInfo(const Tenant &tenant, const User &user);

// Whether the request's token says that its owner understands claims challenges (xms_cc); nothing is verified.
[[nodiscard]] bool canBeChallenged(const Call &call);

// How a workload proved who it is; the claim appidacr.
enum class ClientProof { Secret = 1, Assertion = 2 };

// Tokens for people and workloads: signed, and checked again where they are used.
class TokenService final
{
public:
    explicit TokenService(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] std::string forUser(const User &user, const TokenAsk &ask,
                                      const std::vector<std::string> &permissions);
    [[nodiscard]] std::string forWorkload(const std::string &objectId, const TokenAsk &ask, ClientProof proof);
    [[nodiscard]] std::string idToken(const User &user, const TokenAsk &ask, const std::string &nonce);

    // The caller of a request to `resource`; else `problem` says what is wrong with the token.
    struct Check
    {
        std::optional<Principal> principal;
        std::string problem;
        std::string authenticate; // the header WWW-Authenticate that goes with the problem
        bool challenged = false;  // the token is good, but not good enough: the header demands claims

        // `refusal` with that header.
        [[nodiscard]] Response refused(Response refusal) const;
    };
    [[nodiscard]] Check check(const Call &call, Resource resource) const;

    // From now on the caller of `call` has to answer a claims challenge: the header WWW-Authenticate that says so. Its
    // token is looked at, nothing is verified.
    [[nodiscard]] std::string demandClaims(const Call &call, Resource resource);

private:
    [[nodiscard]] Check refuse(const Call &call, Resource resource, const std::string &problem,
                               const std::string &claims = {}) const;
    [[nodiscard]] Principal principalOf(const Jwt &token) const;

    World &m_world;
};

} // namespace symbolon::demo
