// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "cloud/azure.h"
#include "cloud/cluster.h"
#include "net/page_stream.h"
#include "trust/identity.h"

#include <QByteArray>

// Azure Resource Manager's JSON and our values, by the rules of the Graph codec.
namespace symbolon::cloud::arm {

[[nodiscard]] Result<net::Page<Subscription>> decodeSubscriptions(const QByteArray &json);
// User-assigned managed identities; subscription and resource group come from the resource id.
[[nodiscard]] Result<net::Page<trust::Identity>> decodeIdentities(const QByteArray &json);
[[nodiscard]] Result<MarkedIdentity> decodeMarkedIdentity(const QByteArray &json);
[[nodiscard]] Result<net::Page<trust::FederatedCredential>> decodeCredentials(const QByteArray &json);
[[nodiscard]] Result<trust::FederatedCredential> decodeCredential(const QByteArray &json);
[[nodiscard]] Result<net::Page<AzureRoleAssignment>> decodeRoleAssignments(const QByteArray &json);
[[nodiscard]] Result<AzureRoleAssignment> decodeRoleAssignment(const QByteArray &json);
[[nodiscard]] Result<net::Page<AzurePermission>> decodePermissions(const QByteArray &json);
// A parameter of a shape that is not known is left out.
[[nodiscard]] Result<net::Page<PolicyAssignment>> decodePolicyAssignments(const QByteArray &json);
[[nodiscard]] Result<net::Page<ResourceGroup>> decodeResourceGroups(const QByteArray &json);
// Those that resources can be created in ("Physical"), and those that do not say.
[[nodiscard]] Result<net::Page<Location>> decodeLocations(const QByteArray &json);
// A cluster that has never had an issuer or workload identity says nothing of them: they are off.
[[nodiscard]] Result<net::Page<Cluster>> decodeClusters(const QByteArray &json);
[[nodiscard]] Result<AzureRole> decodeRole(const QByteArray &json);
[[nodiscard]] Result<net::Page<AzureRole>> decodeRoles(const QByteArray &json);

// The same from Azure Resource Graph's rows, as the queries of ArmClient name their columns; nextLink is the token of the
// next page. A result that was cut without a token is ErrorKind::Rejected.
[[nodiscard]] Result<net::Page<trust::Identity>> decodeIdentityRows(const QByteArray &json);
[[nodiscard]] Result<net::Page<AzureRoleAssignment>> decodeRoleAssignmentRows(const QByteArray &json);
[[nodiscard]] Result<net::Page<AzureRole>> decodeRoleRows(const QByteArray &json);

// The body of a PUT: properties alone, because the name is in the path.
[[nodiscard]] QByteArray encodeCredential(const trust::FederatedCredential &credential);

// The bodies that create a managed identity, with a mark among its tags, and a role assignment of a service principal.
[[nodiscard]] QByteArray encodeIdentity(const QString &location, const QString &mark);
[[nodiscard]] QByteArray encodeRoleAssignment(const QString &roleDefinitionId, const QString &principalId);

// The segment that follows `kind` in a resource id, without regard to case; empty: none.
// ("/subscriptions/x/resourcegroups/y", "resourceGroups") → "y"
[[nodiscard]] QString segmentAfter(const QString &resourceId, const QString &kind);

} // namespace symbolon::cloud::arm
