// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/credential_rules.h"
#include "demo/http.h"
#include "demo/token_service.h"

#include <functional>

namespace symbolon::demo {

// Azure Resource Manager: subscriptions, user-assigned identities with their federated credentials, role assignments
// and definitions. Paths compare without case.
class Arm final
{
public:
    Arm(World &world, const TokenService &tokens)
        : m_world(world)
        , m_tokens(tokens)
    {
    }

    [[nodiscard]] Response handle(const Call &call);

private:
    struct Visit
    {
        const Call &call;
        Principal who;
        std::string version; // api-version
    };

    [[nodiscard]] Response route(const Visit &visit);
    [[nodiscard]] Response subscriptions(const Visit &visit) const;
    [[nodiscard]] Response resourceGroups(const Visit &visit, const Subscription &subscription) const;
    [[nodiscard]] Response identities(const Visit &visit);
    [[nodiscard]] Response identityList(const Visit &visit, const std::string &subscription,
                                        const std::string &group) const;
    [[nodiscard]] Response credentials(const Visit &visit, ManagedIdentity &identity);
    [[nodiscard]] Response credentialList(const Visit &visit, const ManagedIdentity &identity) const;
    [[nodiscard]] Response putCredential(const Visit &visit, ManagedIdentity &identity, const std::string &name);
    [[nodiscard]] Response authorization(const Visit &visit, size_t provider) const;
    [[nodiscard]] Response roleAssignments(const Visit &visit, const std::string &scope) const;
    [[nodiscard]] Response roleDefinitions(const Visit &visit, const std::string &scope, const std::string &id) const;

    [[nodiscard]] bool allowed(const Visit &visit, const std::string &action, const std::string &scope) const;

    World &m_world;
    const TokenService &m_tokens;
};

} // namespace symbolon::demo
