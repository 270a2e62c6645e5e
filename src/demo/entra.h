// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/sign_in.h"
#include "demo/token_endpoint.h"

namespace symbolon::demo {

// Entra ID, v2.0: discovery, keys, the sign-in page and the token endpoint, all under /{tenant}/.
class Entra final
{
public:
    Entra(World &world, TokenService &tokens)
        : m_world(world)
        , m_signIn(world)
        , m_tokens(world, tokens, m_signIn)
    {
    }

    [[nodiscard]] Response handle(const Call &call);

private:
    [[nodiscard]] bool knowsTenant(const std::string &tenant) const;
    [[nodiscard]] Response discovery(const Call &call, const std::string &tenant) const;
    [[nodiscard]] Response instanceDiscovery(const Call &call) const;

    World &m_world;
    SignIn m_signIn;
    TokenEndpoint m_tokens;
};

} // namespace symbolon::demo
