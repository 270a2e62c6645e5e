// SPDX-License-Identifier: Apache-2.0
#include "demo/graph.h"

#include "demo/aadsts.h"
#include "demo/graph_entities.h"
#include "demo/graph_reply.h"

namespace symbolon::demo {

namespace {

// "applications(appId='…')" → "applications", "(appId='…')".
std::vector<std::string> withKeysSplit(const Call &call)
{
    std::vector<std::string> path;
    for (size_t i = 1; i < call.segments.size(); ++i) {
        const std::string &segment = call.segments[i];
        const size_t open = segment.find('(');
        if (open == std::string::npos || open == 0 || segment.back() != ')') {
            path.push_back(segment);
        } else {
            path.push_back(segment.substr(0, open));
            path.push_back(segment.substr(open));
        }
    }
    return path;
}

} // namespace

Response Graph::handle(const Call &call)
{
    const std::string version = call.segments.empty() ? std::string() : lower(call.segments[0]);
    const GraphReply reply(call, version.empty() ? "v1.0" : version, m_world.clock());
    if (version != "v1.0" && version != "beta")
        return reply.error(400, "BadRequest", "Invalid version: " + version);

    const TokenService::Check check = m_tokens.check(call, Resource::Graph);
    if (!check.principal)
        return reply.error(Unconfirmed::GraphInvalidToken, check.problem);
    GraphQuery query;
    if (const std::optional<GraphRefusal> refusal = parseGraphQuery(call, query))
        return reply.refused(*refusal);
    return route({call, reply, query, *check.principal, version == "beta", withKeysSplit(call)});
}

Response Graph::route(const Visit &visit)
{
    const std::string root = visit.path.empty() ? std::string() : lower(visit.path[0]);
    if (root == "applications")
        return applications(visit);
    const bool byIds = root == "directoryobjects" && visit.path.size() == 2 && sameText(visit.path[1], "getByIds");
    if (byIds && visit.call.method == "POST")
        return objectsByIds(visit);
    if (visit.call.method != "GET")
        return unknownPath(visit);
    if (root == "serviceprincipals")
        return servicePrincipals(visit);
    if (root == "rolemanagement")
        return roleManagement(visit);
    if (root == "me" && visit.path.size() == 1)
        return me(visit);
    if (root == "organization")
        return organization(visit);
    if (root == "groups" && visit.path.size() == 2)
        return group(visit);
    return unknownPath(visit);
}

Response Graph::denied(const Visit &visit) const
{
    return visit.reply.error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
}

Response Graph::unknownPath(const Visit &visit) const
{
    if (visit.call.method != "GET")
        return visit.reply.error(405, "Request_BadRequest",
                                 "Specified HTTP method is not allowed for the request target.");
    const std::string segment = visit.path.empty() ? std::string() : visit.path.back();
    return visit.reply.error(404, "BadRequest", "Resource not found for the segment '" + segment + "'.");
}

Response Graph::me(const Visit &visit) const
{
    if (visit.who.appOnly)
        return visit.reply.error(400, "BadRequest", "/me request is only valid with delegated authentication flow.");
    if (!visit.who.hasAny({"User.Read", "User.Read.All", "Directory.Read.All"}))
        return denied(visit);
    const User *user = m_world.tenant.user(visit.who.objectId);
    if (user == nullptr)
        return visit.reply.missing(visit.who.objectId);
    return visit.reply.entity(200, "users/$entity", selected(graph::user(*user), visit.query.select));
}

Response Graph::organization(const Visit &visit) const
{
    if (visit.path.size() > 2 || (visit.path.size() == 2 && !sameText(visit.path[1], m_world.tenant.id)))
        return visit.reply.missing(visit.path.back());
    Json entity = graph::organization(m_world.tenant);
    if (visit.path.size() == 2)
        return visit.reply.entity(200, "organization/$entity", selected(entity, visit.query.select));
    const GraphReply::Source source{1, [&entity](size_t) { return entity; },
                                    [this](size_t) { return m_world.tenant.id; }};
    return visit.reply.page("organization", source, visit.query, {});
}

Response Graph::group(const Visit &visit) const
{
    if (!visit.who.hasAny({"Group.Read.All", "GroupMember.Read.All", "Directory.Read.All"}))
        return denied(visit);
    const Group *found = m_world.tenant.group(visit.path[1]);
    if (found == nullptr)
        return visit.reply.missing(visit.path[1]);
    return visit.reply.entity(200, "groups/$entity", selected(graph::group(*found), visit.query.select));
}

Response Graph::objectsByIds(const Visit &visit) const
{
    if (!visit.who.hasAny({"Directory.Read.All"}))
        return denied(visit);
    const Json body = parseJson(visit.call.body);
    if (!body.is_object() || !body.contains("ids") || !body["ids"].is_array() || body["ids"].size() > 1000)
        return visit.reply.error(400, "Request_BadRequest", "The property 'ids' must hold 1 to 1000 object ids.");
    std::vector<Json> objects;
    for (const Json &id : body["ids"]) {
        Json object = graph::directoryObject(m_world.tenant, id.is_string() ? id.get<std::string>() : std::string());
        if (!object.is_null())
            objects.push_back(std::move(object));
    }
    const GraphReply::Source source{objects.size(), [&objects](size_t i) { return objects[i]; },
                                    [&objects](size_t i) { return textOf(objects[i], "id"); }};
    return visit.reply.page("directoryObjects", source, visit.query, {}, 1000);
}

Response Graph::roleManagement(const Visit &visit) const
{
    const auto &path = visit.path;
    if (path.size() < 3 || !sameText(path[1], "directory"))
        return unknownPath(visit);
    if (!visit.who.hasAny({"RoleManagement.Read.Directory", "RoleManagement.ReadWrite.Directory", "Directory.Read.All",
                           "Directory.ReadWrite.All"}))
        return denied(visit);
    const Tenant &tenant = m_world.tenant;
    FilterRules rules;
    if (sameText(path[2], "roleAssignments") && path.size() == 3) {
        rules.equal = {"principalId", "roleDefinitionId", "directoryScopeId", "id"};
        const bool expandRole = sameText(visit.query.expand, "roleDefinition");
        const bool expandPrincipal = sameText(visit.query.expand, "principal");
        const GraphReply::Source source{
            tenant.directoryRoleAssignments.size(),
            [&](size_t i) {
                const DirectoryRoleAssignment &assignment = tenant.directoryRoleAssignments[i];
                Json entity = graph::directoryRoleAssignment(assignment);
                const DirectoryRoleDefinition *role = tenant.directoryRole(assignment.roleDefinitionId);
                if (expandRole && role != nullptr)
                    entity["roleDefinition"] = graph::directoryRoleDefinition(*role, visit.beta);
                if (expandPrincipal)
                    entity["principal"] = graph::directoryObject(tenant, assignment.principalId);
                return entity;
            },
            [&](size_t i) { return tenant.directoryRoleAssignments[i].id; }};
        return visit.reply.page("roleManagement/directory/roleAssignments", source, visit.query, rules);
    }
    if (sameText(path[2], "roleDefinitions") && path.size() == 3) {
        rules.equal = {"id", "displayName", "templateId", "isBuiltIn"};
        rules.startsWith = {"displayName"};
        const GraphReply::Source source{
            tenant.directoryRoles.size(),
            [&](size_t i) { return graph::directoryRoleDefinition(tenant.directoryRoles[i], visit.beta); },
            [&](size_t i) { return tenant.directoryRoles[i].templateId; }};
        return visit.reply.page("roleManagement/directory/roleDefinitions", source, visit.query, rules);
    }
    if (sameText(path[2], "roleDefinitions") && path.size() == 4) {
        const DirectoryRoleDefinition *role = tenant.directoryRole(path[3]);
        if (role == nullptr)
            return visit.reply.missing(path[3]);
        return visit.reply.entity(200, "roleManagement/directory/roleDefinitions/$entity",
                                  selected(graph::directoryRoleDefinition(*role, visit.beta), visit.query.select));
    }
    return unknownPath(visit);
}

} // namespace symbolon::demo
