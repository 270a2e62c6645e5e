// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/oauth_scopes.h"
#include "demo/world.h"

#include <map>

namespace symbolon::demo {

// What an authorization code stands for.
struct Authorization
{
    std::string userId;
    std::string clientId;
    std::string redirectUri;
    std::string challenge; // PKCE, S256
    std::string scope;
    std::string nonce;
    TimePoint expires;
    bool redeemed = false;
};

// The authorize endpoint: a page of accounts as a plain form, or no page at all for prompt=none with a known hint.
class SignIn final
{
public:
    explicit SignIn(World &world)
        : m_world(world)
    {
    }

    // GET shows the page, POST is the form coming back with `account`.
    [[nodiscard]] Response handle(const Call &call);

    // nullptr: never issued.
    [[nodiscard]] Authorization *authorization(const std::string &code);

    // Public clients that may sign people in, and whether a redirect address fits one: loopback, any port, no path.
    [[nodiscard]] bool knowsClient(const std::string &clientId) const;
    [[nodiscard]] static bool redirectAllowed(const std::string &redirectUri);

private:
    [[nodiscard]] std::optional<Aadsts> checkRequest(const Fields &parameters) const;
    [[nodiscard]] Response complete(const Fields &parameters, const User &user, const Call &call);
    [[nodiscard]] Response sendBack(const Fields &parameters, const Aadsts &error, const Call &call) const;

    World &m_world;
    std::map<std::string, Authorization> m_codes;
};

} // namespace symbolon::demo
