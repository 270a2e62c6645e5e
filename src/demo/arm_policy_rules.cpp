// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_policy_rules.h"

#include "demo/text.h"

#include <algorithm>

namespace symbolon::demo::arm {

namespace {

constexpr char issuersPolicy[] = "2571b7c3-3056-4a61-b00a-9bc5232234f5";
constexpr char githubPolicy[] = "fd1a8e20-2c4f-4a6c-9354-b58d786d9a1f";
constexpr char aksPolicy[] = "ae62c456-33de-4dc8-b100-7ce9028a7d99";
constexpr char typesPolicy[] = "6c112d4e-5bc7-47ae-a041-ea2d9dccd749";
constexpr char credentialType[] = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials";

constexpr char githubIssuer[] = "https://token.actions.githubusercontent.com";
constexpr std::string_view aksDomain = ".oic.prod-aks.azure.com";

Json parameterOf(const AzurePolicyAssignment &assignment, const std::string &name)
{
    const Json given = parseJson(assignment.parameters);
    if (given.is_object() && given.contains(name) && given[name].is_object() && given[name].contains("value"))
        return given[name]["value"];
    const PolicyDefinition *definition = policyDefinition(assignment.definitionId);
    if (definition == nullptr)
        return nullptr;
    for (const PolicyDefinition::Parameter &parameter : definition->parameters) {
        if (name == parameter.name)
            return parseJson(parameter.defaultValue);
    }
    return nullptr;
}

bool isOn(const AzurePolicyAssignment &assignment, const char *name)
{
    const Json value = parameterOf(assignment, name);
    return value.is_boolean() && value.get<bool>();
}

bool lists(const AzurePolicyAssignment &assignment, const char *name, const std::string &wanted)
{
    const Json values = parameterOf(assignment, name);
    return values.is_array() && std::any_of(values.begin(), values.end(), [&wanted](const Json &value) {
               return value.is_string() && sameText(value.get_ref<const std::string &>(), wanted);
           });
}

// An AKS issuer's region and tenant: https://{region}.oic.prod-aks.azure.com/{tenant}/{cluster}/
struct AksIssuer
{
    std::string region;
    std::string tenant;
};

std::optional<AksIssuer> aksIssuer(const std::string &issuer)
{
    const std::vector<std::string> parts = split(issuer, '/');
    if (parts.size() < 4 || parts[0] != "https:" || parts[2].size() <= aksDomain.size()
        || parts[2].substr(parts[2].size() - aksDomain.size()) != aksDomain)
        return std::nullopt;
    return AksIssuer{parts[2].substr(0, parts[2].size() - aksDomain.size()), parts[3]};
}

bool issuerIsForeign(const AzurePolicyAssignment &assignment, const std::string &issuer)
{
    if (!isOn(assignment, "allowFederatedCredentials"))
        return true;
    const bool allowed = (isOn(assignment, "allowAKS") && aksIssuer(issuer))
        || (isOn(assignment, "allowGitHub") && issuer == githubIssuer)
        || (isOn(assignment, "allowAWS") && issuer == "https://cognito-identity.amazonaws.com")
        || (isOn(assignment, "allowGCS") && issuer == "https://accounts.google.com");
    return !allowed && !lists(assignment, "allowedIssuerExceptions", issuer);
}

// repo:{owner}/{repository}:… ; in the new subjects {owner} is owner@id, which the rule does not take apart.
bool ownerIsForeign(const AzurePolicyAssignment &assignment, const Credential &credential)
{
    if (credential.issuer != githubIssuer)
        return false;
    const std::vector<std::string> parts = split(credential.subject.value_or(std::string()), ':');
    const std::string repository = parts.size() > 1 ? parts[1] : std::string();
    return !lists(assignment, "allowedRepoOwners", repository.substr(0, repository.find('/')))
        && !lists(assignment, "allowedRepoExceptions", repository);
}

bool clusterIsForeign(const AzurePolicyAssignment &assignment, const std::string &issuer)
{
    const std::optional<AksIssuer> cluster = aksIssuer(issuer);
    if (!cluster || lists(assignment, "allowedClusterExceptions", issuer))
        return false;
    return !lists(assignment, "allowedTenants", cluster->tenant)
        || !lists(assignment, "allowedLocations", cluster->region);
}

} // namespace

// Names and parameters: the built-in policy definitions of category Managed Identity, and the general one.
const std::vector<PolicyDefinition> &policyDefinitions()
{
    static const std::vector<PolicyDefinition> table = {
        {issuersPolicy,
         "[Preview]: Managed Identity Federated Credentials should be from allowed issuer types",
         "This policy limits whether Managed Identities can use federated credentials, which common issuer types are "
         "allowed, and provides a list of allowed issuer exceptions.",
         "Managed Identity",
         "Audit",
         {{"allowFederatedCredentials", "Boolean", "true"},
          {"allowAKS", "Boolean", "true"},
          {"allowGitHub", "Boolean", "true"},
          {"allowAWS", "Boolean", "true"},
          {"allowGCS", "Boolean", "true"},
          {"allowedIssuerExceptions", "Array", "[]"}}},
        {githubPolicy,
         "[Preview]: Managed Identity Federated Credentials from GitHub should be from trusted repository owners",
         "This policy limits federation with GitHub repos to only approved repository owners.",
         "Managed Identity",
         "Audit",
         {{"allowedRepoOwners", "Array", "[]"}, {"allowedRepoExceptions", "Array", "[]"}}},
        {aksPolicy,
         "[Preview]: Managed Identity Federated Credentials from Azure Kubernetes should be from trusted sources",
         "This policy limits federation with Azure Kubernetes clusters to only clusters from approved tenants, "
         "approved "
         "regions, and a specific exception list of additional clusters.",
         "Managed Identity",
         "Audit",
         {{"allowedTenants", "Array", "[]"},
          {"allowedLocations", "Array", "[]"},
          {"allowedClusterExceptions", "Array", "[]"}}},
        {typesPolicy,
         "Not allowed resource types",
         "Restrict which resource types can be deployed in your environment.",
         "General",
         "Deny",
         {{"listOfResourceTypesNotAllowed", "Array", "[]"}}},
    };
    return table;
}

const PolicyDefinition *policyDefinition(const std::string &wanted)
{
    const std::string id = wanted.substr(wanted.rfind('/') + 1);
    const auto &table = policyDefinitions();
    const auto found =
        std::find_if(table.begin(), table.end(), [&id](const PolicyDefinition &one) { return sameText(one.id, id); });
    return found == table.end() ? nullptr : &*found;
}

std::string effectOf(const AzurePolicyAssignment &assignment)
{
    const Json given = parameterOf(assignment, "effect");
    const PolicyDefinition *definition = policyDefinition(assignment.definitionId);
    const std::string fallback = definition == nullptr ? "Disabled" : definition->defaultEffect;
    return given.is_string() ? given.get<std::string>() : fallback;
}

bool isAgainst(const AzurePolicyAssignment &assignment, const Credential &credential)
{
    const PolicyDefinition *definition = policyDefinition(assignment.definitionId);
    const std::string_view id = definition == nullptr ? "" : definition->id;
    if (id == issuersPolicy)
        return issuerIsForeign(assignment, credential.issuer);
    if (id == githubPolicy)
        return ownerIsForeign(assignment, credential);
    if (id == aksPolicy)
        return clusterIsForeign(assignment, credential.issuer);
    return id == typesPolicy && lists(assignment, "listOfResourceTypesNotAllowed", credentialType);
}

} // namespace symbolon::demo::arm
