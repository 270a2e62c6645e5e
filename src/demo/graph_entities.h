// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_query.h"
#include "demo/graph_rules.h"
#include "demo/tenant.h"

namespace symbolon::demo {

// Directory objects as Microsoft Graph writes them. `beta` decides about properties that only the preview has; only the
// wanted members are made.
namespace graph {
[[nodiscard]] Json application(const Application &app, const Tenant &tenant, const Wanted &wanted = Wanted());
[[nodiscard]] Json credential(const Credential &credential, bool beta, const Wanted &wanted = Wanted());
// What $expand returns of one relationship, without a next link.
inline constexpr size_t expandedAtMost = 20;
[[nodiscard]] Json credentials(const std::vector<Credential> &list, bool beta, const Wanted &wanted = Wanted(),
                               size_t most = expandedAtMost);
[[nodiscard]] Json passwordCredential(const Secret &secret);
[[nodiscard]] Json servicePrincipal(const ServicePrincipal &principal, const Wanted &wanted = Wanted());
[[nodiscard]] Json user(const User &user, const Wanted &wanted = Wanted());
[[nodiscard]] Json group(const Group &group);
[[nodiscard]] Json directoryRoleDefinition(const DirectoryRoleDefinition &role, bool beta);
[[nodiscard]] Json directoryRoleAssignment(const DirectoryRoleAssignment &assignment);
[[nodiscard]] Json directoryRole(const DirectoryRoleDefinition &role);
[[nodiscard]] std::string
directoryRoleId(const DirectoryRoleDefinition &role); // of the activated role, not the template
[[nodiscard]] Json appRoleAssignment(const AppRoleAssignment &assignment, const Tenant &tenant);
[[nodiscard]] Json organization(const Tenant &tenant);
// Any directory object by id with its @odata.type; null when there is none.
[[nodiscard]] Json directoryObject(const Tenant &tenant, const std::string &id, const Wanted &wanted = Wanted());
[[nodiscard]] Json owners(const std::vector<std::string> &ids, const Tenant &tenant, const Wanted &wanted = Wanted(),
                          size_t most = static_cast<size_t>(-1));

// What queries the documentation allows on them ("Advanced query capabilities on Microsoft Entra ID objects", and the
// property tables of the types).
[[nodiscard]] const EntityRules &applicationRules();
[[nodiscard]] const EntityRules &servicePrincipalRules();
[[nodiscard]] const EntityRules &credentialRules();
[[nodiscard]] const EntityRules &directoryObjectRules();
[[nodiscard]] const EntityRules &userRules();
[[nodiscard]] const EntityRules &groupRules();
} // namespace graph

} // namespace symbolon::demo
