// SPDX-License-Identifier: Apache-2.0
#include "demo/arm.h"

#include "demo/arm_reply.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

constexpr std::string_view subscriptionVersions[] = {"2016-06-01", "2019-11-01", "2020-01-01", "2021-01-01",
                                                     "2022-12-01"};
constexpr std::string_view groupVersions[] = {"2021-04-01", "2022-09-01", "2023-07-01", "2024-03-01"};
constexpr std::string_view identityVersions[] = {"2018-11-30",         "2022-01-31-preview", "2023-01-31",
                                                 "2023-07-31-preview", "2024-11-30",         "2025-01-31-preview",
                                                 "2025-05-31-preview", "2026-04-30",         "2026-05-31"};
constexpr std::string_view roleVersions[] = {"2018-01-01-preview", "2020-04-01-preview", "2022-04-01",
                                             "2022-05-01-preview"};

template<size_t count>
bool isOneOf(std::string_view text, const std::string_view (&known)[count])
{
    return std::find(std::begin(known), std::end(known), text) != std::end(known);
}

constexpr char readIdentity[] = "Microsoft.ManagedIdentity/userAssignedIdentities/read";

Json identityEntity(const ManagedIdentity &identity, const std::string &tenantId, const std::string &version)
{
    Json properties = {{"tenantId", tenantId}, {"principalId", identity.principalId}, {"clientId", identity.clientId}};
    if (version >= "2024-11-30")
        properties["isolationScope"] = "None";
    return {{"location", identity.location},
            {"tags", Json::object()},
            {"id", Tenant::resourceId(identity)},
            {"name", identity.name},
            {"type", "Microsoft.ManagedIdentity/userAssignedIdentities"},
            {"properties", std::move(properties)}};
}

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

// The position of "providers/{provider}" in the path; npos: not there.
size_t providerAt(const Call &call, std::string_view provider)
{
    for (size_t i = call.segments.size(); i-- > 1;) {
        if (sameText(call.segments[i], provider) && sameText(call.segments[i - 1], "providers"))
            return i - 1;
    }
    return std::string::npos;
}

bool versionKnown(const Call &call, const std::string &version)
{
    if (providerAt(call, "Microsoft.Authorization") != std::string::npos)
        return isOneOf(version, roleVersions);
    if (providerAt(call, "Microsoft.ManagedIdentity") != std::string::npos)
        return isOneOf(version, identityVersions);
    if (call.pathStarts({"subscriptions", "*", "resourcegroups"}))
        return isOneOf(version, groupVersions);
    return isOneOf(version, subscriptionVersions);
}

} // namespace

bool Arm::allowed(const Visit &visit, const std::string &action, const std::string &scope) const
{
    return m_world.tenant.azureAllows(visit.who.objectId, action, scope);
}

Response Arm::handle(const Call &call)
{
    const TokenService::Check check = m_tokens.check(call, Resource::Azure);
    if (!check.principal)
        return arm::error(Unconfirmed::ArmInvalidToken, check.problem);
    const std::string version = call.queryValue("api-version");
    if (version.empty())
        return arm::error(400, "MissingApiVersionParameter",
                          "The api-version query parameter (?api-version=) is required for all requests.");
    if (!versionKnown(call, version))
        return arm::error(Unconfirmed::ArmVersionUnknown, version);
    return route({call, *check.principal, version});
}

Response Arm::route(const Visit &visit)
{
    const Call &call = visit.call;
    const size_t authorizationProvider = providerAt(call, "Microsoft.Authorization");
    if (authorizationProvider != std::string::npos)
        return authorization(visit, authorizationProvider);
    if (providerAt(call, "Microsoft.ManagedIdentity") != std::string::npos)
        return identities(visit);
    if (call.method != "GET")
        return arm::methodNotAllowed();
    if (call.pathStarts({"subscriptions"}))
        return subscriptions(visit);
    if (call.segments.size() == 1 && call.pathStarts({"tenants"})) {
        const Json tenant = {{"id", "/tenants/" + m_world.tenant.id},
                             {"tenantId", m_world.tenant.id},
                             {"tenantCategory", "Home"},
                             {"displayName", m_world.tenant.displayName},
                             {"defaultDomain", m_world.tenant.domain},
                             {"domains", Json::array({m_world.tenant.domain})}};
        return jsonResponse(200, Json{{"value", Json::array({tenant})}});
    }
    return arm::error(404, "InvalidResourceType", "The resource type could not be found at '" + call.path + "'.");
}

Response Arm::subscriptions(const Visit &visit) const
{
    const Tenant &tenant = m_world.tenant;
    // Visible is what the caller holds any role at, above or inside.
    std::vector<const Subscription *> visible;
    for (const Subscription &subscription : tenant.subscriptions) {
        const std::string scope = "/subscriptions/" + subscription.id;
        bool held = false;
        for (const AzureRoleAssignment &assignment : tenant.azureRoleAssignments) {
            bool mine = assignment.principalId == visit.who.objectId;
            for (const Group *group : tenant.groupsOf(visit.who.objectId, true))
                mine = mine || assignment.principalId == group->id;
            held = held
                || (mine
                    && (tenant.scopeWithin(scope, assignment.scope) || tenant.scopeWithin(assignment.scope, scope)));
        }
        if (held)
            visible.push_back(&subscription);
    }
    const auto &segments = visit.call.segments;
    if (segments.size() == 1)
        return arm::page(visit.call, visible.size(), 100,
                         [&](size_t i) { return subscriptionEntity(*visible[i], tenant.id); });
    const Subscription *wanted = tenant.subscription(segments[1]);
    if (std::find(visible.begin(), visible.end(), wanted) == visible.end())
        return arm::error(404, "SubscriptionNotFound", "The subscription '" + segments[1] + "' could not be found.");
    if (segments.size() == 2)
        return jsonResponse(200, subscriptionEntity(*wanted, tenant.id));
    if (segments.size() <= 4 && sameText(segments[2], "resourceGroups"))
        return resourceGroups(visit, *wanted);
    return arm::error(404, "InvalidResourceType", "The resource type could not be found at '" + visit.call.path + "'.");
}

Response Arm::resourceGroups(const Visit &visit, const Subscription &subscription) const
{
    const std::string base = "/subscriptions/" + subscription.id + "/resourceGroups/";
    std::vector<const ResourceGroup *> visible;
    for (const ResourceGroup &group : subscription.resourceGroups) {
        if (allowed(visit, "Microsoft.Resources/subscriptions/resourceGroups/read", base + group.name))
            visible.push_back(&group);
    }
    const auto entity = [&base](const ResourceGroup &group) -> Json {
        return {{"id", base + group.name},
                {"name", group.name},
                {"type", "Microsoft.Resources/resourceGroups"},
                {"location", group.location},
                {"properties", {{"provisioningState", "Succeeded"}}}};
    };
    if (visit.call.segments.size() == 3)
        return arm::page(visit.call, visible.size(), 100, [&](size_t i) { return entity(*visible[i]); });
    for (const ResourceGroup *group : visible) {
        if (sameText(group->name, visit.call.segments[3]))
            return jsonResponse(200, entity(*group));
    }
    return arm::error(404, "ResourceGroupNotFound",
                      "Resource group '" + visit.call.segments[3] + "' could not be found.");
}

Response Arm::identities(const Visit &visit)
{
    const Call &call = visit.call;
    const auto &segments = call.segments;
    const bool inSubscription = call.pathStarts({"subscriptions", "*", "providers", "*", "userAssignedIdentities"});
    const bool inGroup =
        call.pathStarts({"subscriptions", "*", "resourceGroups", "*", "providers", "*", "userAssignedIdentities"});
    if (inSubscription && segments.size() == 5)
        return call.method == "GET" ? identityList(visit, segments[1], {}) : arm::methodNotAllowed();
    if (inGroup && segments.size() == 7)
        return call.method == "GET" ? identityList(visit, segments[1], segments[3]) : arm::methodNotAllowed();
    if (!inGroup || segments.size() > 10
        || (segments.size() > 8 && !sameText(segments[8], "federatedIdentityCredentials")))
        return arm::error(404, "InvalidResourceType", "The resource type could not be found at '" + call.path + "'.");

    const std::string scope = arm::pathOf(call, 8);
    ManagedIdentity *identity = m_world.tenant.managedIdentity(segments[1], segments[3], segments[7]);
    if (segments.size() > 8) {
        const std::string verb = call.method == "GET" ? "read" : call.method == "DELETE" ? "delete" : "write";
        const std::string action = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/"
            + verb;
        if (!allowed(visit, action, scope))
            return arm::error(Unconfirmed::ArmNotAuthorized, action);
        if (identity == nullptr)
            return arm::error(Unconfirmed::ArmParentNotFound, scope);
        return credentials(visit, *identity);
    }
    if (!allowed(visit, readIdentity, scope))
        return arm::error(Unconfirmed::ArmNotAuthorized, readIdentity);
    if (call.method != "GET")
        return arm::methodNotAllowed();
    if (identity == nullptr)
        return arm::notFound("Microsoft.ManagedIdentity/userAssignedIdentities/" + segments[7]);
    return jsonResponse(200, identityEntity(*identity, m_world.tenant.id, visit.version));
}

Response Arm::identityList(const Visit &visit, const std::string &subscription, const std::string &group) const
{
    if (m_world.tenant.subscription(subscription) == nullptr)
        return arm::error(404, "SubscriptionNotFound", "The subscription '" + subscription + "' could not be found.");
    std::vector<const ManagedIdentity *> found;
    for (const ManagedIdentity &identity : m_world.tenant.managedIdentities) {
        const bool inScope = sameText(identity.subscriptionId, subscription)
            && (group.empty() || sameText(identity.resourceGroup, group));
        if (inScope && allowed(visit, readIdentity, Tenant::resourceId(identity)))
            found.push_back(&identity);
    }
    return arm::page(visit.call, found.size(), m_world.armPageSize,
                     [&](size_t i) { return identityEntity(*found[i], m_world.tenant.id, visit.version); });
}

} // namespace symbolon::demo
