// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_visit.h"

namespace symbolon::demo {

// What was granted: application permissions (appRoleAssignments), read and written from both of their ends.
class GraphGrants final
{
public:
    explicit GraphGrants(World &world)
        : m_world(world)
    {
    }

    // servicePrincipals/{id}/appRoleAssignments, or …/appRoleAssignedTo with `given`.
    [[nodiscard]] Response appRoles(const GraphVisit &visit, const std::string &principalId, bool given);

private:
    [[nodiscard]] Response assign(const GraphVisit &visit, const std::string &principalId, bool given);
    [[nodiscard]] Response unassign(const GraphVisit &visit, size_t position);
    void note(const GraphVisit &visit, const AppRoleAssignment &assignment, bool added);

    World &m_world;
};

} // namespace symbolon::demo
