// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_reply.h"

#include "demo/aadsts.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

constexpr char contentType[] =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

// A text that is no more than a bookmark: clients follow it as it is.
std::string skipTokenFor(const std::string &key)
{
    return base64Url("after:" + key);
}

std::optional<std::string> keyOf(const std::string &skipToken)
{
    const std::optional<std::string> text = fromBase64Url(skipToken);
    if (!text || text->rfind("after:", 0) != 0)
        return std::nullopt;
    return text->substr(6);
}

bool searchMatches(const std::string &search, const Json &entity)
{
    // "displayName:text", quotes included
    std::string text = trimmed(search);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    const size_t colon = text.find(':');
    if (colon == std::string::npos || !sameText(text.substr(0, colon), "displayName"))
        return false;
    return lower(textOf(entity, "displayName")).find(lower(text.substr(colon + 1))) != std::string::npos;
}

// Positions of what the query asks for, in its order.
std::vector<size_t> matching(const GraphReply::Source &source, const GraphQuery &query, const GraphFilter &filter)
{
    std::vector<size_t> found;
    std::vector<std::pair<std::string, size_t>> sorted;
    const bool plain = !filter && query.search.empty() && query.orderBy.empty();
    const std::vector<std::string> order = split(query.orderBy, ' ');
    for (size_t i = 0; i < source.size; ++i) {
        if (plain) {
            found.push_back(i);
            continue;
        }
        const Json entity = source.entity(i);
        if ((!filter || filter(entity)) && (query.search.empty() || searchMatches(query.search, entity)))
            sorted.emplace_back(order[0].empty() ? std::string() : lower(textOf(entity, order[0].c_str())), i);
    }
    const bool descending = order.size() > 1 && sameText(order[1], "desc");
    std::stable_sort(sorted.begin(), sorted.end(), [descending](const auto &a, const auto &b) {
        return descending ? b.first < a.first : a.first < b.first;
    });
    for (const auto &entry : sorted)
        found.push_back(entry.second);
    return found;
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

Response GraphReply::page(const std::string &context, const Source &source, const GraphQuery &query,
                          const FilterRules &rules, size_t pageSize) const
{
    GraphFilter filter;
    if (!query.filter.empty()) {
        GraphRefusal refusal;
        const std::optional<GraphFilter> compiled = compileFilter(query, rules, refusal);
        if (!compiled)
            return refused(refusal);
        filter = *compiled;
    }
    const std::vector<size_t> found = matching(source, query, filter);

    size_t start = 0;
    if (!query.skipToken.empty()) {
        const std::optional<std::string> key = keyOf(query.skipToken);
        const auto last =
            std::find_if(found.begin(), found.end(), [&](size_t index) { return key && source.key(index) == *key; });
        if (last == found.end())
            return error(400, "Directory_ExpiredPageToken",
                         "The specified page token value has expired and can no longer be "
                         "included in your request.");
        start = static_cast<size_t>(last - found.begin()) + 1;
    }
    const size_t end = std::min(found.size(), start + query.top.value_or(pageSize));

    Json body = {{"@odata.context", contextUrl(context)}};
    if (query.count)
        body["@odata.count"] = found.size();
    if (end < found.size())
        body["@odata.nextLink"] = nextLink(skipTokenFor(source.key(found[end - 1])));
    std::vector<std::string> select = query.select;
    if (!select.empty() && !query.expand.empty())
        select.push_back(query.expand);
    Json value = Json::array();
    for (size_t i = start; i < end; ++i)
        value.push_back(selected(source.entity(found[i]), select));
    body["value"] = std::move(value);
    return jsonResponse(200, body, contentType);
}

std::string GraphReply::nextLink(const std::string &skipToken) const
{
    std::string link = m_call.origin + m_call.path + "?";
    for (const auto &field : m_call.query) {
        if (!sameText(field.first, "$skiptoken"))
            link += "$" + percentEncode(std::string_view(field.first).substr(field.first.rfind('$', 0) == 0 ? 1 : 0))
                + "=" + percentEncode(field.second) + "&";
    }
    return link + "$skiptoken=" + skipToken;
}

} // namespace symbolon::demo
