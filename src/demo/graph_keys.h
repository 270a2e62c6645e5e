// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/json.h"
#include "demo/model.h"

namespace symbolon::demo {

// keyCredentials of an application: certificates. The bytes are told only to those who select the property by name.
[[nodiscard]] Json shownKeys(const std::vector<KeyCredential> &keys, bool withBytes);
// Takes the place of all keys: those named by keyId without bytes stay as they are. nullopt: one of them is no key.
[[nodiscard]] std::optional<std::vector<KeyCredential>>
readKeys(const Json &list, const std::vector<KeyCredential> &known, TimePoint now);

} // namespace symbolon::demo
