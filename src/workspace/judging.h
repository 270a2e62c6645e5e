// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "presets/catalogue.h"
#include "risk/rule_book.h"
#include "workspace/rows.h"

namespace symbolon::workspace {

// Turns identities into rows: platforms, highest privilege, verdicts. A value of shared data; thread-safe to read, so
// that a worker judges while the window goes on.
struct Judge
{
    presets::Catalogue catalogue;
    risk::RuleBook ruleBook;
    risk::Surroundings surroundings;

    [[nodiscard]] IdentityRow row(trust::Identity identity) const;
};

// An identity's row, and the rows of the flat table that it comes to.
struct Judged
{
    Shared<IdentityRow> row;
    QList<CredentialRow> credentials;
};

// The rows of the flat table that an identity's row comes to.
[[nodiscard]] QList<CredentialRow> credentialRows(const Shared<IdentityRow> &row, const presets::Catalogue &catalogue);

} // namespace symbolon::workspace
