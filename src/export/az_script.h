// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"

namespace symbolon::exports {

// A POSIX shell script of Azure CLI commands (Azure CLI reference: az ad app federated-credential, az identity
// federated-credential), in the set's order, ending at the first failure. `az rest` where those commands cannot hold a
// value: expressions, and what az itself would take for an option, a file or its shorthand syntax.
[[nodiscard]] Generated azScript(const trust::ChangeSet &set);
[[nodiscard]] QString azCommandOf(const trust::Operation &operation, const SetIdentities &identities,
                                  QStringList &notices);

} // namespace symbolon::exports
