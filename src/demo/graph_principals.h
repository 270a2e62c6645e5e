// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_visit.h"

namespace symbolon::demo {

// The part of Graph that is about service principals: what an identity is in this tenant, and what it was granted.
class GraphPrincipals final
{
public:
    explicit GraphPrincipals(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const GraphVisit &visit);

private:
    [[nodiscard]] GraphReply::Source source(const GraphVisit &visit) const;
    [[nodiscard]] Response below(const GraphVisit &visit, ServicePrincipal &principal);
    [[nodiscard]] Response single(const GraphVisit &visit, ServicePrincipal &principal);
    [[nodiscard]] Response create(const GraphVisit &visit);
    [[nodiscard]] Response change(const GraphVisit &visit, ServicePrincipal &principal);
    [[nodiscard]] Response remove(const GraphVisit &visit, const ServicePrincipal &principal);
    [[nodiscard]] Response identityCredentials(const GraphVisit &visit, const ServicePrincipal &principal) const;
    [[nodiscard]] bool mayWrite(const GraphVisit &visit, const ServicePrincipal &principal) const;

    World &m_world;
};

// …/memberOf and …/transitiveMemberOf of any principal, also cast to groups or directory roles.
[[nodiscard]] Response membershipsOf(const World &world, const GraphVisit &visit, const std::string &principalId);

} // namespace symbolon::demo
