// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_visit.h"

namespace symbolon::demo {

// /auditLogs: directoryAudits, and signIns of people, workloads and managed identities.
class GraphAudits final
{
public:
    explicit GraphAudits(const World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const GraphVisit &visit) const;

private:
    [[nodiscard]] Response directoryAudits(const GraphVisit &visit) const;
    [[nodiscard]] Response signIns(const GraphVisit &visit) const;
    [[nodiscard]] Json audit(const AuditEntry &entry) const;
    [[nodiscard]] Json signIn(const SignInEntry &entry, bool beta) const;

    const World &m_world;
};

} // namespace symbolon::demo
