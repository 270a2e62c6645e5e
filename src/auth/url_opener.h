// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"

#include <QUrl>

namespace symbolon::auth {

// Brings the authorize page before a person: a browser in the window program, a printed address on the command line.
class UrlOpener
{
public:
    UrlOpener() = default;
    UrlOpener(const UrlOpener &) = delete;
    UrlOpener &operator=(const UrlOpener &) = delete;
    virtual ~UrlOpener() = default;

    // Ends when the address has been handed over, not when the person is done. An error ends the sign-in.
    [[nodiscard]] virtual Future<void> open(const QUrl &url) = 0;
};

} // namespace symbolon::auth
