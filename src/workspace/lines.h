// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/lines.h"
#include "workspace/issuers.h"
#include "workspace/workspace.h"

namespace symbolon::workspace {

// Rows as src/export takes them.
[[nodiscard]] exports::IdentityLine lineOf(const IdentityRow &row);
[[nodiscard]] exports::CredentialLine lineOf(const CredentialRow &row);
[[nodiscard]] exports::IssuerLine lineOf(const IssuerRow &row);
[[nodiscard]] QList<exports::IdentityLine> identityLines(const Workspace &workspace); // all, sorted

// Tenant, time and everything that could not be read: sources that failed, identities whose credentials could not be
// read, groups that were not asked for.
[[nodiscard]] exports::Envelope envelopeOf(const Workspace &workspace, const QDateTime &now);

} // namespace symbolon::workspace
