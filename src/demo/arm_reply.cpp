// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_reply.h"

#include "demo/aadsts.h"

#include <algorithm>

namespace symbolon::demo::arm {

namespace {

// A number of at most six digits; nullopt for anything else.
std::optional<size_t> numberIn(const std::string &text)
{
    if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return std::stoul(text);
}

} // namespace

Response error(int status, const std::string &code, const std::string &message)
{
    const Json body = {{"code", code}, {"message", message}};
    Response response = jsonResponse(status, Json{{"error", body}});
    if (status == 401)
        response.setHeader(
            "WWW-Authenticate",
            "Bearer authorization_uri=\"https://login.microsoftonline.com/common\", error=\"invalid_token\", "
            "error_description=\"The authentication failed because of missing 'Authorization' header.\"");
    return response;
}

Response error(Unconfirmed which, const std::string &value)
{
    const UnconfirmedAnswer &answer = unconfirmed(which);
    return error(answer.status, answer.code, filled(answer.message, value));
}

Response methodNotAllowed()
{
    return error(405, "MethodNotAllowed", "The requested resource does not support this HTTP method.");
}

Response notFound(const std::string &what)
{
    return error(404, "ResourceNotFound", "The Resource '" + what + "' was not found.");
}

Response page(const Call &call, size_t size, size_t pageSize, const std::function<Json(size_t)> &item)
{
    size_t step = pageSize;
    if (call.hasQuery("$top")) {
        const std::optional<size_t> top = numberIn(call.queryValue("$top"));
        if (!top || *top == 0)
            return error(400, "InvalidTop", "The value of $top must be 1 or more.");
        step = *top;
    }
    size_t start = 0;
    if (call.hasQuery("$skiptoken")) {
        const std::optional<std::string> text = fromBase64Url(call.queryValue("$skiptoken"));
        const std::optional<size_t> position = text ? numberIn(*text) : std::nullopt;
        if (!position)
            return error(400, "InvalidSkipToken", "The $skiptoken is not one that this service gave.");
        start = std::min(*position, size);
    }
    const size_t end = std::min(size, start + step);
    Json value = Json::array();
    for (size_t i = start; i < end; ++i)
        value.push_back(item(i));
    Json body = {{"value", std::move(value)}};
    if (end < size) {
        std::string link = call.origin + call.path + "?";
        for (const auto &field : call.query) {
            if (!sameText(field.first, "$skiptoken"))
                link += (field.first.rfind('$', 0) == 0 ? field.first : percentEncode(field.first)) + "="
                    + percentEncode(field.second) + "&";
        }
        body["nextLink"] = link + "$skiptoken=" + base64Url(std::to_string(end));
    }
    return jsonResponse(200, body);
}

std::string pathOf(const Call &call, size_t count)
{
    std::string path;
    for (size_t i = 0; i < count && i < call.segments.size(); ++i)
        path += "/" + call.segments[i];
    return path;
}

} // namespace symbolon::demo::arm
