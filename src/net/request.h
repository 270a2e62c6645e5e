// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/service.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QUrl>

#include <chrono>

namespace symbolon::net {

// What a person waits for goes before what only fills tables.
enum class Priority { User, Background };

struct Header
{
    QByteArray name;
    QByteArray value;

    bool operator==(const Header &) const = default;
};

// One HTTP request. Never redirected. GET, HEAD and what changes nothing are repeated after a broken connection, 429, 502, 503 and 504; other
// methods only after 429, with which a service says that it did nothing.
struct Request
{
    Service service = Service::Other;
    QByteArray method = QByteArrayLiteral("GET"); // upper case
    QUrl url;                                     // absolute
    QList<Header> headers;                        // Content-Type and Authorization included
    QByteArray body;                              // never logged
    Priority priority = Priority::User;
    bool repeatable = true;      // false: one attempt, whatever happens
    bool changesNothing = false; // a POST that only asks: repeated like a GET
    QString subject;             // what is being done, for Error::subject

    [[nodiscard]] bool isRead() const;
};

// A whole HTTP answer, whatever its status (redirects excepted: they end as ErrorKind::Protocol).
struct Response
{
    int status = 0;
    QList<Header> headers;
    QByteArray body;
    QString requestId; // request-id or x-ms-request-id of the answer, else the client-request-id of the last attempt
    int attempts = 1;

    [[nodiscard]] bool isSuccess() const { return status >= 200 && status < 300; }
    // The first header of that name, without regard to case; empty: none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    // When the service made it, by its own clock (Date), UTC; invalid: absent or unreadable.
    [[nodiscard]] QDateTime date() const;
    // Retry-After in seconds or as a date, never negative; 0: absent or unreadable. A date counts from the answer's own.
    [[nodiscard]] std::chrono::milliseconds retryAfter(const QDateTime &now = QDateTime::currentDateTimeUtc()) const;
};

} // namespace symbolon::net
