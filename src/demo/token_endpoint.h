// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/sign_in.h"
#include "demo/token_service.h"

#include <map>

namespace symbolon::demo {

// The token endpoint: authorization_code with PKCE, refresh_token, and client_credentials with an external assertion.
class TokenEndpoint final
{
public:
    TokenEndpoint(World &world, TokenService &tokens, SignIn &signIn)
        : m_world(world)
        , m_tokens(tokens)
        , m_signIn(signIn)
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

    [[nodiscard]] Response redeemCode(const Fields &form, const Call &call);
    [[nodiscard]] Response refresh(const Fields &form, const Call &call);
    [[nodiscard]] Response clientCredentials(const Fields &form, const Call &call);
    [[nodiscard]] Response answerUser(const User &user, const std::string &clientId, const ScopeRequest &request,
                                      const std::string &nonce, const Call &call);
    [[nodiscard]] Response fail(const Aadsts &error, const Call &call) const;

    World &m_world;
    TokenService &m_tokens;
    SignIn &m_signIn;
    std::map<std::string, Refresh>
        m_refreshTokens; // redeeming one gives another and leaves the old valid, as Entra does
};

} // namespace symbolon::demo
