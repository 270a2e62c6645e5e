// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_visit.h"

namespace symbolon::demo {

// Delta queries (Microsoft Graph: "Use delta query to track changes"): everything once, then what changed since.
//
// A changed credential tells its application: whether the real service does so is not documented, and clients must not
// rely on it.
class GraphDelta final
{
public:
    GraphDelta(const World &world, const GraphVisit &visit)
        : m_world(world)
        , m_visit(visit)
    {
    }

    [[nodiscard]] Response applications() const;
    [[nodiscard]] Response servicePrincipals() const;

private:
    // Where a round of pages stands: what it tells, from which moment, and how far it came.
    struct Round
    {
        bool everything = true;
        size_t since = 0;  // of changes
        size_t began = 0;  // the moment the next delta link starts from
        size_t offset = 0; // entries told already
    };
    [[nodiscard]] Response answer(ChangedKind kind, const char *context, const EntityRules &rules) const;
    [[nodiscard]] std::optional<Round> round() const;
    [[nodiscard]] std::vector<std::string> ids(ChangedKind kind, const Round &round) const;
    [[nodiscard]] Json entity(ChangedKind kind, const std::string &id, const Wanted &wanted) const;

    const World &m_world;
    const GraphVisit &m_visit;
};

} // namespace symbolon::demo
