// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/json.h"

namespace symbolon::demo {

// Which members of an entity somebody needs: all, or some by name without case. Rendering asks it before each member,
// because a page of a thousand applications is mostly asked for three of them.
class Wanted final
{
public:
    Wanted() = default; // everything
    explicit Wanted(std::vector<std::string> names)
        : m_names(std::move(names))
    {
    }

    [[nodiscard]] bool operator()(std::string_view name) const;
    [[nodiscard]] bool everything() const { return m_names.empty(); }

private:
    std::vector<std::string> m_names;
};

// OData system query options of one request.
struct GraphQuery
{
    std::optional<size_t> top;
    std::string skipToken;
    std::string deltaToken;
    std::vector<std::string> select;
    std::string expand;                    // one relationship
    std::vector<std::string> expandSelect; // its nested $select
    std::string filter;
    std::string search;
    std::string orderBy;
    bool count = false;
    bool eventual = false; // header ConsistencyLevel: eventual

    [[nodiscard]] bool advanced() const { return eventual && (count || !search.empty()); }
    [[nodiscard]] Wanted wanted() const; // the members that $select and $expand leave
};

// A refusal as Graph words it: HTTP 400 with this code and message.
struct GraphRefusal
{
    std::string code;
    std::string message;
};

[[nodiscard]] std::optional<GraphRefusal> parseGraphQuery(const Call &call, GraphQuery &query, bool beta);

// `entity` with only the wanted members. Those that begin with @ stay.
[[nodiscard]] Json narrowed(const Json &entity, const Wanted &wanted);

} // namespace symbolon::demo
