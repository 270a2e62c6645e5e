// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/http.h"

#include <nlohmann/json.hpp>

// Included by the files that write or read JSON, and by no other header.
namespace symbolon::demo {

using Json = nlohmann::ordered_json; // members in the order written, as the services send them

// Never throws: broken UTF-8 is replaced.
[[nodiscard]] inline std::string dump(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

[[nodiscard]] inline Response jsonResponse(int status, const Json &value,
                                           const std::string &contentType = "application/json; charset=utf-8")
{
    return textResponse(status, contentType, dump(value));
}

// How deep brackets are nested, at least: what stands in strings does not count.
[[nodiscard]] inline size_t depthOf(std::string_view text)
{
    size_t depth = 0;
    size_t deepest = 0;
    bool inString = false;
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString && c == '\\')
            ++i;
        else if (c == '"')
            inString = !inString;
        else if (!inString && (c == '[' || c == '{'))
            deepest = std::max(deepest, ++depth);
        else if (!inString && depth > 0 && (c == ']' || c == '}'))
            --depth;
    }
    return deepest;
}

// A discarded value when the text is no JSON, or nested so deeply that walking it would need too much stack.
[[nodiscard]] inline Json parseJson(std::string_view text)
{
    constexpr size_t deepest = 100;
    return depthOf(text) > deepest ? Json(Json::value_t::discarded) : Json::parse(text, nullptr, false);
}

// A member's text; empty when it is missing or no string.
[[nodiscard]] inline std::string textOf(const Json &object, const char *name)
{
    if (!object.is_object())
        return {};
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace symbolon::demo
