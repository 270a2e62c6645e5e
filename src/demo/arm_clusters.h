// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/arm_visit.h"
#include "demo/json.h"

namespace symbolon::demo::arm {

struct AksCluster
{
    std::string subscriptionId;
    std::string resourceGroup;
    std::string name;
    std::string location;
    std::string issuer; // of the tokens of its service accounts
};

// Those of the cast.
[[nodiscard]] const std::vector<AksCluster> &clusters();

// Microsoft.ContainerService/managedClusters, to read: what says which issuer an AKS cluster's tokens have.
class Clusters final
{
public:
    explicit Clusters(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const Visit &visit) const;

private:
    World &m_world;
};

[[nodiscard]] Json clusterEntity(const AksCluster &cluster);

} // namespace symbolon::demo::arm
