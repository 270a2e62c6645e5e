// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QString>

#include <optional>

namespace symbolon::workspace {

enum class SessionPhase { SignedOut, SigningIn, SignedIn };

// Who is signed in, as pages show it.
struct SessionState
{
    SessionPhase phase = SessionPhase::SignedOut;
    QString accountName;        // "Maria Reyes"; display data from the id token; hostile text
    QString userName;           // "m.reyes@contoso.onmicrosoft.com"
    bool canWrite = false;      // a write permission has been granted in this session
    std::optional<Error> error; // why the last attempt, or the session, ended
    QString notice;             // one plain sentence, e.g. that there is no keychain; empty: none
};

} // namespace symbolon::workspace
