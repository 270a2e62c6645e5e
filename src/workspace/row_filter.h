// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "store/table.h"
#include "store/visible_rows.h"
#include "workspace/rows.h"

#include <QString>
#include <QStringList>

namespace symbolon::workspace {

// The fields of a filter, for the filter field and for --filter alike: name, id, issuer, subject, platform, kind,
// severity, privilege. Values are parts of the text, except
//   kind:      app or mi (also "application", "managed")
//   severity:  info, low, medium, high, critical (the worst finding is exactly this), or none
[[nodiscard]] QStringList filterFields();

// The query behind a filter text; the caller adds an order. Holds a snapshot of the table, so that a worker may run it.
// Errors: ErrorKind::Validation with one translated sentence in `message`.
[[nodiscard]] Result<store::Query> identityQuery(const store::Table<IdentityRow> &table, const QString &filter);
[[nodiscard]] Result<store::Query> credentialQuery(const store::Table<CredentialRow> &table, const QString &filter);

} // namespace symbolon::workspace
