// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "trust/claims_match.h"
#include "trust/credential.h"

#include <QByteArray>

namespace symbolon::presets {

// The largest text that is looked at, in bytes; no token comes near it.
inline constexpr qsizetype largestToken = 256 * 1024;

// The trust that would accept a token: its iss, sub and (first) aud, from the decoded claims, a JSON object, or one that
// holds them as "payload", or from the compact token itself, of which nothing else is kept. The signature is not
// checked: this fills in a form. The text is hostile; errors (ErrorKind::Validation) do not repeat it.
[[nodiscard]] Result<trust::FederatedCredential> trustOfToken(const QByteArray &text);

// What a token says, read likewise: strings as they are, numbers and truth values as JSON writes them, no lists but aud,
// whose first counts. Any JSON object will do.
[[nodiscard]] Result<trust::PresentedClaims> claimsOfToken(const QByteArray &text);

} // namespace symbolon::presets
