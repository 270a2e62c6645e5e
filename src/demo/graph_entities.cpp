// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_entities.h"

#include "demo/contoso.h"

namespace symbolon::demo::graph {

namespace {

Json typed(const char *type, const Json &entity)
{
    Json result = {{"@odata.type", std::string("#microsoft.graph.") + type}};
    result.update(entity);
    return result;
}

std::string givenName(const std::string &displayName)
{
    return displayName.substr(0, displayName.find(' '));
}

std::string surname(const std::string &displayName)
{
    const size_t blank = displayName.rfind(' ');
    return blank == std::string::npos ? std::string() : displayName.substr(blank + 1);
}

Json passwordCredentials(const Application &app)
{
    Json secrets = Json::array();
    for (const Secret &secret : app.secrets) {
        secrets.push_back({{"customKeyIdentifier", nullptr},
                           {"displayName", secret.displayName},
                           {"endDateTime", secret.endDateTime},
                           {"hint", nullptr},
                           {"keyId", secret.keyId},
                           {"secretText", nullptr},
                           {"startDateTime", secret.startDateTime}});
    }
    return secrets;
}

} // namespace

Json application(const Application &app, const Tenant &tenant)
{
    return {{"id", app.id},
            {"deletedDateTime", nullptr},
            {"appId", app.appId},
            {"applicationTemplateId", nullptr},
            {"createdDateTime", app.createdDateTime},
            {"displayName", app.displayName},
            {"description", nullptr},
            {"groupMembershipClaims", nullptr},
            {"identifierUris", Json::array()},
            {"isFallbackPublicClient", app.redirectUris.empty() ? Json(nullptr) : Json(true)},
            {"notes", nullptr},
            {"publisherDomain", tenant.domain},
            {"serviceManagementReference", nullptr},
            {"signInAudience", app.signInAudience},
            {"tags", Json::array()},
            {"uniqueName", nullptr},
            {"appRoles", Json::array()},
            {"keyCredentials", Json::array()},
            {"passwordCredentials", passwordCredentials(app)},
            {"publicClient", {{"redirectUris", app.redirectUris}}},
            {"requiredResourceAccess", Json::array()},
            {"web", {{"redirectUris", Json::array()}}}};
}

Json credential(const Credential &credential, bool beta)
{
    Json result = {{"id", credential.id},
                   {"name", credential.name},
                   {"issuer", credential.issuer},
                   {"subject", credential.subject ? Json(*credential.subject) : Json(nullptr)},
                   {"description", credential.description ? Json(*credential.description) : Json(nullptr)},
                   {"audiences", credential.audiences}};
    if (beta) { // v1.0 does not know the property: a flexible credential looks like one without a subject
        result["claimsMatchingExpression"] = nullptr;
        if (credential.expression)
            result["claimsMatchingExpression"] = Json{{"value", *credential.expression}, {"languageVersion", 1}};
    }
    return result;
}

Json credentials(const std::vector<Credential> &list, bool beta)
{
    Json result = Json::array();
    for (const Credential &entry : list)
        result.push_back(credential(entry, beta));
    return result;
}

Json servicePrincipal(const ServicePrincipal &principal)
{
    Json roles = Json::array();
    for (const AppRole &role : principal.appRoles) {
        roles.push_back({{"allowedMemberTypes", Json::array({"Application"})},
                         {"description", role.value},
                         {"displayName", role.value},
                         {"id", role.id},
                         {"isEnabled", true},
                         {"origin", "Application"},
                         {"value", role.value}});
    }
    Json names = Json::array({principal.appId});
    return {{"id", principal.id},
            {"deletedDateTime", nullptr},
            {"accountEnabled", true},
            {"alternativeNames", principal.alternativeNames},
            {"appDisplayName", principal.displayName},
            {"appId", principal.appId},
            {"appOwnerOrganizationId",
             principal.appOwnerOrganizationId.empty() ? Json(nullptr) : Json(principal.appOwnerOrganizationId)},
            {"appRoleAssignmentRequired", false},
            {"createdDateTime", principal.createdDateTime},
            {"displayName", principal.displayName},
            {"notes", nullptr},
            {"servicePrincipalNames", std::move(names)},
            {"servicePrincipalType", principal.type},
            {"signInAudience", principal.type == "Application" ? Json("AzureADMyOrg") : Json(nullptr)},
            {"tags", Json::array()},
            {"appRoles", std::move(roles)},
            {"oauth2PermissionScopes", Json::array()},
            {"keyCredentials", Json::array()},
            {"passwordCredentials", Json::array()}};
}

Json user(const User &user)
{
    return {{"id", user.id},
            {"businessPhones", Json::array()},
            {"displayName", user.displayName},
            {"givenName", givenName(user.displayName)},
            {"jobTitle", user.jobTitle},
            {"mail", user.userPrincipalName},
            {"surname", surname(user.displayName)},
            {"userPrincipalName", user.userPrincipalName}};
}

Json group(const Group &group)
{
    return {{"id", group.id},
            {"deletedDateTime", nullptr},
            {"createdDateTime", "2023-01-10T09:00:00Z"},
            {"description", nullptr},
            {"displayName", group.displayName},
            {"groupTypes", Json::array()},
            {"isAssignableToRole", group.roleAssignable ? Json(true) : Json(nullptr)},
            {"mailEnabled", false},
            {"mailNickname", group.displayName},
            {"securityEnabled", true}};
}

Json directoryRoleDefinition(const DirectoryRoleDefinition &role, bool beta)
{
    Json result = {{"id", role.templateId},
                   {"description", nullptr},
                   {"displayName", role.displayName},
                   {"isBuiltIn", true},
                   {"isEnabled", true},
                   {"resourceScopes", Json::array({"/"})},
                   {"templateId", role.templateId},
                   {"version", "1"},
                   {"rolePermissions", Json::array()}};
    if (beta)
        result["isPrivileged"] = role.privileged;
    return result;
}

Json directoryRoleAssignment(const DirectoryRoleAssignment &assignment)
{
    return {{"id", assignment.id},
            {"principalId", assignment.principalId},
            {"directoryScopeId", assignment.directoryScopeId},
            {"roleDefinitionId", assignment.roleDefinitionId}};
}

Json appRoleAssignment(const AppRoleAssignment &assignment, const Tenant &tenant)
{
    const ServicePrincipal *principal = tenant.servicePrincipal(assignment.principalId);
    const ServicePrincipal *resource = tenant.servicePrincipal(assignment.resourceId);
    return {{"id", assignment.id},
            {"deletedDateTime", nullptr},
            {"appRoleId", assignment.appRoleId},
            {"createdDateTime", assignment.createdDateTime},
            {"principalDisplayName", principal == nullptr ? Json(nullptr) : Json(principal->displayName)},
            {"principalId", assignment.principalId},
            {"principalType", "ServicePrincipal"},
            {"resourceDisplayName", resource == nullptr ? Json(nullptr) : Json(resource->displayName)},
            {"resourceId", assignment.resourceId}};
}

Json organization(const Tenant &tenant)
{
    const Json domain = {{"capabilities", "Email, OfficeCommunicationsOnline"},
                         {"isDefault", true},
                         {"isInitial", true},
                         {"name", tenant.domain},
                         {"type", "Managed"}};
    return {{"id", tenant.id},
            {"deletedDateTime", nullptr},
            {"countryLetterCode", "NL"},
            {"createdDateTime", "2019-05-20T11:58:00Z"},
            {"displayName", tenant.displayName},
            {"tenantType", "AAD"},
            {"verifiedDomains", Json::array({domain})}};
}

Json directoryObject(const Tenant &tenant, const std::string &id)
{
    if (const User *found = tenant.user(id))
        return typed("user", user(*found));
    if (const Group *found = tenant.group(id))
        return typed("group", group(*found));
    if (const ServicePrincipal *found = tenant.servicePrincipal(id))
        return typed("servicePrincipal", servicePrincipal(*found));
    if (const Application *found = tenant.application(id))
        return typed("application", application(*found, tenant));
    return nullptr;
}

Json owners(const Application &app, const Tenant &tenant)
{
    Json list = Json::array();
    for (const std::string &id : app.owners) {
        Json owner = directoryObject(tenant, id);
        if (!owner.is_null())
            list.push_back(std::move(owner));
    }
    return list;
}

} // namespace symbolon::demo::graph
