// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/request.h"

#include <QByteArray>

namespace symbolon::net {

// The claims that a 401 demands of the next token (Microsoft Entra: Claims challenges, continuous access evaluation): the
// decoded JSON of `claims` in a WWW-Authenticate header with error="insufficient_claims", which may stand among others.
// Empty: no such challenge, or one that cannot be read.
[[nodiscard]] QByteArray claimsDemandedBy(const Response &response);

} // namespace symbolon::net
