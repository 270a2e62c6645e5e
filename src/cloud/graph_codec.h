// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "cloud/directory.h"
#include "net/page_stream.h"
#include "trust/identity.h"

#include <QByteArray>
#include <QList>

// Microsoft Graph's JSON and our values. Pure functions, for any thread. Every decoder refuses wrong types with
// ErrorKind::Protocol and the path of the value; unknown members are ignored.
namespace symbolon::cloud::graph {

// What is asked of an application and of a service principal, so that the decoders find it.
inline constexpr QLatin1String
    applicationSelect("$select=id,appId,displayName,signInAudience,createdDateTime,passwordCredentials");
inline constexpr QLatin1String
    principalSelect("$select=id,appId,displayName,servicePrincipalType,alternativeNames,appRoles");
// Behind applicationSelect. "List applications": may be asked for 150 times a minute in a tenant, which small pages would
// use up.
inline constexpr QLatin1String keysSelected(",keyCredentials");
inline constexpr QLatin1String credentialsExpand("$expand=federatedIdentityCredentials");

// Applications; credentialsPart is Known where the answer holds all of an application's credentials, secretsPart where it
// holds its secrets and its certificates.
[[nodiscard]] Result<net::Page<trust::Identity>> decodeApplications(const QByteArray &json);
// The link to the next page where it stands before the items, as the service writes it; else empty. Reads no further.
[[nodiscard]] QString linkAhead(const QByteArray &json);
// A single application; as one of decodeApplications().
[[nodiscard]] Result<trust::Identity> decodeApplication(const QByteArray &json);
[[nodiscard]] Result<ServicePrincipal> decodeServicePrincipal(const QByteArray &json);
// One page of a delta query.
struct ChangesPage
{
    struct Change
    {
        QString id;
        bool isRemoved = false;
    };
    QList<Change> changes;
    QString nextLink;  // to the next page,
    QString deltaLink; // or to the next round; one of the two is there
};
[[nodiscard]] Result<ChangesPage> decodeChanges(const QByteArray &json);
// Ids of the applications that directory audits name as their targets.
[[nodiscard]] Result<net::Page<QString>> decodeAuditedApplications(const QByteArray &json);
// Ids alone, of a listing of anything.
[[nodiscard]] Result<net::Page<QString>> decodeIds(const QByteArray &json);
[[nodiscard]] Result<net::Page<trust::FederatedCredential>> decodeCredentials(const QByteArray &json);
// A single entity; also inside `value`, as one page of the documentation shows it.
[[nodiscard]] Result<trust::FederatedCredential> decodeCredential(const QByteArray &json);
[[nodiscard]] Result<net::Page<ServicePrincipal>> decodeServicePrincipals(const QByteArray &json);
[[nodiscard]] Result<net::Page<AppRoleAssignment>> decodeAppRoleAssignments(const QByteArray &json);
// The role is complete where the answer holds the expanded roleDefinition, else its id alone.
[[nodiscard]] Result<net::Page<DirectoryRoleAssignment>> decodeRoleAssignments(const QByteArray &json);
[[nodiscard]] Result<DirectoryRole> decodeRole(const QByteArray &json);
[[nodiscard]] Result<net::Page<Membership>> decodeMemberships(const QByteArray &json);
// Groups without members; one that hides them is ErrorKind::Rejected.
[[nodiscard]] Result<net::Page<GroupMembers>> decodeGroups(const QByteArray &json);
// Ids of the service principals among members; of objects whose type is not told, too.
[[nodiscard]] Result<net::Page<QString>> decodeServicePrincipalMembers(const QByteArray &json);
// Applications with their expanded owners; one with as many as an expansion holds at most may have more.
[[nodiscard]] Result<net::Page<ApplicationOwners>> decodeApplicationOwners(const QByteArray &json);
[[nodiscard]] Result<net::Page<trust::Owner>> decodeOwners(const QByteArray &json);
[[nodiscard]] Result<Account> decodeAccount(const QByteArray &json);
[[nodiscard]] Result<trust::Tenant> decodeOrganization(const QByteArray &json);

// The body of directoryObjects/getByIds, for objects of one type ("group").
[[nodiscard]] QByteArray encodeIds(const QStringList &ids, const char *type);
// The bodies that create an application for this tenant alone, its service principal, and a grant.
[[nodiscard]] QByteArray encodeNewApplication(const QString &displayName);
[[nodiscard]] QByteArray encodeAppId(const QString &appId);
[[nodiscard]] QByteArray encodeAppRoleAssignment(const QString &principalId, const QString &resourceId,
                                                 const QString &appRoleId);
// The body that creates a credential.
[[nodiscard]] QByteArray encodeCredential(const trust::FederatedCredential &credential);
// The members in which the two differ, name excepted; empty: they do not. A subject that gives way to an expression is
// sent as null, and the other way round.
[[nodiscard]] QByteArray encodeChanges(const trust::FederatedCredential &before,
                                       const trust::FederatedCredential &after);

} // namespace symbolon::cloud::graph
