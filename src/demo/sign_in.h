// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/consent.h"
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
    std::string claims; // the parameter, JSON
    TimePoint expires;
    bool redeemed = false;
};

// The authorize endpoint: a page of accounts and, where something has to be consented to, a page that asks; plain forms
// both. No page at all for prompt=none with a known hint.
class SignIn final
{
public:
    explicit SignIn(World &world)
        : m_world(world)
    {
    }

    // GET shows a page, POST is a form coming back with `account`, and with `consent` when that was asked.
    [[nodiscard]] Response handle(const Call &call);

    // nullptr: never issued.
    [[nodiscard]] Authorization *authorization(const std::string &code);

private:
    // One request on its way through.
    struct Visit
    {
        const Call &call;
        Fields parameters;
        PublicClient client;
        bool silent = false; // no page may be shown
    };

    [[nodiscard]] static std::optional<Aadsts> checkRequest(const Fields &parameters);
    [[nodiscard]] Response withAccount(const Visit &visit, const User &user);
    [[nodiscard]] Response complete(const Visit &visit, const User &user);
    [[nodiscard]] Response sendBack(const Visit &visit, const Aadsts &error) const;

    World &m_world;
    std::map<std::string, Authorization> m_codes;
};

} // namespace symbolon::demo
