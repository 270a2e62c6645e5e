// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "trust/credential.h"

#include <QByteArray>

namespace symbolon::presets {

// The largest text that is looked at, in bytes; no token comes near it.
inline constexpr qsizetype largestToken = 256 * 1024;

// The trust that would accept a token: its iss, sub and (first) aud, from the decoded claims, a JSON object, or one that
// holds them as "payload", or from the compact token itself, of which nothing else is kept. The signature is not
// checked: this fills in a form. The text is hostile; errors (ErrorKind::Validation) do not repeat it.
[[nodiscard]] Result<trust::FederatedCredential> trustOfToken(const QByteArray &text);

} // namespace symbolon::presets
