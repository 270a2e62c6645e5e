// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What a tenant holds, as plain values. Names follow Microsoft Graph and Azure Resource Manager.
namespace symbolon::demo {

// Microsoft Graph federatedIdentityCredential; on managed identities the same without id and description.
struct Credential
{
    std::string id;
    std::string name;
    std::string issuer;
    std::optional<std::string> subject;
    std::optional<std::string> expression; // claimsMatchingExpression.value; languageVersion is always 1
    std::vector<std::string> audiences;
    std::optional<std::string> description;
    // When a client wrote it: the token endpoint learns of it later. The epoch: it was there from the beginning.
    std::chrono::system_clock::time_point written{};
};

struct Secret // passwordCredential; the text itself is never kept
{
    std::string keyId;
    std::string displayName;
    std::string startDateTime;
    std::string endDateTime;
    std::string hash = {}; // sha256 of the text; empty: nobody knows it any more
    std::string hint = {}; // the first three characters of the text
};

struct KeyCredential // a certificate whose holder may sign client assertions
{
    std::string keyId;
    std::string displayName;
    std::string startDateTime;
    std::string endDateTime;
    std::string certificate; // X.509, DER
};

struct Application
{
    std::string id;
    std::string appId;
    std::string displayName;
    std::string createdDateTime;
    std::string signInAudience = "AzureADMyOrg";
    std::vector<std::string> owners; // object ids
    std::vector<Credential> credentials;
    std::vector<Secret> secrets;
    std::vector<KeyCredential> keys;
    std::vector<std::string> redirectUris; // of the platform "mobile and desktop"
    std::string uniqueName;                // an alternate key, set once
    std::string deletedDateTime;           // of one in the bin
    std::string written;                   // a JSON object: what clients wrote of members without a field here
};

struct AppRole
{
    std::string id;
    std::string value;
};

struct ServicePrincipal
{
    std::string id;
    std::string appId;
    std::string displayName;
    std::string type = "Application"; // or ManagedIdentity
    std::string createdDateTime;
    std::string appOwnerOrganizationId;
    std::vector<std::string> alternativeNames;
    std::vector<AppRole> appRoles;
    std::vector<std::string> owners; // object ids
    bool accountEnabled = true;
    std::string written; // a JSON object: what clients wrote of members without a field here
};

// oauth2PermissionGrant: what somebody consented to.
struct DelegatedGrant
{
    std::string id;
    std::string clientId;    // object id of the client's service principal
    std::string consentType; // AllPrincipals or Principal
    std::string principalId; // the user, with Principal
    std::string resourceId;  // object id of the resource's service principal
    std::string scope;       // permissions with blanks between
};

struct ManagedIdentity
{
    std::string subscriptionId;
    std::string resourceGroup;
    std::string name;
    std::string location;
    std::string clientId;
    std::string principalId;
    std::vector<Credential> credentials;
    bool federationSupported = true; // some regions answer 405 to everything about federated credentials
    std::vector<std::pair<std::string, std::string>> tags{};
    std::string isolationScope = "None"; // or Regional
};

struct User
{
    std::string id;
    std::string displayName;
    std::string userPrincipalName;
    std::string jobTitle;
    std::set<std::string> scopes; // what the account itself may do: no token lets it do more, whatever was consented to
    bool person = true;           // offered on the sign-in page
    bool administrator = false;   // consents to what only administrators can, and for everybody
    bool guest = false;           // invited from another organization
    bool enabled = true;
};

struct Group
{
    std::string id;
    std::string displayName;
    bool roleAssignable = false;
    std::vector<std::string> members; // object ids of users, groups and service principals
};

struct DirectoryRoleDefinition
{
    std::string templateId; // also its id in every tenant
    std::string displayName;
    bool privileged = false;
};

struct DirectoryRoleAssignment
{
    std::string id;
    std::string principalId;
    std::string roleDefinitionId;
    std::string directoryScopeId = "/";
};

struct AppRoleAssignment
{
    std::string id;
    std::string principalId;
    std::string resourceId; // object id of the resource's service principal
    std::string appRoleId;
    std::string createdDateTime;
};

struct AzureRoleDefinition
{
    std::string id; // GUID
    std::string roleName;
    std::string description;
    std::vector<std::string> actions;
    std::vector<std::string> notActions;
    std::vector<std::string> dataActions;
    std::vector<std::string> notDataActions{};
    std::vector<std::string> assignableScopes{}; // empty: a built-in role, assignable everywhere
};

struct AzureRoleAssignment
{
    std::string id; // GUID
    std::string scope;
    std::string roleDefinitionId; // GUID
    std::string principalId;
    std::string principalType;
    std::string createdOn;
    std::string createdBy{}; // object id; empty: nobody knows any more
    std::string updatedOn{}; // empty: as created
    std::string description{};
    std::string condition{};
    std::string conditionVersion{};
};

struct ResourceGroup
{
    std::string name;
    std::string location;
};

struct Subscription
{
    std::string id;
    std::string displayName;
    std::string managementGroup;
    std::vector<ResourceGroup> resourceGroups;

    [[nodiscard]] const ResourceGroup *group(std::string_view wanted) const; // without case; nullptr: there is none
};

} // namespace symbolon::demo
