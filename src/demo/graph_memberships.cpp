// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_entities.h"
#include "demo/graph_principals.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

Json nameless(const Json &entity)
{
    // Without a permission to read groups only type and id are told.
    Json result = Json::object();
    for (const auto &item : entity.items())
        result[item.key()] = item.key() == "@odata.type" || item.key() == "id" ? item.value() : Json(nullptr);
    return result;
}

std::vector<Json> memberships(const Tenant &tenant, const std::string &principalId, bool transitive)
{
    std::vector<Json> found;
    std::vector<std::string> holders{principalId};
    for (const Group *holder : tenant.groupsOf(principalId, transitive)) {
        Json entity = {{"@odata.type", "#microsoft.graph.group"}};
        entity.update(graph::group(*holder));
        found.push_back(std::move(entity));
        if (transitive)
            holders.push_back(holder->id); // a role that a group holds is a transitive membership
    }
    for (const DirectoryRoleAssignment &assignment : tenant.directoryRoleAssignments) {
        const DirectoryRoleDefinition *role = tenant.directoryRole(assignment.roleDefinitionId);
        if (role != nullptr && std::find(holders.begin(), holders.end(), assignment.principalId) != holders.end())
            found.push_back(graph::directoryRole(*role));
    }
    return found;
}

} // namespace

Response membershipsOf(const World &world, const GraphVisit &visit, const std::string &principalId)
{
    if (!visit.reads())
        return visit.notAllowed();
    std::vector<Json> found = memberships(world.tenant, principalId, visit.path[2].size() > 8);
    size_t next = 3;
    // …/microsoft.graph.group leaves the objects of one type
    if (visit.path.size() > next && visit.path[next].rfind("microsoft.graph.", 0) == 0) {
        const std::string type = "#" + visit.path[next];
        std::erase_if(found, [&type](const Json &entity) { return textOf(entity, "@odata.type") != type; });
        ++next;
    }
    if (!visit.who.hasAny({"Directory.Read.All", "Directory.ReadWrite.All", "Group.Read.All", "GroupMember.Read.All"}))
        std::transform(found.begin(), found.end(), found.begin(), nameless);
    if (visit.path.size() == next)
        return visit.page("directoryObjects", found, graph::directoryObjectRules());
    if (visit.path.size() == next + 1 && visit.at(next, "$count"))
        return visit.reply.count(sourceOf(found), visit.query, graph::directoryObjectRules());
    return visit.unknownPath();
}

} // namespace symbolon::demo
