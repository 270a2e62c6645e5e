// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "store/ages.h"
#include "store/table.h"
#include "store/visible_rows.h"
#include "workspace/filter_fields.h"
#include "workspace/issuers.h"
#include "workspace/rows.h"

#include <QDateTime>
#include <QString>

namespace symbolon::workspace {

// The filter language of the filter field and of --filter (store/filter.h has its grammar, filter_fields.h its fields).
// Values are parts of the text without regard to case, "=value" is the whole text, except
//   kind:      app or mi (also "application", "managed identity")
//   severity:  the worst finding is exactly this: info, low, medium, high, critical, none; or >=high, <medium
//   privilege: part of a role's or permission's name; tier0, none; or >=high: how strong the strongest is
//   secret:    beside the trust, certificates included: yes (one that has not expired), no (none), soon, expired
//   owner:     of app registrations (a credential's are its identity's), by name, user name or object id; or how many: none, 1, >2
//   age:       >90d is older, <2w younger, counted from `now`
// severity, privilege, owner and age also take "unknown". What is not known neither holds nor fails: such a row is shown
// by neither "owner:none" nor "-owner:none".

// The query behind a filter text; the caller adds an order. Holds a snapshot of the table, so that a worker may run it.
// Errors: ErrorKind::Validation with one translated sentence in `message`.
[[nodiscard]] Result<store::Query> identityQuery(const store::Table<IdentityRow> &table, const QString &filter,
                                                 const QDateTime &now);
// `ages`: nullptr where nothing is kept, so that no age is known.
[[nodiscard]] Result<store::Query> credentialQuery(const store::Table<CredentialRow> &table, const QString &filter,
                                                   const QDateTime &now = {}, const store::SharedAges &ages = {});
[[nodiscard]] Result<store::Query> issuerQuery(const store::Table<IssuerRow> &table, const QString &filter,
                                               const QDateTime &now = {});

} // namespace symbolon::workspace
