// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/tenant.h"

namespace symbolon::demo {

// Takes a service principal away with everything that refers to it: grants, roles, memberships, ownerships.
void removeServicePrincipal(Tenant &tenant, const std::string &id);

} // namespace symbolon::demo
