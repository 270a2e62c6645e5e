// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/arm_activity.h"
#include "demo/arm_clusters.h"
#include "demo/arm_credentials.h"
#include "demo/arm_identities.h"
#include "demo/arm_policies.h"
#include "demo/arm_role_definitions.h"
#include "demo/arm_roles.h"
#include "demo/resource_graph.h"

namespace symbolon::demo {

// Azure Resource Manager: its front door (tokens, versions, paths) and the resource providers behind it. Paths compare
// without case.
class Arm final
{
public:
    Arm(World &world, const TokenService &tokens);

    [[nodiscard]] Response handle(const Call &call);

private:
    [[nodiscard]] Response answer(const Call &call);
    [[nodiscard]] Response unauthorized(const std::string &problem) const;
    [[nodiscard]] Response route(const arm::Visit &visit);
    [[nodiscard]] Response permissions(const arm::Visit &visit) const;
    [[nodiscard]] Response tenants(const arm::Visit &visit) const;
    [[nodiscard]] Response subscriptions(const arm::Visit &visit) const;
    [[nodiscard]] Response locations(const arm::Visit &visit, const Subscription &subscription) const;
    [[nodiscard]] Response resourceGroups(const arm::Visit &visit, const Subscription &subscription) const;

    World &m_world;
    const TokenService &m_tokens;
    arm::Identities m_identities;
    arm::Policies m_policies;
    arm::Credentials m_credentials;
    arm::RoleAssignments m_roleAssignments;
    arm::RoleDefinitions m_roleDefinitions;
    arm::Clusters m_clusters;
    arm::ActivityLog m_activity;
    ResourceGraph m_resourceGraph;
};

} // namespace symbolon::demo
