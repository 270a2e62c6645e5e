// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "trust/change_set.h"

#include <QByteArray>

namespace symbolon::exports {

// A change set as a file (`.symbolon-changes`): one JSON object with schemaVersion, kind "symbolon-changes", id, tenantId,
// loginOrigin, title, ticket, reason, createdAt (ISO 8601, UTC) and operations[], each with id, identity{kind, id,
// displayName}, waitsFor (an earlier operation's id, or null), before and after: null, or a credential with id, name, issuer, subject, claimsMatchingExpression{value,
// languageVersion}, audiences[] and description. What is not set is null. Characters outside ASCII are escaped. Never a
// token.
inline constexpr int changesSchemaVersion = 1;

// What a file may hold at most: beyond it the reader refuses, so that nobody's file keeps the program busy.
namespace changesLimits {
inline constexpr qsizetype bytes = 64 * 1024 * 1024;
inline constexpr qsizetype operations = 20'000;
inline constexpr qsizetype operationsOfIdentity = 100; // three times what replacing all twenty credentials takes
inline constexpr qsizetype fieldLength = 4'096;        // characters of any text; the service allows 600 of most
inline constexpr qsizetype audiences = 10;
inline constexpr int depth = 8;
} // namespace changesLimits

[[nodiscard]] QByteArray changeSetDocument(const trust::ChangeSet &changes);

// Reads such a document as what it is: somebody else's text. Nothing of it is applied, and whoever applies it later
// compares tenant, login origin and before-images first. Refused, as ErrorKind::Validation with one sentence that names
// the place: too much of anything, members given twice, another schema version, operations that ask for nothing, change
// a name, or have the same id. Unknown members are ignored.
[[nodiscard]] Result<trust::ChangeSet> readChangeSet(const QByteArray &document);

} // namespace symbolon::exports
