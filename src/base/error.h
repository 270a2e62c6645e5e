// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>

namespace symbolon {

// What went wrong, by what a person or a caller can do about it.
enum class ErrorKind {
    Cancelled,          // somebody asked to stop
    Timeout,            // no answer in time
    Offline,            // no connection could be made, or it broke
    Tls,                // the certificate or the handshake was refused
    Unauthorized,       // 401: the session ended or was never there
    Forbidden,          // 403: signed in, but not allowed
    ConsentNeeded,      // a scope is not granted yet
    InteractionNeeded,  // the service wants to see the person again: a second factor, conditional access, claims
    OutOfTime,          // a token is used before or after its time: a clock is wrong, or the token is an old one
    NotFound,           // 404
    Conflict,           // 409, or somebody changed the object meanwhile
    PreconditionFailed, // 412
    Throttled,          // 429
    Server,             // 5xx
    Rejected,           // other 4xx: the service does not take this request
    Protocol,           // an answer that is not what its contract says
    Validation,         // bad input, found here
    Storage,            // a file, the keychain or the database
    OwnerGone,          // the object that waited for the answer no longer exists
};

// A failure as a value: what failed, with what code, and how to name it to a supporter. Holds no sentence for people
// (explain() makes those) and never a token: `message` passes redact() where it is set from an answer.
struct Error
{
    ErrorKind kind = ErrorKind::Protocol;
    int httpStatus = 0;                      // 0: no HTTP answer
    QString code;                            // the service's own code: Graph/ARM error.code, or "AADSTS700213"
    QString requestId;                       // request-id / x-ms-request-id / trace_id, else our client-request-id
    QString message;                         // the service's own words, redacted; hostile text
    QString subject;                         // what was being done to which object, as the caller names it
    std::chrono::milliseconds retryAfter{0}; // from Retry-After; 0: the service did not say
    bool outcomeUnknown = false;             // a write that may have been carried out all the same: read back first

    bool operator==(const Error &) const = default;
};

// Title, explanation and next step of a failure: the one table behind the windows and the command line. Plain text;
// `details` has one "name: value" per line (status, code, request id) and can be copied.
struct ErrorText
{
    QString title;
    QString explanation;
    QString nextStep;
    QStringList details;
};

[[nodiscard]] ErrorText explain(const Error &error);

// The table in one line, for a status bar or a terminal.
[[nodiscard]] QString oneLine(const Error &error);

} // namespace symbolon
