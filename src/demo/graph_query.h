// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/json.h"

#include <functional>

namespace symbolon::demo {

// OData system query options of one request.
struct GraphQuery
{
    std::optional<size_t> top;
    std::string skipToken;
    std::vector<std::string> select;
    std::string expand;                    // one relationship
    std::vector<std::string> expandSelect; // its nested $select
    std::string filter;
    std::string search;
    std::string orderBy;
    bool count = false;
    bool eventual = false; // header ConsistencyLevel: eventual

    [[nodiscard]] bool advanced() const { return eventual && (count || !search.empty()); }
};

// A refusal as Graph words it: HTTP 400 with this code and message.
struct GraphRefusal
{
    std::string code;
    std::string message;
};

[[nodiscard]] std::optional<GraphRefusal> parseGraphQuery(const Call &call, GraphQuery &query);

// A compiled $filter over an entity as it is rendered.
using GraphFilter = std::function<bool(const Json &entity)>;

// Which properties a kind of entity lets one filter by, and how.
struct FilterRules
{
    std::vector<std::string> equal;      // eq (without case, as the directory compares)
    std::vector<std::string> startsWith; // startswith(property,'text')
    std::vector<std::string> compare;    // ge, le: date-times
    std::vector<std::string> any;        // property/any(x:x eq 'value')
    std::vector<std::string> count;      // property/$count eq|ne 0: advanced queries only
    bool oneComparison = false;          // no and/or
};

// nullopt, with `refusal` set, when the text is no filter or asks for what the rules do not allow.
[[nodiscard]] std::optional<GraphFilter> compileFilter(const GraphQuery &query, const FilterRules &rules,
                                                       GraphRefusal &refusal);

// `entity` with only the wanted members; all when `select` is empty. Members that begin with @ stay.
[[nodiscard]] Json selected(const Json &entity, const std::vector<std::string> &select);

} // namespace symbolon::demo
