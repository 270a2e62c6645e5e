// SPDX-License-Identifier: Apache-2.0
// The part of the ARM client that creates and removes managed identities and role assignments, and reads where they can be.
#include "cloud/api_versions.h"
#include "cloud/arm_client.h"
#include "cloud/arm_codec.h"
#include "cloud/collect.h"
#include "net/origin.h"

namespace symbolon::cloud {
namespace {

QString assignmentPath(const QString &name)
{
    return u"/providers/Microsoft.Authorization/roleAssignments/" + net::pathSegment(name);
}

// A definition is named below the subscription that the scope lies in, or, above all of them, by itself.
QString definitionId(const QString &scope, const QString &roleId)
{
    const QString subscription = arm::segmentAfter(scope, QStringLiteral("subscriptions"));
    const QString below = subscription.isEmpty() ? QString() : u"/subscriptions/" + subscription;
    return below + u"/providers/Microsoft.Authorization/roleDefinitions/" + roleId;
}

} // namespace

Future<void> ArmClient::sendWrite(const Result<net::Call> &prepared, const QByteArray &method, const QByteArray &body,
                                  const QString &key, const std::stop_token &stop)
{
    if (!prepared)
        return readyFuture<void>(failure(prepared.error()));
    net::Call call = *prepared;
    call.method = method;
    call.body = body;
    Completion<void> completion;
    whenDone(m_writes.send(key, call, stop), this, [completion](const Result<net::Response> &response) {
        completion.finish(response ? Result<void>() : failure(response.error()));
    });
    return completion.future();
}

Future<MarkedIdentity> ArmClient::identity(const QString &identityId, const std::stop_token &stop)
{
    const Result<net::Call> request = call(identityId, {}, api::identities, tr("Reading a managed identity"));
    if (!request)
        return readyFuture<MarkedIdentity>(failure(request.error()));
    return fetchOne<MarkedIdentity>(m_client, m_worker, *request, arm::decodeMarkedIdentity, stop);
}

Future<void> ArmClient::putIdentity(const QString &identityId, const QString &location, const QString &mark,
                                    const std::stop_token &stop)
{
    const QString subject = tr("Creating the managed identity %1").arg(identityId.section(u'/', -1));
    return sendWrite(call(identityId, {}, api::identities, subject), "PUT", arm::encodeIdentity(location, mark),
                     identityId, stop);
}

Future<void> ArmClient::deleteIdentity(const QString &identityId, const std::stop_token &stop)
{
    const QString subject = tr("Deleting the managed identity %1").arg(identityId.section(u'/', -1));
    return sendWrite(call(identityId, {}, api::identities, subject), "DELETE", {}, identityId, stop);
}

Future<AzureRoleAssignment> ArmClient::roleAssignment(const QString &scope, const QString &name,
                                                      const std::stop_token &stop)
{
    const Result<net::Call> request =
        call(scope, assignmentPath(name), api::roleAssignments, tr("Reading an Azure role assignment"));
    if (!request)
        return readyFuture<AzureRoleAssignment>(failure(request.error()));
    return fetchOne<AzureRoleAssignment>(m_client, m_worker, *request, arm::decodeRoleAssignment, stop);
}

Future<void> ArmClient::putRoleAssignment(const QString &scope, const QString &name, const QString &roleId,
                                          const QString &principalId, const std::stop_token &stop)
{
    return sendWrite(call(scope, assignmentPath(name), api::roleAssignments, tr("Granting an Azure role")), "PUT",
                     arm::encodeRoleAssignment(definitionId(scope, roleId), principalId), principalId, stop);
}

Future<void> ArmClient::deleteRoleAssignment(const QString &scope, const QString &name, const std::stop_token &stop)
{
    return sendWrite(call(scope, assignmentPath(name), api::roleAssignments, tr("Taking back an Azure role")), "DELETE",
                     {}, name, stop);
}

Future<QList<AzurePermission>> ArmClient::permissions(const QString &scope, const std::stop_token &stop)
{
    const Result<net::Call> first = call(scope, QStringLiteral("/providers/Microsoft.Authorization/permissions"),
                                         api::permissions, tr("Reading what your Azure roles allow"));
    if (!first)
        return readyFuture<QList<AzurePermission>>(failure(first.error()));
    return collect<AzurePermission>(m_client, m_worker, *first, arm::decodePermissions, stop);
}

Future<QList<PolicyAssignment>> ArmClient::policyAssignments(const QString &scope, const std::stop_token &stop)
{
    Result<net::Call> first = call(scope, QStringLiteral("/providers/Microsoft.Authorization/policyAssignments"),
                                   api::policyAssignments, tr("Reading Azure Policy assignments"));
    if (!first)
        return readyFuture<QList<PolicyAssignment>>(failure(first.error()));
    first->target += u"&$filter=" + net::queryValue(QStringLiteral("atScope()"));
    return collect<PolicyAssignment>(m_client, m_worker, *first, arm::decodePolicyAssignments, stop);
}

Future<QList<ResourceGroup>> ArmClient::resourceGroups(const QString &subscriptionId, const std::stop_token &stop)
{
    const Result<net::Call> first = call(u"/subscriptions/" + subscriptionId, QStringLiteral("/resourcegroups"),
                                         api::resourceGroups, tr("Reading resource groups"));
    if (!first)
        return readyFuture<QList<ResourceGroup>>(failure(first.error()));
    return collect<ResourceGroup>(m_client, m_worker, *first, arm::decodeResourceGroups, stop);
}

Future<QList<Location>> ArmClient::locations(const QString &subscriptionId, const std::stop_token &stop)
{
    const Result<net::Call> first = call(u"/subscriptions/" + subscriptionId, QStringLiteral("/locations"),
                                         api::subscriptions, tr("Reading Azure regions"));
    if (!first)
        return readyFuture<QList<Location>>(failure(first.error()));
    return collect<Location>(m_client, m_worker, *first, arm::decodeLocations, stop);
}

} // namespace symbolon::cloud
