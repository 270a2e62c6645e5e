// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"
#include "base/worker.h"
#include "cloud/directory.h"
#include "cloud/graph_batch.h"
#include "cloud/memo.h"
#include "cloud/sign_in_log.h"
#include "cloud/write_queue.h"
#include "net/page_stream.h"
#include "net/service_client.h"
#include "trust/identity.h"

#include <QDateTime>
#include <QObject>
#include <QUrl>
#include <QUuid>

#include <functional>
#include <memory>
#include <stop_token>

namespace symbolon::cloud {

// Microsoft Graph, as far as workload identity federation needs it. Every failure carries in Error::subject what was being
// done, and the service's own code, words and request id. Page streams follow the rules of net::forEachPage(): `receive`
// is called in this thread as pages arrive and never after `context` has gone; the future ends after the last page.
// A write whose answer was lost ends with Error::outcomeUnknown and is not repeated here: read back before repeating.
// Writes under one application run one after the other.
class GraphClient final : public QObject
{
    Q_OBJECT
public:
    // `graph` is the environment's base URL. Transport, tokens and worker outlive the client.
    GraphClient(const QUrl &graph, net::Transport &transport, net::TokenSource &tokens, Worker &worker,
                QObject *parent = nullptr);
    ~GraphClient() override;

    [[nodiscard]] Future<trust::Tenant> organization(std::stop_token stop = {});
    [[nodiscard]] Future<Account> me(std::stop_token stop = {});

    // Every app registration with its credentials. kind, id, names, clientId, signInAudience, createdAt and credentials
    // are filled, credentialsPart says whether the credentials are known, secrets and secretsPart likewise (never a secret itself);
    // the rest is the caller's to join. Asks for
    // credentials by $expand; where the service refuses that, for those in batches that a filtered list names (it lags
    // by minutes), or for all where it refuses the filter, too. An application whose credentials cannot be read arrives
    // all the same with Knowledge::Failed. What was refused is not tried again, and noted in the activity log.
    [[nodiscard]] Future<void> applications(QObject *context, net::PageReceiver<trust::Identity> receive,
                                            const std::stop_token &stop = {});

    // The owners of every app registration, by $expand, which shows twenty at most: see ApplicationOwners::isWhole. What
    // an account may not read of an owner is empty. ErrorKind::Rejected: the list does not expand them.
    [[nodiscard]] Future<void> applicationOwners(QObject *context, const net::PageReceiver<ApplicationOwners> &receive,
                                                 const std::stop_token &stop = {});
    // Those of one. Calls made in one turn of the event loop share requests.
    [[nodiscard]] Future<QList<trust::Owner>> owners(const QString &applicationId, const std::stop_token &stop = {});

    // Whether the list of applications comes with their credentials, as far as was found out.
    [[nodiscard]] bool expandsCredentials() const { return m_applicationsRefused < 2; }

    // --- what has changed, where the service tells it. None of these falls back to anything: the caller reads it all.
    // What came, changed and went in a collection ("applications", "servicePrincipals") since `link` was given, or,
    // without one, a link to begin with from now on. Nothing is selected: what is not, is not tracked. A link is followed
    // as it is, and to Graph alone (else ErrorKind::Protocol): it may come from a file that somebody has edited. One that
    // the service has forgotten is Rejected.
    [[nodiscard]] Future<Changes> changes(const QString &collection, const QString &link, const std::stop_token &stop);
    // Ids of the applications whose own properties or credentials changed since a moment, as the directory's audit log
    // tells; some minutes late. Wants AuditLog.Read.All.
    [[nodiscard]] Future<QStringList> applicationsInAudits(const QDateTime &since, const std::stop_token &stop);
    // As the listing would give them, twenty to a request.
    [[nodiscard]] Future<Reread<trust::Identity>> applications(const QStringList &ids, const std::stop_token &stop);
    [[nodiscard]] Future<Reread<ServicePrincipal>> servicePrincipals(const QStringList &ids,
                                                                     const std::stop_token &stop);
    // The service principals of managed identities with their credentials.
    [[nodiscard]] Future<void> managedPrincipals(QObject *context, net::PageReceiver<ServicePrincipal> receive,
                                                 std::stop_token stop);
    // A remark for the activity log, translated.
    void note(const QString &text) { m_log.note(net::Service::Graph, text); }

    // About how many there are of a collection ("applications"); an advanced query, so it lags by minutes.
    [[nodiscard]] Future<qsizetype> count(const QString &collection, std::stop_token stop = {});

    // Service principals; `filter` is an OData filter or empty ("servicePrincipalType eq 'ManagedIdentity'"). Without
    // one, those of managed identities come with their credentials, where the directory expands them.
    [[nodiscard]] Future<void> servicePrincipals(const QString &filter, QObject *context,
                                                 net::PageReceiver<ServicePrincipal> receive,
                                                 std::stop_token stop = {});
    // The tenant's instance of an app. ErrorKind::NotFound: there is none, so nothing can sign in.
    [[nodiscard]] Future<ServicePrincipal> servicePrincipalByAppId(const QString &appId, std::stop_token stop = {});

    // Who was granted the app roles of this service principal (Microsoft Graph's, say): one walk answers for all.
    [[nodiscard]] Future<void> appRoleAssignedTo(const QString &servicePrincipalId, QObject *context,
                                                 net::PageReceiver<AppRoleAssignment> receive,
                                                 std::stop_token stop = {});

    // Every active directory role assignment with its role's name.
    [[nodiscard]] Future<void> directoryRoleAssignments(QObject *context,
                                                        net::PageReceiver<DirectoryRoleAssignment> receive,
                                                        std::stop_token stop = {});

    // Groups and directory roles that a service principal belongs to, through groups too. Calls made in one turn of the
    // event loop share requests.
    [[nodiscard]] Future<void> transitiveMemberOf(const QString &servicePrincipalId, QObject *context,
                                                  const net::PageReceiver<Membership> &receive,
                                                  const std::stop_token &stop = {});

    // Those of the ids that are groups, with the service principals in them: a few requests where transitiveMemberOf()
    // needs one for each service principal. Wants to read groups (ErrorKind::Forbidden), and that none hides its members
    // (Rejected); v1.0 is known not to list service principals, so members come from beta ("List group transitive
    // members").
    [[nodiscard]] Future<QList<GroupMembers>> groups(const QStringList &ids, const std::stop_token &stop);

    // All credentials of one application, by the collection (a single one may need a write scope to be read).
    [[nodiscard]] Future<QList<trust::FederatedCredential>> credentials(const QString &applicationId,
                                                                        std::stop_token stop = {});
    // Ends with the credential as the service stored it.
    [[nodiscard]] Future<trust::FederatedCredential> createCredential(const QString &applicationId,
                                                                      const trust::FederatedCredential &credential,
                                                                      std::stop_token stop = {});
    // Sends the fields in which `after` differs from `before`; nothing when there are none. The name never changes:
    // another one is ErrorKind::Validation.
    [[nodiscard]] Future<void> updateCredential(const QString &applicationId, const trust::FederatedCredential &before,
                                                const trust::FederatedCredential &after, std::stop_token stop = {});
    [[nodiscard]] Future<void> deleteCredential(const QString &applicationId,
                                                const trust::FederatedCredential &credential,
                                                std::stop_token stop = {});

    // --- what credentials belong to, and what it is granted (graph_objects.cpp)
    // By the alternate key (Microsoft Graph: application, uniqueName). ErrorKind::NotFound: there is none, or it is not
    // everywhere yet. Without its credentials.
    [[nodiscard]] Future<trust::Identity> applicationByUniqueName(const QString &uniqueName,
                                                                  const std::stop_token &stop);
    // Creates it unless there is one of that key ("Upsert application"); repeating it creates nothing.
    [[nodiscard]] Future<void> createApplication(const QString &uniqueName, const QString &displayName,
                                                 const std::stop_token &stop);
    // Into the directory's deleted items, its service principal with it.
    [[nodiscard]] Future<void> deleteApplication(const QString &applicationId, const std::stop_token &stop);
    // One that is there already is an error of the service.
    [[nodiscard]] Future<void> createServicePrincipal(const QString &appId, const std::stop_token &stop);
    // What a service principal was granted.
    [[nodiscard]] Future<QList<AppRoleAssignment>> appRoleAssignments(const QString &servicePrincipalId,
                                                                      const std::stop_token &stop);
    // Wants AppRoleAssignment.ReadWrite.All.
    [[nodiscard]] Future<void> grantAppRole(const QString &servicePrincipalId, const QString &resourceId,
                                            const QString &appRoleId, const std::stop_token &stop);
    [[nodiscard]] Future<void> revokeAppRole(const QString &servicePrincipalId, const QString &assignmentId,
                                             const std::stop_token &stop);

    // --- secrets and certificates of an application
    [[nodiscard]] Future<QList<trust::Secret>> secrets(const QString &applicationId, const std::stop_token &stop = {});
    // For good: the service tells neither a secret nor a private key again. ErrorKind::NotFound: it is not there any more.
    // A certificate goes by writing the list of those that stay, as it was a moment before: one that somebody adds in
    // that moment goes with it.
    [[nodiscard]] Future<void> removeSecret(const QString &applicationId, const trust::Secret &secret,
                                            const std::stop_token &stop = {});

    // --- the sign-in log
    // The newest sign-ins of an app registration's or a managed identity's service principal since a moment; minutes late.
    // Wants AuditLog.Read.All, and a licence of Microsoft Entra ID P1 in the tenant (ErrorKind::Forbidden). The service
    // answers five such requests in ten seconds.
    [[nodiscard]] Future<SignIns> servicePrincipalSignIns(const QString &clientId, const QDateTime &since,
                                                          const std::stop_token &stop = {});

private:
    struct Holders;
    struct ChangeWalk;

    [[nodiscard]] Future<void> sendWrite(const QString &key, const net::Call &call, const std::stop_token &stop);
    [[nodiscard]] Future<void> removePassword(const QString &applicationId, const QUuid &keyId, const QString &subject,
                                              const std::stop_token &stop);
    [[nodiscard]] Future<void> removeKey(const QString &applicationId, const QUuid &keyId, const QString &subject,
                                         const std::stop_token &stop);
    void followChanges(const std::shared_ptr<ChangeWalk> &walk);
    [[nodiscard]] Future<trust::Identity> applicationBatched(const QString &id, const std::stop_token &stop);
    [[nodiscard]] Future<QList<GroupMembers>> groupNames(const QStringList &ids, const std::stop_token &stop);
    void readMembers(const QList<GroupMembers> &groups, const std::stop_token &stop,
                     const Completion<QList<GroupMembers>> &completion);
    [[nodiscard]] Future<QList<trust::FederatedCredential>> readCredentialsBatched(const QString &applicationId,
                                                                                   const std::stop_token &stop);
    void findHolders(const std::shared_ptr<Holders> &holders, const std::stop_token &stop);
    void completeApplications(const QList<trust::Identity> &applications, const std::shared_ptr<Holders> &holders,
                              const std::stop_token &stop, const std::function<void(QList<trust::Identity>)> &done);
    void addCredentials(const QList<trust::Identity> &applications, Holders &holders, const std::stop_token &stop,
                        const std::function<void(QList<trust::Identity>)> &done);
    void addRoleNames(const QList<DirectoryRoleAssignment> &assignments,
                      const std::function<void(QList<DirectoryRoleAssignment>)> &done);

    net::ServiceClient m_client;
    net::ActivityLog &m_log;
    Worker &m_worker;
    GraphBatch m_batch;
    WriteQueue m_writes;
    Memo<DirectoryRole> m_roles; // by id
    // How many of the requests for a listing the service has refused so far, from the one that costs least on.
    size_t m_applicationsRefused = 0;
    size_t m_principalsRefused = 0;
    size_t m_ownersRefused = 0;
    bool m_expandsOne = true; // an application that is asked for alone, until that is refused
};

} // namespace symbolon::cloud
