// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_entities.h"

#include "demo/graph_keys.h"

namespace symbolon::demo::graph {

namespace {

Json typed(const char *type, Json entity)
{
    auto &members = entity.get_ref<Json::object_t &>();
    Json::object_t result;
    result.reserve(members.size() + 1);
    result.emplace_back("@odata.type", std::string("#microsoft.graph.") + type);
    for (auto &member : members)
        result.emplace_back(member.first, std::move(member.second));
    return Json(std::move(result));
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

// Members in the order written, and of them only what is wanted.
class Members final
{
public:
    explicit Members(const Wanted &wanted)
        : m_wanted(wanted)
    {
        m_members.reserve(wanted.everything() ? 32 : 8);
    }

    template<typename Value>
    void add(const char *name, Value &&value)
    {
        if (m_wanted(name))
            m_members.emplace_back(name, Json(std::forward<Value>(value)));
    }

    template<typename Make>
    void make(const char *name, Make value)
    {
        if (m_wanted(name))
            m_members.emplace_back(name, value());
    }

    [[nodiscard]] Json object() { return Json(std::move(m_members)); }

private:
    const Wanted &m_wanted;
    Json::object_t m_members;
};

// A member that was written by a client and has no field of its own; else its default.
class Written final
{
public:
    explicit Written(const std::string &text)
        : m_members(text.empty() ? Json::object() : parseJson(text))
    {
    }

    [[nodiscard]] Json operator()(const char *name, const Json &otherwise) const
    {
        const auto found = m_members.find(name);
        return found == m_members.end() ? otherwise : *found;
    }

private:
    Json m_members;
};

Json noneOf(const std::string &text)
{
    return text.empty() ? Json(nullptr) : Json(text);
}

Json passwordCredentials(const std::vector<Secret> &secrets)
{
    Json list = Json::array();
    for (const Secret &secret : secrets)
        list.push_back(passwordCredential(secret));
    return list;
}

// What every application has that nobody configured further. Made once: a page holds a thousand copies.
struct ApplicationDefaults
{
    Json list = Json::array();
    Json api = {{"acceptMappedClaims", nullptr},
                {"knownClientApplications", Json::array()},
                {"oauth2PermissionScopes", Json::array()},
                {"preAuthorizedApplications", Json::array()},
                {"requestedAccessTokenVersion", nullptr}};
    Json web = {{"homePageUrl", nullptr}, {"logoutUrl", nullptr}, {"redirectUris", Json::array()}};
    Json redirects = {{"redirectUris", Json::array()}}; // of spa, and of publicClient without any
};

const ApplicationDefaults &applicationDefaults()
{
    static const ApplicationDefaults defaults;
    return defaults;
}

} // namespace

Json passwordCredential(const Secret &secret)
{
    return {{"customKeyIdentifier", nullptr},
            {"displayName", noneOf(secret.displayName)},
            {"endDateTime", secret.endDateTime},
            {"hint", noneOf(secret.hint)},
            {"keyId", secret.keyId},
            {"secretText", nullptr},
            {"startDateTime", secret.startDateTime}};
}

Json application(const Application &app, const Tenant &tenant, const Wanted &wanted)
{
    Members members(wanted);
    const Written written(app.written);
    const ApplicationDefaults &defaults = applicationDefaults();
    members.add("id", app.id);
    members.add("deletedDateTime", noneOf(app.deletedDateTime));
    members.add("appId", app.appId);
    members.add("applicationTemplateId", nullptr);
    members.add("disabledByMicrosoftStatus", nullptr);
    members.add("createdDateTime", app.createdDateTime);
    members.add("displayName", app.displayName);
    members.add("uniqueName", noneOf(app.uniqueName));
    members.add("publisherDomain", tenant.domain);
    members.add("signInAudience", app.signInAudience);
    for (const char *text : {"description", "groupMembershipClaims", "notes", "serviceManagementReference",
                             "optionalClaims", "tokenEncryptionKeyId", "samlMetadataUrl", "defaultRedirectUri"})
        members.make(text, [&] { return written(text, nullptr); });
    members.make("isFallbackPublicClient", [&] {
        return written("isFallbackPublicClient", app.redirectUris.empty() ? Json(nullptr) : Json(true));
    });
    for (const char *list : {"identifierUris", "tags", "addIns", "appRoles", "requiredResourceAccess"})
        members.make(list, [&] { return written(list, defaults.list); });
    members.make("keyCredentials", [&] { return shownKeys(app.keys, !wanted.everything()); });
    members.make("passwordCredentials", [&] { return passwordCredentials(app.secrets); });
    members.make("api", [&] { return written("api", defaults.api); });
    members.make("publicClient", [&] {
        return app.redirectUris.empty() ? defaults.redirects : Json{{"redirectUris", app.redirectUris}};
    });
    members.make("web", [&] { return written("web", defaults.web); });
    members.make("spa", [&] { return written("spa", defaults.redirects); });
    return members.object();
}

Json credential(const Credential &credential, bool beta, const Wanted &wanted)
{
    Members members(wanted);
    members.add("id", credential.id);
    members.add("name", credential.name);
    members.add("issuer", credential.issuer);
    members.add("subject", credential.subject ? Json(*credential.subject) : Json(nullptr));
    members.add("description", credential.description ? Json(*credential.description) : Json(nullptr));
    members.add("audiences", credential.audiences);
    if (beta) // v1.0 does not know the property: a flexible credential looks like one without a subject
        members.make("claimsMatchingExpression", [&] {
            return credential.expression ? Json{{"value", *credential.expression}, {"languageVersion", 1}}
                                         : Json(nullptr);
        });
    return members.object();
}

Json credentials(const std::vector<Credential> &list, bool beta, const Wanted &wanted, size_t most)
{
    Json result = Json::array();
    for (const Credential &entry : list) {
        if (result.size() < most)
            result.push_back(credential(entry, beta, wanted));
    }
    return result;
}

namespace {

Json appRole(const AppRole &role)
{
    return {{"allowedMemberTypes", Json::array({"Application"})},
            {"description", role.value},
            {"displayName", role.value},
            {"id", role.id},
            {"isEnabled", true},
            {"origin", "Application"},
            {"value", role.value}};
}

} // namespace

Json servicePrincipal(const ServicePrincipal &principal, const Wanted &wanted)
{
    Members members(wanted);
    const Written written(principal.written);
    members.add("id", principal.id);
    members.add("deletedDateTime", nullptr);
    members.add("accountEnabled", principal.accountEnabled);
    members.add("alternativeNames", principal.alternativeNames);
    members.add("appDisplayName", principal.displayName);
    members.add("appId", principal.appId);
    members.add("appOwnerOrganizationId", noneOf(principal.appOwnerOrganizationId));
    members.make("appRoleAssignmentRequired", [&] { return written("appRoleAssignmentRequired", false); });
    members.add("createdDateTime", principal.createdDateTime);
    members.add("displayName", principal.displayName);
    for (const char *text : {"description", "homepage", "loginUrl", "logoutUrl", "notes", "preferredSingleSignOnMode"})
        members.make(text, [&] { return written(text, nullptr); });
    members.make("servicePrincipalNames", [&] { return Json::array({principal.appId}); });
    members.add("servicePrincipalType", principal.type);
    members.add("signInAudience", principal.type == "Application" ? Json("AzureADMyOrg") : Json(nullptr));
    for (const char *list : {"tags", "replyUrls", "notificationEmailAddresses"})
        members.make(list, [&] { return written(list, Json::array()); });
    members.make("appRoles", [&] {
        Json roles = Json::array();
        for (const AppRole &role : principal.appRoles)
            roles.push_back(appRole(role));
        return roles;
    });
    for (const char *list : {"oauth2PermissionScopes", "keyCredentials", "passwordCredentials"})
        members.make(list, [] { return Json::array(); });
    return members.object();
}

Json user(const User &user, const Wanted &wanted)
{
    Members members(wanted);
    members.add("id", user.id);
    members.make("businessPhones", [] { return Json::array(); });
    members.add("displayName", user.displayName);
    members.make("givenName", [&] { return Json(givenName(user.displayName)); });
    members.add("jobTitle", user.jobTitle);
    members.add("mail", user.userPrincipalName);
    members.make("surname", [&] { return Json(surname(user.displayName)); });
    members.add("userPrincipalName", user.userPrincipalName);
    if (!wanted.everything()) { // only for those who ask
        members.add("accountEnabled", user.enabled);
        members.add("userType", user.guest ? "Guest" : "Member");
    }
    return members.object();
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
    std::string name;
    const char *type = "ServicePrincipal";
    if (const ServicePrincipal *principal = tenant.servicePrincipal(assignment.principalId)) {
        name = principal->displayName;
    } else if (const User *person = tenant.user(assignment.principalId)) {
        name = person->displayName;
        type = "User";
    } else if (const Group *members = tenant.group(assignment.principalId)) {
        name = members->displayName;
        type = "Group";
    }
    const ServicePrincipal *resource = tenant.servicePrincipal(assignment.resourceId);
    return {{"id", assignment.id},
            {"deletedDateTime", nullptr},
            {"appRoleId", assignment.appRoleId},
            {"createdDateTime", assignment.createdDateTime},
            {"principalDisplayName", noneOf(name)},
            {"principalId", assignment.principalId},
            {"principalType", type},
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

Json directoryObject(const Tenant &tenant, const std::string &id, const Wanted &wanted)
{
    if (const User *found = tenant.user(id))
        return typed("user", user(*found, wanted));
    if (const Group *found = tenant.group(id))
        return typed("group", narrowed(group(*found), wanted));
    if (const ServicePrincipal *found = tenant.servicePrincipal(id))
        return typed("servicePrincipal", servicePrincipal(*found, wanted));
    if (const Application *found = tenant.application(id))
        return typed("application", application(*found, tenant, wanted));
    return nullptr;
}

Json owners(const std::vector<std::string> &ids, const Tenant &tenant, const Wanted &wanted, size_t most)
{
    Json list = Json::array();
    for (const std::string &id : ids) {
        Json owner = list.size() < most ? directoryObject(tenant, id, wanted) : Json(nullptr);
        if (!owner.is_null())
            list.push_back(std::move(owner));
    }
    return list;
}

std::string directoryRoleId(const DirectoryRoleDefinition &role)
{
    return guidFor("role/" + role.templateId);
}

Json directoryRole(const DirectoryRoleDefinition &role)
{
    return {{"@odata.type", "#microsoft.graph.directoryRole"},
            {"id", directoryRoleId(role)},
            {"deletedDateTime", nullptr},
            {"description", nullptr},
            {"displayName", role.displayName},
            {"roleTemplateId", role.templateId}};
}

} // namespace symbolon::demo::graph
