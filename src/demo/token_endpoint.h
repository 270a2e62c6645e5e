// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/device_code.h"
#include "demo/sign_in.h"
#include "demo/token_service.h"

#include <map>

namespace symbolon::demo {

// The token endpoint: authorization_code with PKCE, device code, refresh_token, and client_credentials with a secret, a
// certificate or an external assertion.
class TokenEndpoint final
{
public:
    TokenEndpoint(World &world, TokenService &tokens, SignIn &signIn, DeviceCodes &deviceCodes)
        : m_world(world)
        , m_tokens(tokens)
        , m_signIn(signIn)
        , m_deviceCodes(deviceCodes)
    {
    }

    [[nodiscard]] Response handle(const Call &call);

private:
    struct Refresh
    {
        std::string userId;
        std::string clientId;
        TimePoint expires;
    };

    // For whom a token is, once the grant is found good.
    struct Grant
    {
        std::string userId;
        std::string scope;
        std::string claims; // the parameter, JSON
        std::string nonce;
        bool refreshed = false;
    };

    [[nodiscard]] Response redeemCode(const Fields &form, const PublicClient &client, const Call &call);
    [[nodiscard]] Response redeemDeviceCode(const Fields &form, const PublicClient &client, const Call &call);
    [[nodiscard]] Response refresh(const Fields &form, const PublicClient &client, const Call &call);
    [[nodiscard]] Response clientCredentials(const Fields &form, const Call &call);
    [[nodiscard]] Response answerUser(const Grant &grant, const PublicClient &client, const Call &call);
    [[nodiscard]] Response answerWorkload(const std::string &objectId, const Fields &form, const ScopeRequest &request,
                                          const Call &call);
    [[nodiscard]] Response fail(const Aadsts &error, const Call &call) const;

    World &m_world;
    TokenService &m_tokens;
    SignIn &m_signIn;
    DeviceCodes &m_deviceCodes;
    std::map<std::string, Refresh>
        m_refreshTokens; // redeeming one gives another and leaves the old valid, as Entra does
};

} // namespace symbolon::demo
