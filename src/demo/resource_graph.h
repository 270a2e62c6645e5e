// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/arm_visit.h"
#include "demo/json.h"

namespace symbolon::demo {

// Azure Resource Graph: POST /providers/Microsoft.ResourceGraph/resources. What the caller may read of identities, clusters,
// subscriptions, resource groups, role assignments and role definitions, in one query. Federated credentials are not in
// its tables, as they are not in Azure's.
class ResourceGraph final
{
public:
    explicit ResourceGraph(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const arm::Visit &visit) const;

private:
    [[nodiscard]] std::vector<Json> rows(const std::string &table, const arm::Visit &visit, const Json &wanted) const;

    World &m_world;
};

} // namespace symbolon::demo
