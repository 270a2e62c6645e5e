// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_query.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

bool contains(const std::vector<std::string> &names, std::string_view wanted)
{
    return std::any_of(names.begin(), names.end(),
                       [wanted](const std::string &name) { return sameText(name, wanted); });
}

std::vector<std::string> namesIn(const std::string &list)
{
    std::vector<std::string> names;
    for (const std::string &name : split(list, ',')) {
        if (!trimmed(name).empty())
            names.push_back(trimmed(name));
    }
    return names;
}

std::optional<GraphRefusal> parseExpand(const std::string &text, GraphQuery &query)
{
    const size_t open = text.find('(');
    query.expand = trimmed(text.substr(0, open));
    if (open != std::string::npos) {
        const std::string options = text.substr(open + 1, text.rfind(')') - open - 1);
        if (!startsWithText(options, "$select="))
            return GraphRefusal{"BadRequest", "Only $select is supported inside $expand."};
        query.expandSelect = namesIn(options.substr(std::string_view("$select=").size()));
    }
    if (query.expand.find(',') != std::string::npos || (open != std::string::npos && text.back() != ')'))
        return GraphRefusal{"Request_UnsupportedQuery", "Only one relationship can be expanded in a request."};
    return std::nullopt;
}

std::optional<GraphRefusal> parseTop(const std::string &text, GraphQuery &query)
{
    const bool digits = !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos;
    if (!digits)
        return GraphRefusal{"BadRequest",
                            "Invalid value '" + text
                                + "' for $top query option found. The $top query option requires a non-negative "
                                  "integer value."};
    query.top = std::stoul(text);
    return std::nullopt;
}

std::optional<GraphRefusal> parseCount(const std::string &text, GraphQuery &query)
{
    if (!sameText(text, "true") && !sameText(text, "false"))
        return GraphRefusal{"BadRequest", "Invalid value '" + text + "' for $count query option found."};
    query.count = sameText(text, "true") && query.eventual; // ignored without the header
    return std::nullopt;
}

std::optional<GraphRefusal> parseOption(const std::string &name, const std::string &value, GraphQuery &query)
{
    if (name == "$top")
        return parseTop(value, query);
    if (name == "$expand")
        return parseExpand(value, query);
    if (name == "$count")
        return parseCount(value, query);
    if (name == "$skiptoken")
        query.skipToken = value;
    else if (name == "$deltatoken")
        query.deltaToken = value;
    else if (name == "$select")
        query.select = namesIn(value);
    else if (name == "$filter")
        query.filter = value;
    else if (name == "$search")
        query.search = value;
    else if (name == "$orderby")
        query.orderBy = value;
    else if (name == "$skip")
        return GraphRefusal{"Request_BadRequest", "'$skip' is not supported by the service."};
    else if (!name.empty() && name.front() == '$' && name != "$format")
        return GraphRefusal{"BadRequest", "The query parameter '" + name + "' is not supported."};
    return std::nullopt;
}

} // namespace

std::optional<GraphRefusal> parseGraphQuery(const Call &call, GraphQuery &query, bool beta)
{
    query.eventual = sameText(call.header("ConsistencyLevel"), "eventual");
    std::vector<std::string> seen;
    for (const auto &field : call.query) {
        std::string name = lower(field.first);
        // The preview takes the options without their dollar sign, too.
        if (beta && contains({"top", "select", "filter", "search", "orderby", "count", "expand"}, name))
            name.insert(name.begin(), '$');
        if (!name.empty() && name.front() == '$') {
            if (contains(seen, name))
                return GraphRefusal{"BadRequest", "Query option '" + name + "' was specified more than once."};
            seen.push_back(name);
        }
        if (std::optional<GraphRefusal> refusal = parseOption(name, field.second, query))
            return refusal;
    }
    if (!query.search.empty() && !query.eventual)
        return GraphRefusal{"Request_UnsupportedQuery",
                            "Request with $search query parameter only works through MSGraph with a special request "
                            "header: 'ConsistencyLevel: eventual'"};
    if (!query.expand.empty() && query.advanced())
        return GraphRefusal{"Request_UnsupportedQuery", "$expand is not supported together with advanced queries."};
    return std::nullopt;
}

bool Wanted::operator()(std::string_view name) const
{
    return m_names.empty() || contains(m_names, name);
}

Wanted GraphQuery::wanted() const
{
    if (select.empty() || contains(select, "*"))
        return Wanted();
    std::vector<std::string> names = select;
    if (!expand.empty())
        names.push_back(expand);
    names.emplace_back("@odata.type");
    return Wanted(std::move(names));
}

Json narrowed(const Json &entity, const Wanted &wanted)
{
    if (wanted.everything())
        return entity;
    Json result = Json::object();
    for (const auto &item : entity.items()) {
        if (item.key().front() == '@' || wanted(item.key()))
            result[item.key()] = item.value();
    }
    return result;
}

} // namespace symbolon::demo
