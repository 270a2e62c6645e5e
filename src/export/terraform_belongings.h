// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"

#include <utility>

namespace symbolon::exports {

// The attributes of one resource, their values below each other as `terraform fmt` wants them.
class TerraformAttributes final
{
public:
    void add(const char *name, const QString &expression);
    [[nodiscard]] QString text() const;

private:
    QList<std::pair<QString, QString>> m_all;
    qsizetype m_width = 0;
};

// The part of terraform() about identities, roles, permissions and secrets (HashiCorp's documentation of azuread_application,
// azuread_service_principal, azurerm_user_assigned_identity, azurerm_role_assignment, azuread_app_role_assignment).
// Resources of one identity are called by its symbol; `symbol` is the operation's own.
[[nodiscard]] QString terraformBelongingOf(const trust::Operation &operation, const SetIdentities &identities,
                                           const QString &symbol, QStringList &notices);
// Data sources for the service principal of an identity that the set does not create.
[[nodiscard]] QString terraformPrincipalOf(const trust::Operation &operation, const SetIdentities &identities);

// A `removed` block.
[[nodiscard]] QString terraformRemovalOf(const QString &address);

} // namespace symbolon::exports
