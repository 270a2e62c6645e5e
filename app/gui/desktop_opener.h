// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/url_opener.h"

namespace symbolon::app {

// Hands addresses to the desktop's browser.
class DesktopOpener final : public auth::UrlOpener
{
public:
    // ErrorKind::Storage where the desktop knows no browser.
    [[nodiscard]] Future<void> open(const QUrl &url) override;
};

} // namespace symbolon::app
