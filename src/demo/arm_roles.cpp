// SPDX-License-Identifier: Apache-2.0
#include "demo/arm.h"
#include "demo/arm_reply.h"

#include <algorithm>

// The part of ARM that is about role assignments and definitions.
namespace symbolon::demo {

namespace {

constexpr char readAssignments[] = "Microsoft.Authorization/roleAssignments/read";

// Definitions are named below the subscription of the scope, and without one above subscriptions.
std::string definitionId(const std::string &scope, const std::string &role)
{
    const std::vector<std::string> parts = split(scope, '/');
    const bool inSubscription = parts.size() > 2 && sameText(parts[1], "subscriptions");
    return (inSubscription ? "/subscriptions/" + parts[2] : std::string())
        + "/providers/Microsoft.Authorization/roleDefinitions/" + role;
}

Json assignmentEntity(const AzureRoleAssignment &assignment)
{
    const Json properties = {{"roleDefinitionId", definitionId(assignment.scope, assignment.roleDefinitionId)},
                             {"principalId", assignment.principalId},
                             {"principalType", assignment.principalType},
                             {"scope", assignment.scope},
                             {"condition", nullptr},
                             {"conditionVersion", nullptr},
                             {"createdOn", assignment.createdOn},
                             {"updatedOn", assignment.createdOn},
                             {"createdBy", nullptr},
                             {"updatedBy", nullptr},
                             {"delegatedManagedIdentityResourceId", nullptr},
                             {"description", nullptr}};
    return {{"properties", properties},
            {"id", assignment.scope + "/providers/Microsoft.Authorization/roleAssignments/" + assignment.id},
            {"type", "Microsoft.Authorization/roleAssignments"},
            {"name", assignment.id}};
}

Json definitionEntity(const AzureRoleDefinition &role, const std::string &scope)
{
    const Json permission = {{"actions", role.actions},
                             {"notActions", role.notActions},
                             {"dataActions", role.dataActions},
                             {"notDataActions", Json::array()}};
    const Json properties = {{"roleName", role.roleName},
                             {"type", "BuiltInRole"},
                             {"description", role.description},
                             {"assignableScopes", Json::array({"/"})},
                             {"permissions", Json::array({permission})}};
    return {{"properties", properties},
            {"id", definitionId(scope, role.id)},
            {"type", "Microsoft.Authorization/roleDefinitions"},
            {"name", role.id}};
}

// The text between the quotes of "name eq 'x'" or "name('x')"; nullopt when the filter is another one.
std::optional<std::string> quotedIn(const std::string &filter, const std::string &start, const std::string &end)
{
    if (!startsWithText(filter, start) || filter.size() < start.size() + end.size()
        || filter.substr(filter.size() - end.size()) != end)
        return std::nullopt;
    return filter.substr(start.size(), filter.size() - start.size() - end.size());
}

// $filter of role assignments, the four documented forms.
struct AssignmentFilter
{
    bool atScope = false;   // not below the scope
    std::string principal;  // exactly this one
    std::string assignedTo; // this one or a group that holds it
    bool valid = true;
};

AssignmentFilter parseFilter(const std::string &text)
{
    AssignmentFilter filter;
    std::string rest = trimmed(text);
    if (rest.empty())
        return filter;
    for (const char *start : {"atScope() and ", "atScope()"}) {
        if (startsWithText(rest, start)) {
            filter.atScope = true;
            rest = rest.substr(std::string_view(start).size());
            break;
        }
    }
    if (rest.empty())
        return filter;
    if (const std::optional<std::string> principal = quotedIn(rest, "principalId eq '", "'"))
        filter.principal = *principal;
    else if (const std::optional<std::string> assignedTo = quotedIn(rest, "assignedTo('", "')"))
        filter.assignedTo = *assignedTo;
    else
        filter.valid = false;
    return filter;
}

} // namespace

Response Arm::authorization(const Visit &visit, size_t provider) const
{
    const auto &segments = visit.call.segments;
    const std::string scope = arm::pathOf(visit.call, provider);
    const std::string kind = segments.size() > provider + 2 ? segments[provider + 2] : std::string();
    const std::string id = segments.size() > provider + 3 ? segments[provider + 3] : std::string();
    if (visit.call.method != "GET")
        return arm::methodNotAllowed();
    const bool inSubscription = startsWithText(scope, "/subscriptions/");
    if (inSubscription && (segments.size() < 2 || m_world.tenant.subscription(segments[1]) == nullptr))
        return arm::error(404, "SubscriptionNotFound", "The subscription '" + segments[1] + "' could not be found.");
    if (sameText(kind, "roleDefinitions"))
        return roleDefinitions(visit, scope, id);
    if (!sameText(kind, "roleAssignments"))
        return arm::error(404, "InvalidResourceType",
                          "The resource type could not be found at '" + visit.call.path + "'.");
    if (!allowed(visit, readAssignments, scope.empty() ? "/" : scope))
        return arm::error(Unconfirmed::ArmNotAuthorized, readAssignments);
    if (id.empty())
        return roleAssignments(visit, scope);
    for (const AzureRoleAssignment &assignment : m_world.tenant.azureRoleAssignments) {
        if (sameText(assignment.id, id))
            return jsonResponse(200, assignmentEntity(assignment));
    }
    return arm::error(404, "RoleAssignmentNotFound", "The role assignment '" + id + "' is not found.");
}

Response Arm::roleAssignments(const Visit &visit, const std::string &scope) const
{
    const AssignmentFilter filter = parseFilter(visit.call.queryValue("$filter"));
    if (!filter.valid)
        return arm::error(400, "UnsupportedQuery",
                          "The filter '" + visit.call.queryValue("$filter")
                              + "' is not supported. "
                                "Supported filters are either 'atScope()' or 'principalId eq '{value}' or "
                                "assignedTo('{value}')'.");
    const Tenant &tenant = m_world.tenant;
    std::set<std::string> holders{filter.assignedTo};
    for (const Group *group : tenant.groupsOf(filter.assignedTo, true))
        holders.insert(group->id);

    std::vector<const AzureRoleAssignment *> found;
    for (const AzureRoleAssignment &assignment : tenant.azureRoleAssignments) {
        const bool above = tenant.scopeWithin(scope, assignment.scope);
        const bool below = tenant.scopeWithin(assignment.scope, scope);
        const bool inScope = above || (below && !filter.atScope);
        const bool wanted = (filter.principal.empty() || sameText(filter.principal, assignment.principalId))
            && (filter.assignedTo.empty() || holders.count(assignment.principalId) != 0);
        if (inScope && wanted)
            found.push_back(&assignment);
    }
    return arm::page(visit.call, found.size(), m_world.armPageSize * 2,
                     [&](size_t i) { return assignmentEntity(*found[i]); });
}

Response Arm::roleDefinitions(const Visit &visit, const std::string &scope, const std::string &id) const
{
    const Tenant &tenant = m_world.tenant;
    if (!id.empty()) {
        const AzureRoleDefinition *role = tenant.azureRole(id);
        if (role == nullptr)
            return arm::error(404, "RoleDefinitionDoesNotExist",
                              "The specified role definition with ID '" + id + "' does not exist.");
        return jsonResponse(200, definitionEntity(*role, scope));
    }
    const std::string filter = visit.call.queryValue("$filter");
    const std::optional<std::string> name = quotedIn(filter, "roleName eq '", "'");
    const std::optional<std::string> type = quotedIn(filter, "type eq '", "'");
    if (!filter.empty() && !name && !type && !sameText(filter, "atScopeAndBelow()") && !sameText(filter, "atScope()"))
        return arm::error(400, "UnsupportedQuery", "The filter '" + filter + "' is not supported.");
    std::vector<const AzureRoleDefinition *> found;
    for (const AzureRoleDefinition &role : tenant.azureRoles) {
        if ((!name || sameText(*name, role.roleName)) && (!type || sameText(*type, "BuiltInRole")))
            found.push_back(&role);
    }
    return arm::page(visit.call, found.size(), 100, [&](size_t i) { return definitionEntity(*found[i], scope); });
}

} // namespace symbolon::demo
