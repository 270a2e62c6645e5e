// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"
#include "demo/text.h"

// Who may do what: Azure roles with Microsoft's own identifiers, and the grants that make some identities dangerous.
namespace symbolon::demo::contoso {

namespace {

std::string subscriptionScope(const char *subscription)
{
    return "/subscriptions/" + std::string(subscription);
}

std::string groupScope(const char *subscription, const std::string &group)
{
    return subscriptionScope(subscription) + "/resourceGroups/" + group;
}

std::string rootScope()
{
    return "/providers/Microsoft.Management/managementGroups/" + std::string(managementGroup);
}

class Grants final
{
public:
    explicit Grants(Tenant &tenant)
        : m_tenant(tenant)
    {
    }

    void azure(const std::string &role, const std::string &scope, const std::string &principalId,
               const std::string &principalType = "ServicePrincipal")
    {
        const std::string id = guidFor("azure/" + role + scope + principalId);
        for (const AzureRoleDefinition &definition : m_tenant.azureRoles) {
            if (definition.roleName == role)
                m_tenant.azureRoleAssignments.push_back(
                    {id, scope, definition.id, principalId, principalType, "2024-05-06T09:00:00.0000000Z"});
        }
    }

    void directory(const std::string &role, const std::string &principalId)
    {
        for (const DirectoryRoleDefinition &definition : m_tenant.directoryRoles) {
            if (definition.displayName == role)
                m_tenant.directoryRoleAssignments.push_back({base64Url(sha256(role + principalId)).substr(0, 39) + "-1",
                                                             principalId, definition.templateId, "/"});
        }
    }

    void permission(const std::string &value, const std::string &name)
    {
        const std::string graph = servicePrincipalId("Microsoft Graph");
        const std::string id = base64Url(sha256("grant/" + value + name));
        for (const AppRole &role : graphAppRoles()) {
            if (role.value == value)
                m_tenant.appRoleAssignments.push_back(
                    {id, servicePrincipalId(name), graph, role.id, "2024-02-19T10:15:00Z"});
        }
    }

private:
    Tenant &m_tenant;
};

void grantAzure(Grants &grants)
{
    const std::string prod = subscriptionScope(prodSubscription);
    const std::string registry = groupScope(prodSubscription, "rg-platform-weu")
        + "/providers/Microsoft.ContainerRegistry/registries/crcontoso";
    const std::string lake = groupScope(prodSubscription, "rg-analytics")
        + "/providers/Microsoft.Storage/storageAccounts/stlake";
    const std::string deploy = servicePrincipalId("gh-platform-deploy");
    grants.azure("Owner", prod, deploy);
    grants.azure("AcrPush", registry, deploy);
    grants.azure("Reader", rootScope(), deploy);
    grants.azure("Owner", rootScope(), servicePrincipalId("terraform-landing-zones"));
    grants.azure("Storage Blob Data Owner", lake, servicePrincipalId("gitlab-data-pipelines"));
    grants.azure("Contributor", subscriptionScope(erpSubscription), servicePrincipalId("ado-erp-release"));
    grants.azure("Storage Queue Data Reader",
                 groupScope(prodSubscription, "rg-loyalty") + "/providers/Microsoft.Storage/storageAccounts/stsync",
                 servicePrincipalId("aws-cognito-mobile-sync"));
    grants.azure("Cost Management Reader", groupScope(prodSubscription, "billing"),
                 servicePrincipalId("gcp-billing-export"));
    grants.azure("IoT Hub Data Contributor",
                 groupScope(edgeSubscription, "rg-factory-iot") + "/providers/Microsoft.Devices/IotHubs/iot-factory",
                 servicePrincipalId("id-spire-factory-edge"));
    grants.azure("Key Vault Secrets User",
                 groupScope(edgeSubscription, "rg-stores-edge") + "/providers/Microsoft.KeyVault/vaults/kv-stores",
                 servicePrincipalId("id-arc-store-pos"));
    grants.azure("Key Vault Secrets User",
                 groupScope(prodSubscription, "rg-payments-prod") + "/providers/Microsoft.KeyVault/vaults/kv-payments",
                 servicePrincipalId("id-aks-payments-prod"));
    grants.azure("Storage Blob Data Reader", lake, servicePrincipalId("id-eks-analytics-bridge"));
    grants.azure("DNS Zone Contributor", groupScope(prodSubscription, "rg-dns"),
                 servicePrincipalId("id-aks-ingress-dns"));
    grants.azure("AcrPull", registry, servicePrincipalId("id-gke-ml-scoring"));
    grants.azure("AcrPull", registry, servicePrincipalId("id-acr-mirror"));
    grants.azure("Key Vault Administrator", prod, servicePrincipalId("id-keyvault-rotation"));
    grants.azure("Monitoring Metrics Publisher", groupScope(edgeSubscription, "rg-stores-edge"),
                 groupId("grp-telemetry-publishers"), "Group");
    grants.azure("Owner", rootScope(), userId("m.reyes"), "User");
    grants.azure("Reader", rootScope(), userId("a.tanaka"), "User");
    grants.azure("Contributor", prod, groupId("grp-platform-team"), "Group");
    grants.azure("Managed Identity Contributor", groupScope(prodSubscription, "rg-analytics"), groupId("grp-data-team"),
                 "Group");
    grants.azure("Reader", subscriptionScope(erpSubscription), groupId("grp-data-team"), "Group");
}

} // namespace

std::vector<AzureRoleDefinition> azureRoleDefinitions()
{
    return {
        {"8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
         "Owner",
         "Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.",
         {"*"},
         {},
         {}},
        {"b24988ac-6180-42a0-ab88-20f7382dd24c",
         "Contributor",
         "Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC.",
         {"*"},
         {"Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write",
          "Microsoft.Authorization/elevateAccess/Action"},
         {}},
        {"acdd72a7-3385-48ef-bd42-f606fba81ae7",
         "Reader",
         "View all resources, but does not allow you to make any changes.",
         {"*/read"},
         {},
         {}},
        {"18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
         "User Access Administrator",
         "Lets you manage user access to Azure resources.",
         {"*/read", "Microsoft.Authorization/*"},
         {},
         {}},
        {"f58310d9-a9f6-439a-9e8d-f62e7b41a168",
         "Role Based Access Control Administrator",
         "Manage access to Azure resources by assigning roles using Azure RBAC.",
         {"Microsoft.Authorization/roleAssignments/write", "Microsoft.Authorization/roleAssignments/delete", "*/read"},
         {},
         {}},
        {"e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
         "Managed Identity Contributor",
         "Create, read, update, and delete user-assigned identities.",
         {"Microsoft.ManagedIdentity/userAssignedIdentities/*", "Microsoft.Authorization/*/read",
          "Microsoft.Resources/subscriptions/resourceGroups/read"},
         {},
         {}},
        {"7e559ce2-48d7-4b27-9128-fa1b247f1308",
         "Managed Identity Federated Identity Credential Contributor",
         "Create, read, update and delete federated identity credentials of user-assigned identities.",
         {"Microsoft.ManagedIdentity/userAssignedIdentities/read",
          "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/*"},
         {},
         {}},
        {"8311e382-0749-4cb8-b61a-304f252e45ec",
         "AcrPush",
         "acr push",
         {"Microsoft.ContainerRegistry/registries/pull/read", "Microsoft.ContainerRegistry/registries/push/write"},
         {},
         {}},
        {"7f951dda-4ed3-4680-a7ca-43fe172d538d",
         "AcrPull",
         "acr pull",
         {"Microsoft.ContainerRegistry/registries/pull/read"},
         {},
         {}},
        {"b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
         "Storage Blob Data Owner",
         "Allows for full access to Azure Storage blob containers and data.",
         {"Microsoft.Storage/storageAccounts/blobServices/containers/*"},
         {},
         {"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"}},
        {"2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
         "Storage Blob Data Reader",
         "Allows for read access to Azure Storage blob containers and data.",
         {"Microsoft.Storage/storageAccounts/blobServices/containers/read"},
         {},
         {"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"}},
        {"19e7f393-937e-4f77-808e-94535e297925",
         "Storage Queue Data Reader",
         "Allows for read access to Azure Storage queues and queue messages.",
         {"Microsoft.Storage/storageAccounts/queueServices/queues/read"},
         {},
         {"Microsoft.Storage/storageAccounts/queueServices/queues/messages/read"}},
        {"72fafb9e-0641-4937-9268-a91bfd8191a3",
         "Cost Management Reader",
         "Can view cost data and configuration.",
         {"Microsoft.Consumption/*/read", "Microsoft.CostManagement/*/read"},
         {},
         {}},
        {"4fc6c259-987e-4a07-842e-c321cc9d413f",
         "IoT Hub Data Contributor",
         "Allows for full access to IoT Hub data plane operations.",
         {},
         {},
         {"Microsoft.Devices/IotHubs/*"}},
        {"4633458b-17de-408a-b874-0445c86b69e6",
         "Key Vault Secrets User",
         "Read secret contents.",
         {},
         {},
         {"Microsoft.KeyVault/vaults/secrets/getSecret/action",
          "Microsoft.KeyVault/vaults/secrets/readMetadata/action"}},
        {"00482a5a-887f-4fb3-b363-3b7fe8e74483",
         "Key Vault Administrator",
         "Perform all data plane operations on a key vault and all objects in it.",
         {"Microsoft.Authorization/*/read", "Microsoft.KeyVault/vaults/*/read"},
         {},
         {"Microsoft.KeyVault/vaults/*"}},
        {"befefa01-2a29-4197-83a8-272ff33ce314",
         "DNS Zone Contributor",
         "Lets you manage DNS zones and record sets in Azure DNS.",
         {"Microsoft.Authorization/*/read", "Microsoft.Network/dnsZones/*"},
         {},
         {}},
        {"3913510d-42f4-4e42-8a64-420c390055eb",
         "Monitoring Metrics Publisher",
         "Enables publishing metrics against Azure resources",
         {"Microsoft.Insights/Register/Action"},
         {},
         {"Microsoft.Insights/Metrics/Write"}},
    };
}

void grant(Tenant &tenant)
{
    Grants grants(tenant);
    grantAzure(grants);
    grants.permission("Directory.Read.All", "gh-platform-deploy");
    grants.permission("Application.Read.All", "terraform-landing-zones");
    grants.permission("Directory.ReadWrite.All", "graph-user-provisioning");
    grants.permission("Group.ReadWrite.All", "graph-user-provisioning");
    grants.permission("Sites.FullControl.All", "legacy-sharepoint-migrator");
    grants.permission("User.Read.All", "hr-portal");
    grants.permission("User.Read.All", "jira-scim");
    grants.permission("Group.Read.All", "jira-scim");
    grants.permission("Mail.Send", "marketing-newsletter");
    grants.permission("AuditLog.Read.All", "incident-bot");
    grants.directory("Application Administrator", groupId("grp-hr-automation"));
    grants.directory("Privileged Role Administrator", groupId("grp-breakglass"));
    grants.directory("Application Administrator", userId("m.reyes"));
    grants.directory("Security Reader", userId("a.tanaka"));
    grants.directory("Application Developer", userId("d.novak"));
    grants.directory("Directory Readers", servicePrincipalId("hr-portal"));
}

} // namespace symbolon::demo::contoso
