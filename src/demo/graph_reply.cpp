// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_reply.h"

#include "demo/aadsts.h"
#include "demo/graph_compare.h"
#include "demo/graph_filter.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

constexpr char contentType[] =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

// A text that is no more than a bookmark: clients follow it as it is. The position spares a search while nothing was
// deleted.
std::string skipTokenFor(size_t position, const std::string &key)
{
    return base64Url("after:" + std::to_string(position) + ":" + key);
}

struct Bookmark
{
    size_t position = 0;
    std::string key;
};

std::optional<Bookmark> bookmarkOf(const std::string &skipToken)
{
    const std::optional<std::string> text = fromBase64Url(skipToken);
    if (!text || text->rfind("after:", 0) != 0)
        return std::nullopt;
    const size_t colon = text->find(':', 6);
    const std::string digits = text->substr(6, colon - 6);
    if (colon == std::string::npos || digits.empty() || digits.size() > 9
        || digits.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return Bookmark{std::stoul(digits), text->substr(colon + 1)};
}

// "displayName:text", quotes included, joined by AND or OR.
struct SearchClause
{
    std::string property;
    std::string text;
    bool either = false; // joined to what stands before it by OR
};

GraphRefusal searchSyntax(const std::string &search)
{
    return {"Request_BadRequest", "Invalid $search clause: there is a syntax error in '" + search + "'."};
}

std::optional<GraphRefusal> parseSearch(const std::string &search, const EntityRules &rules,
                                        std::vector<SearchClause> &clauses)
{
    std::string_view rest = search;
    bool either = false;
    while (true) {
        while (!rest.empty() && rest.front() == ' ')
            rest.remove_prefix(1);
        const size_t end = rest.size() < 2 || rest.front() != '"' ? std::string_view::npos : rest.find('"', 1);
        const size_t colon = rest.find(':');
        if (end == std::string_view::npos || colon == std::string_view::npos || colon > end)
            return searchSyntax(search);
        SearchClause clause{std::string(rest.substr(1, colon - 1)), lower(rest.substr(colon + 1, end - colon - 1)),
                            either};
        const PropertyRule *rule = rules.find(clause.property);
        if (rule == nullptr || (rule->may & may::search) == 0)
            return GraphRefusal{"Request_UnsupportedQuery",
                                "Property '" + clause.property + "' does not support $search."};
        clauses.push_back(std::move(clause));
        rest = rest.substr(end + 1);
        const std::string remaining = trimmed(rest);
        if (remaining.empty())
            return std::nullopt;
        either = remaining.rfind("OR ", 0) == 0;
        if (!either && remaining.rfind("AND ", 0) != 0)
            return searchSyntax(search);
        rest.remove_prefix(rest.find(either ? "OR " : "AND ") + (either ? 3 : 4));
    }
}

bool searchMatches(const std::vector<SearchClause> &clauses, const Json &entity)
{
    bool fits = false;
    bool first = true;
    for (const SearchClause &clause : clauses) {
        const bool own = lower(memberText(entity, clause.property)).find(clause.text) != std::string::npos;
        fits = first ? own : clause.either ? fits || own : fits && own;
        first = false;
    }
    return fits;
}

// A query made ready for one collection.
struct Plan
{
    std::optional<GraphFilter> filter;
    std::vector<SearchClause> search;
    std::string sortBy;
    bool descending = false;

    [[nodiscard]] bool plain() const { return !filter && search.empty() && sortBy.empty(); }

    [[nodiscard]] Wanted reads() const
    {
        std::vector<std::string> names{"id"};
        if (filter)
            names.insert(names.end(), filter->reads.begin(), filter->reads.end());
        for (const SearchClause &clause : search)
            names.push_back(clause.property);
        if (!sortBy.empty())
            names.push_back(sortBy);
        return Wanted(std::move(names));
    }
};

std::optional<GraphRefusal> planSort(const GraphQuery &query, const EntityRules &rules, Plan &plan)
{
    if (query.orderBy.empty())
        return std::nullopt;
    const std::vector<std::string> words = split(trimmed(query.orderBy), ' ');
    const PropertyRule *rule = rules.find(words[0]);
    const bool direction = words.size() < 2 || sameText(words[1], "desc") || sameText(words[1], "asc");
    if (rule == nullptr && !rules.others.empty() && !rules.exists(words[0]))
        return GraphRefusal{"BadRequest",
                            "Could not find a property named '" + words[0] + "' on type 'microsoft.graph." + rules.type
                                + "'."};
    if (!direction || words.size() > 2)
        return GraphRefusal{"BadRequest", "Invalid $orderby clause: '" + query.orderBy + "'."};
    const unsigned has = rule == nullptr ? 0 : rule->may;
    const bool plainly = (has & may::sortPlain) != 0;
    if (!plainly && ((has & may::sort) == 0 || !query.advanced()))
        return GraphRefusal{"Request_UnsupportedQuery", "Sorting not supported for current query."};
    plan.sortBy = rule->name;
    plan.descending = words.size() > 1 && sameText(words[1], "desc");
    return std::nullopt;
}

std::optional<GraphRefusal> planQuery(const GraphQuery &query, const EntityRules &rules, Plan &plan)
{
    if (!query.filter.empty()) {
        GraphRefusal refusal;
        plan.filter = compileFilter(query, rules, refusal);
        if (!plan.filter)
            return refusal;
    }
    if (!query.search.empty()) {
        if (std::optional<GraphRefusal> refusal = parseSearch(query.search, rules, plan.search))
            return refusal;
    }
    return planSort(query, rules, plan);
}

// Positions of what the plan leaves, in its order.
std::vector<size_t> matching(const GraphReply::Source &source, const Plan &plan)
{
    std::vector<size_t> candidates;
    std::optional<std::vector<size_t>> known;
    if (source.lookUp && plan.filter && plan.filter->single)
        known = source.lookUp(plan.filter->single->first, plan.filter->single->second);
    if (known) {
        candidates = std::move(*known);
    } else {
        candidates.resize(source.size);
        for (size_t i = 0; i < source.size; ++i)
            candidates[i] = source.newestFirst ? source.size - 1 - i : i;
    }
    if (plan.plain())
        return candidates;
    const Wanted reads = plan.reads();
    std::vector<std::pair<std::string, size_t>> left;
    for (const size_t i : candidates) {
        const Json entity = source.entity(i, reads);
        if ((!plan.filter || plan.filter->matches(entity))
            && (plan.search.empty() || searchMatches(plan.search, entity)))
            left.emplace_back(plan.sortBy.empty() ? std::string() : lower(memberText(entity, plan.sortBy)), i);
    }
    if (!plan.sortBy.empty())
        std::stable_sort(left.begin(), left.end(), [&plan](const auto &a, const auto &b) {
            return plan.descending ? b.first < a.first : a.first < b.first;
        });
    std::vector<size_t> found;
    found.reserve(left.size());
    for (const auto &entry : left)
        found.push_back(entry.second);
    return found;
}

// Where the page behind the bookmark begins; nullopt: the bookmark is none. When the last entity of the page before was
// deleted since, the page begins at its place.
std::optional<size_t> startOf(const GraphReply::Source &source, const std::vector<size_t> &found,
                              const std::string &skipToken)
{
    if (skipToken.empty())
        return 0;
    const std::optional<Bookmark> bookmark = bookmarkOf(skipToken);
    if (!bookmark)
        return std::nullopt;
    if (bookmark->position < found.size() && source.key(found[bookmark->position]) == bookmark->key)
        return bookmark->position + 1;
    const auto last =
        std::find_if(found.begin(), found.end(), [&](size_t index) { return source.key(index) == bookmark->key; });
    return last == found.end() ? std::min(bookmark->position, found.size())
                               : static_cast<size_t>(last - found.begin()) + 1;
}

} // namespace

std::string GraphReply::contextUrl(const std::string &fragment) const
{
    return m_call.origin + "/" + m_version + "/$metadata#" + fragment;
}

Response GraphReply::entity(int status, const std::string &context, const Json &entity) const
{
    Json body = {{"@odata.context", contextUrl(context)}};
    body.update(entity);
    return jsonResponse(status, body, contentType);
}

Response GraphReply::noContent() const
{
    Response response;
    response.status = 204;
    return response;
}

Response GraphReply::error(int status, const std::string &code, const std::string &message) const
{
    std::string date = isoTime(m_now);
    date.pop_back(); // Graph writes it without a zone
    const std::string clientId = m_call.clientRequestId.empty() ? m_call.requestId : m_call.clientRequestId;
    const Json inner = {{"date", date}, {"request-id", m_call.requestId}, {"client-request-id", clientId}};
    const Json error = {{"code", code}, {"message", message}, {"innerError", inner}};
    Response response = jsonResponse(status, Json{{"error", error}}, "application/json");
    if (status == 401)
        response.setHeader(
            "WWW-Authenticate",
            "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", "
            "client_id=\"00000003-0000-0000-c000-000000000000\"");
    return response;
}

Response GraphReply::error(Unconfirmed which, const std::string &value) const
{
    const UnconfirmedAnswer &answer = unconfirmed(which);
    return error(answer.status, answer.code, filled(answer.message, value));
}

Response GraphReply::refused(const GraphRefusal &refusal) const
{
    return error(400, refusal.code, refusal.message);
}

Response GraphReply::missing(const std::string &id) const
{
    return error(404, "Request_ResourceNotFound",
                 "Resource '" + id
                     + "' does not exist or one of its queried reference-property objects are not present.");
}

Response GraphReply::unreadableBody() const
{
    return error(400, "BadRequest",
                 "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of "
                 "valid JSON format.");
}

std::optional<Response> GraphReply::refusedShape(const GraphQuery &query, const EntityRules &rules) const
{
    const auto unknown = [&](const std::string &name) {
        return error(400, "BadRequest",
                     "Parsing OData Select and Expand failed: Could not find a property named '" + name
                         + "' on type 'microsoft.graph." + rules.type + "'.");
    };
    if (!query.expand.empty() && !rules.expandable(query.expand))
        return unknown(query.expand);
    for (const std::string &name : query.select) {
        if (!rules.others.empty() && name != "*" && !rules.exists(name))
            return unknown(name);
    }
    return std::nullopt;
}

Response GraphReply::page(const std::string &context, const Source &source, const GraphQuery &query,
                          const EntityRules &rules) const
{
    if (std::optional<Response> refusal = refusedShape(query, rules))
        return *refusal;
    if (query.top && (*query.top < 1 || *query.top > rules.largestPage))
        return error(400, "Request_UnsupportedQuery",
                     "Invalid page size specified: '" + std::to_string(*query.top) + "'. Must be between 1 and "
                         + std::to_string(rules.largestPage) + " inclusive.");
    Plan plan;
    if (const std::optional<GraphRefusal> refusal = planQuery(query, rules, plan))
        return refused(*refusal);
    const std::vector<size_t> found = matching(source, plan);
    const std::optional<size_t> start = startOf(source, found, query.skipToken);
    if (!start)
        return error(400, "Directory_ExpiredPageToken",
                     "The specified page token value has expired and can no longer be included in your request.");
    const size_t end = std::min(found.size(), *start + query.top.value_or(rules.pageSize));

    std::string names;
    for (const std::string &name : query.select)
        names.append(names.empty() ? "(" : ",").append(name);
    const std::string fragment = names.empty() ? context : context + names + ")";
    Json body = {{"@odata.context", contextUrl(fragment)}};
    if (query.count)
        body["@odata.count"] = found.size();
    if (end < found.size())
        body["@odata.nextLink"] = linkWith("$skiptoken", skipTokenFor(end - 1, source.key(found[end - 1])));
    const Wanted wanted = query.wanted();
    // Each entity is written and forgotten: a tree of 999 of them would cost more than all the rest.
    std::string text = dump(body);
    text.back() = ',';
    text += "\"value\":[";
    for (size_t i = *start; i < end; ++i)
        text.append(i == *start ? "" : ",").append(dump(source.entity(found[i], wanted)));
    return textResponse(200, contentType, text += "]}");
}

Response GraphReply::count(const Source &source, const GraphQuery &query, const EntityRules &rules) const
{
    if (!query.eventual)
        return error(400, "Request_BadRequest", "$count is not currently supported.");
    GraphQuery counted = query;
    counted.count = true; // the segment says so
    Plan plan;
    if (const std::optional<GraphRefusal> refusal = planQuery(counted, rules, plan))
        return refused(*refusal);
    return textResponse(200, "text/plain", std::to_string(plan.plain() ? source.size : matching(source, plan).size()));
}

std::string GraphReply::linkWith(const std::string &name, const std::string &token) const
{
    std::string link = m_call.origin + m_call.path + "?";
    for (const auto &field : m_call.query) {
        if (sameText(field.first, "$skiptoken") || sameText(field.first, "$deltatoken"))
            continue;
        const bool dollar = field.first.rfind('$', 0) == 0;
        link.append(dollar ? "$" : "").append(percentEncode(std::string_view(field.first).substr(dollar ? 1 : 0)));
        link.append("=").append(percentEncode(field.second)).append("&");
    }
    return link.append(name).append("=").append(token);
}

GraphReply::Source sourceOf(const std::vector<Json> &entities)
{
    GraphReply::Source source;
    source.size = entities.size();
    source.entity = [&entities](size_t i, const Wanted &wanted) { return narrowed(entities[i], wanted); };
    source.key = [&entities](size_t i) { return textOf(entities[i], "id"); };
    return source;
}

} // namespace symbolon::demo
