// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QString>
#include <QUrl>

namespace symbolon::net {

// "scheme://host:port" in lower case with the port spelled out; empty when the URL has no host or no http(s) scheme.
[[nodiscard]] QString originOf(const QUrl &url);

[[nodiscard]] bool sameOrigin(const QUrl &a, const QUrl &b);

// Whether the host is 127.0.0.0/8, ::1, "localhost" or a name below ".localhost".
[[nodiscard]] bool isLoopback(const QUrl &url);

// An absolute http(s) URL with a host, without user info and fragment, where http stands only on loopback. Errors are
// ErrorKind::Validation with one translated sentence in `message`; `what` names the value ("graph").
[[nodiscard]] Result<void> checkBaseUrl(const QUrl &url, const QString &what);

// One path segment, percent-encoded: everything but unreserved characters.
[[nodiscard]] QString pathSegment(const QString &text);

// One value of a query, percent-encoded so that OData stays readable: blanks become %20, never "+"; "$", "'", "/", ":",
// "(", ")" and "," stay.
[[nodiscard]] QString queryValue(const QString &text);

} // namespace symbolon::net
