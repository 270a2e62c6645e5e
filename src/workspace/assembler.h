// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/identity.h"
#include "workspace/facts.h"

#include <optional>

namespace symbolon::workspace {

// Joins what was read of one identity: its service principal, what was granted to that and to the groups that it belongs
// to, and for each part whether it is known. nullopt: there is no such identity (any more). Privileges are in a stable
// order. Pure.
[[nodiscard]] std::optional<trust::Identity> assemble(const Facts &facts, const trust::IdentityKey &key);

// How people call an Azure scope: the subscription's name, the last segment of anything else. Hostile text.
[[nodiscard]] QString azureScopeName(const Facts &facts, const QString &scope);

} // namespace symbolon::workspace
