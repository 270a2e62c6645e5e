// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_role_definitions.h"

#include "demo/arm_reply.h"
#include "demo/arm_roles.h"

#include <algorithm>

namespace symbolon::demo::arm {

namespace {

constexpr char typeName[] = "Microsoft.Authorization/roleDefinitions";

std::vector<std::string> textsOf(const Json &object, const char *name)
{
    std::vector<std::string> texts;
    if (!object.is_object() || !object.contains(name) || !object[name].is_array())
        return texts;
    for (const Json &text : object[name]) {
        if (text.is_string())
            texts.push_back(text.get<std::string>());
    }
    return texts;
}

bool isCustom(const AzureRoleDefinition &role)
{
    return !role.assignableScopes.empty();
}

// Fills `role`; the answer when the body does not hold what it must.
std::optional<Response> readBody(const Json &body, AzureRoleDefinition &role)
{
    if (!body.is_object() || !body.contains("properties") || !body["properties"].is_object())
        return error(Unconfirmed::ArmBodyInvalid, {"properties are required."});
    const Json &properties = body["properties"];
    role.roleName = textOf(properties, "roleName");
    role.description = textOf(properties, "description");
    role.assignableScopes = textsOf(properties, "assignableScopes");
    const bool hasPermissions = properties.contains("permissions") && properties["permissions"].is_array()
        && !properties["permissions"].empty();
    if (role.roleName.empty() || role.assignableScopes.empty() || !hasPermissions)
        return error(Unconfirmed::ArmBodyInvalid, {"roleName, assignableScopes and permissions are required."});
    const Json &permission = properties["permissions"].front();
    role.actions = textsOf(permission, "actions");
    role.notActions = textsOf(permission, "notActions");
    role.dataActions = textsOf(permission, "dataActions");
    role.notDataActions = textsOf(permission, "notDataActions");
    return std::nullopt;
}

} // namespace

std::string roleDefinitionId(const std::string &scope, const std::string &role)
{
    const std::string subscription = startsWithText(scope, "/subscriptions/") ? segmentAfter(scope, "subscriptions")
                                                                              : std::string();
    return (subscription.empty() ? std::string() : "/subscriptions/" + subscription) + "/providers/" + typeName + "/"
        + role;
}

Json roleDefinitionEntity(const AzureRoleDefinition &role, const std::string &scope)
{
    const Json permission = {{"actions", role.actions},
                             {"notActions", role.notActions},
                             {"dataActions", role.dataActions},
                             {"notDataActions", role.notDataActions}};
    const Json scopes = isCustom(role) ? Json(role.assignableScopes) : Json::array({"/"});
    const Json properties = {{"roleName", role.roleName},
                             {"type", isCustom(role) ? "CustomRole" : "BuiltInRole"},
                             {"description", role.description},
                             {"assignableScopes", scopes},
                             {"permissions", Json::array({permission})}};
    return {
        {"properties", properties}, {"id", roleDefinitionId(scope, role.id)}, {"type", typeName}, {"name", role.id}};
}

Response RoleDefinitions::handle(const Visit &visit)
{
    const std::string &method = visit.call.method;
    const bool reads = method == "GET" || method == "HEAD";
    if (!reads && (visit.path.isList() || (method != "PUT" && method != "DELETE")))
        return methodNotAllowed(visit.call);
    const std::string &scope = visit.path.scope;
    if (std::optional<Response> missing = missingContainer(m_world.tenant, visit.path))
        return *missing;
    if (visit.path.isList())
        return list(visit);
    const std::string &id = visit.path.names.front();
    auto &all = m_world.tenant.azureRoles;
    const auto found =
        std::find_if(all.begin(), all.end(), [&id](const AzureRoleDefinition &role) { return sameText(role.id, id); });
    AzureRoleDefinition *existing = found == all.end() ? nullptr : &*found;
    if (reads)
        return existing == nullptr ? error(Unconfirmed::ArmRoleUnknown, {id})
                                   : jsonResponse(200, roleDefinitionEntity(*existing, scope));
    const std::string action = std::string(typeName) + (method == "PUT" ? "/write" : "/delete");
    if (std::optional<Response> refusal = forbid(visit, action, scope.empty() ? "/" : scope))
        return *refusal;
    if (existing != nullptr && !isCustom(*existing))
        return error(Unconfirmed::ArmRoleBuiltIn, {existing->roleName});
    return method == "PUT" ? put(visit, existing) : remove(visit, existing);
}

Response RoleDefinitions::list(const Visit &visit) const
{
    const Tenant &tenant = m_world.tenant;
    const std::string filter = visit.call.queryValue("$filter");
    const std::optional<std::string> name = quotedIn(filter, "roleName eq '", "'");
    const std::optional<std::string> type = quotedIn(filter, "type eq '", "'");
    if (!filter.empty() && !name && !type && !sameText(filter, "atScopeAndBelow()") && !sameText(filter, "atScope()"))
        return error(400, "UnsupportedQuery", "The filter '" + filter + "' is not supported.");
    std::vector<const AzureRoleDefinition *> found;
    for (const AzureRoleDefinition &role : tenant.azureRoles) {
        const auto &scopes = role.assignableScopes;
        const bool offered = scopes.empty() || std::any_of(scopes.begin(), scopes.end(), [&](const std::string &scope) {
                                 return tenant.scopeWithin(visit.path.scope, scope)
                                     || tenant.scopeWithin(scope, visit.path.scope);
                             });
        const bool wanted = (!name || sameText(*name, role.roleName))
            && (!type || sameText(*type, isCustom(role) ? "CustomRole" : "BuiltInRole"));
        if (offered && wanted)
            found.push_back(&role);
    }
    return page(visit.call, found.size(), 100,
                [&](size_t i) { return roleDefinitionEntity(*found[i], visit.path.scope); });
}

Response RoleDefinitions::put(const Visit &visit, AzureRoleDefinition *existing)
{
    AzureRoleDefinition wanted;
    wanted.id = lower(visit.path.names.front());
    if (!isGuid(wanted.id))
        return error(Unconfirmed::ArmRoleAssignmentId, {wanted.id});
    if (const std::optional<Response> refusal = readBody(parseJson(visit.call.body), wanted))
        return *refusal;
    auto &all = m_world.tenant.azureRoles;
    for (const AzureRoleDefinition &other : all) {
        if (&other != existing && sameText(other.roleName, wanted.roleName))
            return error(Unconfirmed::ArmRoleNameTaken);
    }
    if (existing != nullptr)
        *existing = wanted;
    else
        all.push_back(wanted);
    return jsonResponse(201, roleDefinitionEntity(wanted, visit.path.scope));
}

Response RoleDefinitions::remove(const Visit &visit, const AzureRoleDefinition *existing)
{
    Response response;
    response.status = 204;
    if (existing == nullptr)
        return response;
    for (const AzureRoleAssignment &assignment : m_world.tenant.azureRoleAssignments) {
        if (assignment.roleDefinitionId == existing->id)
            return error(Unconfirmed::ArmRoleInUse);
    }
    response = jsonResponse(200, roleDefinitionEntity(*existing, visit.path.scope));
    auto &all = m_world.tenant.azureRoles;
    all.erase(all.begin() + (existing - all.data()));
    return response;
}

} // namespace symbolon::demo::arm
