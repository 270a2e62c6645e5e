// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace symbolon {

// The text with everything that could open a door replaced by "[redacted]": compact JWS/JWT ("eyJ…"), what follows
// "Bearer", and the values of form, query and JSON members named code, code_verifier, refresh_token, access_token,
// id_token, client_assertion, client_secret, assertion, device_code and password. Bounded work: linear in the text.
[[nodiscard]] QString redact(const QString &text);

} // namespace symbolon
