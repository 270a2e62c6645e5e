// SPDX-License-Identifier: Apache-2.0
#include "desktop_opener.h"

#include <QCoreApplication>
#include <QDesktopServices>

namespace symbolon::app {

Future<void> DesktopOpener::open(const QUrl &url)
{
    if (QDesktopServices::openUrl(url))
        return readyFuture(Result<void>());
    return readyFuture(Result<void>(
        failure(Error{.kind = ErrorKind::Storage,
                      .message = QCoreApplication::translate("DesktopOpener", "No web browser could be opened.")})));
}

} // namespace symbolon::app
