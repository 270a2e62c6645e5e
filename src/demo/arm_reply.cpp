// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_reply.h"

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
    return jsonResponse(status, Json{{"error", body}});
}

Response error(Unconfirmed which, const std::vector<std::string> &values)
{
    const UnconfirmedAnswer &answer = unconfirmed(which);
    const std::string_view text = answer.message;
    std::string message;
    for (size_t i = 0; i < text.size(); ++i) {
        const size_t value = i + 1 < text.size() && text[i] == '%' ? static_cast<size_t>(text[i + 1] - '1') : 9;
        if (value >= 9) {
            message += text[i];
            continue;
        }
        message += value < values.size() ? values[value] : std::string();
        ++i;
    }
    return error(answer.status, answer.code, message);
}

Response methodNotAllowed(const Call &call)
{
    return error(Unconfirmed::ArmMethodNotAllowed, {call.method});
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
