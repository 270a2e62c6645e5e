// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"

namespace symbolon::exports {

// The part of powerShell() about identities, roles, permissions and secrets. What a command needs to know of an identity is
// in variables: $app_… (an application whose object id is not known), $principal_… (object id of the service principal).

// What a command of this operation finds in variables, told in front of it where it is not in `known` yet.
[[nodiscard]] QString powerShellLookupsOf(const trust::Operation &operation, const SetIdentities &identities,
                                          const Endpoints &endpoints, QSet<QString> &known);
[[nodiscard]] QString powerShellBelongingOf(const trust::Operation &operation, const SetIdentities &identities,
                                            const Endpoints &endpoints, QStringList &notices);
// Functions that these commands call.
[[nodiscard]] QString powerShellFunctions(const Endpoints &endpoints);

} // namespace symbolon::exports
