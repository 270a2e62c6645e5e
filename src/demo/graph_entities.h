// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/json.h"
#include "demo/tenant.h"

namespace symbolon::demo {

// Directory objects as Microsoft Graph writes them. `beta` decides about properties that only the preview has.
namespace graph {
[[nodiscard]] Json application(const Application &app, const Tenant &tenant);
[[nodiscard]] Json credential(const Credential &credential, bool beta);
[[nodiscard]] Json credentials(const std::vector<Credential> &list, bool beta);
[[nodiscard]] Json servicePrincipal(const ServicePrincipal &principal);
[[nodiscard]] Json user(const User &user);
[[nodiscard]] Json group(const Group &group);
[[nodiscard]] Json directoryRoleDefinition(const DirectoryRoleDefinition &role, bool beta);
[[nodiscard]] Json directoryRoleAssignment(const DirectoryRoleAssignment &assignment);
[[nodiscard]] Json appRoleAssignment(const AppRoleAssignment &assignment, const Tenant &tenant);
[[nodiscard]] Json organization(const Tenant &tenant);
// Any directory object by id with its @odata.type; null when there is none.
[[nodiscard]] Json directoryObject(const Tenant &tenant, const std::string &id);
[[nodiscard]] Json owners(const Application &app, const Tenant &tenant);
} // namespace graph

} // namespace symbolon::demo
