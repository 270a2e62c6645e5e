// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1String>

// Every version this program asks for, in one place.
namespace symbolon::cloud::api {

// Microsoft Graph. Federated credentials are read and written through beta alone: claimsMatchingExpression does not
// exist in v1.0, where a flexible credential would look like one without a subject (Microsoft Graph metadata).
inline constexpr QLatin1String graphStable("/v1.0");
inline constexpr QLatin1String graphBeta("/beta");

// Azure Resource Manager, by resource type (Azure REST API specifications).
inline constexpr QLatin1String subscriptions("2022-12-01");     // Microsoft.Resources
inline constexpr QLatin1String permissions("2022-04-01");       // Microsoft.Authorization
inline constexpr QLatin1String policyAssignments("2023-04-01"); // Microsoft.Authorization
inline constexpr QLatin1String resourceGroups("2021-04-01");    // Microsoft.Resources
inline constexpr QLatin1String managedClusters("2024-09-01");   // Microsoft.ContainerService
inline constexpr QLatin1String identities("2023-01-31");        // Microsoft.ManagedIdentity/userAssignedIdentities
inline constexpr QLatin1String roleAssignments("2022-04-01");   // Microsoft.Authorization
inline constexpr QLatin1String roleDefinitions("2022-04-01");   // Microsoft.Authorization
inline constexpr QLatin1String resourceGraph("2022-10-01"); // Microsoft.ResourceGraph; knows authorizationScopeFilter
// …/federatedIdentityCredentials: the preview knows claimsMatchingExpression; where a cloud refuses its version, the
// stable one serves for the rest of the session, without flexible credentials.
inline constexpr QLatin1String credentialsPreview("2025-01-31-preview");
inline constexpr QLatin1String credentialsStable("2023-01-31");

} // namespace symbolon::cloud::api
