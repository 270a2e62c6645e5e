// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_visit.h"

namespace symbolon::demo {

// Directory roles: /roleManagement/directory and the older /directoryRoles.
class GraphRoles final
{
public:
    explicit GraphRoles(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response management(const GraphVisit &visit);
    [[nodiscard]] Response activated(const GraphVisit &visit) const;

private:
    [[nodiscard]] Response assignments(const GraphVisit &visit);
    [[nodiscard]] Response definitions(const GraphVisit &visit) const;
    [[nodiscard]] Response assign(const GraphVisit &visit);
    [[nodiscard]] Response unassign(const GraphVisit &visit, const DirectoryRoleAssignment &assignment);
    void note(const GraphVisit &visit, const DirectoryRoleAssignment &assignment, bool added);

    World &m_world;
};

} // namespace symbolon::demo
