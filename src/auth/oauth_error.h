// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace symbolon::auth {

// What the authorize or token endpoint says when it refuses.
struct OAuthRefusal
{
    QString error;       // "error": RFC 6749 4.1.2.1 and 5.2, OpenID Connect Core 3.1.2.6
    QString subError;    // "suberror" of the token endpoint, "error_subcode" of the redirect
    QString description; // "error_description": starts with "AADSTSnnnn: ", ends with lines of ids; hostile text
    QString traceId;     // "trace_id", else "correlation_id"; may also stand in the description
};

// The refusal as an Error. `error` and `subError` decide the kind, as Microsoft advises against deciding by AADSTS numbers
// (one exception: AADSTS65001, AADSTS90093 and AADSTS90094 are a missing consent, whichever error they come with):
// invalid_grant and login_required → Unauthorized; interaction_required, and invalid_grant with the sub-errors basic_action
// and additional_action → InteractionNeeded; consent_required as error or sub-error → ConsentNeeded; access_denied → Forbidden, or Cancelled with the sub-error cancel; server_error and
// temporarily_unavailable → Server; anything else → Rejected. Error::code is the AADSTS number when the description has
// one, else `error`.
[[nodiscard]] Error oauthError(const OAuthRefusal &refusal, int httpStatus = 0);

// Reads the JSON body of a failed token request. nullopt when it is not one.
[[nodiscard]] std::optional<OAuthRefusal> readRefusal(const QByteArray &body);

} // namespace symbolon::auth
