// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud/azure.h"
#include "cloud/directory.h"
#include "store/sharded_map.h"
#include "trust/identity.h"
#include "trust/owner.h"
#include "workspace/sync_state.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace symbolon::workspace {

// Grants by the id, in lower case, of whoever holds them.
template<typename Assignment>
using ByPrincipal = QHash<QString, QList<Assignment>>;

// A hundred thousand of them take a while: in a worker, as a rule.
template<typename Assignment>
[[nodiscard]] ByPrincipal<Assignment> byPrincipal(const QList<Assignment> &assignments)
{
    ByPrincipal<Assignment> result;
    for (const Assignment &assignment : assignments)
        result[assignment.principalId.toLower()].append(assignment);
    return result;
}

// Whether anything can be granted to a workload there: an app role for applications.
[[nodiscard]] bool givesApplicationPermissions(const cloud::ServicePrincipal &principal);

// Where the reading of a listing goes on, so that later not all of it has to be read again.
struct ChangeMark
{
    QString link;      // of a delta query; the service's own. Empty: there is none
    QDateTime at;      // what changed before is in the facts, UTC by the service's clock
    QDateTime wholeAt; // when all of it was read last, UTC

    bool operator==(const ChangeMark &) const = default;
};

// Everything that was read of one tenant, in the shape in which it was read: identities as they were listed, and the
// grants by the id of whoever holds them. assemble() joins them. What a later reading does not replace stays, so that a
// failure takes nothing away. Lives in one thread; a copy is a snapshot that another one may read, and costs next to
// nothing as long as little changes.
class Facts final
{
public:
    // --- identities
    // An identity as its listing gives it. Credentials of a managed identity that were read before stay.
    void put(trust::Identity identity);
    void setCredentials(const trust::IdentityKey &key, QList<trust::FederatedCredential> credentials);
    void failCredentials(const trust::IdentityKey &key, const Error &error);
    // A secret or a certificate that has been taken away.
    void removeSecret(const trust::IdentityKey &key, const QUuid &keyId);
    // Owners of an app registration; those of one that is not listed yet wait for it.
    void setOwners(const QString &applicationId, QList<trust::Owner> owners);
    void failOwners(const QString &applicationId, const Error &error);
    // Those that wait are of applications that a listing which came to its end did not name.
    void dropWaitingOwners() { m_waitingOwners = {}; }
    void remove(const trust::IdentityKey &key);
    [[nodiscard]] const trust::Identity *find(const trust::IdentityKey &key) const;
    [[nodiscard]] QList<trust::IdentityKey> keys() const { return m_identities.keys(); }
    [[nodiscard]] const QSet<trust::IdentityKey> &managedIdentities() const { return m_managed; }
    [[nodiscard]] qsizetype applicationCount() const { return m_identities.size() - m_managed.size(); }
    // Applications of which the credentials are not known, whatever the reason.
    [[nodiscard]] QStringList applicationsWithUnknownCredentials() const;
    // Credentials that were written here are newer than a listing that was under way; forgotten when a new one begins.
    void protectCredentials(const trust::IdentityKey &key) { m_protected.insert(key); }
    void endProtection() { m_protected.clear(); }
    // What was written here is not yet known to what lags behind: the directory's word on a managed identity.
    void noteWritten(const trust::IdentityKey &key) { m_written.insert(key); }
    [[nodiscard]] bool wasWritten(const trust::IdentityKey &key) const { return m_written.contains(key); }

    // --- the granting sides
    void addServicePrincipals(const QList<cloud::ServicePrincipal> &principals);
    void removeServicePrincipals(const QSet<QString> &ids);
    void setAppRoleAssignments(const QString &resourceId, const QList<cloud::AppRoleAssignment> &assignments);
    // The same, grouped already. What was known before is given back: much of it is destroyed better in a worker.
    ByPrincipal<cloud::AppRoleAssignment> takeAppRoleAssignments(const QString &resourceId,
                                                                 ByPrincipal<cloud::AppRoleAssignment> held);
    void setDirectoryRoleAssignments(const QList<cloud::DirectoryRoleAssignment> &assignments);
    void setMemberships(const QString &principalId, QList<cloud::Membership> memberships);
    void failMemberships(const QString &principalId, const Error &error);
    // Every group that holds a role, with its members: what setMemberships() says of one principal, for all of them.
    void setGroups(const QList<cloud::GroupMembers> &groups);
    void failGroups(const Error &error);
    void forgetGroups();
    // What holds for whoever is in no group.
    [[nodiscard]] const trust::Part &groupsPart() const { return m_allGroups; }
    void setGroupsPart(trust::Part part) { m_allGroups = std::move(part); }
    void setSubscriptions(const QList<cloud::Subscription> &subscriptions);
    // Without a subscription: those made above all of them, at management groups or the root.
    void setAzureRoleAssignments(const QString &subscriptionId, const QList<cloud::AzureRoleAssignment> &assignments);
    ByPrincipal<cloud::AzureRoleAssignment> takeAzureRoleAssignments(const QString &subscriptionId,
                                                                     ByPrincipal<cloud::AzureRoleAssignment> held);
    void addAzureRole(const cloud::AzureRole &role);

    // --- what is known
    // Of the applications and the service principals; what was read on top of it is in the facts, too.
    void setMark(Source source, ChangeMark mark) { m_marks[static_cast<std::size_t>(source)] = std::move(mark); }
    [[nodiscard]] const ChangeMark &mark(Source source) const { return m_marks[static_cast<std::size_t>(source)]; }
    // The outcome of a source as a whole, which every identity shares.
    void setPart(Source source, trust::Part part) { m_parts[static_cast<std::size_t>(source)] = std::move(part); }
    [[nodiscard]] const trust::Part &part(Source source) const { return m_parts[static_cast<std::size_t>(source)]; }

    // --- look-ups for assemble()
    [[nodiscard]] const cloud::ServicePrincipal *servicePrincipal(const QString &id) const;
    [[nodiscard]] const cloud::ServicePrincipal *servicePrincipalOfApp(const QString &appId) const;
    [[nodiscard]] QList<cloud::ServicePrincipal> permissionResources() const; // those with application permissions
    [[nodiscard]] QList<cloud::AppRoleAssignment> appRoleAssignments(const QString &principalId) const;
    [[nodiscard]] QList<cloud::DirectoryRoleAssignment> directoryRoleAssignments(const QString &principalId) const;
    [[nodiscard]] QList<cloud::AzureRoleAssignment> azureRoleAssignments(const QString &principalId) const;
    [[nodiscard]] QList<cloud::Membership> memberships(const QString &principalId) const;
    [[nodiscard]] trust::Part membershipsPart(const QString &principalId) const;
    // Whether anything is granted to somebody who is no service principal: only then do groups matter.
    [[nodiscard]] bool somebodyElseHoldsDirectoryRoles() const { return m_othersHoldDirectoryRoles; }
    [[nodiscard]] bool groupsHoldAzureRoles() const { return !m_subscriptionsWithGroups.isEmpty(); }
    // Ids of everybody who holds a role and may be a group.
    [[nodiscard]] QStringList maybeGroups() const;
    [[nodiscard]] QString azureRoleName(const QString &guid) const { return m_azureRoles.value(guid).name; }
    [[nodiscard]] const cloud::Subscription *subscription(const QString &id) const;
    [[nodiscard]] QString subscriptionName(const QString &id) const;
    [[nodiscard]] const QList<cloud::Subscription> &subscriptions() const { return m_subscriptions; }
    // Ids of Azure subscriptions that managed identities of the directory name, but that Azure did not list: the account
    // does not see them.
    [[nodiscard]] QSet<QString> unseenSubscriptions() const;
    // Ids of listed subscriptions in which the directory knows user-assigned managed identities that Azure did not list.
    [[nodiscard]] QStringList subscriptionsWithUnlistedIdentities() const;
    // A managed identity's credentials as the directory tells them; nullptr: it does not.
    [[nodiscard]] const QList<trust::FederatedCredential> *directoryCredentials(const trust::Identity &identity) const;

    // --- the whole of it, for a snapshot on the disk
    struct Groups
    {
        QList<cloud::Membership> memberships;
        trust::Part part;
    };
    [[nodiscard]] const store::ShardedMap<trust::IdentityKey, trust::Identity> &identities() const
    {
        return m_identities;
    }
    [[nodiscard]] const store::ShardedMap<QString, cloud::ServicePrincipal> &servicePrincipals() const
    {
        return m_servicePrincipals;
    }
    [[nodiscard]] const store::ShardedMap<QString, Groups> &groups() const { return m_groups; }
    [[nodiscard]] QMap<QString, QList<cloud::AppRoleAssignment>> appRoleAssignments() const; // by resource
    [[nodiscard]] QList<cloud::DirectoryRoleAssignment> directoryRoleAssignments() const;
    [[nodiscard]] QMap<QString, QList<cloud::AzureRoleAssignment>> azureRoleAssignments() const; // by subscription
    [[nodiscard]] QList<cloud::AzureRole> azureRoles() const;

private:
    // Where the directory says that a managed identity lives.
    struct OfAzure
    {
        QString identity;     // resource id of a user-assigned one; empty: of something else
        QString subscription; // its id, in lower case; empty: not said
    };

    // Texts and people that occur again and again, held once. Of whoever adds to the facts alone: a snapshot does not
    // look at them, and does not copy them.
    struct Pool
    {
        QSet<QString> texts;
        QHash<QString, QStringList> singles;  // the same for lists of one text
        QHash<QString, trust::Owner> owners;  // by id: one person owns many, and is held once
        QSet<QList<trust::Owner>> ownerLists; // the same for those that own together
    };

    void lookForOthers();
    void share(QString &text);
    void share(QList<trust::FederatedCredential> &credentials);
    void share(QList<trust::Owner> &owners);

    store::ShardedMap<trust::IdentityKey, trust::Identity> m_identities;
    QSet<trust::IdentityKey> m_managed; // those of Azure, a few among many
    QSet<trust::IdentityKey> m_protected;
    QSet<trust::IdentityKey> m_written;
    store::ShardedMap<QString, cloud::ServicePrincipal> m_servicePrincipals; // by id
    store::ShardedMap<QString, QString> m_servicePrincipalByApp;             // appId → id
    QHash<QString, OfAzure> m_managedPrincipals;                             // the directory's managed identities by id
    QSet<QString> m_permissionResources;                                     // ids of those that give permissions
    QHash<QString, ByPrincipal<cloud::AppRoleAssignment>> m_appRoles;        // by resource
    ByPrincipal<cloud::DirectoryRoleAssignment> m_directoryRoles;
    QHash<QString, ByPrincipal<cloud::AzureRoleAssignment>> m_azureRolesBySubscription;
    QSet<QString> m_subscriptionsWithGroups;       // where a group holds a role
    QHash<QString, cloud::AzureRole> m_azureRoles; // by GUID
    store::ShardedMap<QString, Groups> m_groups;   // by principal
    trust::Part m_allGroups;                       // whether m_groups holds every member of the groups with roles
    QList<cloud::Subscription> m_subscriptions;
    std::array<trust::Part, sourceCount> m_parts;
    std::array<ChangeMark, sourceCount> m_marks;
    std::shared_ptr<Pool> m_pool = std::make_shared<Pool>();
    store::ShardedMap<QString, QList<trust::Owner>> m_waitingOwners; // by application
    bool m_othersHoldDirectoryRoles = false;
};

} // namespace symbolon::workspace
