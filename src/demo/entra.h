// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/admin_consent.h"
#include "demo/token_endpoint.h"

namespace symbolon::demo {

// Entra ID, v2.0: discovery, keys, the pages for people and the token endpoint, all under /{tenant}/.
class Entra final
{
public:
    Entra(World &world, TokenService &tokens)
        : m_world(world)
        , m_signIn(world)
        , m_deviceCodes(world)
        , m_adminConsent(world)
        , m_tokens(world, tokens, m_signIn, m_deviceCodes)
    {
    }

    [[nodiscard]] Response handle(const Call &call);

private:
    [[nodiscard]] bool knowsTenant(const std::string &tenant) const;
    [[nodiscard]] Response inTenant(const Call &call, const std::string &tenant);
    [[nodiscard]] Response unknownTenant(const Call &call, const std::string &tenant) const;
    [[nodiscard]] Response discovery(const Call &call, const std::string &tenant) const;
    [[nodiscard]] Response keys(const Call &call, const std::string &tenant) const;
    [[nodiscard]] Response instanceDiscovery(const Call &call) const;

    World &m_world;
    SignIn m_signIn;
    DeviceCodes m_deviceCodes;
    AdminConsent m_adminConsent;
    TokenEndpoint m_tokens;
};

} // namespace symbolon::demo
