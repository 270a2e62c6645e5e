// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_clusters.h"

#include "demo/arm_reply.h"
#include "demo/contoso.h"

namespace symbolon::demo::arm {

namespace {

constexpr char typeName[] = "Microsoft.ContainerService/managedClusters";

std::string idOf(const AksCluster &cluster)
{
    return "/subscriptions/" + cluster.subscriptionId + "/resourcegroups/" + cluster.resourceGroup + "/providers/"
        + typeName + "/" + cluster.name;
}

} // namespace

const std::vector<AksCluster> &clusters()
{
    static const std::string issuer = "https://westeurope.oic.prod-aks.azure.com/" + std::string(contoso::tenantId)
        + "/";
    static const std::vector<AksCluster> cast = {
        {contoso::prodSubscription, "rg-payments-prod", "aks-payments-prod", "westeurope",
         issuer + "e1a94c72-0b5d-48f3-8c6e-92d7a4f1b03c/"},
        {contoso::prodSubscription, "rg-platform-weu", "aks-platform", "westeurope",
         issuer + "7c2e5f90-a13b-4d68-9f07-5b8e2c4d1a66/"},
    };
    return cast;
}

Json clusterEntity(const AksCluster &cluster)
{
    const Json issuerProfile = {{"enabled", true}, {"issuerURL", cluster.issuer}};
    const Json properties = {{"provisioningState", "Succeeded"},
                             {"powerState", {{"code", "Running"}}},
                             {"kubernetesVersion", "1.33"},
                             {"dnsPrefix", cluster.name},
                             {"securityProfile", {{"workloadIdentity", {{"enabled", true}}}}},
                             {"oidcIssuerProfile", issuerProfile}};
    return {{"id", idOf(cluster)}, {"location", cluster.location}, {"name", cluster.name}, {"tags", Json::object()},
            {"type", typeName},    {"properties", properties}};
}

Response Clusters::handle(const Visit &visit) const
{
    static const std::string action = std::string(typeName) + "/read";
    if (visit.call.method != "GET")
        return methodNotAllowed(visit.call);
    const std::string group = visit.path.resourceGroup();
    if (visit.path.isList()) {
        if (std::optional<Response> missing = missingContainer(m_world.tenant, visit.path))
            return *missing;
    } else if (std::optional<Response> refusal = forbid(visit, action, requestedId(visit))) {
        return *refusal;
    }
    std::vector<const AksCluster *> found;
    for (const AksCluster &cluster : clusters()) {
        const bool inScope = sameText(cluster.subscriptionId, visit.path.subscription())
            && (group.empty() || sameText(cluster.resourceGroup, group))
            && (visit.path.isList() || sameText(cluster.name, visit.path.names.front()));
        if (inScope && visit.access.allows(action, idOf(cluster)))
            found.push_back(&cluster);
    }
    if (visit.path.isList())
        return page(visit.call, found.size(), 100, [&](size_t i) { return clusterEntity(*found[i]); });
    if (found.empty() || group.empty())
        return error(404, "ResourceNotFound",
                     "The Resource '" + std::string(typeName) + "/" + visit.path.names.front()
                         + "' under resource group '" + group
                         + "' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
    return jsonResponse(200, clusterEntity(*found.front()));
}

} // namespace symbolon::demo::arm
