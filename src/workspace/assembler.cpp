// SPDX-License-Identifier: Apache-2.0
#include "workspace/assembler.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace symbolon::workspace {
namespace {

using trust::Knowledge;
using trust::Part;

// "Default access": an assignment that grants no role (Microsoft Graph: appRoleAssignment).
constexpr QLatin1String defaultAccess("00000000-0000-0000-0000-000000000000");

// Known only when all are; otherwise the first failure, else not read.
Part both(const Part &a, const Part &b)
{
    if (a.state == Knowledge::Failed)
        return a;
    if (b.state == Knowledge::Failed)
        return b;
    return a.isKnown() ? b : a;
}

// An identity as a holder of grants: itself, or one of its groups.
struct Holder
{
    QString id;
    QString group; // display name; empty: the identity itself
};

QList<Holder> holdersOf(const Facts &facts, const QString &servicePrincipalId)
{
    QList<Holder> holders{{servicePrincipalId, QString()}};
    const QList<cloud::Membership> memberships = facts.memberships(servicePrincipalId);
    for (const cloud::Membership &membership : memberships) {
        if (membership.kind == cloud::Membership::Kind::Group)
            holders.append({membership.id, membership.displayName.isEmpty() ? membership.id : membership.displayName});
    }
    return holders;
}

QString lastSegment(const QString &path)
{
    return path.section(u'/', -1, -1, QString::SectionSkipEmpty);
}

QString directoryScopeName(const Facts &facts, const QString &scope)
{
    if (scope == u"/")
        return QCoreApplication::translate("Workspace", "Whole directory");
    QString id = lastSegment(scope);
    if (const trust::Identity *application = facts.find({trust::IdentityKind::Application, id}))
        return application->displayName;
    return id;
}

void addAppPermissions(const Facts &facts, const Holder &holder, QList<trust::Privilege> &privileges)
{
    const QList<cloud::AppRoleAssignment> assignments = facts.appRoleAssignments(holder.id);
    for (const cloud::AppRoleAssignment &assignment : assignments) {
        if (assignment.appRoleId == defaultAccess)
            continue;
        trust::Privilege privilege;
        privilege.plane = trust::PrivilegePlane::AppPermission;
        privilege.roleId = assignment.appRoleId.toLower();
        privilege.name = privilege.roleId;
        privilege.scope = assignment.resourceId;
        privilege.scopeName = assignment.resourceDisplayName;
        privilege.throughGroup = holder.group;
        if (const cloud::ServicePrincipal *resource = facts.servicePrincipal(assignment.resourceId)) {
            privilege.resourceAppId = resource->appId;
            privilege.scopeName = resource->displayName;
            for (const cloud::AppRole &role : resource->appRoles) {
                if (role.id.compare(assignment.appRoleId, Qt::CaseInsensitive) == 0 && !role.value.isEmpty())
                    privilege.name = role.value;
            }
        }
        privileges.append(privilege);
    }
}

void addDirectoryRoles(const Facts &facts, const Holder &holder, QList<trust::Privilege> &privileges)
{
    const QList<cloud::DirectoryRoleAssignment> assignments = facts.directoryRoleAssignments(holder.id);
    for (const cloud::DirectoryRoleAssignment &assignment : assignments) {
        trust::Privilege privilege;
        privilege.plane = trust::PrivilegePlane::DirectoryRole;
        privilege.roleId =
            (assignment.role.templateId.isEmpty() ? assignment.role.id : assignment.role.templateId).toLower();
        privilege.name = assignment.role.displayName.isEmpty() ? privilege.roleId : assignment.role.displayName;
        privilege.scope = assignment.directoryScopeId;
        privilege.scopeName = directoryScopeName(facts, assignment.directoryScopeId);
        privilege.throughGroup = holder.group;
        privileges.append(privilege);
    }
}

void addAzureRoles(const Facts &facts, const Holder &holder, QList<trust::Privilege> &privileges)
{
    const QList<cloud::AzureRoleAssignment> assignments = facts.azureRoleAssignments(holder.id);
    for (const cloud::AzureRoleAssignment &assignment : assignments) {
        trust::Privilege privilege;
        privilege.plane = trust::PrivilegePlane::AzureRole;
        privilege.roleId = assignment.roleGuid();
        const QString name = facts.azureRoleName(privilege.roleId);
        privilege.name = name.isEmpty() ? privilege.roleId : name;
        privilege.scope = assignment.scope;
        privilege.scopeName = azureScopeName(facts, assignment.scope);
        privilege.throughGroup = holder.group;
        privilege.condition = assignment.condition;
        privileges.append(privilege);
    }
}

void sortPrivileges(QList<trust::Privilege> &privileges)
{
    const auto order = [](const trust::Privilege &p) {
        return std::make_tuple(static_cast<int>(p.plane), p.name.toCaseFolded(), p.scope, p.throughGroup, p.condition,
                               p.roleId);
    };
    std::sort(privileges.begin(), privileges.end(),
              [&order](const trust::Privilege &a, const trust::Privilege &b) { return order(a) < order(b); });
}

void joinServicePrincipal(const Facts &facts, trust::Identity &identity)
{
    if (!identity.servicePrincipalId.isEmpty())
        return; // a managed identity's listing names it
    if (const cloud::ServicePrincipal *principal = facts.servicePrincipalOfApp(identity.clientId))
        identity.servicePrincipalId = principal->id;
}

void joinParts(const Facts &facts, trust::Identity &identity)
{
    const bool isApplication = identity.key.kind == trust::IdentityKind::Application;
    // Where the reading of all has failed it failed for those of which nothing was read.
    if (isApplication && identity.ownersPart.state == Knowledge::NotRead && !facts.part(Source::Owners).isKnown())
        identity.ownersPart = facts.part(Source::Owners);
    const Part itself = isApplication ? facts.part(Source::ServicePrincipals) : Part{Knowledge::Known, std::nullopt};
    if (identity.servicePrincipalId.isEmpty()) {
        // Without a service principal nothing can be granted; whether there is one, its listing says.
        identity.directoryRolesPart = identity.appPermissionsPart = identity.azureRolesPart = itself;
        return;
    }
    const Part groups = facts.membershipsPart(identity.servicePrincipalId);
    const Part &directory = facts.part(Source::DirectoryRoles);
    const Part &azure = facts.part(Source::AzureRoles);
    identity.appPermissionsPart = facts.part(Source::AppPermissions);
    identity.directoryRolesPart = facts.somebodyElseHoldsDirectoryRoles() ? both(directory, groups) : directory;
    identity.azureRolesPart = facts.groupsHoldAzureRoles() ? both(azure, groups) : azure;
}

} // namespace

QString azureScopeName(const Facts &facts, const QString &scope)
{
    switch (trust::azureScopeKind(scope)) {
    case trust::AzureScopeKind::Root:
        return QStringLiteral("/");
    case trust::AzureScopeKind::Subscription: {
        const QString id = lastSegment(scope);
        const QString name = facts.subscriptionName(id);
        return name.isEmpty() ? id : name;
    }
    case trust::AzureScopeKind::Unknown:
        return scope;
    case trust::AzureScopeKind::ManagementGroup:
    case trust::AzureScopeKind::ResourceGroup:
    case trust::AzureScopeKind::Resource:
        return lastSegment(scope);
    }
    Q_UNREACHABLE();
}

std::optional<trust::Identity> assemble(const Facts &facts, const trust::IdentityKey &key)
{
    const trust::Identity *listed = facts.find(key);
    if (!listed)
        return std::nullopt;
    trust::Identity identity = *listed;
    if (!identity.place->subscriptionId.isEmpty()) {
        const QString name = facts.subscriptionName(identity.place->subscriptionId);
        if (!name.isEmpty() && name != identity.place->subscriptionName) {
            trust::AzurePlace place = *identity.place;
            place.subscriptionName = name;
            identity.place = std::move(place);
        }
    }
    joinServicePrincipal(facts, identity);
    joinParts(facts, identity);
    identity.privileges.clear();
    if (identity.servicePrincipalId.isEmpty())
        return identity;
    const QList<Holder> holders = holdersOf(facts, identity.servicePrincipalId);
    for (const Holder &holder : holders) {
        addDirectoryRoles(facts, holder, identity.privileges);
        addAppPermissions(facts, holder, identity.privileges);
        addAzureRoles(facts, holder, identity.privileges);
    }
    sortPrivileges(identity.privileges);
    return identity;
}

} // namespace symbolon::workspace
