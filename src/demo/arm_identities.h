// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/arm_visit.h"
#include "demo/json.h"

namespace symbolon::demo::arm {

// Microsoft.ManagedIdentity/userAssignedIdentities. An identity and its service principal in the directory come and go
// together.
class Identities final
{
public:
    explicit Identities(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const Visit &visit);

private:
    [[nodiscard]] Response list(const Visit &visit) const;
    [[nodiscard]] Response put(const Visit &visit, ManagedIdentity *existing);
    [[nodiscard]] Response patch(const Visit &visit, ManagedIdentity &identity);
    [[nodiscard]] Response remove(const Visit &visit, const ManagedIdentity *identity);
    // The directory's audit data: what became of the identity's service principal.
    void noteInDirectory(const Visit &visit, const ManagedIdentity &identity, bool added);

    World &m_world;
};

[[nodiscard]] Json identityEntity(const ManagedIdentity &identity, const std::string &tenantId,
                                  const std::string &version);

} // namespace symbolon::demo::arm
