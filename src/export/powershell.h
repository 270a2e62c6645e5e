// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"

namespace symbolon::exports {

// A script for the Az modules (Az.Resources: *-AzADAppFederatedCredential, Az.ManagedServiceIdentity:
// *-AzFederatedIdentityCredential), in ASCII, in the set's order, ending at the first failure. Invoke-AzRestMethod where
// they have no parameter: expressions.
[[nodiscard]] Generated powerShell(const trust::ChangeSet &set, const Endpoints &endpoints);
[[nodiscard]] QString powerShellOf(const trust::Operation &operation, const SetIdentities &identities,
                                   const Endpoints &endpoints, QStringList &notices);

} // namespace symbolon::exports
