// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/identity.h"

#include <QDateTime>
#include <QString>

namespace symbolon::exports {

[[nodiscard]] QString kindName(trust::IdentityKind kind);      // translated: "App registration"
[[nodiscard]] QString kindId(trust::IdentityKind kind);        // "application", "managedIdentity"
[[nodiscard]] QString planeName(trust::PrivilegePlane plane);  // translated: "Directory role"
[[nodiscard]] QString planeId(trust::PrivilegePlane plane);    // "directoryRole", "appPermission", "azureRole"
[[nodiscard]] QString ownerKindId(trust::OwnerKind kind);      // "user", "servicePrincipal", "other"
[[nodiscard]] QString knowledgeId(trust::Knowledge knowledge); // "notRead", "known", "failed"

// "Owner @ sub-contoso-prod", "Application.ReadWrite.All", "Global Administrator (through Ops)". Raw, hostile text.
[[nodiscard]] QString privilegeLabel(const trust::Privilege &privilege);

// "Maria Reyes (m.reyes@contoso.onmicrosoft.com)". Raw, hostile text.
[[nodiscard]] QString ownerLabel(const trust::Owner &owner);
// "User", "Guest", "Service principal, disabled"; translated.
[[nodiscard]] QString ownerKindName(const trust::Owner &owner);
// What stands in place of owners where a managed identity has none; translated.
[[nodiscard]] QString ownedThroughAzure();

[[nodiscard]] QString secretKindId(const trust::Secret &secret);   // "password", "certificate", "key"
[[nodiscard]] QString secretKindName(const trust::Secret &secret); // translated: "Secret", "Certificate for signing"
// "Secret “backup” (Xy1…)", "Certificate (5F3A…)". Raw, hostile text.
[[nodiscard]] QString secretLabel(const trust::Secret &secret);
// "expired", "ends in 12 days", "valid", "not valid yet"; translated.
[[nodiscard]] QString secretStateWords(const trust::Secret &secret, const QDateTime &now);

// ISO 8601 UTC; empty for an invalid time.
[[nodiscard]] QString isoTime(const QDateTime &time);

} // namespace symbolon::exports
