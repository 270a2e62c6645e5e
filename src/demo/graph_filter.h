// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_query.h"
#include "demo/graph_rules.h"

#include <functional>

namespace symbolon::demo {

// A compiled $filter over an entity as it is rendered.
struct GraphFilter
{
    std::function<bool(const Json &entity)> matches;
    std::vector<std::string> reads; // the members it looks at
    // The whole filter is `property eq 'text'`: an index may answer it.
    std::optional<std::pair<std::string, std::string>> single;
};

// nullopt, with `refusal` set, when the text is no filter or asks for what the rules do not allow.
[[nodiscard]] std::optional<GraphFilter> compileFilter(const GraphQuery &query, const EntityRules &rules,
                                                       GraphRefusal &refusal);

} // namespace symbolon::demo
