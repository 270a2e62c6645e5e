// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/banner.h"
#include "workspace/workspace.h"

#include <optional>

namespace symbolon::ui {

// What the one button of the session's banner does.
enum class SessionHelp {
    None,
    SignIn,         // a person signs in again, as the same account
    Assess,         // asks for what judging takes
    CopyConsent,    // copies the address at which an administrator consents
    OpenDevicePage, // where the code is typed
    TryAgain,       // reads the tenant, or signs in, once more
};

// What there is to say about the session over pages that show rows.
struct SessionWords
{
    BannerText text;
    QString action; // label of the button; empty: none
    SessionHelp help = SessionHelp::None;
    bool isNotice = false; // may be closed, and stays closed
};

// That this computer's clock is wrong, which explains whatever fails meanwhile; nullopt: it is right.
[[nodiscard]] std::optional<BannerText> clockWords(const workspace::Workspace &workspace);

// The one thing that matters most; nullopt: nothing. `closedNotice`: the notice that was closed last.
[[nodiscard]] std::optional<SessionWords> sessionWords(const workspace::Workspace &workspace,
                                                       const QString &closedNotice);

} // namespace symbolon::ui
