// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/arm_visit.h"
#include "demo/json.h"

#include <cstdint>
#include <deque>

namespace symbolon::demo {

// Azure Resource Graph: POST /providers/Microsoft.ResourceGraph/resources. What the caller may read of identities, clusters,
// subscriptions, resource groups, role assignments and role definitions, in one query. Federated credentials are not in
// its tables, as they are not in Azure's. The pages of one query tell of the moment of its first one.
class ResourceGraph final
{
public:
    explicit ResourceGraph(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const arm::Visit &visit);

private:
    // The rows of a query that has more pages, for whoever asked for the first one.
    struct Kept
    {
        std::uint64_t number = 0;
        std::string caller;
        std::string question; // the query, and the subscriptions that it is about
        std::vector<Json> rows;
    };

    // The rows that the token continues; nullptr: it continues none that are still kept.
    [[nodiscard]] const Kept *keptFor(const std::string &caller, const std::string &question, std::uint64_t number);
    const Kept &keep(Kept kept);
    [[nodiscard]] std::vector<Json> rows(const std::string &table, const arm::Visit &visit, const Json &wanted) const;

    World &m_world;
    std::deque<Kept> m_kept; // the oldest first
    std::uint64_t m_queries = 0;
};

} // namespace symbolon::demo
