// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/tenant.h"

// The cast: one mid-sized company whose trusts are mostly sound, with the mistakes people make planted among them. Ids
// are derived from names, so they are the same at every start.
namespace symbolon::demo {

// 43 app registrations (8 federated), 18 managed identities (6 federated) in 3 subscriptions, 92 credentials over 13
// issuers.
[[nodiscard]] Tenant contosoTenant();

namespace contoso {

inline constexpr char tenantId[] = "b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643";
inline constexpr char exchangeAudience[] = "api://AzureADTokenExchange";
inline constexpr char githubIssuer[] = "https://token.actions.githubusercontent.com";
inline constexpr char terraformIssuer[] = "https://app.terraform.io";
inline constexpr char gitlabIssuer[] = "https://gitlab.com";
inline constexpr char googleIssuer[] = "https://accounts.google.com";
inline constexpr char cognitoIssuer[] = "https://cognito-identity.amazonaws.com";
inline constexpr char eksIssuer[] = "https://oidc.eks.eu-west-1.amazonaws.com/id/5C54DDF35A19312844C7333374CC09D1";
inline constexpr char gkeIssuer[] =
    "https://container.googleapis.com/v1/projects/contoso-ml/locations/europe-west1/clusters/ml-shared";
// Mistake: the factory's SPIRE server was registered before it had a certificate.
inline constexpr char spireIssuer[] = "http://oidc.factory.contoso.com";
inline constexpr char aksPayments[] = "https://westeurope.oic.prod-aks.azure.com/b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643/"
                                      "e1a94c72-0b5d-48f3-8c6e-92d7a4f1b03c/";
// Mistake: the issuer of an AKS cluster ends with a slash; this one lost it.
inline constexpr char aksPlatform[] = "https://westeurope.oic.prod-aks.azure.com/b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643/"
                                      "7c2e5f90-a13b-4d68-9f07-5b8e2c4d1a66";
inline constexpr char arcNorth[] = "https://northeurope.oic.prod-arc.azure.com/b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643/"
                                   "3f8a1b6d-5c20-4e97-8d41-a6f09c7e2b15/";
inline constexpr char arcSouth[] = "https://southeurope.oic.prod-arc.azure.com/b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643/"
                                   "d04c7e92-1f6b-4a35-b8e0-96c3d5a72f48/";

// The identity and the credential a pipeline uses to audit the tenant.
inline constexpr char auditorClientId[] = "4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1";
inline constexpr char auditorCredential[] = "env-audit";
inline constexpr char auditorSubject[] = "repo:contoso/platform:environment:audit";

// The managed identity that an application trusts instead of a secret.
inline constexpr char buildAgents[] = "id-ado-agents";

// First-party applications that every tenant has.
inline constexpr char graphAppId[] = "00000003-0000-0000-c000-000000000000";
inline constexpr char exchangeAppId[] = "fb60f99c-7a34-4190-8149-302f77469936"; // the audience's own id
inline constexpr char azureAppId[] = "797f4846-ba00-4fd7-ba43-dac1f8f63013";
inline constexpr char azureCliAppId[] = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
inline constexpr char microsoftTenantId[] = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

inline constexpr char prodSubscription[] = "5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2";
inline constexpr char erpSubscription[] = "9a4e6b27-c15d-4f80-8b3c-2e97d0a1f654";
inline constexpr char edgeSubscription[] = "c83b1d50-7e4f-4a26-b9d1-0f6c58e2a397";
inline constexpr char managementGroup[] = "mg-contoso-root";

[[nodiscard]] std::string applicationId(const std::string &name);
[[nodiscard]] std::string servicePrincipalId(const std::string &name);
[[nodiscard]] std::string userId(const std::string &name); // name: the part before @
[[nodiscard]] std::string groupId(const std::string &name);
// The text of an application's client secret: "demo~" and its name. Nobody has to keep it.
[[nodiscard]] std::string secretText(const std::string &name);

// Parts of the cast, each in a file of its own.
[[nodiscard]] std::vector<Application> federatedApplications();
[[nodiscard]] std::vector<ManagedIdentity> federatedIdentities();
[[nodiscard]] std::vector<Application> otherApplications();
[[nodiscard]] std::vector<ManagedIdentity> otherIdentities();
[[nodiscard]] std::vector<AppRole> graphAppRoles();
[[nodiscard]] std::vector<DirectoryRoleDefinition> directoryRoleDefinitions();
[[nodiscard]] std::vector<AzureRoleDefinition> azureRoleDefinitions();
[[nodiscard]] std::vector<User> users();
[[nodiscard]] std::vector<Group> groups();
void grant(Tenant &tenant);   // directory roles, application permissions and Azure roles
void consent(Tenant &tenant); // what people let clients do for them

} // namespace contoso

} // namespace symbolon::demo
