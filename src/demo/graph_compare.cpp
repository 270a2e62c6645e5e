// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_compare.h"

#include <algorithm>
#include <chrono>

namespace symbolon::demo {

namespace {

// A whole number of that many digits at `at`; nullopt: there is none.
std::optional<int> digits(std::string_view text, size_t at, size_t count)
{
    int value = 0;
    for (size_t i = at; i < at + count; ++i) {
        if (i >= text.size() || text[i] < '0' || text[i] > '9')
            return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

// "Z", "+02:00" or "-05:30" as minutes.
std::optional<int> zoneMinutes(std::string_view zone)
{
    if (zone == "Z" || zone == "z")
        return 0;
    const std::optional<int> hours = digits(zone, 1, 2);
    const std::optional<int> minutes = digits(zone, 4, 2);
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':' || !hours || !minutes || *hours > 14
        || *minutes > 59)
        return std::nullopt;
    return (zone[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

// OData's DateTimeOffset (a day alone counts from its first moment) in UTC, without zone and empty fractions: such texts
// compare as the times do. nullopt: it is none.
std::optional<std::string> utcOf(std::string_view text)
{
    const std::optional<int> year = digits(text, 0, 4);
    const std::optional<int> month = digits(text, 5, 2);
    const std::optional<int> day = digits(text, 8, 2);
    if (!year || !month || !day || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok())
        return std::nullopt;
    if (text.size() == 10)
        return std::string(text) + "T00:00:00";
    const std::optional<int> hour = digits(text, 11, 2);
    const std::optional<int> minute = digits(text, 14, 2);
    const std::optional<int> second = digits(text, 17, 2);
    if (text[10] != 'T' || !hour || !minute || !second || text[13] != ':' || text[16] != ':' || *hour > 23
        || *minute > 59 || *second > 59)
        return std::nullopt;
    const size_t zoneAt = text.find_first_not_of("0123456789", text.size() > 19 && text[19] == '.' ? 20 : 19);
    const std::optional<int> zone = zoneMinutes(text.substr(std::min(zoneAt, text.size())));
    if (!zone)
        return std::nullopt;
    std::string_view fraction = text.substr(19, zoneAt - 19);
    while (!fraction.empty() && (fraction.back() == '0' || fraction.back() == '.'))
        fraction.remove_suffix(1);
    const TimePoint moment = std::chrono::sys_days(date) + std::chrono::hours(*hour)
        + std::chrono::minutes(*minute - *zone) + std::chrono::seconds(*second);
    return isoTime(moment).substr(0, 19).append(fraction);
}

} // namespace

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

std::string comparable(const std::string &text)
{
    const std::optional<std::string> time = utcOf(text);
    return time ? *time : lower(text);
}

bool suits(const Literal &literal, LiteralKind kind)
{
    if (literal.null)
        return true;
    switch (kind) {
    case LiteralKind::Text:
        return literal.quoted;
    case LiteralKind::Flag:
        return !literal.quoted && (literal.text == "true" || literal.text == "false");
    case LiteralKind::Date:
        return !literal.quoted && utcOf(literal.text).has_value();
    case LiteralKind::Number:
        return !literal.quoted && literal.text.find_first_not_of("-0123456789") == std::string::npos;
    case LiteralKind::Guid:
        break;
    }
    return isGuid(literal.text);
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
