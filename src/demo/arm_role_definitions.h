// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/arm_visit.h"
#include "demo/json.h"

namespace symbolon::demo::arm {

// Microsoft.Authorization/roleDefinitions: the built-in ones, and custom ones that can be written.
class RoleDefinitions final
{
public:
    explicit RoleDefinitions(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const Visit &visit);

private:
    [[nodiscard]] Response list(const Visit &visit) const;
    [[nodiscard]] Response put(const Visit &visit, AzureRoleDefinition *existing);
    [[nodiscard]] Response remove(const Visit &visit, const AzureRoleDefinition *existing);

    World &m_world;
};

[[nodiscard]] Json roleDefinitionEntity(const AzureRoleDefinition &role, const std::string &scope);
// Definitions are named below the subscription of the scope, and without one above subscriptions.
[[nodiscard]] std::string roleDefinitionId(const std::string &scope, const std::string &role);

} // namespace symbolon::demo::arm
