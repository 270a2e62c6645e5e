// SPDX-License-Identifier: Apache-2.0
#include "net/page_stream.h"

#include <QCoreApplication>

namespace symbolon::net {

Error pageLoopError(const QString &subject)
{
    return Error{
        .kind = ErrorKind::Protocol,
        .message = QCoreApplication::translate("symbolon::net", "The service sent the same page link twice."),
        .subject = subject,
    };
}

} // namespace symbolon::net
