// SPDX-License-Identifier: Apache-2.0
#include "cloud/error_codec.h"

#include "base/redact.h"
#include "cloud/json_cursor.h"

namespace symbolon::cloud {

namespace {

constexpr qsizetype longestMessage = 4000;

struct ServiceError
{
    QString code;
    QString message;
    QString requestId;
};

ServiceError serviceError(const JsonCursor &document)
{
    const JsonCursor error = document["error"];
    ServiceError result;
    result.code = error["code"].optionalText();
    result.message = error["message"].optionalText();
    const JsonCursor inner = error["innerError"];
    if (!inner.isAbsent())
        result.requestId = inner["request-id"].optionalText();
    // ARM names the field at fault, or the policy, in details.
    const JsonCursor details = error["details"];
    if (!details.isAbsent()) {
        details.each([&result](const JsonCursor &detail) {
            const QString words = detail["message"].optionalText();
            if (!words.isEmpty() && !result.message.contains(words))
                result.message += u' ' + words;
        });
    }
    return result;
}

} // namespace

void readServiceError(const net::Response &response, Error &error)
{
    const Result<ServiceError> body = readJson(response.body, serviceError);
    if (!body)
        return;
    error.code = redact(body->code.left(longestMessage));
    error.message = redact(body->message.left(longestMessage));
    if (error.requestId.isEmpty())
        error.requestId = body->requestId;
    // 403 means two things: the person may not, or nobody may. Only the first is cured by a role.
    if (error.kind == ErrorKind::Forbidden
        && (error.code == u"Directory_QuotaExceeded" || error.code == u"RequestDisallowedByPolicy"))
        error.kind = ErrorKind::Rejected;
}

} // namespace symbolon::cloud
