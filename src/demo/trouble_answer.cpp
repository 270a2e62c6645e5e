// SPDX-License-Identifier: Apache-2.0
#include "demo/trouble_answer.h"

#include "demo/aadsts.h"
#include "demo/arm_reply.h"
#include "demo/graph_reply.h"

namespace symbolon::demo {

namespace {

const char *codeOf(int status)
{
    switch (status) {
    case 400:
        return "BadRequest";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "NotFound";
    case 409:
        return "Conflict";
    case 429:
        return unconfirmed(Unconfirmed::GraphThrottled).code;
    case 500:
        return "InternalServerError";
    case 502:
        return "BadGateway";
    case 503:
        return "ServiceUnavailable";
    case 504:
        return "GatewayTimeout";
    default:
        return status < 500 ? "RequestFailed" : "ServiceError";
    }
}

const char *messageOf(int status)
{
    if (status == 404)
        return "The resource was not found.";
    if (status == 429)
        return unconfirmed(Unconfirmed::GraphThrottled).message;
    return status < 500 ? "The request was refused." : "The service is temporarily unavailable. Please try again.";
}

GraphReply graphReply(const Call &call, TimePoint now)
{
    return {call, call.segments.empty() ? std::string("v1.0") : lower(call.segments[0]), now};
}

} // namespace

Response troubleAnswer(ServiceKind service, const Call &call, int status, std::optional<int> retryAfter, TimePoint now)
{
    Response response;
    if (service == ServiceKind::Login) {
        Aadsts error = aadstsOf(status == 429 ? Unconfirmed::EntraThrottled : Unconfirmed::EntraTrouble,
                                "temporarily_unavailable");
        error.status = status;
        response = errorResponse(error, call, now);
    } else if (service == ServiceKind::Graph && status == 404) {
        response = graphReply(call, now).missing(call.segments.empty() ? std::string() : call.segments.back());
    } else if (service == ServiceKind::Graph) {
        response = graphReply(call, now).error(status, codeOf(status), messageOf(status));
    } else if (service == ServiceKind::Arm) {
        response = status == 404 ? arm::notFound(call.path) : arm::error(status, codeOf(status), messageOf(status));
    } else {
        response = textResponse(status, "text/plain; charset=utf-8", messageOf(status));
    }
    if (retryAfter)
        response.setHeader("Retry-After", std::to_string(*retryAfter));
    return response;
}

Response garbageAnswer()
{
    static constexpr char bytes[] = "\x89\x00\xff<<< this is no JSON {\"value\":[";
    return textResponse(200, "application/json", std::string(bytes, sizeof bytes - 1));
}

} // namespace symbolon::demo
