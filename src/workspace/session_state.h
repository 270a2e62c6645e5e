// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/interaction.h"
#include "auth/tiers.h"
#include "base/error.h"
#include "workspace/sync_state.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace symbolon::workspace {

enum class SessionPhase { SignedOut, SigningIn, SignedIn };

// What an account may be asked to grant, each on top of the one before: to see identities and credentials; to judge what they
// reach; to change them.
enum class Rights { Browse, Assess, Edit };

// The Microsoft Graph permissions of one tier, short names.
[[nodiscard]] QStringList permissionsFor(Rights rights, const auth::Tiers &tiers);

// "This computer's clock is 2 h 5 min behind the service's."; `ahead`: by how much they are ahead.
[[nodiscard]] QString clockSentence(std::chrono::seconds ahead);

// What reading a part takes, short names; of Azure's parts nothing that Graph could grant.
[[nodiscard]] QStringList permissionsFor(Source source);

// Who is signed in, as pages show it.
struct SessionState
{
    SessionPhase phase = SessionPhase::SignedOut;
    QString accountName;                      // "Maria Reyes"; display data from the id token; hostile text
    QString userName;                         // "m.reyes@contoso.onmicrosoft.com"
    QString tenantId;                         // of the account that is signed in; empty: not known yet
    QStringList granted;                      // permissions of Microsoft Graph, short names; empty: not known
    bool canAssess = false;                   // what judging takes has been granted
    bool canWrite = false;                    // a write permission has been granted in this session
    std::optional<auth::DevicePrompt> device; // a code that somebody has to type
    std::optional<Error> error;               // why the last attempt, or the session, ended
    QString notice;                           // one plain sentence, e.g. that there is no keychain; empty: none
};

} // namespace symbolon::workspace
