// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace symbolon::auth {

// What a browser tab shows at the end of a sign-in. Plain text; it is escaped when the answer is made.
struct LoopbackPage
{
    int status = 200;    // HTTP status of the answer
    bool isGood = false; // success, or something to worry about
    QString title;
    QString text;
    QString details; // codes and ids for a supporter; may be empty

    [[nodiscard]] static LoopbackPage signedIn(const QString &account);
    [[nodiscard]] static LoopbackPage failed(const Error &error);
    // For what is no answer to the sign-in that is under way.
    [[nodiscard]] static LoopbackPage refused(int status);
};

// The whole HTTP/1.1 answer: one self-contained page without script, behind a Content-Security-Policy that allows its
// own style alone, never cached, connection closed.
[[nodiscard]] QByteArray httpAnswer(const LoopbackPage &page);

} // namespace symbolon::auth
