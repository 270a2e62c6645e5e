// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_applications.h"
#include "demo/graph_principals.h"
#include "demo/graph_roles.h"

namespace symbolon::demo {

// Microsoft Graph, v1.0 and beta: what the desktop program and Microsoft's clients read and write of identities.
class Graph final
{
public:
    Graph(World &world, const TokenService &tokens)
        : m_world(world)
        , m_tokens(tokens)
        , m_applications(world)
        , m_principals(world)
        , m_roles(world)
    {
    }

    [[nodiscard]] Response handle(const Call &call);

private:
    [[nodiscard]] Response answer(const Call &call);
    [[nodiscard]] Response route(const GraphVisit &visit);
    [[nodiscard]] Response me(const GraphVisit &visit) const;
    [[nodiscard]] Response organization(const GraphVisit &visit) const;
    [[nodiscard]] Response users(const GraphVisit &visit) const;
    [[nodiscard]] Response groups(const GraphVisit &visit) const;
    [[nodiscard]] Response directoryObjects(const GraphVisit &visit) const;

    World &m_world;
    const TokenService &m_tokens;
    GraphApplications m_applications;
    GraphPrincipals m_principals;
    GraphRoles m_roles;
};

} // namespace symbolon::demo
