// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/tenant.h"

namespace symbolon::demo::arm {

// What one caller may do in Azure: its role assignments, and those of the groups that hold it, looked up once.
class Access final
{
public:
    Access(const Tenant &tenant, const std::string &principalId);

    [[nodiscard]] bool allows(std::string_view action, std::string_view scope) const;
    // The roles that the caller holds at the scope or above.
    [[nodiscard]] std::vector<const AzureRoleDefinition *> rolesAt(std::string_view scope) const;
    // Whether the caller holds any role at, above or below the scope: what it may know of.
    [[nodiscard]] bool reaches(std::string_view scope) const;

private:
    struct Held
    {
        const AzureRoleAssignment *assignment;
        const AzureRoleDefinition *role;
    };

    const Tenant &m_tenant;
    std::vector<Held> m_held;
};

} // namespace symbolon::demo::arm
