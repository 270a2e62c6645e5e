// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/arm_visit.h"
#include "demo/json.h"

namespace symbolon::demo::arm {

// Microsoft.Authorization/roleAssignments.
class RoleAssignments final
{
public:
    explicit RoleAssignments(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const Visit &visit);

private:
    [[nodiscard]] Response list(const Visit &visit) const;
    [[nodiscard]] Response put(const Visit &visit, AzureRoleAssignment *existing);
    [[nodiscard]] Response remove(const AzureRoleAssignment *existing);
    // Fills `wanted` from the request; the answer when it cannot be.
    [[nodiscard]] std::optional<Response> read(const Visit &visit, AzureRoleAssignment &wanted) const;
    [[nodiscard]] std::optional<Response> checkPrincipal(AzureRoleAssignment &wanted) const;

    World &m_world;
};

[[nodiscard]] Json roleAssignmentEntity(const AzureRoleAssignment &assignment);

// The text between `start` and `end`, which a $filter begins and ends with; nullopt: it is another filter.
[[nodiscard]] std::optional<std::string> quotedIn(const std::string &filter, const std::string &start,
                                                  const std::string &end);

} // namespace symbolon::demo::arm
