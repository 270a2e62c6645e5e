// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/identity.h"
#include "ui/widgets/cells.h"
#include "workspace/rows.h"

#include <QString>

namespace symbolon::ui {

// The words in which tables and panes speak of identities. Names inside are raw: whoever shows them passes them through
// shown().

[[nodiscard]] Glyph glyphOf(trust::IdentityKind kind);
[[nodiscard]] QString kindName(trust::IdentityKind kind); // "App registration", "User-assigned managed identity"
// "App registration, 2 owners"; "rg-payments-prod, westeurope".
[[nodiscard]] QString kindLine(const trust::Identity &identity);
// "@ sub-contoso-prod", "Microsoft Graph", "Entra directory role".
[[nodiscard]] QString whereLine(const trust::Privilege &privilege);
// When something was first seen or changed: "3 days ago", "3 days ago or earlier"; without a moment that nothing is known,
// or where `never` is given (not empty) that.
[[nodiscard]] Cell ageCell(const QDateTime &moment, bool maybeOlder, const QDateTime &now, const QString &never = {});
// "Owners could not be read: …"; empty: the part is known.
[[nodiscard]] QString missingPart(const trust::Part &part, const QString &name);
// What could not be read of the identity, one sentence a line; empty: all was read.
[[nodiscard]] QString missingParts(const trust::Identity &identity);
// "4 min ago", "just now", "2 days ago".
[[nodiscard]] QString ago(const QDateTime &then, const QDateTime &now);

// Stable names of rows, the same in every column.
[[nodiscard]] QString idOf(const trust::IdentityKey &key);
[[nodiscard]] QString idOf(const workspace::CredentialKey &key);

} // namespace symbolon::ui
