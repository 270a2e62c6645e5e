// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace symbolon::auth {

// The parameter `claims` of authorize, token and device code requests: declares the client capability "cp1" (Microsoft
// Entra: Claims challenges and client capabilities), without which Microsoft Graph never sends a challenge, and merges
// what a challenge demands. `challenge` is the JSON of one, or empty; JSON that is no object counts as empty.
[[nodiscard]] QByteArray claimsParameter(const QByteArray &challenge);

} // namespace symbolon::auth
