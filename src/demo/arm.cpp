// SPDX-License-Identifier: Apache-2.0
#include "demo/arm.h"

#include "demo/arm_locations.h"
#include "demo/arm_metadata.h"
#include "demo/arm_reply.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

Json subscriptionEntity(const Subscription &subscription, const std::string &tenantId)
{
    const Json policies = {{"locationPlacementId", "Internal_2014-09-01"},
                           {"quotaId", "EnterpriseAgreement_2014-09-01"},
                           {"spendingLimit", "Off"}};
    return {{"id", "/subscriptions/" + subscription.id},
            {"authorizationSource", "RoleBased"},
            {"managedByTenants", Json::array()},
            {"subscriptionId", subscription.id},
            {"tenantId", tenantId},
            {"displayName", subscription.displayName},
            {"state", "Enabled"},
            {"subscriptionPolicies", policies}};
}

// Who calls, as the activity log and refusals name it.
std::string callerName(const Tenant &tenant, const Principal &who)
{
    const User *user = who.appOnly ? nullptr : tenant.user(who.objectId);
    return user == nullptr ? who.clientId : user->userPrincipalName;
}

void setHeaders(const Call &call, Response &response)
{
    response.setHeader("x-ms-request-id", call.requestId);
    response.setHeader("x-ms-correlation-request-id", arm::correlationOf(call));
    const std::string client = call.header("x-ms-client-request-id");
    if (!client.empty() && sameText(call.header("x-ms-return-client-request-id"), "true"))
        response.setHeader("x-ms-client-request-id", client);
}

} // namespace

Arm::Arm(World &world, const TokenService &tokens)
    : m_world(world)
    , m_tokens(tokens)
    , m_identities(world)
    , m_policies(world)
    , m_credentials(world, m_policies)
    , m_roleAssignments(world)
    , m_roleDefinitions(world)
    , m_clusters(world)
    , m_activity(world)
    , m_resourceGraph(world)
{
}

Response Arm::handle(const Call &call)
{
    Response response = answer(call);
    setHeaders(call, response);
    return response;
}

Response Arm::answer(const Call &call)
{
    if (call.segments.size() == 2 && call.pathStarts({"metadata", "endpoints"}))
        return arm::cloudMetadata(call, m_world.endpoints); // the one thing that needs no token
    const TokenService::Check check = m_tokens.check(call, Resource::Azure);
    if (!check.principal) {
        Response refusal = unauthorized(call.header("Authorization").empty() ? std::string() : check.problem);
        return check.challenged ? check.refused(std::move(refusal)) : refusal;
    }
    arm::ResourcePath path = arm::resourcePathOf(call);
    if (const std::optional<Response> refusal = arm::refusePath(path, call))
        return *refusal;
    const arm::Visit visit{call,
                           std::move(path),
                           *check.principal,
                           callerName(m_world.tenant, *check.principal),
                           arm::Access(m_world.tenant, check.principal->objectId),
                           call.queryValue("api-version")};
    Response response = route(visit);
    m_activity.note(visit, response);
    return response;
}

// `problem`: empty without a token.
Response Arm::unauthorized(const std::string &problem) const
{
    Unconfirmed which = Unconfirmed::ArmInvalidToken;
    if (problem.empty())
        which = Unconfirmed::ArmTokenMissing;
    else if (problem.find("expired") != std::string::npos)
        which = Unconfirmed::ArmTokenExpired;
    else if (problem.find("audience") != std::string::npos)
        which = Unconfirmed::ArmTokenAudience;
    Response response = arm::error(which, {problem});
    const std::string why =
        problem.empty() ? std::string("The authentication failed because of missing 'Authorization' header.") : problem;
    response.setHeader("WWW-Authenticate",
                       "Bearer authorization_uri=\"" + m_world.endpoints.base(ServiceKind::Login) + "/"
                           + m_world.tenant.id + "\", error=\"invalid_token\", error_description=\"" + why + "\"");
    return response;
}

Response Arm::route(const arm::Visit &visit)
{
    const arm::ResourcePath &path = visit.path;
    if (path.is("Microsoft.ManagedIdentity", "userAssignedIdentities"))
        return m_identities.handle(visit);
    if (path.is("Microsoft.ManagedIdentity", "userAssignedIdentities/federatedIdentityCredentials"))
        return m_credentials.handle(visit);
    if (path.is("Microsoft.Authorization", "roleAssignments"))
        return m_roleAssignments.handle(visit);
    if (path.is("Microsoft.Authorization", "roleDefinitions"))
        return m_roleDefinitions.handle(visit);
    if (path.is("Microsoft.Authorization", "permissions"))
        return permissions(visit);
    if (path.is("Microsoft.Authorization", "policyAssignments"))
        return m_policies.assignments(visit);
    if (path.is("Microsoft.Authorization", "policyDefinitions"))
        return m_policies.definitions(visit);
    if (path.is("Microsoft.ContainerService", "managedClusters"))
        return m_clusters.handle(visit);
    if (path.is("Microsoft.Insights", "eventtypes/values"))
        return m_activity.handle(visit);
    if (path.is("Microsoft.ResourceGraph", "resources") && path.isList() && path.scope.empty())
        return m_resourceGraph.handle(visit);
    if (visit.call.method != "GET" && visit.call.method != "HEAD")
        return arm::methodNotAllowed(visit.call);
    if (sameText(path.types.front(), "tenants"))
        return tenants(visit);
    return sameText(path.types.front(), "subscriptions") ? subscriptions(visit)
                                                         : arm::error(Unconfirmed::ArmPathUnknown);
}

// What the caller's own roles come to ("Permissions - List For Resource"); whoever holds none there gets an empty list.
Response Arm::permissions(const arm::Visit &visit) const
{
    if (visit.call.method != "GET")
        return arm::methodNotAllowed(visit.call);
    if (!visit.path.isList())
        return arm::error(Unconfirmed::ArmPathUnknown);
    const auto roles = visit.access.rolesAt(visit.path.scope);
    return arm::page(visit.call, roles.size(), 100, [&](size_t i) -> Json {
        return {{"actions", roles[i]->actions},
                {"notActions", roles[i]->notActions},
                {"dataActions", roles[i]->dataActions},
                {"notDataActions", roles[i]->notDataActions}};
    });
}

Response Arm::tenants(const arm::Visit &visit) const
{
    const Tenant &tenant = m_world.tenant;
    if (!visit.path.isList())
        return arm::error(Unconfirmed::ArmPathUnknown);
    const Json entity = {{"id", "/tenants/" + tenant.id},
                         {"tenantId", tenant.id},
                         {"countryCode", "NL"},
                         {"displayName", tenant.displayName},
                         {"domains", Json::array({tenant.domain})},
                         {"tenantCategory", "Home"},
                         {"defaultDomain", tenant.domain},
                         {"tenantType", "AAD"}};
    return jsonResponse(200, Json{{"value", Json::array({entity})}});
}

Response Arm::subscriptions(const arm::Visit &visit) const
{
    const Tenant &tenant = m_world.tenant;
    const arm::ResourcePath &path = visit.path;
    if (path.names.empty()) {
        std::vector<const Subscription *> visible;
        for (const Subscription &subscription : tenant.subscriptions) {
            if (visit.access.reaches("/subscriptions/" + subscription.id))
                visible.push_back(&subscription);
        }
        return arm::page(visit.call, visible.size(), 100,
                         [&](size_t i) { return subscriptionEntity(*visible[i], tenant.id); });
    }
    const std::string &id = path.names.front();
    const Subscription *wanted = tenant.subscription(id);
    if (wanted == nullptr || !visit.access.reaches("/subscriptions/" + wanted->id))
        return arm::error(404, "SubscriptionNotFound", "The subscription '" + id + "' could not be found.");
    if (path.types.size() == 1)
        return jsonResponse(200, subscriptionEntity(*wanted, tenant.id));
    return sameText(path.types.back(), "locations") ? locations(visit, *wanted) : resourceGroups(visit, *wanted);
}

Response Arm::locations(const arm::Visit &visit, const Subscription &subscription) const
{
    if (!visit.path.isList())
        return arm::error(Unconfirmed::ArmPathUnknown);
    const auto &known = arm::locations();
    return arm::page(visit.call, known.size(), known.size(), [&](size_t i) -> Json {
        const arm::Location &location = known[i];
        return {{"id", "/subscriptions/" + subscription.id + "/locations/" + location.name},
                {"name", location.name},
                {"type", "Region"},
                {"displayName", location.displayName},
                {"regionalDisplayName", std::string("(") + location.geography + ") " + location.displayName},
                {"metadata",
                 {{"regionType", "Physical"},
                  {"regionCategory", "Recommended"},
                  {"geographyGroup", location.geography},
                  {"physicalLocation", location.place}}}};
    });
}

Response Arm::resourceGroups(const arm::Visit &visit, const Subscription &subscription) const
{
    static constexpr char action[] = "Microsoft.Resources/subscriptions/resourceGroups/read";
    const std::string base = "/subscriptions/" + subscription.id + "/resourceGroups/";
    const auto entity = [&base](const ResourceGroup &group) -> Json {
        return {{"id", base + group.name},
                {"name", group.name},
                {"type", "Microsoft.Resources/resourceGroups"},
                {"location", group.location},
                {"properties", {{"provisioningState", "Succeeded"}}}};
    };
    if (!visit.path.isList()) {
        const std::string &name = visit.path.names.back();
        if (std::optional<Response> refusal = arm::forbid(visit, action, base + name))
            return *refusal;
        const ResourceGroup *group = subscription.group(name);
        if (group == nullptr)
            return arm::error(404, "ResourceGroupNotFound", "Resource group '" + name + "' could not be found.");
        // HEAD is how clients ask whether there is one.
        Response response = jsonResponse(visit.call.method == "HEAD" ? 204 : 200, entity(*group));
        if (response.status == 204)
            response.body.clear();
        return response;
    }
    std::vector<const ResourceGroup *> visible;
    for (const ResourceGroup &group : subscription.resourceGroups) {
        if (visit.access.allows(action, base + group.name))
            visible.push_back(&group);
    }
    return arm::page(visit.call, visible.size(), 100, [&](size_t i) { return entity(*visible[i]); });
}

} // namespace symbolon::demo
