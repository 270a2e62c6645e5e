// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_compare.h"

#include <algorithm>

namespace symbolon::demo {

const Json *memberOf(const Json &entity, std::string_view path)
{
    const Json *at = &entity;
    while (!path.empty()) {
        const size_t slash = path.find('/');
        const std::string_view name = path.substr(0, slash);
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
        if (!at->is_object())
            return nullptr;
        const auto &members = at->get_ref<const Json::object_t &>();
        const auto found = std::find_if(members.begin(), members.end(),
                                        [name](const auto &member) { return sameText(member.first, name); });
        if (found == members.end())
            return nullptr;
        at = &found->second;
    }
    return at;
}

std::string textIn(const Json &value)
{
    if (value.is_null())
        return {};
    return value.is_string() ? value.get<std::string>() : dump(value);
}

std::string comparable(std::string text)
{
    const bool dated = text.size() >= 19 && text[4] == '-' && text[10] == 'T';
    if (!dated)
        return lower(text);
    if (text.back() == 'Z')
        text.pop_back();
    const size_t zone = text.find('+');
    if (zone != std::string::npos)
        text.resize(zone);
    if (text.find('.') != std::string::npos) {
        while (text.back() == '0')
            text.pop_back();
        if (text.back() == '.')
            text.pop_back();
    }
    return text;
}

bool endsWithText(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && sameText(text.substr(text.size() - end.size()), end);
}

bool equals(const Json *member, const Literal &wanted)
{
    const bool missing = member == nullptr || member->is_null();
    if (missing || wanted.null)
        return missing && wanted.null;
    const std::string own = textIn(*member);
    return sameText(own, wanted.text) || comparable(own) == comparable(wanted.text);
}

std::string memberText(const Json &entity, std::string_view path)
{
    const Json *member = memberOf(entity, path);
    return member == nullptr ? std::string() : textIn(*member);
}

} // namespace symbolon::demo
