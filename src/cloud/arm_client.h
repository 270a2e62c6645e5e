// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"
#include "base/worker.h"
#include "cloud/azure.h"
#include "cloud/cluster.h"
#include "cloud/memo.h"
#include "cloud/write_queue.h"
#include "net/page_stream.h"
#include "net/service_client.h"
#include "trust/identity.h"

#include <QObject>
#include <QUrl>

#include <stop_token>

namespace symbolon::cloud {

// Azure Resource Manager, as far as workload identity federation needs it. The rules of GraphClient hold here too: named
// failures, pages in this thread, no blind repetition of writes. Writes under one managed identity run one after the
// other, because the service refuses parallel ones (Microsoft Entra: considerations for federated identity credentials).
class ArmClient final : public QObject
{
    Q_OBJECT
public:
    // `arm` is the environment's base URL. Transport, tokens and worker outlive the client.
    ArmClient(const QUrl &arm, net::Transport &transport, net::TokenSource &tokens, Worker &worker,
              QObject *parent = nullptr);
    ~ArmClient() override;

    [[nodiscard]] Future<void> subscriptions(QObject *context, net::PageReceiver<Subscription> receive,
                                             std::stop_token stop = {});

    // User-assigned managed identities of a subscription, without their credentials (credentialsPart is NotRead).
    [[nodiscard]] Future<void> identities(const Subscription &subscription, QObject *context,
                                          net::PageReceiver<trust::Identity> receive, std::stop_token stop = {});

    // Those of many subscriptions at once, through Azure Resource Graph. It lags behind by minutes, and answers 200 with
    // what the account may see, be that little: whoever calls compares with what else is known. A cloud or an account
    // without it is ErrorKind::Rejected, Forbidden or NotFound; then the calls per subscription serve.
    [[nodiscard]] Future<void> identitiesOf(const QList<Subscription> &subscriptions, QObject *context,
                                            const net::PageReceiver<trust::Identity> &receive,
                                            const std::stop_token &stop);
    // Role assignments at, above and below the subscriptions.
    [[nodiscard]] Future<void> roleAssignmentsOf(const QList<Subscription> &subscriptions, QObject *context,
                                                 const net::PageReceiver<AzureRoleAssignment> &receive,
                                                 const std::stop_token &stop);
    [[nodiscard]] Future<void> rolesOf(const QList<Subscription> &subscriptions, QObject *context,
                                       const net::PageReceiver<AzureRole> &receive, const std::stop_token &stop);

    // All credentials of one managed identity; `identityId` is its resource id. None, and no error, in a region that does
    // not offer credentials: there can be none.
    [[nodiscard]] Future<QList<trust::FederatedCredential>> credentials(const QString &identityId,
                                                                        const std::stop_token &stop = {});
    // Creates or replaces the credential of that name; ends with it as the service stored it. A description is not sent:
    // ARM has no such property. A flexible credential is ErrorKind::Validation where the cloud lacks the preview.
    [[nodiscard]] Future<trust::FederatedCredential> putCredential(const QString &identityId,
                                                                   const trust::FederatedCredential &credential,
                                                                   const std::stop_token &stop = {});
    // One that is not there any more counts as deleted.
    [[nodiscard]] Future<void> deleteCredential(const QString &identityId, const QString &name,
                                                const std::stop_token &stop = {});

    // Role assignments at, above and below a scope ("/subscriptions/…" or any resource id); `filter` as in the service's
    // $filter ("atScope()", "principalId eq '…'"), empty: all.
    [[nodiscard]] Future<void> roleAssignments(const QString &scope, const QString &filter, QObject *context,
                                               net::PageReceiver<AzureRoleAssignment> receive,
                                               std::stop_token stop = {});

    // Every role that can be assigned at a scope, built-in and custom.
    [[nodiscard]] Future<void> roles(const QString &scope, QObject *context, net::PageReceiver<AzureRole> receive,
                                     std::stop_token stop = {});
    // The role behind AzureRoleAssignment::roleDefinitionId; asked for once per role, then remembered.
    [[nodiscard]] Future<AzureRole> role(const QString &roleDefinitionId, const std::stop_token &stop = {});

    // --- what credentials belong to, and what it is granted (arm_objects.cpp)
    [[nodiscard]] Future<MarkedIdentity> identity(const QString &identityId, const std::stop_token &stop);
    // Replaces one that is there: look first. `mark` tells afterwards that it was made here.
    [[nodiscard]] Future<void> putIdentity(const QString &identityId, const QString &location, const QString &mark,
                                           const std::stop_token &stop);
    // One that is not there any more counts as deleted. Role assignments stay behind, for nobody.
    [[nodiscard]] Future<void> deleteIdentity(const QString &identityId, const std::stop_token &stop);
    // `name` is a GUID that whoever creates the assignment chooses; repeating it changes nothing.
    [[nodiscard]] Future<AzureRoleAssignment> roleAssignment(const QString &scope, const QString &name,
                                                             const std::stop_token &stop);
    [[nodiscard]] Future<void> putRoleAssignment(const QString &scope, const QString &name, const QString &roleId,
                                                 const QString &principalId, const std::stop_token &stop);
    [[nodiscard]] Future<void> deleteRoleAssignment(const QString &scope, const QString &name,
                                                    const std::stop_token &stop);
    // What the roles of whoever is signed in allow there.
    [[nodiscard]] Future<QList<AzurePermission>> permissions(const QString &scope, const std::stop_token &stop);
    // Those assigned there and above.
    [[nodiscard]] Future<QList<PolicyAssignment>> policyAssignments(const QString &scope, const std::stop_token &stop);
    // Where a managed identity can be created.
    [[nodiscard]] Future<QList<ResourceGroup>> resourceGroups(const QString &subscriptionId,
                                                              const std::stop_token &stop);
    [[nodiscard]] Future<QList<Location>> locations(const QString &subscriptionId, const std::stop_token &stop);
    // The AKS clusters of a subscription; of whoever may not read them, none.
    [[nodiscard]] Future<QList<Cluster>> clusters(const QString &subscriptionId, const std::stop_token &stop);

private:
    // `key`: writes of one key follow each other.
    [[nodiscard]] Future<void> sendWrite(const Result<net::Call> &prepared, const QByteArray &method,
                                         const QByteArray &body, const QString &key, const std::stop_token &stop);
    // A call below a resource, by its path and API version; errors: ErrorKind::Validation for an unusable id.
    [[nodiscard]] Result<net::Call> call(const QString &resource, const QString &rest, QLatin1String version,
                                         const QString &subject) const;
    [[nodiscard]] Future<QList<trust::FederatedCredential>>
    readCredentials(const QString &identityId, QLatin1String version, std::stop_token stop);
    [[nodiscard]] Future<net::Response> write(const QString &identityId, const QString &name, const QByteArray &method,
                                              const QByteArray &body, const QString &subject,
                                              const std::stop_token &stop);
    [[nodiscard]] QLatin1String credentialsVersion() const;
    // Says in the activity log when Resource Graph refuses.
    [[nodiscard]] Future<void> watched(Future<void> walk);

    net::ServiceClient m_client;
    net::ActivityLog &m_log;
    Worker &m_worker;
    WriteQueue m_writes;
    Memo<AzureRole> m_roles; // by GUID
    bool m_previewRefused = false;
    bool m_resourceGraphRefused = false;
};

} // namespace symbolon::cloud
