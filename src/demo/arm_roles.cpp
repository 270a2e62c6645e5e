// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_roles.h"

#include "demo/arm_reply.h"
#include "demo/arm_role_definitions.h"

#include <algorithm>

namespace symbolon::demo::arm {

namespace {

constexpr char typeName[] = "Microsoft.Authorization/roleAssignments";
constexpr size_t pageOfLargeTenants = 400;

Json textOrNull(const std::string &text)
{
    return text.empty() ? Json(nullptr) : Json(text);
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

// Azure's words for an object of the directory; empty: there is none of that id.
std::string principalTypeOf(const Tenant &tenant, const std::string &id)
{
    if (tenant.user(id) != nullptr)
        return "User";
    if (tenant.group(id) != nullptr)
        return "Group";
    return tenant.servicePrincipal(id) != nullptr ? "ServicePrincipal" : std::string();
}

} // namespace

std::optional<std::string> quotedIn(const std::string &filter, const std::string &start, const std::string &end)
{
    if (!startsWithText(filter, start) || filter.size() < start.size() + end.size()
        || filter.substr(filter.size() - end.size()) != end)
        return std::nullopt;
    return filter.substr(start.size(), filter.size() - start.size() - end.size());
}

Json roleAssignmentEntity(const AzureRoleAssignment &assignment)
{
    const std::string &updated = assignment.updatedOn.empty() ? assignment.createdOn : assignment.updatedOn;
    const Json properties = {{"roleDefinitionId", roleDefinitionId(assignment.scope, assignment.roleDefinitionId)},
                             {"principalId", assignment.principalId},
                             {"principalType", assignment.principalType},
                             {"scope", assignment.scope.empty() ? "/" : assignment.scope},
                             {"condition", textOrNull(assignment.condition)},
                             {"conditionVersion", textOrNull(assignment.conditionVersion)},
                             {"createdOn", assignment.createdOn},
                             {"updatedOn", updated},
                             {"createdBy", textOrNull(assignment.createdBy)},
                             {"updatedBy", textOrNull(assignment.createdBy)},
                             {"delegatedManagedIdentityResourceId", nullptr},
                             {"description", textOrNull(assignment.description)}};
    return {{"properties", properties},
            {"id", assignment.scope + "/providers/" + typeName + "/" + assignment.id},
            {"type", typeName},
            {"name", assignment.id}};
}

Response RoleAssignments::handle(const Visit &visit)
{
    const std::string &method = visit.call.method;
    const bool reads = method == "GET" || method == "HEAD";
    if (!reads && (visit.path.isList() || (method != "PUT" && method != "DELETE")))
        return methodNotAllowed(visit.call);
    const std::string verb = reads ? "/read" : method == "DELETE" ? "/delete" : "/write";
    const std::string &scope = visit.path.scope;
    // The subscription first: whoever asks for one that is not there holds no role in it.
    if (std::optional<Response> missing = missingContainer(m_world.tenant, visit.path); missing && visit.path.isList())
        return *missing;
    if (std::optional<Response> refusal = forbid(visit, typeName + verb, scope.empty() ? "/" : scope))
        return *refusal;
    if (std::optional<Response> missing = missingContainer(m_world.tenant, visit.path))
        return *missing;
    if (visit.path.isList())
        return list(visit);

    const std::string &id = visit.path.names.front();
    auto &all = m_world.tenant.azureRoleAssignments;
    const auto found = std::find_if(all.begin(), all.end(), [&](const AzureRoleAssignment &one) {
        return sameText(one.id, id) && sameText(one.scope, scope);
    });
    AzureRoleAssignment *existing = found == all.end() ? nullptr : &*found;
    if (method == "PUT")
        return put(visit, existing);
    if (method == "DELETE")
        return remove(existing);
    if (existing == nullptr)
        return error(404, "RoleAssignmentNotFound", "The role assignment '" + id + "' is not found.");
    return jsonResponse(200, roleAssignmentEntity(*existing));
}

Response RoleAssignments::list(const Visit &visit) const
{
    const AssignmentFilter filter = parseFilter(visit.call.queryValue("$filter"));
    if (!filter.valid)
        return error(400, "UnsupportedQuery",
                     "The filter '" + visit.call.queryValue("$filter")
                         + "' is not supported. Supported filters are either 'atScope()' or 'principalId eq "
                           "'{value}' or assignedTo('{value}')'.");
    const Tenant &tenant = m_world.tenant;
    const std::string &scope = visit.path.scope;
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
    const size_t step = std::max(m_world.armPageSize * 2, std::min(found.size() / 4, pageOfLargeTenants));
    return page(visit.call, found.size(), step, [&](size_t i) { return roleAssignmentEntity(*found[i]); });
}

std::optional<Response> RoleAssignments::read(const Visit &visit, AzureRoleAssignment &wanted) const
{
    const Json body = parseJson(visit.call.body);
    if (!body.is_object())
        return error(Unconfirmed::ArmBodyInvalid, {"it is no JSON object."});
    // Before 2018 the properties stood alone; the clients in use send them wrapped.
    const Json properties = body.contains("properties") ? body["properties"] : body;
    const std::string definition = textOf(properties, "roleDefinitionId");
    wanted.principalId = textOf(properties, "principalId");
    for (const std::string &value : {definition, wanted.principalId}) {
        if (value.empty())
            return error(Unconfirmed::ArmBodyInvalid, {"roleDefinitionId and principalId are required."});
    }
    const AzureRoleDefinition *role = m_world.tenant.azureRole(definition.substr(definition.rfind('/') + 1));
    if (role == nullptr)
        return error(Unconfirmed::ArmRoleUnknown, {definition.substr(definition.rfind('/') + 1)});
    wanted.roleDefinitionId = role->id;
    wanted.principalType = textOf(properties, "principalType");
    wanted.description = textOf(properties, "description");
    wanted.condition = textOf(properties, "condition");
    wanted.conditionVersion = textOf(properties, "conditionVersion");
    return checkPrincipal(wanted);
}

// A principal made a moment ago is not known everywhere. Who says what type it is, is taken at its word then (Azure RBAC:
// troubleshooting, "new principal").
std::optional<Response> RoleAssignments::checkPrincipal(AzureRoleAssignment &wanted) const
{
    const Tenant &tenant = m_world.tenant;
    const std::string type = principalTypeOf(tenant, wanted.principalId);
    const ServicePrincipal *principal = tenant.servicePrincipal(wanted.principalId);
    const bool fresh = principal != nullptr && wanted.principalType.empty()
        && principal->createdDateTime > isoTime(m_world.clock() - m_world.principalReplication);
    if (type.empty() || fresh)
        return error(
            400, "PrincipalNotFound",
            "Principal " + wanted.principalId + " does not exist in the directory " + tenant.id
                + ". Check that you have the correct principal ID. If you are creating this principal and then "
                  "immediately assigning a role, this error might be related to a replication delay. In this "
                  "case, set the role assignment principalType property to a value, such as ServicePrincipal, "
                  "User, or Group. See https://aka.ms/docs-principaltype");
    if (!wanted.principalType.empty() && !sameText(wanted.principalType, type))
        return error(Unconfirmed::ArmPrincipalType, {wanted.principalId, wanted.principalType, type});
    wanted.principalType = type;
    return std::nullopt;
}

Response RoleAssignments::put(const Visit &visit, AzureRoleAssignment *existing)
{
    const std::string &id = visit.path.names.front();
    if (!isGuid(id))
        return error(Unconfirmed::ArmRoleAssignmentId, {id});
    AzureRoleAssignment wanted;
    if (const std::optional<Response> refusal = read(visit, wanted))
        return *refusal;
    wanted.id = lower(id);
    wanted.scope = visit.path.scope;
    wanted.updatedOn = isoTime(m_world.clock());
    wanted.createdOn = existing != nullptr ? existing->createdOn : wanted.updatedOn;
    wanted.createdBy = existing != nullptr ? existing->createdBy : visit.who.objectId;
    if (existing != nullptr) {
        if (existing->roleDefinitionId != wanted.roleDefinitionId
            || !sameText(existing->principalId, wanted.principalId))
            return error(Unconfirmed::ArmRoleAssignmentFixed);
        *existing = wanted;
        return jsonResponse(200, roleAssignmentEntity(wanted));
    }
    auto &all = m_world.tenant.azureRoleAssignments;
    for (const AzureRoleAssignment &other : all) {
        const bool same = other.roleDefinitionId == wanted.roleDefinitionId && sameText(other.scope, wanted.scope)
            && sameText(other.principalId, wanted.principalId);
        if (same)
            return error(Unconfirmed::ArmRoleAssignmentExists, {other.id});
    }
    all.push_back(wanted);
    return jsonResponse(201, roleAssignmentEntity(wanted));
}

Response RoleAssignments::remove(const AzureRoleAssignment *existing)
{
    Response response;
    response.status = 204;
    if (existing != nullptr) {
        response = jsonResponse(200, roleAssignmentEntity(*existing));
        auto &all = m_world.tenant.azureRoleAssignments;
        all.erase(all.begin() + (existing - all.data()));
    }
    return response;
}

} // namespace symbolon::demo::arm
