// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace symbolon::auth {

// A refusal of the authorize or token endpoint as an Error. `error` decides the kind (RFC 6749 4.1.2.1 and 5.2, OpenID
// Connect Core 3.1.2.6, Microsoft identity platform): invalid_grant → Unauthorized, interaction_required,
// consent_required and login_required → ConsentNeeded …; "AADSTS…" numbers are taken from the description into
// Error::code for people, as Microsoft advises against deciding by them. The exceptions are AADSTS65001 and
// AADSTS90094: invalid_grant with one of these is a missing consent.
[[nodiscard]] Error oauthError(const QString &error, const QString &description, int httpStatus = 0);

// The JSON body of a failed token request: error, error_description, trace_id, correlation_id. Protocol when it is not
// such a body.
[[nodiscard]] Error tokenEndpointError(const QByteArray &body, int httpStatus);

} // namespace symbolon::auth
