// SPDX-License-Identifier: Apache-2.0
#include "demo/graph.h"

#include "demo/aadsts.h"
#include "demo/graph_audits.h"
#include "demo/graph_batch.h"
#include "demo/graph_consents.h"

namespace symbolon::demo {

namespace {

// "applications(appId='…')" → "applications", "(appId='…')"; functions such as delta() stay as they are.
std::vector<std::string> withKeysSplit(const Call &call)
{
    std::vector<std::string> path;
    for (size_t i = 1; i < call.segments.size(); ++i) {
        const std::string &segment = call.segments[i];
        const size_t open = segment.find('(');
        if (open == std::string::npos || open == 0 || segment.back() != ')' || open + 2 == segment.size()) {
            path.push_back(segment);
        } else {
            path.push_back(segment.substr(0, open));
            path.push_back(segment.substr(open));
        }
    }
    return path;
}

Response withServiceHeaders(Response response)
{
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("OData-Version", "4.0");
    return response;
}

} // namespace

Response Graph::handle(const Call &call)
{
    const bool batch = call.segments.size() == 2 && sameText(call.segments[1], "$batch");
    const std::string version = batch ? lower(call.segments[0]) : std::string();
    if (version != "v1.0" && version != "beta")
        return withServiceHeaders(answer(call));
    const GraphReply reply(call, version, m_world.clock());
    const TokenService::Check check = m_tokens.check(call, Resource::Graph);
    if (!check.principal)
        return reply.error(Unconfirmed::GraphInvalidToken, check.problem);
    if (call.method != "POST")
        return reply.error(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
    const auto send = [this](const Call &item) {
        const World::ItemFate fate = m_world.beforeBatchItem ? m_world.beforeBatchItem(item) : World::ItemFate();
        if (fate.instead)
            return *fate.instead;
        Response response = answer(item);
        response.setHeader("request-id", item.requestId);
        for (const auto &header : fate.headers)
            response.setHeader(header.first, header.second);
        return response;
    };
    return withServiceHeaders(GraphBatch(call, reply, send).answer());
}

Response Graph::answer(const Call &call)
{
    const std::string version = call.segments.empty() ? std::string() : lower(call.segments[0]);
    const GraphReply reply(call, version.empty() ? "v1.0" : version, m_world.clock());
    if (version != "v1.0" && version != "beta")
        return reply.error(400, "BadRequest", "Invalid version: " + version);

    const TokenService::Check check = m_tokens.check(call, Resource::Graph);
    if (!check.principal)
        return check.refused(reply.error(Unconfirmed::GraphInvalidToken, check.problem));
    GraphQuery query;
    if (const std::optional<GraphRefusal> refusal = parseGraphQuery(call, query, version == "beta"))
        return reply.refused(*refusal);
    return route({call, reply, query, *check.principal, version == "beta", withKeysSplit(call)});
}

Response Graph::route(const GraphVisit &visit)
{
    const std::string root = visit.path.empty() ? std::string() : lower(visit.path[0]);
    if (root == "applications")
        return m_applications.handle(visit);
    if (root == "serviceprincipals")
        return m_principals.handle(visit);
    if (root == "rolemanagement")
        return m_roles.management(visit);
    if (root == "directoryroles")
        return m_roles.activated(visit);
    if (root == "me")
        return me(visit);
    if (root == "organization")
        return organization(visit);
    if (root == "users")
        return users(visit);
    if (root == "groups")
        return groups(visit);
    if (root == "directoryobjects")
        return directoryObjects(visit);
    if (root == "oauth2permissiongrants")
        return GraphConsents(m_world).handle(visit);
    if (root == "auditlogs")
        return GraphAudits(m_world).handle(visit);
    if (root == "directory" && visit.at(1, "deletedItems"))
        return m_applications.deletedItems(visit);
    return visit.unknownPath();
}

} // namespace symbolon::demo
