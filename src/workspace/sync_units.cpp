// SPDX-License-Identifier: Apache-2.0
// What each unit of a sync asks, and what it does with the answer.
#include "workspace/sync.h"

#include <memory>

namespace symbolon::workspace {
namespace {

// What the pages of one listing add up to.
template<typename Item>
using Collected = std::shared_ptr<QList<Item>>;

} // namespace

void Sync::readOrganization(const Unit &unit)
{
    whenDone(m_graph.organization(m_stop->get_token()), this,
             [this, unit, generation = m_generation](Result<trust::Tenant> tenant) {
                 if (generation == m_generation && tenant) {
                     source(unit.source).read = 1;
                     Q_EMIT tenantRead(*tenant);
                 }
                 unitEnded(unit, tenant ? Result<void>() : failure(tenant.error()), generation);
             });
}

void Sync::readApplications(const Unit &unit)
{
    const auto seen = std::make_shared<QSet<trust::IdentityKey>>();
    source(unit.source).read = 0;
    const auto receive = [this, seen, unit, generation = m_generation](const QList<trust::Identity> &page) {
        if (generation != m_generation)
            return;
        QList<trust::IdentityKey> keys;
        for (const trust::Identity &identity : page) {
            m_facts.put(identity);
            seen->insert(identity.key);
            keys.append(identity.key);
        }
        count(unit.source, page.size());
        Q_EMIT identitiesRead(keys);
    };
    whenDone(m_graph.applications(this, receive, m_stop->get_token()), this,
             [this, seen, unit, generation = m_generation](const Result<void> &outcome) {
                 if (generation == m_generation && outcome)
                     removeGone(trust::IdentityKind::Application, *seen, QString());
                 unitEnded(unit, outcome, generation);
             });
}

void Sync::readServicePrincipals(const Unit &unit)
{
    const auto seen = std::make_shared<QSet<QString>>();
    source(unit.source).read = 0;
    const auto receive = [this, seen, unit, generation = m_generation](const QList<cloud::ServicePrincipal> &page) {
        if (generation != m_generation)
            return;
        for (const cloud::ServicePrincipal &principal : page)
            seen->insert(principal.id);
        m_facts.addServicePrincipals(page);
        count(unit.source, page.size());
    };
    whenDone(m_graph.servicePrincipals(QString(), this, receive, m_stop->get_token()), this,
             [this, seen, unit, generation = m_generation](const Result<void> &outcome) {
                 if (generation == m_generation && outcome)
                     m_facts.keepServicePrincipals(*seen);
                 unitEnded(unit, outcome, generation);
             });
}

void Sync::readAppPermissions(const Unit &unit)
{
    const auto collected = std::make_shared<QList<cloud::AppRoleAssignment>>();
    const auto receive = [collected](const QList<cloud::AppRoleAssignment> &page) { *collected += page; };
    whenDone(m_graph.appRoleAssignedTo(unit.id, this, receive, m_stop->get_token()), this,
             [this, collected, unit, generation = m_generation](const Result<void> &outcome) {
                 if (generation == m_generation && outcome) {
                     m_facts.setAppRoleAssignments(unit.id, *collected);
                     count(unit.source, collected->size());
                 }
                 unitEnded(unit, outcome, generation);
             });
}

void Sync::readDirectoryRoles(const Unit &unit)
{
    const auto collected = std::make_shared<QList<cloud::DirectoryRoleAssignment>>();
    const auto receive = [collected](const QList<cloud::DirectoryRoleAssignment> &page) { *collected += page; };
    whenDone(m_graph.directoryRoleAssignments(this, receive, m_stop->get_token()), this,
             [this, collected, unit, generation = m_generation](const Result<void> &outcome) {
                 if (generation == m_generation && outcome) {
                     m_facts.setDirectoryRoleAssignments(*collected);
                     source(unit.source).read = collected->size();
                 }
                 unitEnded(unit, outcome, generation);
             });
}

QStringList Sync::principalsWhoseGroupsMatter() const
{
    QStringList principals;
    if (!m_facts.somebodyElseHoldsDirectoryRoles() && !m_facts.groupsHoldAzureRoles())
        return principals;
    const QList<trust::IdentityKey> keys = m_facts.keys();
    const bool all = keys.size() <= groupsOfAllUpTo;
    for (const trust::IdentityKey &key : keys) {
        const trust::Identity *identity = m_facts.find(key);
        if (!all && identity->credentials.isEmpty())
            continue;
        QString principal = identity->servicePrincipalId;
        if (principal.isEmpty()) {
            if (const cloud::ServicePrincipal *found = m_facts.servicePrincipalOfApp(identity->clientId))
                principal = found->id;
        }
        if (!principal.isEmpty() && !m_groupsRead.contains(principal))
            principals.append(principal);
    }
    return principals;
}

void Sync::readGroups(const Unit &unit)
{
    m_groupsRead.insert(unit.id);
    const auto collected = std::make_shared<QList<cloud::Membership>>();
    const auto receive = [collected](const QList<cloud::Membership> &page) { *collected += page; };
    whenDone(m_graph.transitiveMemberOf(unit.id, this, receive, m_stop->get_token()), this,
             [this, collected, unit, generation = m_generation](const Result<void> &outcome) {
                 if (generation == m_generation) {
                     if (outcome)
                         m_facts.setMemberships(unit.id, *collected);
                     else if (outcome.error().kind != ErrorKind::Cancelled)
                         m_facts.failMemberships(unit.id, outcome.error());
                 }
                 unitEnded(unit, outcome, generation);
             });
}

void Sync::readSubscriptions(const Unit &unit)
{
    const auto collected = std::make_shared<QList<cloud::Subscription>>();
    const auto receive = [collected](const QList<cloud::Subscription> &page) { *collected += page; };
    whenDone(m_arm.subscriptions(this, receive, m_stop->get_token()), this,
             [this, collected, unit, generation = m_generation](const Result<void> &outcome) {
                 if (generation == m_generation && outcome) {
                     m_facts.setSubscriptions(*collected);
                     source(unit.source).read = collected->size();
                     QSet<trust::IdentityKey> stillThere;
                     const QList<trust::IdentityKey> known = m_facts.keysOfKind(trust::IdentityKind::ManagedIdentity);
                     for (const trust::IdentityKey &key : known) {
                         if (m_facts.subscription(m_facts.find(key)->subscriptionId))
                             stillThere.insert(key);
                     }
                     removeGone(trust::IdentityKind::ManagedIdentity, stillThere, QString());
                 }
                 unitEnded(unit, outcome, generation);
             });
}

void Sync::readManagedIdentities(const Unit &unit)
{
    const cloud::Subscription *subscription = m_facts.subscription(unit.id);
    if (!subscription) // no longer listed since the failure that is tried again
        return unitEnded(unit, {}, m_generation);
    const auto seen = std::make_shared<QSet<trust::IdentityKey>>();
    const auto receive = [this, seen, unit, generation = m_generation](const QList<trust::Identity> &page) {
        if (generation != m_generation)
            return;
        QList<trust::IdentityKey> keys;
        for (const trust::Identity &identity : page) {
            m_facts.put(identity);
            seen->insert(identity.key);
            keys.append(identity.key);
            enqueue({Source::ManagedIdentityCredentials, identity.key.id});
        }
        count(unit.source, page.size());
        startMore();
        Q_EMIT identitiesRead(keys);
    };
    whenDone(m_arm.identities(*subscription, this, receive, m_stop->get_token()), this,
             [this, seen, unit, generation = m_generation](const Result<void> &outcome) {
                 if (generation == m_generation && outcome)
                     removeGone(trust::IdentityKind::ManagedIdentity, *seen, unit.id);
                 unitEnded(unit, outcome, generation);
             });
}

void Sync::readManagedIdentityCredentials(const Unit &unit)
{
    const trust::IdentityKey key{trust::IdentityKind::ManagedIdentity, unit.id};
    whenDone(
        m_arm.credentials(unit.id, m_stop->get_token()), this,
        [this, key, unit, generation = m_generation](const Result<QList<trust::FederatedCredential>> &credentials) {
            if (generation == m_generation)
                takeCredentials(key, unit, credentials);
            unitEnded(unit, credentials ? Result<void>() : failure(credentials.error()), generation);
        });
}

void Sync::takeCredentials(const trust::IdentityKey &key, const Unit &unit,
                           const Result<QList<trust::FederatedCredential>> &credentials)
{
    if (credentials) {
        m_facts.setCredentials(key, *credentials);
        count(unit.source, credentials->size());
    } else if (credentials.error().kind != ErrorKind::Cancelled) {
        m_facts.failCredentials(key, credentials.error());
    }
    Q_EMIT identitiesRead({key});
}

void Sync::readAzureRoles(const Unit &unit)
{
    const auto collected = std::make_shared<QList<cloud::AzureRoleAssignment>>();
    const auto receive = [collected](const QList<cloud::AzureRoleAssignment> &page) { *collected += page; };
    const QString scope = QStringLiteral("/subscriptions/") + unit.id;
    whenDone(m_arm.roleAssignments(scope, QString(), this, receive, m_stop->get_token()), this,
             [this, collected, unit, generation = m_generation](const Result<void> &outcome) {
                 if (generation != m_generation)
                     return;
                 if (!outcome)
                     return unitEnded(unit, outcome, generation);
                 m_facts.setAzureRoleAssignments(unit.id, *collected);
                 count(unit.source, collected->size());
                 QHash<QString, QString> definitions; // one for each role
                 for (const cloud::AzureRoleAssignment &assignment : std::as_const(*collected)) {
                     if (m_facts.azureRoleName(assignment.roleGuid()).isEmpty())
                         definitions.insert(assignment.roleGuid(), assignment.roleDefinitionId);
                 }
                 readAzureRoleNames(unit, definitions.values());
             });
}

// The unit ends after the last name. A name that cannot be read is a failure of the unit, but its grants are kept: they
// show with the role's id.
void Sync::readAzureRoleNames(const Unit &unit, const QStringList &definitions)
{
    if (definitions.isEmpty())
        return unitEnded(unit, {}, m_generation);
    struct Open
    {
        qsizetype answers = 0;
        Result<void> outcome;
    };
    const auto open = std::make_shared<Open>(Open{definitions.size(), {}});
    for (const QString &definition : definitions) {
        whenDone(m_arm.role(definition, m_stop->get_token()), this,
                 [this, open, unit, generation = m_generation](Result<cloud::AzureRole> role) {
                     if (generation != m_generation)
                         return;
                     if (role)
                         m_facts.addAzureRole(*role);
                     else if (open->outcome)
                         open->outcome = failure(role.error());
                     if (--open->answers == 0)
                         unitEnded(unit, open->outcome, generation);
                 });
    }
}

void Sync::removeGone(trust::IdentityKind kind, const QSet<trust::IdentityKey> &seen, const QString &subscriptionId)
{
    QList<trust::IdentityKey> gone;
    const QList<trust::IdentityKey> known = m_facts.keysOfKind(kind);
    for (const trust::IdentityKey &key : known) {
        const bool concerned = subscriptionId.isEmpty()
            || m_facts.find(key)->subscriptionId.compare(subscriptionId, Qt::CaseInsensitive) == 0;
        if (concerned && !seen.contains(key))
            gone.append(key);
    }
    for (const trust::IdentityKey &key : std::as_const(gone))
        m_facts.remove(key);
    if (!gone.isEmpty())
        Q_EMIT identitiesGone(gone);
}

} // namespace symbolon::workspace
