// SPDX-License-Identifier: Apache-2.0
// The part of the Graph client that creates and removes what federated credentials belong to, and what it is granted.
#include "cloud/api_versions.h"
#include "cloud/collect.h"
#include "cloud/graph_client.h"
#include "cloud/graph_codec.h"
#include "net/origin.h"

namespace symbolon::cloud {
namespace {

using net::pathSegment;

// A key in parentheses: OData doubles quotes.
QString byUniqueName(QString uniqueName)
{
    uniqueName.replace(u'\'', QStringLiteral("''"));
    return api::graphStable + u"/applications(uniqueName='" + pathSegment(uniqueName) + u"')";
}

QString principalPath(const QString &servicePrincipalId)
{
    return api::graphStable + u"/servicePrincipals/" + pathSegment(servicePrincipalId);
}

} // namespace

Future<void> GraphClient::sendWrite(const QString &key, const net::Call &call, const std::stop_token &stop)
{
    Completion<void> completion;
    whenDone(m_writes.send(key, call, stop), this, [completion](const Result<net::Response> &response) {
        completion.finish(response ? Result<void>() : failure(response.error()));
    });
    return completion.future();
}

Future<trust::Identity> GraphClient::applicationByUniqueName(const QString &uniqueName, const std::stop_token &stop)
{
    const QString target = byUniqueName(uniqueName) + u'?' + graph::applicationSelect;
    return fetchOne<trust::Identity>(m_client, m_worker,
                                     read(target, tr("Reading an app registration"), net::Priority::User),
                                     graph::decodeApplication, stop);
}

Future<void> GraphClient::createApplication(const QString &uniqueName, const QString &displayName,
                                            const std::stop_token &stop)
{
    net::Call call = write("PATCH", byUniqueName(uniqueName), graph::encodeNewApplication(displayName),
                           tr("Creating the app registration %1").arg(displayName));
    call.headers.append({QByteArrayLiteral("Prefer"), QByteArrayLiteral("create-if-missing")});
    return sendWrite(uniqueName, call, stop);
}

Future<void> GraphClient::deleteApplication(const QString &applicationId, const std::stop_token &stop)
{
    return sendWrite(applicationId,
                     write("DELETE", api::graphStable + u"/applications/" + pathSegment(applicationId), {},
                           tr("Deleting the app registration")),
                     stop);
}

Future<void> GraphClient::createServicePrincipal(const QString &appId, const std::stop_token &stop)
{
    return sendWrite(appId,
                     write("POST", api::graphStable + QStringLiteral("/servicePrincipals"), graph::encodeAppId(appId),
                           tr("Creating the service principal of an app registration")),
                     stop);
}

Future<QList<AppRoleAssignment>> GraphClient::appRoleAssignments(const QString &servicePrincipalId,
                                                                 const std::stop_token &stop)
{
    return collect<AppRoleAssignment>(m_client, m_worker,
                                      read(principalPath(servicePrincipalId) + u"/appRoleAssignments?$top=999",
                                           tr("Reading application permissions"), net::Priority::User),
                                      graph::decodeAppRoleAssignments, stop);
}

Future<void> GraphClient::grantAppRole(const QString &servicePrincipalId, const QString &resourceId,
                                       const QString &appRoleId, const std::stop_token &stop)
{
    return sendWrite(servicePrincipalId,
                     write("POST", principalPath(servicePrincipalId) + u"/appRoleAssignments",
                           graph::encodeAppRoleAssignment(servicePrincipalId, resourceId, appRoleId),
                           tr("Granting an application permission")),
                     stop);
}

Future<void> GraphClient::revokeAppRole(const QString &servicePrincipalId, const QString &assignmentId,
                                        const std::stop_token &stop)
{
    return sendWrite(servicePrincipalId,
                     write("DELETE",
                           principalPath(servicePrincipalId) + u"/appRoleAssignments/" + pathSegment(assignmentId), {},
                           tr("Taking back an application permission")),
                     stop);
}

} // namespace symbolon::cloud
