// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_batch.h"

#include "demo/aadsts.h"

#include <algorithm>
#include <map>

namespace symbolon::demo {

namespace {

constexpr size_t mostItems = 20;
constexpr std::string_view methods[] = {"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"};

Json headersOf(const Response &response)
{
    Json headers = {{"Cache-Control", "no-cache"}, {"OData-Version", "4.0"}};
    for (const auto &header : response.headers)
        headers[header.first] = header.second;
    return headers;
}

Json bodyOf(const Response &response)
{
    Json parsed = parseJson(response.body);
    return parsed.is_discarded() || startsWithText(response.header("Content-Type"), "text/plain") ? Json(response.body)
                                                                                                  : parsed;
}

// What an item's failed predecessor leaves of it.
Json dependencyFailed(const std::string &id)
{
    const UnconfirmedAnswer &answer = unconfirmed(Unconfirmed::GraphBatchDependency);
    return {{"id", id},
            {"status", answer.status},
            {"headers", {{"Content-Type", "application/json"}}},
            {"body", {{"error", {{"code", answer.code}, {"message", answer.message}}}}}};
}

} // namespace

Response GraphBatch::refused(const std::string &message) const
{
    const UnconfirmedAnswer &answer = unconfirmed(Unconfirmed::GraphBatchInvalid);
    return m_reply.error(answer.status, answer.code, filled(answer.message, message));
}

std::optional<Response> GraphBatch::readItem(const Json &request, std::vector<Item> &items) const
{
    Item item;
    item.id = textOf(request, "id");
    if (item.id.empty())
        return refused("Every request needs an 'id'.");
    const bool repeated =
        std::any_of(items.begin(), items.end(), [&item](const Item &known) { return sameText(known.id, item.id); });
    if (repeated)
        return refused("Request Id '" + item.id + "' is not unique.");
    if (std::find(std::begin(methods), std::end(methods), textOf(request, "method")) == std::end(methods))
        return refused("Request '" + item.id + "' has no valid 'method'.");
    if (textOf(request, "url").empty())
        return refused("Request '" + item.id + "' has no 'url'.");
    const Json headers = request.value("headers", Json::object());
    bool typed = false;
    for (const auto &header : headers.items()) {
        if (!header.value().is_string())
            return refused("The headers of request '" + item.id + "' must be texts.");
        typed = typed || sameText(header.key(), "Content-Type");
    }
    if (request.contains("body") && !request["body"].is_null() && !typed)
        return refused("Request '" + item.id + "' has a body and no 'Content-Type' header.");
    for (const Json &dependency : request.value("dependsOn", Json::array())) {
        if (!dependency.is_string())
            return refused("The 'dependsOn' of request '" + item.id + "' must hold ids.");
        item.dependsOn.push_back(dependency.get<std::string>());
    }
    item.request = request;
    items.push_back(std::move(item));
    return std::nullopt;
}

std::optional<Response> GraphBatch::read(const Json &body, std::vector<Item> &items) const
{
    const auto requests = body.find("requests");
    if (requests == body.end() || !requests->is_array())
        return refused("The body needs a list 'requests'.");
    if (requests->empty())
        return refused("Number of batch request steps must be at least 1.");
    if (requests->size() > mostItems)
        return refused("Number of batch request steps exceeds the maximum value of 20.");
    for (const Json &request : *requests) {
        if (std::optional<Response> refusal = readItem(request, items))
            return refusal;
    }
    return checkDependencies(items);
}

// Every dependency must be an item of the batch, and none may wait for itself, however long the way round is.
std::optional<Response> GraphBatch::checkDependencies(const std::vector<Item> &items) const
{
    std::vector<std::string> settled;
    for (size_t round = 0; round < items.size(); ++round) {
        for (const Item &item : items) {
            const bool ready = std::all_of(item.dependsOn.begin(), item.dependsOn.end(), [&](const std::string &id) {
                return std::find(settled.begin(), settled.end(), id) != settled.end();
            });
            if (ready && std::find(settled.begin(), settled.end(), item.id) == settled.end())
                settled.push_back(item.id);
        }
    }
    for (const Item &item : items) {
        if (std::find(settled.begin(), settled.end(), item.id) == settled.end())
            return refused("The 'dependsOn' of request '" + item.id + "' cannot be satisfied.");
    }
    return std::nullopt;
}

Json GraphBatch::run(const Item &item) const
{
    std::string url = textOf(item.request, "url");
    if (url.front() != '/')
        url.insert(url.begin(), '/');
    Request request;
    request.method = textOf(item.request, "method");
    request.target = "/" + m_call.segments[0] + url;
    const Json headers = item.request.value("headers", Json::object());
    for (const auto &header : headers.items())
        request.headers.emplace_back(header.key(), header.value().get<std::string>());
    // The batch's own token counts where an item brings none.
    request.headers.emplace_back("Authorization", m_call.header("Authorization"));
    request.headers.emplace_back("client-request-id", m_call.clientRequestId);
    const auto body = item.request.find("body");
    if (body != item.request.end() && !body->is_null())
        request.body = body->is_string() ? body->get<std::string>() : dump(*body);
    const size_t slashes = m_call.origin.find("://");
    request.headers.emplace_back("Host", m_call.origin.substr(slashes + 3));

    const Response response = m_send(takeApart(request, m_call.origin.substr(0, slashes), {}));
    Json answer = {{"id", item.id}, {"status", response.status}, {"headers", headersOf(response)}};
    if (!response.body.empty())
        answer["body"] = bodyOf(response);
    return answer;
}

Response GraphBatch::answer() const
{
    const Json body = parseJson(m_call.body);
    if (!body.is_object())
        return m_reply.unreadableBody();
    std::vector<Item> items;
    if (std::optional<Response> refusal = read(body, items))
        return *refusal;
    std::map<std::string, int> statuses;
    Json responses = Json::array();
    // Dependencies may stand behind what waits for them.
    while (statuses.size() < items.size()) {
        for (const Item &item : items) {
            const bool ready = std::all_of(item.dependsOn.begin(), item.dependsOn.end(),
                                           [&statuses](const std::string &id) { return statuses.count(id) != 0; });
            if (!ready || statuses.count(item.id) != 0)
                continue;
            const bool failed = std::any_of(item.dependsOn.begin(), item.dependsOn.end(),
                                            [&statuses](const std::string &id) { return statuses.at(id) >= 400; });
            Json answer = failed ? dependencyFailed(item.id) : run(item);
            statuses[item.id] = answer["status"].get<int>();
            responses.push_back(std::move(answer));
        }
    }
    return jsonResponse(200, Json{{"responses", std::move(responses)}}, "application/json");
}

} // namespace symbolon::demo
