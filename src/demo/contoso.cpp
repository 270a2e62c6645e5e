// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"

#include "demo/delegated_permissions.h"
#include "demo/text.h"

namespace symbolon::demo {

namespace contoso {

namespace {

constexpr char domain[] = "contoso.onmicrosoft.com";

User person(const std::string &name, const std::string &displayName, const std::string &title, bool mayWrite,
            bool offered = true)
{
    User made;
    made.id = userId(name);
    made.displayName = displayName;
    made.userPrincipalName = name + "@" + domain;
    made.jobTitle = title;
    made.scopes = {"User.Read",      "User.Read.All",        "Application.Read.All",          "Directory.Read.All",
                   "Group.Read.All", "GroupMember.Read.All", "RoleManagement.Read.Directory", "AuditLog.Read.All",
                   "Policy.Read.All"};
    if (mayWrite)
        made.scopes.insert({"Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All"});
    made.person = offered;
    return made;
}

// From the supplier of the mobile application: owns what he works on, and no more is known of him here.
User guest(const std::string &name, const std::string &displayName, const std::string &home)
{
    User made;
    made.id = userId(name);
    made.displayName = displayName;
    made.userPrincipalName = name + "_" + home + "#EXT#@" + domain;
    made.jobTitle = "Supplier";
    made.scopes = {"User.Read"};
    made.person = false;
    made.guest = true;
    return made;
}

// The one who consents for everybody, and may do herself whatever anybody could consent to.
User administrator(User made)
{
    made.administrator = true;
    for (const DelegatedPermission &permission : graphPermissions())
        made.scopes.insert(permission.name);
    return made;
}

ServicePrincipal firstParty(const std::string &appId, const std::string &displayName)
{
    ServicePrincipal made;
    made.id = servicePrincipalId(displayName);
    made.appId = appId;
    made.displayName = displayName;
    made.createdDateTime = "2019-05-20T12:00:00Z";
    made.appOwnerOrganizationId = microsoftTenantId;
    return made;
}

void addServicePrincipals(Tenant &tenant)
{
    ServicePrincipal graph = firstParty(graphAppId, "Microsoft Graph");
    graph.appRoles = graphAppRoles();
    tenant.servicePrincipals.push_back(std::move(graph));
    tenant.servicePrincipals.push_back(firstParty(azureAppId, "Windows Azure Service Management API"));
    tenant.servicePrincipals.push_back(firstParty(azureCliAppId, "Microsoft Azure CLI"));
    for (const Application &app : tenant.applications) {
        // Two registrations were never given a service principal: nothing can sign in as them.
        if (app.displayName == "survey-tool-draft" || app.displayName == "ml-notebooks-poc")
            continue;
        ServicePrincipal made;
        made.id = servicePrincipalId(app.displayName);
        made.appId = app.appId;
        made.displayName = app.displayName;
        made.createdDateTime = app.createdDateTime;
        made.appOwnerOrganizationId = tenantId;
        tenant.servicePrincipals.push_back(std::move(made));
    }
    for (const ManagedIdentity &identity : tenant.managedIdentities) {
        ServicePrincipal made;
        made.id = identity.principalId;
        made.appId = identity.clientId;
        made.displayName = identity.name;
        made.type = "ManagedIdentity";
        made.createdDateTime = "2024-03-04T10:00:00Z";
        made.alternativeNames = {"isExplicit=True", Tenant::resourceId(identity)};
        tenant.servicePrincipals.push_back(std::move(made));
    }
}

void addSubscriptions(Tenant &tenant)
{
    tenant.subscriptions = {{prodSubscription, "sub-contoso-prod", managementGroup, {}},
                            {erpSubscription, "sub-contoso-erp", managementGroup, {}},
                            {edgeSubscription, "sub-contoso-edge", managementGroup, {}}};
    for (Subscription &subscription : tenant.subscriptions) {
        for (const ManagedIdentity &identity : tenant.managedIdentities) {
            bool known = identity.subscriptionId != subscription.id;
            for (const ResourceGroup &group : subscription.resourceGroups)
                known = known || group.name == identity.resourceGroup;
            if (!known)
                subscription.resourceGroups.push_back({identity.resourceGroup, identity.location});
        }
    }
}

} // namespace

std::string applicationId(const std::string &name)
{
    return name == "gh-platform-deploy" ? "d2706e4f-58ab-41c9-9be3-7f14c0a8e562" : guidFor("application/" + name);
}

std::string servicePrincipalId(const std::string &name)
{
    return guidFor("principal/" + name);
}

std::string userId(const std::string &name)
{
    return guidFor("user/" + name);
}

std::string groupId(const std::string &name)
{
    return guidFor("group/" + name);
}

std::vector<User> users()
{
    return {
        administrator(person("m.reyes", "Maria Reyes", "Application Administrator", true)),
        person("a.tanaka", "Aiko Tanaka", "Security auditor, reads only", false),
        person("d.novak", "Dana Novak", "Platform engineer", true),
        person("j.ortiz", "Jon Ortiz", "Data engineer", true),
        person("s.khan", "Samira Khan", "ERP release manager", true, false),
        person("p.lind", "Petra Lind", "Collaboration engineer", true, false),
        guest("l.moreau", "Luc Moreau", "adatum.com"),
    };
}

std::vector<Group> groups()
{
    return {
        // Holds a directory role: everybody and everything in it does, too.
        {groupId("grp-hr-automation"), "grp-hr-automation", true, {servicePrincipalId("graph-user-provisioning")}},
        // Nested: members of the first hold what the second was granted.
        {groupId("grp-edge-telemetry"), "grp-edge-telemetry", false, {servicePrincipalId("id-arc-store-pos")}},
        {groupId("grp-telemetry-publishers"), "grp-telemetry-publishers", false, {groupId("grp-edge-telemetry")}},
        {groupId("grp-platform-team"), "grp-platform-team", false, {userId("d.novak"), userId("m.reyes")}},
        {groupId("grp-data-team"), "grp-data-team", false, {userId("j.ortiz"), userId("s.khan")}},
        {groupId("grp-breakglass"), "grp-breakglass", true, {servicePrincipalId("breakglass-rotation")}},
    };
}

} // namespace contoso

Tenant contosoTenant()
{
    Tenant tenant;
    tenant.id = contoso::tenantId;
    tenant.displayName = "Contoso";
    tenant.domain = contoso::domain;
    tenant.applications = contoso::federatedApplications();
    for (Application &app : contoso::otherApplications())
        tenant.applications.push_back(std::move(app));
    tenant.publicClientId = guidFor("client/Symbolon");
    tenant.managedIdentities = contoso::federatedIdentities();
    for (ManagedIdentity &identity : contoso::otherIdentities())
        tenant.managedIdentities.push_back(std::move(identity));
    contoso::addServicePrincipals(tenant);
    contoso::addSubscriptions(tenant);
    tenant.users = contoso::users();
    tenant.groups = contoso::groups();
    tenant.directoryRoles = contoso::directoryRoleDefinitions();
    tenant.azureRoles = contoso::azureRoleDefinitions();
    contoso::grant(tenant);
    contoso::consent(tenant);
    return tenant;
}

} // namespace symbolon::demo
