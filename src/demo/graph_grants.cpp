// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_grants.h"

#include "demo/graph_entities.h"
#include "demo/graph_journal.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

constexpr char defaultAccess[] = "00000000-0000-0000-0000-000000000000"; // no specific role

const EntityRules &assignmentRules()
{
    static const EntityRules rules{"appRoleAssignment",
                                   {{"id", may::equal},
                                    {"principalId", may::equal, LiteralKind::Guid},
                                    {"resourceId", may::equal, LiteralKind::Guid},
                                    {"appRoleId", may::equal, LiteralKind::Guid},
                                    {"principalDisplayName", may::equal | may::startWith},
                                    {"resourceDisplayName", may::equal | may::startWith}},
                                   {"deletedDateTime", "createdDateTime", "principalType"},
                                   {}};
    return rules;
}

// Granting application permissions of a resource needs one of the strongest rights there is.
bool mayGrant(const GraphVisit &visit, const Tenant &tenant)
{
    return visit.who.hasAny({"AppRoleAssignment.ReadWrite.All", "Directory.ReadWrite.All"})
        && holdsRole(visit.who, tenant,
                     {"Application Administrator", "Cloud Application Administrator", "Privileged Role Administrator",
                      "Global Administrator"});
}

} // namespace

Response GraphGrants::appRoles(const GraphVisit &visit, const std::string &principalId, bool given)
{
    const Tenant &tenant = m_world.tenant;
    std::vector<size_t> found;
    for (size_t i = 0; i < tenant.appRoleAssignments.size(); ++i) {
        const AppRoleAssignment &assignment = tenant.appRoleAssignments[i];
        if ((given ? assignment.resourceId : assignment.principalId) == principalId)
            found.push_back(i);
    }
    GraphReply::Source source;
    source.size = found.size();
    source.entity = [&](size_t i, const Wanted &wanted) {
        return narrowed(graph::appRoleAssignment(tenant.appRoleAssignments[found[i]], tenant), wanted);
    };
    source.key = [&](size_t i) { return tenant.appRoleAssignments[found[i]].id; };
    if (visit.path.size() == 3) {
        if (visit.call.method == "POST")
            return assign(visit, principalId, given);
        const std::string context = given ? "servicePrincipals('" + principalId + "')/appRoleAssignedTo"
                                          : "appRoleAssignments";
        return visit.reads() ? visit.reply.page(context, source, visit.query, assignmentRules()) : visit.notAllowed();
    }
    if (visit.path.size() != 4)
        return visit.unknownPath();
    if (visit.at(3, "$count"))
        return visit.reads() ? visit.reply.count(source, visit.query, assignmentRules()) : visit.notAllowed();
    const auto position = std::find_if(found.begin(), found.end(),
                                       [&](size_t i) { return tenant.appRoleAssignments[i].id == visit.path[3]; });
    if (position == found.end())
        return visit.reply.missing(visit.path[3]);
    if (visit.call.method == "DELETE")
        return unassign(visit, *position);
    if (!visit.reads())
        return visit.notAllowed();
    return visit.reply.entity(
        200, "appRoleAssignments/$entity",
        narrowed(graph::appRoleAssignment(tenant.appRoleAssignments[*position], tenant), visit.query.wanted()));
}

Response GraphGrants::assign(const GraphVisit &visit, const std::string &principalId, bool given)
{
    Tenant &tenant = m_world.tenant;
    if (!mayGrant(visit, tenant))
        return visit.denied();
    const Json body = parseJson(visit.call.body);
    if (!body.is_object())
        return visit.reply.unreadableBody();
    AppRoleAssignment assignment;
    assignment.principalId = textOf(body, "principalId");
    assignment.resourceId = textOf(body, "resourceId");
    assignment.appRoleId = textOf(body, "appRoleId");
    const ServicePrincipal *resource = tenant.servicePrincipal(assignment.resourceId);
    const bool here = (given ? assignment.resourceId : assignment.principalId) == principalId;
    if (resource == nullptr || !here || graph::directoryObject(tenant, assignment.principalId).is_null())
        return visit.reply.error(400, "Request_BadRequest",
                                 "Not a valid reference update: principalId and resourceId must exist, and one of them "
                                 "is the object addressed.");
    const bool known = assignment.appRoleId == defaultAccess
        || std::any_of(resource->appRoles.begin(), resource->appRoles.end(),
                       [&assignment](const AppRole &role) { return sameText(role.id, assignment.appRoleId); });
    if (!known)
        return visit.reply.error(400, "Request_BadRequest",
                                 "Permission being assigned was not found on application '" + resource->appId + "'.");
    for (const AppRoleAssignment &other : tenant.appRoleAssignments) {
        if (other.principalId == assignment.principalId && other.resourceId == assignment.resourceId
            && sameText(other.appRoleId, assignment.appRoleId))
            return visit.reply.error(400, "Request_BadRequest",
                                     "Permission being assigned already exists on the object");
    }
    assignment.id = randomText(32);
    assignment.createdDateTime = isoTime(m_world.clock());
    tenant.appRoleAssignments.push_back(assignment);
    note(visit, assignment, true);
    return visit.reply.entity(201,
                              given ? "servicePrincipals('" + principalId + "')/appRoleAssignedTo/$entity"
                                    : "appRoleAssignments/$entity",
                              graph::appRoleAssignment(assignment, tenant));
}

Response GraphGrants::unassign(const GraphVisit &visit, size_t position)
{
    Tenant &tenant = m_world.tenant;
    if (!mayGrant(visit, tenant))
        return visit.denied();
    const AppRoleAssignment gone = tenant.appRoleAssignments[position];
    tenant.appRoleAssignments.erase(tenant.appRoleAssignments.begin() + static_cast<std::ptrdiff_t>(position));
    note(visit, gone, false);
    return visit.reply.noContent();
}

void GraphGrants::note(const GraphVisit &visit, const AppRoleAssignment &assignment, bool added)
{
    const ServicePrincipal *resource = m_world.tenant.servicePrincipal(assignment.resourceId);
    const Json shown = graph::appRoleAssignment(assignment, m_world.tenant);
    std::string value;
    if (resource != nullptr) {
        for (const AppRole &role : resource->appRoles) {
            if (sameText(role.id, assignment.appRoleId))
                value = role.value;
        }
    }
    const std::string none;
    const std::string role = dump(Json(value));
    GraphJournal(m_world, visit)
        .deed(added ? "Add app role assignment to service principal"
                    : "Remove app role assignment from service principal",
              added ? "Assign" : "Unassign", "ApplicationManagement",
              {{assignment.resourceId,
                textOf(shown, "resourceDisplayName"),
                "ServicePrincipal",
                {{"AppRole.Value", added ? none : role, added ? role : none}}},
               {assignment.principalId, textOf(shown, "principalDisplayName"), textOf(shown, "principalType")}});
}

} // namespace symbolon::demo
