// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/key_index.h"
#include "demo/model.h"

#include <string_view>

namespace symbolon::demo {

// What the tenant's administrators allow of federation altogether.
struct FederationPolicy
{
    bool disabled = false;                      // nothing but managed identities may be a credential
    std::vector<std::string> allowedIssuers;    // empty: every one
    std::vector<std::string> githubEnterprises; // slugs a GitHub token's claim has to name; empty: any
};

// Everything the directory and Azure know, with the look-ups that the services share. No lock of its own: Service holds
// one around each request.
struct Tenant
{
    std::string id;
    std::string displayName;
    std::string domain;
    std::string publicClientId; // appId of the desktop program

    std::vector<Application> applications;
    std::vector<Application> deletedApplications; // restorable for 30 days
    std::vector<ServicePrincipal> servicePrincipals;
    std::vector<ManagedIdentity> managedIdentities;
    std::vector<User> users;
    std::vector<Group> groups;
    std::vector<DirectoryRoleDefinition> directoryRoles;
    std::vector<DirectoryRoleAssignment> directoryRoleAssignments;
    std::vector<AppRoleAssignment> appRoleAssignments;
    std::vector<DelegatedGrant> delegatedGrants;
    std::vector<AzureRoleDefinition> azureRoles;
    std::vector<AzureRoleAssignment> azureRoleAssignments;
    std::vector<Subscription> subscriptions;
    FederationPolicy federation;

    // By object id, application id or user principal name; nullptr: there is none. They compare without case.
    [[nodiscard]] Application *application(std::string_view wanted);
    [[nodiscard]] const Application *application(std::string_view wanted) const;
    [[nodiscard]] Application *applicationByAppId(std::string_view wanted);
    [[nodiscard]] const Application *applicationByAppId(std::string_view wanted) const;
    [[nodiscard]] const ServicePrincipal *servicePrincipal(std::string_view wanted) const;
    [[nodiscard]] const ServicePrincipal *servicePrincipalByAppId(std::string_view wanted) const;
    [[nodiscard]] const ManagedIdentity *managedIdentityByClientId(std::string_view wanted) const;
    [[nodiscard]] const ManagedIdentity *managedIdentityByPrincipalId(std::string_view wanted) const;
    [[nodiscard]] ManagedIdentity *managedIdentity(std::string_view subscriptionId, std::string_view resourceGroup,
                                                   std::string_view name);
    [[nodiscard]] const User *user(std::string_view wanted) const;
    [[nodiscard]] const User *userByName(std::string_view wanted) const;
    [[nodiscard]] const Group *group(std::string_view wanted) const;
    [[nodiscard]] const DirectoryRoleDefinition *directoryRole(std::string_view wanted) const;
    [[nodiscard]] const AzureRoleDefinition *azureRole(std::string_view wanted) const;
    [[nodiscard]] const Subscription *subscription(std::string_view wanted) const;

    // Groups that hold the principal: directly, or through other groups too.
    [[nodiscard]] std::vector<const Group *> groupsOf(std::string_view principalId, bool transitive) const;
    // Directory role template ids the principal holds, through groups too.
    [[nodiscard]] std::set<std::string> directoryRolesOf(std::string_view principalId) const;
    // Whether the principal's Azure roles allow `action` at `scope` (assignments there or above, groups included).
    [[nodiscard]] bool azureAllows(std::string_view principalId, std::string_view action, std::string_view scope) const;
    // Whether the role's own actions, less its exclusions, hold `action`.
    [[nodiscard]] static bool roleAllows(const AzureRoleDefinition &role, std::string_view action);
    // The ARM id of a managed identity.
    [[nodiscard]] static std::string resourceId(const ManagedIdentity &identity);
    // Whether `scope` is `at` or lies below it: management groups hold their subscriptions.
    [[nodiscard]] bool scopeWithin(std::string_view scope, std::string_view at) const;

    // Look-ups follow elements that come and go by themselves. After a change of an element's own ids, call this.
    void forgetIndexes();

private:
    // Built by look-ups, which do not change what a tenant holds.
    struct Indexes
    {
        KeyIndex applications;
        KeyIndex applicationsByAppId;
        KeyIndex servicePrincipals;
        KeyIndex servicePrincipalsByAppId;
        KeyIndex identitiesByClientId;
        KeyIndex identitiesByPrincipalId;
        KeyIndex identitiesByResourceId;
        KeyIndex users;
        KeyIndex usersByName;
        KeyIndex groups;
    };
    mutable Indexes m_indexes;
};

} // namespace symbolon::demo
