// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"
#include "export/quoting.h"

namespace symbolon::exports {

// Resources of the providers azuread and azurerm (HashiCorp's documentation of azuread_application_federated_identity_
// credential, azuread_application_flexible_federated_identity_credential, azurerm_federated_identity_credential), with an
// import block for what exists already. What is deleted becomes a `removed` block, which acts where Terraform manages it.
[[nodiscard]] Generated terraform(const trust::ChangeSet &set);

struct TerraformPart
{
    QString resource;
    QString import; // empty: nothing to import

    [[nodiscard]] QString all() const { return import.isEmpty() ? resource : resource + u'\n' + import; }
};
[[nodiscard]] TerraformPart terraformOf(const trust::Operation &operation, const SetIdentities &identities,
                                        quoted::Symbols &symbols, QStringList &notices);

} // namespace symbolon::exports
