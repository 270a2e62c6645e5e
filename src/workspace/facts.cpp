// SPDX-License-Identifier: Apache-2.0
#include "workspace/facts.h"

#include <algorithm>

namespace symbolon::workspace {
namespace {

// Ids are GUIDs, which the services spell in either case.
QString folded(const QString &id)
{
    return id.toLower();
}

template<typename Assignment>
QHash<QString, QList<Assignment>> byPrincipal(const QList<Assignment> &assignments)
{
    QHash<QString, QList<Assignment>> result;
    for (const Assignment &assignment : assignments)
        result[folded(assignment.principalId)].append(assignment);
    return result;
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

// In the shape in which Azure Resource Manager tells them: by resource id, without a description.
void joinDirectoryCredentials(cloud::ServicePrincipal &principal)
{
    const QString identity = identityIdOf(principal);
    if (!principal.credentials || identity.isEmpty())
        return principal.credentials.reset();
    for (trust::FederatedCredential &credential : *principal.credentials) {
        credential.id = identity + u"/federatedIdentityCredentials/" + credential.name;
        credential.description.clear();
    }
}

bool givesApplicationPermissions(const cloud::ServicePrincipal &principal)
{
    return std::any_of(principal.appRoles.cbegin(), principal.appRoles.cend(), [](const cloud::AppRole &role) {
        return role.allowedMemberTypes.isEmpty() || role.allowedMemberTypes.contains(QStringLiteral("Application"));
    });
}

} // namespace

void Facts::put(trust::Identity identity)
{
    const auto known = m_identities.constFind(identity.key);
    if (known != m_identities.cend()) {
        const bool isProtected = m_protected.contains(identity.key);
        const trust::Part listed = identity.credentialsPart;
        if (isProtected || !listed.isKnown())
            identity.credentials = known->credentials;
        if (isProtected || listed.state == trust::Knowledge::NotRead)
            identity.credentialsPart = known->credentialsPart;
    }
    m_identities.insert(identity.key, identity);
}

void Facts::setCredentials(const trust::IdentityKey &key, QList<trust::FederatedCredential> credentials)
{
    const auto found = m_identities.find(key);
    if (found == m_identities.end())
        return;
    found->credentials = std::move(credentials);
    found->credentialsPart = {trust::Knowledge::Known, std::nullopt};
}

void Facts::failCredentials(const trust::IdentityKey &key, const Error &error)
{
    const auto found = m_identities.find(key);
    if (found != m_identities.end())
        found->credentialsPart = {trust::Knowledge::Failed, error};
}

void Facts::remove(const trust::IdentityKey &key)
{
    m_identities.remove(key);
}

const trust::Identity *Facts::find(const trust::IdentityKey &key) const
{
    const auto found = m_identities.constFind(key);
    return found == m_identities.cend() ? nullptr : &*found;
}

QList<trust::IdentityKey> Facts::keysOfKind(trust::IdentityKind kind) const
{
    QList<trust::IdentityKey> result;
    for (auto it = m_identities.keyBegin(); it != m_identities.keyEnd(); ++it) {
        if (it->kind == kind)
            result.append(*it);
    }
    return result;
}

void Facts::addServicePrincipals(const QList<cloud::ServicePrincipal> &principals)
{
    for (const cloud::ServicePrincipal &principal : principals) {
        cloud::ServicePrincipal &kept = *m_servicePrincipals.insert(folded(principal.id), principal);
        if (principal.type == u"ManagedIdentity")
            joinDirectoryCredentials(kept);
        else
            kept.credentials.reset();
        m_servicePrincipalByApp.insert(folded(principal.appId), folded(principal.id));
    }
}

void Facts::keepServicePrincipals(const QSet<QString> &ids)
{
    QSet<QString> kept;
    for (const QString &id : ids)
        kept.insert(folded(id));
    m_servicePrincipals.removeIf([&](const auto &entry) { return !kept.contains(entry.key()); });
    m_servicePrincipalByApp.removeIf([&](const auto &entry) { return !kept.contains(entry.value()); });
    m_appRoles.removeIf([&](const auto &entry) { return !kept.contains(entry.key()); });
    lookForOthers();
}

void Facts::setAppRoleAssignments(const QString &resourceId, const QList<cloud::AppRoleAssignment> &assignments)
{
    m_appRoles.insert(folded(resourceId), byPrincipal(assignments));
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
    for (const cloud::ServicePrincipal &principal : m_servicePrincipals) {
        for (const QString &name : principal.alternativeNames) {
            if (name.startsWith(u"/subscriptions/", Qt::CaseInsensitive))
                named.insert(folded(name.section(u'/', 2, 2)));
        }
    }
    for (const cloud::Subscription &subscription : m_subscriptions)
        named.remove(folded(subscription.id));
    return named;
}

QStringList Facts::subscriptionsWithUnlistedIdentities() const
{
    QSet<QString> found;
    for (const cloud::ServicePrincipal &principal : m_servicePrincipals) {
        const QString id = principal.type == u"ManagedIdentity" ? identityIdOf(principal) : QString();
        const QString subscriptionId = id.section(u'/', 2, 2);
        if (!id.isEmpty() && !find({trust::IdentityKind::ManagedIdentity, id}) && subscription(subscriptionId))
            found.insert(subscription(subscriptionId)->id);
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
    m_azureRolesBySubscription.insert(folded(subscriptionId), byPrincipal(assignments));
    m_subscriptionsWithGroups.remove(folded(subscriptionId));
    const bool groups =
        std::any_of(assignments.cbegin(), assignments.cend(), [](const cloud::AzureRoleAssignment &assignment) {
            return assignment.principalType.compare(QStringLiteral("Group"), Qt::CaseInsensitive) == 0;
        });
    if (groups)
        m_subscriptionsWithGroups.insert(folded(subscriptionId));
}

void Facts::addAzureRole(const cloud::AzureRole &role)
{
    m_azureRoles.insert(role.guid, role);
}

const cloud::ServicePrincipal *Facts::servicePrincipal(const QString &id) const
{
    const auto found = m_servicePrincipals.constFind(folded(id));
    return found == m_servicePrincipals.cend() ? nullptr : &*found;
}

const cloud::ServicePrincipal *Facts::servicePrincipalOfApp(const QString &appId) const
{
    const auto id = m_servicePrincipalByApp.constFind(folded(appId));
    return id == m_servicePrincipalByApp.cend() ? nullptr : servicePrincipal(*id);
}

QList<cloud::ServicePrincipal> Facts::permissionResources() const
{
    QList<cloud::ServicePrincipal> result;
    for (const cloud::ServicePrincipal &principal : m_servicePrincipals) {
        if (givesApplicationPermissions(principal))
            result.append(principal);
    }
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

QList<cloud::Membership> Facts::memberships(const QString &principalId) const
{
    return m_groups.value(folded(principalId)).memberships;
}

trust::Part Facts::membershipsPart(const QString &principalId) const
{
    return m_groups.value(folded(principalId)).part;
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

} // namespace symbolon::workspace
