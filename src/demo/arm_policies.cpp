// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_policies.h"

#include "demo/arm_reply.h"
#include "demo/contoso.h"

#include <algorithm>

namespace symbolon::demo::arm {

namespace {

constexpr char typeName[] = "Microsoft.Authorization/policyAssignments";
constexpr char definitionType[] = "Microsoft.Authorization/policyDefinitions";

std::string definitionId(const std::string &id)
{
    return "/providers/" + std::string(definitionType) + "/" + id;
}

std::string idOf(const AzurePolicyAssignment &assignment)
{
    return assignment.scope + "/providers/" + typeName + "/" + assignment.name;
}

Json entityOf(const AzurePolicyAssignment &assignment)
{
    const Json properties = {{"displayName", assignment.displayName},
                             {"policyDefinitionId", definitionId(assignment.definitionId)},
                             {"scope", assignment.scope},
                             {"notScopes", Json::array()},
                             {"parameters", parseJson(assignment.parameters)},
                             {"enforcementMode", assignment.enforced ? "Default" : "DoNotEnforce"}};
    return {{"id", idOf(assignment)}, {"type", typeName}, {"name", assignment.name}, {"properties", properties}};
}

Json entityOf(const PolicyDefinition &definition)
{
    Json parameters = {{"effect",
                        {{"type", "String"},
                         {"allowedValues", Json::array({"Audit", "Deny", "Disabled"})},
                         {"defaultValue", definition.defaultEffect}}}};
    for (const PolicyDefinition::Parameter &parameter : definition.parameters)
        parameters[parameter.name] = {{"type", parameter.type}, {"defaultValue", parseJson(parameter.defaultValue)}};
    const Json properties = {{"displayName", definition.displayName},
                             {"policyType", "BuiltIn"},
                             {"mode", "All"},
                             {"description", definition.description},
                             {"metadata", {{"category", definition.category}}},
                             {"parameters", std::move(parameters)}};
    return {{"properties", properties},
            {"id", definitionId(definition.id)},
            {"type", definitionType},
            {"name", definition.id}};
}

// The form of Azure Resource Manager's refusals by policy: details of the assignment in additionalInfo.
Response disallowed(const std::string &resource, const AzurePolicyAssignment &assignment)
{
    const PolicyDefinition &definition = *policyDefinition(assignment.definitionId);
    const Json identifiers = Json::array(
        {Json{{"policyAssignment", {{"name", assignment.displayName}, {"id", idOf(assignment)}}},
              {"policyDefinition", {{"name", definition.displayName}, {"id", definitionId(definition.id)}}}}});
    const Json info = {{"policyDefinitionDisplayName", definition.displayName},
                       {"policyDefinitionId", definitionId(definition.id)},
                       {"policyDefinitionName", definition.id},
                       {"policyDefinitionEffect", lower(effectOf(assignment))},
                       {"policyAssignmentId", idOf(assignment)},
                       {"policyAssignmentName", assignment.name},
                       {"policyAssignmentDisplayName", assignment.displayName},
                       {"policyAssignmentScope", assignment.scope},
                       {"policyAssignmentParameters", parseJson(assignment.parameters)}};
    const Json violation = {{"type", "PolicyViolation"}, {"info", info}};
    const Json body = {
        {"code", "RequestDisallowedByPolicy"},
        {"target", resource},
        {"message",
         "Resource '" + resource + "' was disallowed by policy. Policy identifiers: '" + dump(identifiers) + "'."},
        {"additionalInfo", Json::array({violation})}};
    return jsonResponse(403, Json{{"error", body}});
}

// Whether a $filter lets an assignment in; nullopt: a filter that is not served.
std::optional<bool> passes(const std::string &filter, const AzurePolicyAssignment &assignment, const std::string &scope,
                           const Tenant &tenant)
{
    if (filter.empty())
        return tenant.scopeWithin(scope, assignment.scope) || tenant.scopeWithin(assignment.scope, scope);
    if (sameText(filter, "atScope()"))
        return tenant.scopeWithin(scope, assignment.scope);
    if (sameText(filter, "atExactScope()"))
        return sameText(scope, assignment.scope);
    const std::string start = "policyDefinitionId eq '";
    if (startsWithText(filter, start) && filter.back() == '\'') {
        const std::string wanted = filter.substr(start.size(), filter.size() - start.size() - 1);
        return sameText(wanted, definitionId(assignment.definitionId))
            && (tenant.scopeWithin(scope, assignment.scope) || tenant.scopeWithin(assignment.scope, scope));
    }
    return std::nullopt;
}

} // namespace

Policies::Policies(World &world)
    : m_world(world)
{
    constexpr char issuersPolicy[] = "2571b7c3-3056-4a61-b00a-9bc5232234f5";
    m_assignments = {
        {"audit-federation",
         "/providers/Microsoft.Management/managementGroups/" + std::string(contoso::managementGroup), issuersPolicy,
         "Federated credentials: known issuers (audit)", R"({"effect":{"value":"Audit"}})"},
        {"deny-foreign-issuers",
         "/subscriptions/" + std::string(contoso::erpSubscription) + "/resourceGroups/rg-erp-core", issuersPolicy,
         "ERP: no issuer but Azure DevOps",
         R"({"effect":{"value":"Deny"},"allowAKS":{"value":false},"allowGitHub":{"value":false},)"
         R"("allowAWS":{"value":false},"allowGCS":{"value":false},)"
         R"("allowedIssuerExceptions":{"value":["https://vstoken.dev.azure.com/5a1c3e77-20d4-4b9f-8f6e-3c0b7d92e481"]}})"},
    };
}

std::optional<Response> Policies::deny(const Visit &visit, const Credential &wanted) const
{
    const std::string id = requestedId(visit);
    for (const AzurePolicyAssignment &assignment : m_assignments) {
        if (assignment.enforced && m_world.tenant.scopeWithin(id, assignment.scope)
            && sameText(effectOf(assignment), "Deny") && isAgainst(assignment, wanted))
            return disallowed(visit.path.names.back(), assignment);
    }
    return std::nullopt;
}

Response Policies::definitions(const Visit &visit) const
{
    if (visit.call.method != "GET")
        return methodNotAllowed(visit.call);
    const auto &table = policyDefinitions();
    if (visit.path.isList())
        return page(visit.call, table.size(), 100, [&](size_t i) { return entityOf(table[i]); });
    const std::string &id = visit.path.names.front();
    const PolicyDefinition *found = policyDefinition(id);
    return found == nullptr
        ? error(404, "PolicyDefinitionNotFound", "The policy definition '" + id + "' could not be found.")
        : jsonResponse(200, entityOf(*found));
}

Response Policies::assignments(const Visit &visit)
{
    const std::string &method = visit.call.method;
    if (method != "GET" && (visit.path.isList() || (method != "PUT" && method != "DELETE")))
        return methodNotAllowed(visit.call);
    const std::string &scope = visit.path.scope;
    const std::string verb = method == "GET" ? "/read" : method == "DELETE" ? "/delete" : "/write";
    if (std::optional<Response> refusal = forbid(visit, typeName + verb, scope.empty() ? "/" : scope))
        return *refusal;
    if (std::optional<Response> missing = missingContainer(m_world.tenant, visit.path))
        return *missing;
    if (visit.path.isList())
        return list(visit);
    const std::string &name = visit.path.names.front();
    auto &all = m_assignments;
    const auto found = std::find_if(all.begin(), all.end(), [&](const AzurePolicyAssignment &one) {
        return sameText(one.name, name) && sameText(one.scope, scope);
    });
    if (method == "PUT")
        return put(visit, found == all.end() ? nullptr : &*found);
    if (found == all.end() && method == "GET")
        return error(404, "PolicyAssignmentNotFound", "The policy assignment '" + name + "' is not found.");
    Response response;
    response.status = 204;
    if (found != all.end())
        response = jsonResponse(200, entityOf(*found));
    if (found != all.end() && method == "DELETE")
        all.erase(found);
    return response;
}

Response Policies::list(const Visit &visit) const
{
    const std::string filter = visit.call.queryValue("$filter");
    std::vector<const AzurePolicyAssignment *> found;
    for (const AzurePolicyAssignment &assignment : m_assignments) {
        const std::optional<bool> wanted = passes(filter, assignment, visit.path.scope, m_world.tenant);
        if (!wanted)
            return error(400, "InvalidFilterInQueryString", "The filter '" + filter + "' is not supported.");
        if (*wanted)
            found.push_back(&assignment);
    }
    return page(visit.call, found.size(), 100, [&](size_t i) { return entityOf(*found[i]); });
}

Response Policies::put(const Visit &visit, AzurePolicyAssignment *existing)
{
    const Json body = parseJson(visit.call.body);
    if (!body.is_object() || !body.contains("properties") || !body["properties"].is_object())
        return error(Unconfirmed::ArmBodyInvalid, {"properties are required."});
    const Json &properties = body["properties"];
    const PolicyDefinition *definition = policyDefinition(textOf(properties, "policyDefinitionId"));
    if (definition == nullptr)
        return error(404, "PolicyDefinitionNotFound",
                     "The policy definition '" + textOf(properties, "policyDefinitionId") + "' could not be found.");
    AzurePolicyAssignment wanted;
    wanted.name = visit.path.names.front();
    wanted.scope = visit.path.scope;
    wanted.definitionId = definition->id;
    wanted.displayName = textOf(properties, "displayName");
    wanted.enforced = textOf(properties, "enforcementMode") != "DoNotEnforce";
    if (properties.contains("parameters") && properties["parameters"].is_object())
        wanted.parameters = dump(properties["parameters"]);
    if (existing != nullptr)
        *existing = wanted;
    else
        m_assignments.push_back(wanted);
    return jsonResponse(201, entityOf(wanted));
}

} // namespace symbolon::demo::arm
