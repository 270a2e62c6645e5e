// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_roles.h"

#include "demo/graph_entities.h"
#include "demo/graph_journal.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

const EntityRules &assignmentRules()
{
    static const EntityRules rules{"unifiedRoleAssignment",
                                   {{"id", may::equal},
                                    {"principalId", may::equal | may::oneOf},
                                    {"roleDefinitionId", may::equal | may::oneOf},
                                    {"directoryScopeId", may::equal}},
                                   {"appScopeId", "condition", "resourceScope"},
                                   {"principal", "roleDefinition"}};
    return rules;
}

const EntityRules &definitionRules()
{
    static const EntityRules rules{"unifiedRoleDefinition",
                                   {{"id", may::equal | may::oneOf},
                                    {"displayName", may::equal | may::startWith | may::oneOf},
                                    {"templateId", may::equal},
                                    {"isBuiltIn", may::equal, LiteralKind::Flag},
                                    {"isPrivileged", may::equal, LiteralKind::Flag}},
                                   {"description", "isEnabled", "resourceScopes", "rolePermissions", "version"},
                                   {"inheritsPermissionsFrom"}};
    return rules;
}

Json shown(const DirectoryRoleAssignment &assignment, const Tenant &tenant, const GraphVisit &visit)
{
    Json entity = graph::directoryRoleAssignment(assignment);
    const DirectoryRoleDefinition *role = tenant.directoryRole(assignment.roleDefinitionId);
    if (sameText(visit.query.expand, "roleDefinition") && role != nullptr)
        entity["roleDefinition"] = graph::directoryRoleDefinition(*role, visit.beta);
    if (sameText(visit.query.expand, "principal"))
        entity["principal"] = graph::directoryObject(tenant, assignment.principalId);
    return entity;
}

} // namespace

Response GraphRoles::management(const GraphVisit &visit)
{
    if (visit.path.size() < 3 || !visit.at(1, "directory"))
        return visit.unknownPath();
    if (!visit.who.hasAny({"RoleManagement.Read.Directory", "RoleManagement.ReadWrite.Directory", "Directory.Read.All",
                           "Directory.ReadWrite.All"}))
        return visit.denied();
    if (visit.at(2, "roleAssignments"))
        return assignments(visit);
    if (visit.at(2, "roleDefinitions"))
        return definitions(visit);
    return visit.unknownPath();
}

Response GraphRoles::assignments(const GraphVisit &visit)
{
    const Tenant &tenant = m_world.tenant;
    const std::vector<DirectoryRoleAssignment> &all = tenant.directoryRoleAssignments;
    if (visit.path.size() == 3) {
        if (visit.call.method == "POST")
            return assign(visit);
        if (!visit.reads())
            return visit.notAllowed();
        GraphReply::Source source;
        source.size = all.size();
        source.entity = [&](size_t i, const Wanted &wanted) { return narrowed(shown(all[i], tenant, visit), wanted); };
        source.key = [&](size_t i) { return all[i].id; };
        return visit.reply.page("roleManagement/directory/roleAssignments", source, visit.query, assignmentRules());
    }
    if (visit.path.size() != 4)
        return visit.unknownPath();
    const auto found = std::find_if(all.begin(), all.end(), [&visit](const DirectoryRoleAssignment &assignment) {
        return assignment.id == visit.path[3];
    });
    if (found == all.end())
        return visit.reply.missing(visit.path[3]);
    if (visit.call.method == "DELETE")
        return unassign(visit, *found);
    if (!visit.reads())
        return visit.notAllowed();
    return visit.reply.entity(200, "roleManagement/directory/roleAssignments/$entity",
                              narrowed(shown(*found, tenant, visit), visit.query.wanted()));
}

Response GraphRoles::definitions(const GraphVisit &visit) const
{
    const std::vector<DirectoryRoleDefinition> &all = m_world.tenant.directoryRoles;
    if (!visit.reads())
        return visit.notAllowed();
    if (visit.path.size() == 3) {
        GraphReply::Source source;
        source.size = all.size();
        source.entity = [&](size_t i, const Wanted &wanted) {
            return narrowed(graph::directoryRoleDefinition(all[i], visit.beta), wanted);
        };
        source.key = [&](size_t i) { return all[i].templateId; };
        return visit.reply.page("roleManagement/directory/roleDefinitions", source, visit.query, definitionRules());
    }
    const DirectoryRoleDefinition *role = visit.path.size() == 4 ? m_world.tenant.directoryRole(visit.path[3])
                                                                 : nullptr;
    if (role == nullptr)
        return visit.path.size() == 4 ? visit.reply.missing(visit.path[3]) : visit.unknownPath();
    return visit.reply.entity(200, "roleManagement/directory/roleDefinitions/$entity",
                              narrowed(graph::directoryRoleDefinition(*role, visit.beta), visit.query.wanted()));
}

Response GraphRoles::assign(const GraphVisit &visit)
{
    Tenant &tenant = m_world.tenant;
    if (!visit.who.hasAny({"RoleManagement.ReadWrite.Directory"})
        || !holdsRole(visit.who, tenant, {"Privileged Role Administrator", "Global Administrator"}))
        return visit.denied();
    const Json body = parseJson(visit.call.body);
    if (!body.is_object())
        return visit.reply.unreadableBody();
    DirectoryRoleAssignment assignment;
    assignment.principalId = textOf(body, "principalId");
    assignment.roleDefinitionId = textOf(body, "roleDefinitionId");
    assignment.directoryScopeId = textOf(body, "directoryScopeId");
    if (assignment.directoryScopeId.empty())
        return visit.reply.error(400, "Request_BadRequest", "The property 'directoryScopeId' is required.");
    if (tenant.directoryRole(assignment.roleDefinitionId) == nullptr)
        return visit.reply.missing(assignment.roleDefinitionId);
    if (graph::directoryObject(tenant, assignment.principalId).is_null())
        return visit.reply.missing(assignment.principalId);
    for (const DirectoryRoleAssignment &other : tenant.directoryRoleAssignments) {
        if (other.principalId == assignment.principalId && other.roleDefinitionId == assignment.roleDefinitionId
            && other.directoryScopeId == assignment.directoryScopeId)
            return visit.reply.error(400, "Request_BadRequest",
                                     "A conflicting object with one or more of the specified property values is "
                                     "present in the directory.");
    }
    assignment.id = randomText(36) + "-1";
    tenant.directoryRoleAssignments.push_back(assignment);
    note(visit, assignment, true);
    return visit.reply.entity(201, "roleManagement/directory/roleAssignments/$entity",
                              graph::directoryRoleAssignment(assignment));
}

Response GraphRoles::unassign(const GraphVisit &visit, const DirectoryRoleAssignment &assignment)
{
    Tenant &tenant = m_world.tenant;
    if (!visit.who.hasAny({"RoleManagement.ReadWrite.Directory"})
        || !holdsRole(visit.who, tenant, {"Privileged Role Administrator", "Global Administrator"}))
        return visit.denied();
    const DirectoryRoleAssignment gone = assignment;
    std::erase_if(tenant.directoryRoleAssignments,
                  [&gone](const DirectoryRoleAssignment &held) { return held.id == gone.id; });
    note(visit, gone, false);
    return visit.reply.noContent();
}

void GraphRoles::note(const GraphVisit &visit, const DirectoryRoleAssignment &assignment, bool added)
{
    const Json principal = graph::directoryObject(m_world.tenant, assignment.principalId);
    const std::string type = textOf(principal, "@odata.type") == "#microsoft.graph.user" ? "User" : "ServicePrincipal";
    const DirectoryRoleDefinition *role = m_world.tenant.directoryRole(assignment.roleDefinitionId);
    const std::string name = role == nullptr ? std::string() : role->displayName;
    const std::string none;
    const std::string value = dump(Json(name));
    GraphJournal(m_world, visit)
        .deed(added ? "Add member to role" : "Remove member from role", added ? "Assign" : "Unassign", "RoleManagement",
              {{assignment.principalId,
                textOf(principal, "displayName"),
                type,
                {{"Role.DisplayName", added ? none : value, added ? value : none}}},
               {assignment.roleDefinitionId, name, "Role"}});
}

Response GraphRoles::activated(const GraphVisit &visit) const
{
    if (!visit.who.hasAny({"RoleManagement.Read.Directory", "RoleManagement.ReadWrite.Directory", "Directory.Read.All",
                           "Directory.ReadWrite.All"}))
        return visit.denied();
    if (!visit.reads())
        return visit.notAllowed();
    // A role is activated in a tenant when it was assigned once.
    const Tenant &tenant = m_world.tenant;
    std::vector<Json> roles;
    std::vector<Json> members;
    for (const DirectoryRoleDefinition &role : tenant.directoryRoles) {
        bool held = false;
        const bool wanted = visit.path.size() > 1
            && (sameText(visit.path[1], graph::directoryRoleId(role))
                || alternateKey(visit.path[1], "roleTemplateId") == role.templateId);
        for (const DirectoryRoleAssignment &assignment : tenant.directoryRoleAssignments) {
            if (assignment.roleDefinitionId != role.templateId)
                continue;
            held = true;
            if (wanted)
                members.push_back(graph::directoryObject(tenant, assignment.principalId));
        }
        if (held && (wanted || visit.path.size() == 1))
            roles.push_back(narrowed(graph::directoryRole(role), visit.query.wanted()));
    }
    static const EntityRules rules{"directoryRole",
                                   {{"displayName", may::equal}, {"roleTemplateId", may::equal}, {"id", may::equal}},
                                   {"description", "deletedDateTime"},
                                   {}};
    if (visit.path.size() == 1)
        return visit.page("directoryRoles", roles, rules);
    if (roles.empty())
        return visit.reply.missing(visit.path[1]);
    if (visit.path.size() == 2)
        return visit.reply.entity(200, "directoryRoles/$entity", roles.front());
    if (visit.path.size() == 3 && visit.at(2, "members"))
        return visit.page("directoryObjects", members, graph::directoryObjectRules());
    return visit.unknownPath();
}

} // namespace symbolon::demo
