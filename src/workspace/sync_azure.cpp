// SPDX-License-Identifier: Apache-2.0
// What the units about Azure ask, and what they do with the answers.
#include "workspace/sync.h"

#include <QTimer>

#include <algorithm>
#include <memory>
#include <utility>

namespace symbolon::workspace {
namespace {

// Whether a service does not answer this kind of question, as opposed to failing at it.
bool isRefusal(const Error &error)
{
    return error.kind == ErrorKind::Rejected || error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::NotFound;
}

QList<trust::FederatedCredential> byName(QList<trust::FederatedCredential> credentials)
{
    std::sort(credentials.begin(), credentials.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    return credentials;
}

// Whether both tell the same trust; ids are spelled as each service likes.
bool tellTheSame(const QList<trust::FederatedCredential> &a, const QList<trust::FederatedCredential> &b)
{
    const auto same = [](const trust::FederatedCredential &one, const trust::FederatedCredential &other) {
        return one.name == other.name && one.issuer == other.issuer && one.subject == other.subject
            && one.audiences == other.audiences && one.expression == other.expression;
    };
    const QList<trust::FederatedCredential> left = byName(a);
    const QList<trust::FederatedCredential> right = byName(b);
    return std::equal(left.cbegin(), left.cend(), right.cbegin(), right.cend(), same);
}

} // namespace

void Sync::askSubscriptionsAlone(Source source)
{
    const QList<cloud::Subscription> subscriptions = m_facts.subscriptions();
    for (const cloud::Subscription &subscription : subscriptions)
        enqueue({source, subscription.id});
}

void Sync::takeManagedIdentities(const QList<trust::Identity> &page)
{
    QList<trust::IdentityKey> keys;
    qsizetype fresh = 0;
    for (const trust::Identity &identity : page) {
        if (!m_credentialsListed.contains(identity.key)) {
            m_credentialsListed.insert(identity.key);
            m_credentialsDue.append(identity.key.id);
            ++fresh;
        }
        m_facts.put(identity);
        keys.append(identity.key);
    }
    count(Source::ManagedIdentities, fresh);
    Q_EMIT identitiesRead(keys);
}

net::PageReceiver<trust::Identity> Sync::takingManagedIdentities(const std::shared_ptr<QSet<trust::IdentityKey>> &seen)
{
    return [this, seen, generation = m_generation](const QList<trust::Identity> &page) {
        if (generation != m_generation)
            return;
        for (const trust::Identity &identity : page)
            seen->insert(identity.key);
        takeManagedIdentities(page);
    };
}

void Sync::readAllManagedIdentities(const Unit &unit)
{
    const auto seen = std::make_shared<QSet<trust::IdentityKey>>();
    whenDone(m_arm.identitiesOf(m_facts.subscriptions(), this, takingManagedIdentities(seen), m_stop->get_token()),
             this, [this, seen, unit, generation = m_generation](const Result<void> &outcome) {
                 if (generation != m_generation)
                     return;
                 if (outcome)
                     removeGone(*seen, QString());
                 if (outcome || !isRefusal(outcome.error()))
                     return unitEnded(unit, outcome, generation);
                 m_asksResourceGraph = false;
                 askSubscriptionsAlone(unit.source);
                 unitEnded(unit, {}, generation);
             });
}

void Sync::readManagedIdentities(const Unit &unit)
{
    if (unit.id.isEmpty())
        return readAllManagedIdentities(unit);
    const cloud::Subscription *subscription = m_facts.subscription(unit.id);
    if (!subscription) // no longer listed since the failure that is tried again
        return unitEnded(unit, {}, m_generation);
    const auto seen = std::make_shared<QSet<trust::IdentityKey>>();
    whenDone(m_arm.identities(*subscription, this, takingManagedIdentities(seen), m_stop->get_token()), this,
             [this, seen, unit, generation = m_generation](const Result<void> &outcome) {
                 if (generation == m_generation && outcome)
                     removeGone(*seen, unit.id);
                 unitEnded(unit, outcome, generation);
             });
}

const QList<trust::FederatedCredential> *Sync::directoryWord(const QString &managedIdentity) const
{
    const trust::IdentityKey key{trust::IdentityKind::ManagedIdentity, managedIdentity};
    const trust::Identity *identity = m_facts.find(key);
    const bool fresh = m_state.of(Source::ServicePrincipals).phase == SourcePhase::Done && !m_facts.wasWritten(key);
    return identity && fresh ? m_facts.directoryCredentials(*identity) : nullptr;
}

// Takes the directory's word where it is good, and asks Azure for the rest. Nobody documents that the directory tells the
// credentials of managed identities, and an empty list may mean that it does not: its word is good once one list that is
// not empty was seen to be Azure's own.
void Sync::planCredentials()
{
    if (m_directoryWord == DirectoryWord::Unproven && m_probed.isEmpty()) {
        const auto probe = std::find_if(m_credentialsDue.cbegin(), m_credentialsDue.cend(), [this](const QString &id) {
            const auto *told = directoryWord(id);
            return told && !told->isEmpty();
        });
        if (probe != m_credentialsDue.cend()) {
            m_probed = *probe;
            m_credentialsDue.removeOne(m_probed);
            return enqueue({Source::ManagedIdentityCredentials, m_probed});
        }
    }
    planCredentialsOf(std::exchange(m_credentialsDue, {}));
}

// In slices: there may be many thousands. Until the last one the source has not ended.
void Sync::planCredentialsOf(const QStringList &managedIdentities)
{
    QList<trust::IdentityKey> told;
    const QStringList now = managedIdentities.mid(0, slice);
    for (const QString &id : now) {
        const auto *credentials = m_directoryWord == DirectoryWord::Agrees ? directoryWord(id) : nullptr;
        if (!credentials) {
            enqueue({Source::ManagedIdentityCredentials, id});
            continue;
        }
        const trust::IdentityKey key{trust::IdentityKind::ManagedIdentity, id};
        m_facts.setCredentials(key, *credentials);
        source(Source::ManagedIdentityCredentials).read += credentials->size();
        told.append(key);
    }
    if (!told.isEmpty())
        Q_EMIT identitiesRead(told);
    if (managedIdentities.size() <= slice)
        return;
    ++progress(Source::ManagedIdentityCredentials).waiting;
    const auto goOn = [this, rest = managedIdentities.mid(slice), generation = m_generation] {
        if (generation != m_generation)
            return;
        --progress(Source::ManagedIdentityCredentials).waiting;
        planCredentialsOf(rest);
        settle();
        startMore();
        Q_EMIT changed();
    };
    QTimer::singleShot(0, this, goOn);
}

void Sync::readManagedIdentityCredentials(const Unit &unit)
{
    const trust::IdentityKey key{trust::IdentityKind::ManagedIdentity, unit.id};
    whenDone(
        m_arm.credentials(unit.id, m_stop->get_token()), this,
        [this, key, unit, generation = m_generation](const Result<QList<trust::FederatedCredential>> &credentials) {
            if (generation == m_generation) {
                if (credentials && unit.id == m_probed)
                    compareWithDirectory(key, *credentials);
                takeCredentials(key, unit, credentials);
            }
            unitEnded(unit, credentials ? Result<void>() : failure(credentials.error()), generation);
        });
}

void Sync::compareWithDirectory(const trust::IdentityKey &key, const QList<trust::FederatedCredential> &credentials)
{
    const trust::Identity *identity = m_facts.find(key);
    const QList<trust::FederatedCredential> *told = identity ? m_facts.directoryCredentials(*identity) : nullptr;
    if (told)
        m_directoryWord = tellTheSame(*told, credentials) ? DirectoryWord::Agrees : DirectoryWord::Differs;
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

void Sync::readAllAzureRoles(const Unit &unit)
{
    struct Open
    {
        QList<cloud::AzureRoleAssignment> assignments;
        Result<void> outcome;
        int answers = 2;
    };
    const auto open = std::make_shared<Open>();
    const auto ended = [this, open, unit, generation = m_generation] {
        if (generation != m_generation || --open->answers > 0)
            return;
        if (open->outcome) {
            auto work = [all = std::move(open->assignments)] { return Result<AzureGrants>(inOrder(all, {})); };
            return whenDone(m_worker.run(std::move(work)), this,
                            [this, unit, generation](const Result<AzureGrants> &grants) {
                                if (generation == m_generation && grants)
                                    takeAllAzureRoles(unit, *grants);
                            });
        }
        if (!isRefusal(open->outcome.error()))
            return unitEnded(unit, open->outcome, generation);
        m_asksResourceGraph = false;
        m_facts.setAzureRoleAssignments(QString(), {});
        askSubscriptionsAlone(unit.source);
        unitEnded(unit, {}, generation);
    };
    const QList<cloud::Subscription> &subscriptions = m_facts.subscriptions();
    const auto takeRoles = [this, generation = m_generation](const QList<cloud::AzureRole> &page) {
        for (const cloud::AzureRole &role : page) {
            if (generation == m_generation)
                m_facts.addAzureRole(role);
        }
    };
    // Names that do not come are asked for one by one.
    whenDone(m_arm.rolesOf(subscriptions, this, takeRoles, m_stop->get_token()), this,
             [ended](const Result<void> & /*outcome*/) { ended(); });
    const auto takeAssignments = [open](const QList<cloud::AzureRoleAssignment> &page) { open->assignments += page; };
    whenDone(m_arm.roleAssignmentsOf(subscriptions, this, takeAssignments, m_stop->get_token()), this,
             [open, ended](const Result<void> &outcome) {
                 open->outcome = outcome;
                 ended();
             });
}

Sync::AzureGrants Sync::inOrder(const QList<cloud::AzureRoleAssignment> &assignments, const QString &listing)
{
    AzureGrants grants;
    grants.count = assignments.size();
    for (const cloud::AzureRoleAssignment &assignment : assignments) {
        const bool below = assignment.scope.startsWith(u"/subscriptions/", Qt::CaseInsensitive);
        const QString scope = below ? assignment.scope.section(u'/', 2, 2).toLower() : QString();
        const QString id = listing.isEmpty() ? scope : listing;
        grants.held[id][assignment.principalId.toLower()].append(assignment);
        grants.definitions.insert(assignment.roleGuid(), assignment.roleDefinitionId);
        if (below && assignment.scope.count(u'/') == 2)
            grants.seenToTheTop.insert(id);
    }
    return grants;
}

// Somebody owns every subscription. Where nobody is told to hold a role at one, the account does not see its grants, and
// Resource Graph says nothing about that: Azure Resource Manager, asked for that one alone, does.
void Sync::takeAllAzureRoles(const Unit &unit, const AzureGrants &grants)
{
    const auto take = [this, &grants](const QString &id) {
        m_worker.discard(m_facts.takeAzureRoleAssignments(id, grants.held.value(id)));
    };
    take(QString());
    const QList<cloud::Subscription> subscriptions = m_facts.subscriptions();
    for (const cloud::Subscription &subscription : subscriptions) {
        const QString id = subscription.id.toLower();
        if (grants.seenToTheTop.contains(id))
            take(id);
        else
            enqueue({unit.source, subscription.id});
    }
    count(unit.source, grants.count);
    readAzureRoleNames(unit, unnamedRoles(grants.definitions));
}

void Sync::readAzureRoles(const Unit &unit)
{
    if (unit.id.isEmpty())
        return readAllAzureRoles(unit);
    const auto collected = std::make_shared<QList<cloud::AzureRoleAssignment>>();
    const auto receive = [collected](const QList<cloud::AzureRoleAssignment> &page) { *collected += page; };
    const QString scope = QStringLiteral("/subscriptions/") + unit.id;
    whenDone(
        m_arm.roleAssignments(scope, QString(), this, receive, m_stop->get_token()), this,
        [this, collected, unit, generation = m_generation](const Result<void> &outcome) {
            if (generation != m_generation)
                return;
            if (!outcome)
                return unitEnded(unit, outcome, generation);
            auto work = [all = std::move(*collected), id = unit.id] { return Result<AzureGrants>(inOrder(all, id)); };
            whenDone(m_worker.run(std::move(work)), this, [this, unit, generation](const Result<AzureGrants> &grants) {
                if (generation != m_generation || !grants)
                    return;
                m_worker.discard(m_facts.takeAzureRoleAssignments(unit.id, grants->held.value(unit.id)));
                count(unit.source, grants->count);
                readAzureRoleList(unit, grants->definitions);
            });
        });
}

// One definition for each role whose name is not known.
QStringList Sync::unnamedRoles(const QHash<QString, QString> &definitions) const
{
    QStringList unnamed;
    for (auto it = definitions.cbegin(); it != definitions.cend(); ++it) {
        if (m_facts.azureRoleName(it.key()).isEmpty())
            unnamed.append(it.value());
    }
    return unnamed;
}

// All roles at once where several names are missing; what the list does not name is asked for one by one.
void Sync::readAzureRoleList(const Unit &unit, const QHash<QString, QString> &definitions)
{
    const QStringList missing = unnamedRoles(definitions);
    if (missing.size() < 2)
        return readAzureRoleNames(unit, missing);
    const auto receive = [this, generation = m_generation](const QList<cloud::AzureRole> &page) {
        for (const cloud::AzureRole &role : page) {
            if (generation == m_generation)
                m_facts.addAzureRole(role);
        }
    };
    whenDone(m_arm.roles(QStringLiteral("/subscriptions/") + unit.id, this, receive, m_stop->get_token()), this,
             [this, definitions, unit, generation = m_generation](const Result<void> & /*outcome*/) {
                 if (generation == m_generation)
                     readAzureRoleNames(unit, unnamedRoles(definitions));
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

} // namespace symbolon::workspace
