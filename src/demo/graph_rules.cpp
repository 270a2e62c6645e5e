// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_rules.h"

#include "demo/text.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

bool contains(const std::vector<std::string> &names, std::string_view wanted)
{
    return std::any_of(names.begin(), names.end(),
                       [wanted](const std::string &name) { return sameText(name, wanted); });
}

} // namespace

const PropertyRule *EntityRules::find(std::string_view name) const
{
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [name](const PropertyRule &rule) { return sameText(rule.name, name); });
    return found == properties.end() ? nullptr : &*found;
}

bool EntityRules::exists(std::string_view name) const
{
    return find(name) != nullptr || contains(others, name) || contains(expands, name);
}

bool EntityRules::expandable(std::string_view name) const
{
    return contains(expands, name);
}

} // namespace symbolon::demo
