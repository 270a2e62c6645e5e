// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/lines.h"

#include <QString>

namespace symbolon::exports {

// One identity as a page of plain text: its fields, then its credentials, privileges and findings as tables. Parts that
// could not be read say so. Ready for a terminal: hostile text is made visible.
[[nodiscard]] QString identityText(const IdentityLine &line, const risk::RuleBook &rules);

} // namespace symbolon::exports
