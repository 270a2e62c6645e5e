// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/grid.h"
#include "export/lines.h"

#include <QList>

namespace symbolon::exports {

// How much a reader can take: a terminal gets the columns that people compare, a file gets them all.
enum class Detail { Terminal, File };

[[nodiscard]] Grid identityGrid(const QList<IdentityLine> &lines, Detail detail);
[[nodiscard]] Grid credentialGrid(const QList<CredentialLine> &lines, Detail detail);
[[nodiscard]] Grid issuerGrid(const QList<IssuerLine> &lines, Detail detail);
[[nodiscard]] Grid findingGrid(const QList<FindingLine> &lines, Detail detail);
// Field and value of one identity; several values of one field are several rows.
[[nodiscard]] Grid recordGrid(const IdentityLine &line);
[[nodiscard]] Grid secretGrid(const QList<trust::Secret> &secrets, const QDateTime &now);
// The owners of an app registration.
[[nodiscard]] Grid ownerGrid(const QList<trust::Owner> &owners);
[[nodiscard]] Grid privilegeGrid(const QList<trust::Privilege> &privileges);

// The columns of credentials within one identity.
[[nodiscard]] Grid ownCredentialGrid(const IdentityLine &line);

// "subject = repo:contoso/x; audience = …": the evidence of a verdict in one cell.
[[nodiscard]] QString evidenceText(const QList<risk::Evidence> &evidence);

} // namespace symbolon::exports
