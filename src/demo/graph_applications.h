// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_visit.h"

namespace symbolon::demo {

// The part of Graph that is about app registrations: /applications and what lies below.
class GraphApplications final
{
public:
    explicit GraphApplications(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const GraphVisit &visit);
    // /directory/deletedItems, as far as applications are concerned
    [[nodiscard]] Response deletedItems(const GraphVisit &visit);

private:
    [[nodiscard]] GraphReply::Source source(const GraphVisit &visit) const;
    [[nodiscard]] Response below(const GraphVisit &visit, Application &app);
    [[nodiscard]] Response show(const GraphVisit &visit, const Application &app) const;
    [[nodiscard]] Response credentials(const GraphVisit &visit, Application &app);
    [[nodiscard]] Response create(const GraphVisit &visit, const Json &body, const std::string &uniqueName);
    [[nodiscard]] Response upsert(const GraphVisit &visit, const std::string &uniqueName);
    [[nodiscard]] Response change(const GraphVisit &visit, Application &app);
    [[nodiscard]] Response remove(const GraphVisit &visit, const Application &app);
    [[nodiscard]] Response restore(const GraphVisit &visit, size_t position);
    [[nodiscard]] Response addPassword(const GraphVisit &visit, Application &app);
    [[nodiscard]] Response removePassword(const GraphVisit &visit, Application &app);
    [[nodiscard]] bool mayWrite(const GraphVisit &visit, const Application &app) const;

    World &m_world;
};

} // namespace symbolon::demo
