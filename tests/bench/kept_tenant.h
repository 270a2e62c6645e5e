// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/url_opener.h"

#include <QString>

namespace symbolon::bench {

// Nobody signs in.
struct NoOpener final : auth::UrlOpener
{
    Future<void> open(const QUrl &) override
    {
        return readyFuture(Result<void>(failure(Error{.kind = ErrorKind::Storage})));
    }
};

// Keeps bigTenant() of that size in the folder, where a program started with an empty home finds it at its start. Throws
// std::runtime_error where it cannot.
void keepTenant(const QString &folder, int applications);

} // namespace symbolon::bench
