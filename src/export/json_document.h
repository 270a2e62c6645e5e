// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/lines.h"

#include <QByteArray>

namespace symbolon::exports {

// One JSON document each: schemaVersion, generatedAt, tenant, complete, readByChangesSince (null where everything was read
// anew), unknown[] and the data. Values are raw; every
// character outside ASCII is escaped, so that the text is harmless on a terminal. Ends with a line feed. Members are
// added over time, never renamed or removed while schemaVersion stays.
inline constexpr int schemaVersion = 1;

[[nodiscard]] QByteArray identitiesJson(const Envelope &envelope, const QList<IdentityLine> &lines);    // identities[]
[[nodiscard]] QByteArray credentialsJson(const Envelope &envelope, const QList<CredentialLine> &lines); // credentials[]
[[nodiscard]] QByteArray issuersJson(const Envelope &envelope, const QList<IssuerLine> &lines);         // issuers[]
[[nodiscard]] QByteArray identityJson(const Envelope &envelope, const IdentityLine &line);              // identity{}
// summary{}, findings[] and rules[]; the verdicts that could not be given join unknown[].
[[nodiscard]] QByteArray auditJson(const Envelope &envelope, const Audit &audit);
// requests{service{status: count}}, throttling{service{refusals, waitedSeconds, pacedSeconds}}, seconds, rows{} and
// peakResidentBytes.
[[nodiscard]] QByteArray syncJson(const Envelope &envelope, const SyncStatistics &statistics);

} // namespace symbolon::exports
