// SPDX-License-Identifier: Apache-2.0
#include "demo/graph.h"
#include "demo/graph_entities.h"
#include "demo/graph_reply.h"

// The part of Graph that is about service principals: what an identity is in this tenant, and what it was granted.
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

Json directoryRole(const DirectoryRoleDefinition &role, const std::string &id)
{
    return {{"@odata.type", "#microsoft.graph.directoryRole"},
            {"id", id},
            {"deletedDateTime", nullptr},
            {"description", nullptr},
            {"displayName", role.displayName},
            {"roleTemplateId", role.templateId}};
}

} // namespace

Response Graph::servicePrincipals(const Visit &visit) const
{
    if (!visit.who.hasAny(
            {"Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"}))
        return denied(visit);
    if (visit.path.size() == 1)
        return servicePrincipalList(visit);
    const std::string &key = visit.path[1];
    const bool byAppId = startsWithText(key, "(appId='") && key.size() > 10;
    const ServicePrincipal *principal = byAppId
        ? m_world.tenant.servicePrincipalByAppId(std::string_view(key).substr(8, key.size() - 10))
        : m_world.tenant.servicePrincipal(key);
    if (principal == nullptr)
        return visit.reply.missing(key);
    return servicePrincipalBelow(visit, *principal);
}

Response Graph::servicePrincipalList(const Visit &visit) const
{
    const bool wantsCredentials = sameText(visit.query.expand, "federatedIdentityCredentials");
    if (!visit.query.expand.empty() && !wantsCredentials)
        return visit.reply.error(400, "BadRequest",
                                 "Parsing OData Select and Expand failed: Could not find a property named '"
                                     + visit.query.expand + "' on type 'microsoft.graph.servicePrincipal'.");
    FilterRules rules;
    rules.equal = {"id", "appId", "displayName", "servicePrincipalType", "appOwnerOrganizationId"};
    rules.startsWith = {"displayName"};
    rules.any = {"alternativeNames", "servicePrincipalNames"};
    const auto &principals = m_world.tenant.servicePrincipals;
    const GraphReply::Source source{principals.size(),
                                    [&](size_t i) {
                                        Json entity = graph::servicePrincipal(principals[i]);
                                        const ManagedIdentity *identity =
                                            m_world.tenant.managedIdentityByPrincipalId(principals[i].id);
                                        if (wantsCredentials)
                                            entity["federatedIdentityCredentials"] = identity == nullptr
                                                ? Json::array()
                                                : graph::credentials(identity->credentials, visit.beta);
                                        return entity;
                                    },
                                    [&](size_t i) { return principals[i].id; }};
    return visit.reply.page("servicePrincipals", source, visit.query, rules);
}

Response Graph::servicePrincipalBelow(const Visit &visit, const ServicePrincipal &principal) const
{
    if (visit.path.size() == 2)
        return visit.reply.entity(200, "servicePrincipals/$entity",
                                  selected(graph::servicePrincipal(principal), visit.query.select));
    const std::string part = lower(visit.path[2]);
    const bool cast = visit.path.size() == 4 && sameText(visit.path[3], "microsoft.graph.group");
    if (visit.path.size() > 3 && !cast)
        return unknownPath(visit);
    if (part == "memberof" || part == "transitivememberof")
        return memberships(visit, principal, part == "transitivememberof");
    if (cast)
        return unknownPath(visit);
    if (part == "approleassignments" || part == "approleassignedto")
        return grants(visit, principal, part == "approleassignedto");
    if (part == "federatedidentitycredentials")
        return identityCredentials(visit, principal);
    return unknownPath(visit);
}

Response Graph::grants(const Visit &visit, const ServicePrincipal &principal, bool given) const
{
    std::vector<const AppRoleAssignment *> found;
    for (const AppRoleAssignment &assignment : m_world.tenant.appRoleAssignments) {
        if ((given ? assignment.resourceId : assignment.principalId) == principal.id)
            found.push_back(&assignment);
    }
    FilterRules rules;
    rules.equal = {"principalId", "resourceId", "appRoleId", "principalDisplayName", "resourceDisplayName"};
    const GraphReply::Source source{found.size(),
                                    [&](size_t i) { return graph::appRoleAssignment(*found[i], m_world.tenant); },
                                    [&](size_t i) { return found[i]->id; }};
    const std::string context = given ? "servicePrincipals('" + principal.id + "')/appRoleAssignedTo"
                                      : "appRoleAssignments";
    return visit.reply.page(context, source, visit.query, rules);
}

Response Graph::memberships(const Visit &visit, const ServicePrincipal &principal, bool transitive) const
{
    const bool named =
        visit.who.hasAny({"Directory.Read.All", "Directory.ReadWrite.All", "Group.Read.All", "GroupMember.Read.All"});
    std::vector<Json> found;
    for (const Group *holder : m_world.tenant.groupsOf(principal.id, transitive)) {
        Json entity = {{"@odata.type", "#microsoft.graph.group"}};
        entity.update(graph::group(*holder));
        found.push_back(named ? entity : nameless(entity));
    }
    // Roles count as memberships; a role that a group holds is a transitive one.
    const bool castToGroup = visit.path.size() == 4;
    for (const DirectoryRoleAssignment &assignment : m_world.tenant.directoryRoleAssignments) {
        const bool direct = assignment.principalId == principal.id;
        bool throughGroup = false;
        for (const Group *holder : m_world.tenant.groupsOf(principal.id, true))
            throughGroup = throughGroup || assignment.principalId == holder->id;
        const DirectoryRoleDefinition *role = m_world.tenant.directoryRole(assignment.roleDefinitionId);
        if (castToGroup || role == nullptr || !(direct || (transitive && throughGroup)))
            continue;
        const Json entity = directoryRole(*role, guidFor("role/" + role->templateId));
        found.push_back(named ? entity : nameless(entity));
    }
    const GraphReply::Source source{found.size(), [&found](size_t i) { return found[i]; },
                                    [&found](size_t i) { return textOf(found[i], "id"); }};
    return visit.reply.page("directoryObjects", source, visit.query, {});
}

Response Graph::identityCredentials(const Visit &visit, const ServicePrincipal &principal) const
{
    const ManagedIdentity *identity = m_world.tenant.managedIdentityByPrincipalId(principal.id);
    static const std::vector<Credential> none;
    const std::vector<Credential> &list = identity == nullptr ? none : identity->credentials;
    FilterRules rules;
    rules.equal = {"id", "name", "subject"};
    rules.oneComparison = true;
    const GraphReply::Source source{list.size(), [&](size_t i) { return graph::credential(list[i], visit.beta); },
                                    [&](size_t i) { return list[i].id; }};
    return visit.reply.page("servicePrincipals('" + principal.id + "')/federatedIdentityCredentials", source,
                            visit.query, rules);
}

} // namespace symbolon::demo
