// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"
#include "export/quoting.h"

namespace symbolon::exports {

// Bicep: applications.bicep with bicepconfig.json for the Microsoft Graph extension (Microsoft.Graph/applications/
// federatedIdentityCredentials), and one file for each resource group of managed identities, whose credentials are
// written one after the other. An application is found by its uniqueName, which the deployment has to be told. A
// deployment deletes nothing: deletions are comments and notices.
[[nodiscard]] Generated bicep(const trust::ChangeSet &set);
[[nodiscard]] QString bicepOf(const trust::Operation &operation, const SetIdentities &identities, QStringList &notices);

} // namespace symbolon::exports
