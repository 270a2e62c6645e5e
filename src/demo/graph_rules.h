// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace symbolon::demo {

// What Microsoft Graph documents for a property of a kind of entity: which operators and options take it.
namespace may {
inline constexpr unsigned equal = 1;        // eq, and eq null
inline constexpr unsigned differ = 2;       // ne: always an advanced query
inline constexpr unsigned negate = 4;       // inside not(): always an advanced query
inline constexpr unsigned compare = 8;      // ge, le
inline constexpr unsigned oneOf = 16;       // in
inline constexpr unsigned startWith = 32;   // startswith
inline constexpr unsigned endWith = 64;     // endswith: always an advanced query
inline constexpr unsigned any = 128;        // property/any(x:x eq 'value'), any(x:x/member eq 'value')
inline constexpr unsigned count = 256;      // property/$count eq|ne 0: always an advanced query
inline constexpr unsigned search = 512;     // $search="property:text"
inline constexpr unsigned sort = 1024;      // $orderby in an advanced query
inline constexpr unsigned sortPlain = 2048; // $orderby in any query
inline constexpr unsigned usual = equal | differ | negate | compare | oneOf | startWith;
} // namespace may

// What its values are compared with: 'text' in quotes; true, false, a date-time or a number without; a GUID either way.
enum class LiteralKind { Text, Flag, Date, Number, Guid };

struct PropertyRule
{
    std::string name; // a path such as initiatedBy/user/id is a name, too
    unsigned may = 0;
    LiteralKind kind = LiteralKind::Text;
};

// A kind of entity, as far as queries are concerned.
struct EntityRules
{
    std::string type = {};                     // application: microsoft.graph.application, resource 'Application'
    std::vector<PropertyRule> properties = {}; // with what they may
    std::vector<std::string> others = {};      // properties that exist and take no query; empty: $select is not checked
    std::vector<std::string> expands = {};     // relationships that $expand takes
    bool oneComparison = false;                // no and/or
    size_t pageSize = 100;
    size_t largestPage = 999;

    [[nodiscard]] const PropertyRule *find(std::string_view name) const;
    [[nodiscard]] bool exists(std::string_view name) const;
    [[nodiscard]] bool expandable(std::string_view name) const;
};

} // namespace symbolon::demo
