// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/arm_policies.h"
#include "demo/credential_rules.h"

#include <map>
#include <memory>

namespace symbolon::demo::arm {

// Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials.
class Credentials final
{
public:
    Credentials(World &world, const Policies &policies)
        : m_world(world)
        , m_policies(policies)
    {
    }

    [[nodiscard]] Response handle(const Visit &visit);

private:
    [[nodiscard]] Response list(const Visit &visit, const ManagedIdentity &identity) const;
    [[nodiscard]] Response get(const Visit &visit, const ManagedIdentity &identity) const;
    [[nodiscard]] Response write(const Visit &visit, ManagedIdentity &identity);
    [[nodiscard]] Response put(const Visit &visit, ManagedIdentity &identity);
    [[nodiscard]] Response remove(const Visit &visit, ManagedIdentity &identity);

    World &m_world;
    const Policies &m_policies;
    // By principal id of the identity: alive while the answer to a write is on its way.
    std::map<std::string, std::weak_ptr<const void>> m_writes;
};

} // namespace symbolon::demo::arm
