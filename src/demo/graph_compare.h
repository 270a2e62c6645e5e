// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_rules.h"
#include "demo/json.h"

// How $filter, $search and $orderby look at the members of an entity as it is rendered.
namespace symbolon::demo {

// What stands on the right of an operator.
struct Literal
{
    std::string text;
    bool null = false;
    bool quoted = false;
};

// Whether a property of that kind can be compared with it; null always can.
[[nodiscard]] bool suits(const Literal &literal, LiteralKind kind);

// The member of an entity, by a path whose names may differ in case ("initiatedBy/user/id"); nullptr: there is none.
[[nodiscard]] const Json *memberOf(const Json &entity, std::string_view path);

// A text as it is, anything else as JSON; empty for null.
[[nodiscard]] std::string textIn(const Json &value);

// The text of a member, by such a path; empty when there is none or it is null.
[[nodiscard]] std::string memberText(const Json &entity, std::string_view path);

// In a form that compares: without case; date-times, which are written with and without fractions and in any zone, in UTC
// and without empty fractions.
[[nodiscard]] std::string comparable(const std::string &text);

[[nodiscard]] bool endsWithText(std::string_view text, std::string_view end);

// OData's eq. A member that is missing equals null.
[[nodiscard]] bool equals(const Json *member, const Literal &wanted);

} // namespace symbolon::demo
