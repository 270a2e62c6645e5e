// SPDX-License-Identifier: Apache-2.0
#include "workspace/facts.h"

#include <algorithm>
#include <utility>

namespace symbolon::workspace {
namespace {

// Texts beyond these are not looked up any more: where every one is another, sharing them only costs.
constexpr qsizetype mostSharedTexts = 10'000;

// Ids are GUIDs, which the services spell in either case.
QString folded(const QString &id)
{
    return id.toLower();
}

// The resource id of a user-assigned managed identity, as its service principal names it; empty: it is none.
QString identityIdOf(const cloud::ServicePrincipal &principal)
{
    for (const QString &name : principal.alternativeNames) {
        if (name.startsWith(u"/subscriptions/", Qt::CaseInsensitive)
            && name.contains(u"/providers/Microsoft.ManagedIdentity/userAssignedIdentities/", Qt::CaseInsensitive))
            return name;
    }
    return {};
}

// The subscription, in lower case, that a managed identity's service principal names; empty: none.
QString subscriptionOf(const cloud::ServicePrincipal &principal)
{
    for (const QString &name : principal.alternativeNames) {
        if (name.startsWith(u"/subscriptions/", Qt::CaseInsensitive))
            return folded(name.section(u'/', 2, 2));
    }
    return {};
}

// In the shape in which Azure Resource Manager tells them: by resource id, without a description.
void joinDirectoryCredentials(cloud::ServicePrincipal &principal)
{
    const QString identity = identityIdOf(principal);
    if (!principal.credentials || identity.isEmpty())
        return principal.credentials.reset();
    for (trust::FederatedCredential &credential : *principal.credentials) {
        credential.id = QString(identity + u"/federatedIdentityCredentials/" + credential.name);
        credential.description.clear();
    }
}

// Everybody's assignments in one list, by principal.
template<typename Assignment>
QList<Assignment> joined(const QHash<QString, QList<Assignment>> &byPrincipal)
{
    QStringList principals = byPrincipal.keys();
    principals.sort();
    QList<Assignment> result;
    for (const QString &principal : std::as_const(principals))
        result += byPrincipal.value(principal);
    return result;
}

template<typename Assignment>
QMap<QString, QList<Assignment>> byOwner(const QHash<QString, QHash<QString, QList<Assignment>>> &assignments)
{
    QMap<QString, QList<Assignment>> result;
    for (auto it = assignments.cbegin(); it != assignments.cend(); ++it)
        result.insert(it.key(), joined(it.value()));
    return result;
}

} // namespace

bool givesApplicationPermissions(const cloud::ServicePrincipal &principal)
{
    return std::any_of(principal.appRoles.cbegin(), principal.appRoles.cend(), [](const cloud::AppRole &role) {
        return role.allowedMemberTypes.isEmpty() || role.allowedMemberTypes.contains(QStringLiteral("Application"));
    });
}

void Facts::put(trust::Identity identity)
{
    if (const trust::Identity *known = m_identities.find(identity.key)) {
        const bool isProtected = m_protected.contains(identity.key);
        const trust::Part listed = identity.credentialsPart;
        if (isProtected || !listed.isKnown())
            identity.credentials = known->credentials;
        if (isProtected || listed.state == trust::Knowledge::NotRead)
            identity.credentialsPart = known->credentialsPart;
        if (identity.secretsPart.state == trust::Knowledge::NotRead && known->secretsPart.isKnown()) {
            identity.secrets = known->secrets;
            identity.secretsPart = known->secretsPart;
        }
        if (identity.ownersPart.state == trust::Knowledge::NotRead) { // a listing does not tell them
            identity.owners = known->owners;
            identity.ownersPart = known->ownersPart;
        }
    }
    if (const QList<trust::Owner> *waiting = m_waitingOwners.find(folded(identity.key.id))) {
        identity.owners = *waiting;
        identity.ownersPart = {trust::Knowledge::Known, std::nullopt};
        m_waitingOwners.remove(folded(identity.key.id));
    }
    share(identity.owners);
    identity.secrets.squeeze();
    for (trust::Secret &secret : identity.secrets)
        share(secret.displayName);
    for (QString *text : {&identity.tenantId, &identity.signInAudience})
        share(*text);
    share(identity.credentials);
    // Its service principal nearly always says the same.
    if (const cloud::ServicePrincipal *principal = servicePrincipalOfApp(identity.clientId)) {
        if (principal->appId == identity.clientId)
            identity.clientId = principal->appId;
        if (principal->displayName == identity.displayName)
            identity.displayName = principal->displayName;
    }
    // What did not change stays the same in memory: rows hold it, too.
    if (const trust::Identity *known = m_identities.find(identity.key);
        known && known->credentials == identity.credentials)
        identity.credentials = known->credentials;
    const trust::IdentityKey key = identity.key;
    if (key.kind == trust::IdentityKind::ManagedIdentity)
        m_managed.insert(key);
    m_identities.insert(key, std::move(identity));
}

// Issuers, audiences and places occur in thousands of objects, each with a copy of its own as it was read.
void Facts::share(QString &text)
{
    if (text.isEmpty())
        return;
    const auto known = m_pool->texts.constFind(text);
    if (known != m_pool->texts.cend())
        text = *known;
    else if (m_pool->texts.size() < mostSharedTexts)
        m_pool->texts.insert(text);
}

void Facts::share(QList<trust::FederatedCredential> &credentials)
{
    credentials.squeeze();
    for (trust::FederatedCredential &credential : credentials) {
        share(credential.issuer);
        share(credential.description);
        if (credential.audiences.size() != 1)
            continue;
        const auto known = m_pool->singles.constFind(credential.audiences.constFirst());
        if (known != m_pool->singles.cend())
            credential.audiences = *known;
        else if (m_pool->singles.size() < mostSharedTexts)
            m_pool->singles.insert(credential.audiences.constFirst(), credential.audiences);
    }
}

void Facts::share(QList<trust::Owner> &owners)
{
    if (owners.isEmpty())
        return;
    for (trust::Owner &owner : owners) {
        const auto known = m_pool->owners.constFind(owner.id);
        if (known != m_pool->owners.cend() && *known == owner)
            owner = *known;
        else
            m_pool->owners.insert(owner.id, owner);
    }
    const auto known = m_pool->ownerLists.constFind(owners);
    if (known != m_pool->ownerLists.cend()) {
        owners = *known;
    } else {
        owners.squeeze();
        m_pool->ownerLists.insert(owners);
    }
}

void Facts::setOwners(const QString &applicationId, QList<trust::Owner> owners)
{
    share(owners);
    trust::Identity *found = m_identities.edit({trust::IdentityKind::Application, applicationId});
    if (!found) {
        m_waitingOwners.insert(folded(applicationId), owners);
        return;
    }
    found->owners = std::move(owners);
    found->ownersPart = {trust::Knowledge::Known, std::nullopt};
}

void Facts::failOwners(const QString &applicationId, const Error &error)
{
    if (trust::Identity *found = m_identities.edit({trust::IdentityKind::Application, applicationId}))
        found->ownersPart = {trust::Knowledge::Failed, error};
}

void Facts::setCredentials(const trust::IdentityKey &key, QList<trust::FederatedCredential> credentials)
{
    trust::Identity *found = m_identities.edit(key);
    if (!found)
        return;
    share(credentials);
    if (found->credentials != credentials)
        found->credentials = std::move(credentials);
    found->credentialsPart = {trust::Knowledge::Known, std::nullopt};
}

void Facts::failCredentials(const trust::IdentityKey &key, const Error &error)
{
    if (trust::Identity *found = m_identities.edit(key))
        found->credentialsPart = {trust::Knowledge::Failed, error};
}

void Facts::removeSecret(const trust::IdentityKey &key, const QUuid &keyId)
{
    if (trust::Identity *found = m_identities.edit(key))
        found->secrets.removeIf([&keyId](const trust::Secret &one) { return one.keyId == keyId; });
}

void Facts::remove(const trust::IdentityKey &key)
{
    m_identities.remove(key);
    m_managed.remove(key);
}

const trust::Identity *Facts::find(const trust::IdentityKey &key) const
{
    return m_identities.find(key);
}

QStringList Facts::applicationsWithUnknownCredentials() const
{
    QStringList ids;
    m_identities.each([&ids](const trust::IdentityKey &key, const trust::Identity &identity) {
        if (key.kind == trust::IdentityKind::Application && !identity.credentialsPart.isKnown())
            ids.append(key.id);
    });
    return ids;
}

void Facts::addServicePrincipals(const QList<cloud::ServicePrincipal> &principals)
{
    for (const cloud::ServicePrincipal &principal : principals) {
        const QString id = folded(principal.id);
        const bool managed = principal.type == u"ManagedIdentity";
        if (managed)
            m_managedPrincipals.insert(id, {identityIdOf(principal), subscriptionOf(principal)});
        else
            m_managedPrincipals.remove(id);
        if (givesApplicationPermissions(principal))
            m_permissionResources.insert(id);
        else
            m_permissionResources.remove(id);
        cloud::ServicePrincipal &kept = m_servicePrincipals[id];
        kept = principal;
        share(kept.type);
        if (managed)
            joinDirectoryCredentials(kept);
        else
            kept.credentials.reset();
        m_servicePrincipalByApp.insert(folded(principal.appId), id);
    }
}

void Facts::removeServicePrincipals(const QSet<QString> &ids)
{
    for (const QString &named : ids) {
        const QString id = folded(named);
        const cloud::ServicePrincipal *gone = m_servicePrincipals.find(id);
        if (!gone)
            continue;
        const QString app = folded(gone->appId);
        if (m_servicePrincipalByApp.value(app) == id)
            m_servicePrincipalByApp.remove(app);
        m_appRoles.remove(id);
        m_managedPrincipals.remove(id);
        m_permissionResources.remove(id);
        m_servicePrincipals.remove(id);
    }
    lookForOthers();
}

void Facts::setAppRoleAssignments(const QString &resourceId, const QList<cloud::AppRoleAssignment> &assignments)
{
    takeAppRoleAssignments(resourceId, byPrincipal(assignments));
}

ByPrincipal<cloud::AppRoleAssignment> Facts::takeAppRoleAssignments(const QString &resourceId,
                                                                    ByPrincipal<cloud::AppRoleAssignment> held)
{
    return std::exchange(m_appRoles[folded(resourceId)], std::move(held));
}

void Facts::setDirectoryRoleAssignments(const QList<cloud::DirectoryRoleAssignment> &assignments)
{
    m_directoryRoles = byPrincipal(assignments);
    lookForOthers();
}

void Facts::lookForOthers()
{
    m_othersHoldDirectoryRoles = std::any_of(m_directoryRoles.keyBegin(), m_directoryRoles.keyEnd(),
                                             [this](const QString &id) { return !m_servicePrincipals.contains(id); });
}

void Facts::setMemberships(const QString &principalId, QList<cloud::Membership> memberships)
{
    m_groups.insert(folded(principalId), {std::move(memberships), {trust::Knowledge::Known, std::nullopt}});
}

void Facts::failMemberships(const QString &principalId, const Error &error)
{
    m_groups[folded(principalId)].part = {trust::Knowledge::Failed, error};
}

void Facts::setSubscriptions(const QList<cloud::Subscription> &subscriptions)
{
    m_subscriptions = subscriptions;
    QSet<QString> listed;
    for (const cloud::Subscription &subscription : subscriptions)
        listed.insert(folded(subscription.id));
    listed.insert(QString()); // above them
    m_azureRolesBySubscription.removeIf([&](const auto &entry) { return !listed.contains(entry.key()); });
    m_subscriptionsWithGroups.intersect(listed);
}

QSet<QString> Facts::unseenSubscriptions() const
{
    QSet<QString> named;
    for (const OfAzure &managed : m_managedPrincipals)
        named.insert(managed.subscription);
    named.remove(QString());
    for (const cloud::Subscription &subscription : m_subscriptions)
        named.remove(folded(subscription.id));
    return named;
}

QStringList Facts::subscriptionsWithUnlistedIdentities() const
{
    QHash<QString, QString> listed; // by the id in lower case
    for (const cloud::Subscription &subscription : m_subscriptions)
        listed.insert(folded(subscription.id), subscription.id);
    QSet<QString> found;
    for (const OfAzure &managed : m_managedPrincipals) {
        const auto holder = managed.identity.isEmpty() ? listed.cend() : listed.constFind(managed.subscription);
        if (holder != listed.cend() && !found.contains(*holder)
            && !find({trust::IdentityKind::ManagedIdentity, managed.identity}))
            found.insert(*holder);
    }
    QStringList ids = found.values();
    ids.sort();
    return ids;
}

const QList<trust::FederatedCredential> *Facts::directoryCredentials(const trust::Identity &identity) const
{
    const cloud::ServicePrincipal *principal = servicePrincipal(identity.servicePrincipalId);
    return principal && principal->credentials ? &*principal->credentials : nullptr;
}

void Facts::setAzureRoleAssignments(const QString &subscriptionId, const QList<cloud::AzureRoleAssignment> &assignments)
{
    takeAzureRoleAssignments(subscriptionId, byPrincipal(assignments));
}

ByPrincipal<cloud::AzureRoleAssignment> Facts::takeAzureRoleAssignments(const QString &subscriptionId,
                                                                        ByPrincipal<cloud::AzureRoleAssignment> held)
{
    const QString id = folded(subscriptionId);
    const bool groups = std::any_of(held.cbegin(), held.cend(), [](const QList<cloud::AzureRoleAssignment> &ofOne) {
        return ofOne.constFirst().principalType.compare(QStringLiteral("Group"), Qt::CaseInsensitive) == 0;
    });
    if (groups)
        m_subscriptionsWithGroups.insert(id);
    else
        m_subscriptionsWithGroups.remove(id);
    return std::exchange(m_azureRolesBySubscription[id], std::move(held));
}

void Facts::addAzureRole(const cloud::AzureRole &role)
{
    m_azureRoles.insert(role.guid, role);
}

const cloud::ServicePrincipal *Facts::servicePrincipal(const QString &id) const
{
    return m_servicePrincipals.find(folded(id));
}

const cloud::ServicePrincipal *Facts::servicePrincipalOfApp(const QString &appId) const
{
    const QString *id = m_servicePrincipalByApp.find(folded(appId));
    return id ? m_servicePrincipals.find(*id) : nullptr;
}

QList<cloud::ServicePrincipal> Facts::permissionResources() const
{
    QList<cloud::ServicePrincipal> result;
    for (const QString &id : m_permissionResources)
        result.append(*m_servicePrincipals.find(id));
    return result;
}

QList<cloud::AppRoleAssignment> Facts::appRoleAssignments(const QString &principalId) const
{
    QList<cloud::AppRoleAssignment> result;
    for (const auto &ofResource : m_appRoles)
        result += ofResource.value(folded(principalId));
    return result;
}

QList<cloud::DirectoryRoleAssignment> Facts::directoryRoleAssignments(const QString &principalId) const
{
    return m_directoryRoles.value(folded(principalId));
}

QList<cloud::AzureRoleAssignment> Facts::azureRoleAssignments(const QString &principalId) const
{
    // One that is made above the subscriptions is listed by each of them.
    QList<cloud::AzureRoleAssignment> result;
    QSet<QString> seen;
    for (const auto &ofSubscription : m_azureRolesBySubscription) {
        const auto held = ofSubscription.value(folded(principalId));
        for (const cloud::AzureRoleAssignment &assignment : held) {
            if (!seen.contains(folded(assignment.id)))
                result.append(assignment);
            seen.insert(folded(assignment.id));
        }
    }
    return result;
}

void Facts::setGroups(const QList<cloud::GroupMembers> &groups)
{
    m_groups = {};
    m_allGroups = {trust::Knowledge::Known, std::nullopt};
    for (const cloud::GroupMembers &group : groups) {
        for (const QString &member : group.servicePrincipals) {
            cloud::Membership membership;
            membership.id = group.id;
            membership.kind = cloud::Membership::Kind::Group;
            membership.displayName = group.displayName;
            Groups &own = m_groups[folded(member)];
            own.memberships.append(membership);
            own.part = m_allGroups;
        }
    }
}

void Facts::failGroups(const Error &error)
{
    m_allGroups = {trust::Knowledge::Failed, error};
    const QStringList principals = m_groups.keys();
    for (const QString &principal : principals)
        m_groups[principal].part = m_allGroups;
}

void Facts::forgetGroups()
{
    m_groups = {};
    m_allGroups = {};
}

QStringList Facts::maybeGroups() const
{
    QSet<QString> found;
    for (auto it = m_directoryRoles.keyBegin(); it != m_directoryRoles.keyEnd(); ++it) {
        if (!m_servicePrincipals.contains(*it))
            found.insert(*it);
    }
    const auto look = [&found](const auto &byPrincipal) {
        for (const auto &assignments : byPrincipal) {
            if (assignments.first().principalType.compare(QStringLiteral("Group"), Qt::CaseInsensitive) == 0)
                found.insert(folded(assignments.first().principalId));
        }
    };
    for (const auto &ofSubscription : m_azureRolesBySubscription)
        look(ofSubscription);
    for (const auto &ofResource : m_appRoles)
        look(ofResource);
    QStringList ids = found.values();
    ids.sort();
    return ids;
}

QList<cloud::Membership> Facts::memberships(const QString &principalId) const
{
    return m_groups.value(folded(principalId)).memberships;
}

trust::Part Facts::membershipsPart(const QString &principalId) const
{
    const Groups *own = m_groups.find(folded(principalId));
    return own ? own->part : m_allGroups;
}

const cloud::Subscription *Facts::subscription(const QString &id) const
{
    const auto found =
        std::find_if(m_subscriptions.cbegin(), m_subscriptions.cend(),
                     [&id](const cloud::Subscription &one) { return one.id.compare(id, Qt::CaseInsensitive) == 0; });
    return found == m_subscriptions.cend() ? nullptr : &*found;
}

QString Facts::subscriptionName(const QString &id) const
{
    const cloud::Subscription *found = subscription(id);
    return found ? found->displayName : QString();
}

QMap<QString, QList<cloud::AppRoleAssignment>> Facts::appRoleAssignments() const
{
    return byOwner(m_appRoles);
}

QList<cloud::DirectoryRoleAssignment> Facts::directoryRoleAssignments() const
{
    return joined(m_directoryRoles);
}

QMap<QString, QList<cloud::AzureRoleAssignment>> Facts::azureRoleAssignments() const
{
    return byOwner(m_azureRolesBySubscription);
}

QList<cloud::AzureRole> Facts::azureRoles() const
{
    QList<cloud::AzureRole> roles = m_azureRoles.values();
    std::sort(roles.begin(), roles.end(),
              [](const cloud::AzureRole &a, const cloud::AzureRole &b) { return a.guid < b.guid; });
    return roles;
}

} // namespace symbolon::workspace
