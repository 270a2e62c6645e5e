// SPDX-License-Identifier: Apache-2.0
// What each unit of a sync asks, and what it does with the answer.
#include "workspace/sync.h"

#include <memory>
#include <utility>

namespace symbolon::workspace {
namespace {

// Applications that were known and that a listing which came to its end did not name. In a worker: nearly always all are
// still there, and that takes a look at each. A list is what comes with the pages: a set that grows holds up the window.
QList<trust::IdentityKey> goneFrom(const store::ShardedMap<trust::IdentityKey, trust::Identity> &known,
                                   const QList<trust::IdentityKey> &named)
{
    const QSet<trust::IdentityKey> seen(named.cbegin(), named.cend());
    QList<trust::IdentityKey> gone;
    known.each([&](const trust::IdentityKey &key, const trust::Identity &) {
        if (key.kind == trust::IdentityKind::Application && !seen.contains(key))
            gone.append(key);
    });
    return gone;
}

// The same of service principals; what is known goes by ids in lower case.
QSet<QString> goneFrom(const store::ShardedMap<QString, cloud::ServicePrincipal> &known, const QStringList &named)
{
    QSet<QString> seen;
    seen.reserve(named.size());
    for (const QString &id : named)
        seen.insert(id.toLower());
    QSet<QString> gone;
    known.each([&](const QString &id, const cloud::ServicePrincipal &) {
        if (!seen.contains(id))
            gone.insert(id);
    });
    return gone;
}

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

void Sync::readApplications(const Unit &unit, const ChangeMark &mark)
{
    const auto seen = std::make_shared<QList<trust::IdentityKey>>();
    source(unit.source).read = 0;
    const auto receive = [this, seen, unit, generation = m_generation](const QList<trust::Identity> &page) {
        if (generation != m_generation)
            return;
        QList<trust::IdentityKey> keys;
        for (const trust::Identity &identity : page) {
            m_facts.put(identity);
            keys.append(identity.key);
        }
        *seen += keys;
        askHowMany(unit.source, QStringLiteral("applications"), page.size());
        count(unit.source, page.size());
        Q_EMIT identitiesRead(keys);
    };
    whenDone(m_graph.applications(this, receive, m_stop->get_token()), this,
             [this, seen, unit, mark, generation = m_generation](const Result<void> &outcome) {
                 if (generation != m_generation || !outcome)
                     return unitEnded(unit, outcome, generation);
                 auto work = [known = m_facts.identities(), seen = std::move(*seen)] {
                     return Result<QList<trust::IdentityKey>>(goneFrom(known, seen));
                 };
                 whenDone(m_worker.run(std::move(work)), this,
                          [this, unit, mark, generation](const Result<QList<trust::IdentityKey>> &gone) {
                              if (generation != m_generation || !gone)
                                  return;
                              removeThese(*gone);
                              endEverything(unit.source, mark);
                              unitEnded(unit, {}, generation);
                          });
             });
}

void Sync::readServicePrincipals(const Unit &unit, const ChangeMark &mark)
{
    const auto seen = std::make_shared<QStringList>();
    source(unit.source).read = 0;
    const auto receive = [this, seen, unit, generation = m_generation](const QList<cloud::ServicePrincipal> &page) {
        if (generation != m_generation)
            return;
        for (const cloud::ServicePrincipal &principal : page)
            seen->append(principal.id);
        m_facts.addServicePrincipals(page);
        askForPermissionsOf(page);
        startMore();
        askHowMany(unit.source, QStringLiteral("servicePrincipals"), page.size());
        count(unit.source, page.size());
    };
    whenDone(m_graph.servicePrincipals(QString(), this, receive, m_stop->get_token()), this,
             [this, seen, unit, mark, generation = m_generation](const Result<void> &outcome) {
                 if (generation != m_generation || !outcome)
                     return unitEnded(unit, outcome, generation);
                 auto work = [known = m_facts.servicePrincipals(), seen = std::move(*seen)] {
                     return Result<QSet<QString>>(goneFrom(known, seen));
                 };
                 whenDone(m_worker.run(std::move(work)), this,
                          [this, unit, mark, generation](const Result<QSet<QString>> &gone) {
                              if (generation != m_generation || !gone)
                                  return;
                              m_facts.removeServicePrincipals(*gone);
                              endEverything(unit.source, mark);
                              unitEnded(unit, {}, generation);
                          });
             });
}

void Sync::askHowMany(Source one, const QString &collection, qsizetype firstPage)
{
    constexpr qsizetype wholePage = 100; // the smallest that is asked for
    if (source(one).read > 0 || firstPage < wholePage)
        return;
    whenDone(m_graph.count(collection, m_stop->get_token()), this,
             [this, one, generation = m_generation](const Result<qsizetype> &count) {
                 if (generation != m_generation || !count || hasEnded(one))
                     return;
                 source(one).expected = *count;
                 Q_EMIT changed();
             });
}

// The largest listing behind another one: it does not wait for the end of that.
void Sync::askForPermissionsOf(const QList<cloud::ServicePrincipal> &principals)
{
    for (const cloud::ServicePrincipal &principal : principals) {
        if (!givesApplicationPermissions(principal) || m_permissionsAsked.contains(principal.id))
            continue;
        m_permissionsAsked.insert(principal.id);
        enqueue({Source::AppPermissions, principal.id});
    }
}

void Sync::readAppPermissions(const Unit &unit)
{
    using Grants = ByPrincipal<cloud::AppRoleAssignment>;
    const auto collected = std::make_shared<QList<cloud::AppRoleAssignment>>();
    const auto receive = [collected](const QList<cloud::AppRoleAssignment> &page) { *collected += page; };
    whenDone(m_graph.appRoleAssignedTo(unit.id, this, receive, m_stop->get_token()), this,
             [this, collected, unit, generation = m_generation](const Result<void> &outcome) {
                 if (generation != m_generation || !outcome)
                     return unitEnded(unit, outcome, generation);
                 const qsizetype all = collected->size();
                 auto work = [grants = std::move(*collected)] { return Result<Grants>(byPrincipal(grants)); };
                 whenDone(m_worker.run(std::move(work)), this,
                          [this, unit, all, generation](const Result<Grants> &grants) {
                              if (generation != m_generation || !grants)
                                  return;
                              m_worker.discard(m_facts.takeAppRoleAssignments(unit.id, *grants));
                              count(unit.source, all);
                              unitEnded(unit, {}, generation);
                          });
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
    const bool all = m_facts.identities().size() <= groupsOfAllUpTo;
    m_facts.identities().each([&](const trust::IdentityKey &, const trust::Identity &identity) {
        if (!all && identity.credentials.isEmpty())
            return;
        QString principal = identity.servicePrincipalId;
        if (principal.isEmpty()) {
            if (const cloud::ServicePrincipal *found = m_facts.servicePrincipalOfApp(identity.clientId))
                principal = found->id;
        }
        if (!principal.isEmpty() && !m_groupsRead.contains(principal))
            principals.append(principal);
    });
    return principals;
}

void Sync::readGroups(const Unit &unit)
{
    whenDone(m_graph.groups(m_facts.maybeGroups(), m_stop->get_token()), this,
             [this, unit, generation = m_generation](const Result<QList<cloud::GroupMembers>> &groups) {
                 if (generation != m_generation)
                     return;
                 if (groups) {
                     m_facts.setGroups(*groups);
                     return unitEnded(unit, {}, generation);
                 }
                 const ErrorKind kind = groups.error().kind;
                 if (kind == ErrorKind::Forbidden || kind == ErrorKind::Rejected || kind == ErrorKind::NotFound) {
                     m_asksGroups = false;
                     m_facts.forgetGroups();
                     enqueueGroups();
                     return unitEnded(unit, {}, generation);
                 }
                 if (kind != ErrorKind::Cancelled)
                     m_facts.failGroups(groups.error());
                 unitEnded(unit, failure(groups.error()), generation);
             });
}

void Sync::readGroupsOf(const Unit &unit)
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
                     for (const trust::IdentityKey &key : m_facts.managedIdentities()) {
                         if (m_facts.subscription(m_facts.find(key)->place->subscriptionId))
                             stillThere.insert(key);
                     }
                     removeGone(stillThere, QString());
                 }
                 unitEnded(unit, outcome, generation);
             });
}

void Sync::removeGone(const QSet<trust::IdentityKey> &seen, const QString &subscriptionId)
{
    QList<trust::IdentityKey> gone;
    for (const trust::IdentityKey &key : m_facts.managedIdentities()) {
        const bool concerned = subscriptionId.isEmpty()
            || m_facts.find(key)->place->subscriptionId.compare(subscriptionId, Qt::CaseInsensitive) == 0;
        if (concerned && !seen.contains(key))
            gone.append(key);
    }
    removeThese(gone);
}

void Sync::removeThese(const QList<trust::IdentityKey> &gone)
{
    for (const trust::IdentityKey &key : gone)
        m_facts.remove(key);
    if (!gone.isEmpty())
        Q_EMIT identitiesGone(gone);
}

} // namespace symbolon::workspace
