// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"
#include "export/lines.h"

#include <optional>

namespace symbolon::cli {

// The identity with this object id, client id, principal id, ARM id or, where none has it, exact display name. Says on the
// console why there is not exactly one.
[[nodiscard]] std::optional<exports::IdentityLine> chosenIdentity(const CommandContext &context, const QString &id);

} // namespace symbolon::cli
