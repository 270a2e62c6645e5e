// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_visit.h"

namespace symbolon::demo {

// Delegated permissions: /oauth2PermissionGrants, and the same below a client or a person.
class GraphConsents final
{
public:
    explicit GraphConsents(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const GraphVisit &visit);
    // …/oauth2PermissionGrants of a service principal or a person; read only.
    [[nodiscard]] Response of(const GraphVisit &visit, const std::string &principalId) const;

private:
    [[nodiscard]] Response create(const GraphVisit &visit);
    [[nodiscard]] Response change(const GraphVisit &visit, DelegatedGrant &grant);
    [[nodiscard]] Response remove(const GraphVisit &visit, const DelegatedGrant &grant);
    void note(const GraphVisit &visit, const char *activity, const char *operation, const DelegatedGrant &grant,
              const std::string &before, const std::string &after);

    World &m_world;
};

} // namespace symbolon::demo
