// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_visit.h"

namespace symbolon::demo {

// Leaves the traces of a write: an audit entry, and the change that delta queries tell.
class GraphJournal final
{
public:
    GraphJournal(World &world, const GraphVisit &visit)
        : m_world(world)
        , m_visit(visit)
    {
    }

    void application(const char *activity, const char *operation, const Application &app,
                     std::vector<AuditedProperty> changes = {});
    void servicePrincipal(const char *activity, const char *operation, const ServicePrincipal &principal,
                          std::vector<AuditedProperty> changes = {});
    // A deed with targets of its own, outside delta queries.
    void deed(const char *activity, const char *operation, const char *category, std::vector<AuditTarget> targets);

private:
    World &m_world;
    const GraphVisit &m_visit;
};

// What of two renderings of one object differs, for an audit entry.
[[nodiscard]] std::vector<AuditedProperty> differences(const Json &before, const Json &after);
// The property under which audit data shows an application's federated credentials.
[[nodiscard]] std::vector<AuditedProperty> credentialDifferences(const std::vector<Credential> &before,
                                                                 const std::vector<Credential> &after);

} // namespace symbolon::demo
