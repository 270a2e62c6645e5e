// SPDX-License-Identifier: Apache-2.0
#include "risk/rule_book.h"

#include <algorithm>

namespace symbolon::risk {
namespace {

using trust::AzureScopeKind;
using trust::Privilege;
using trust::PrivilegePlane;

bool isWide(AzureScopeKind scope)
{
    return scope == AzureScopeKind::Root || scope == AzureScopeKind::ManagementGroup
        || scope == AzureScopeKind::Subscription;
}

// Wider scopes first: Root is 0.
int widthRank(const Privilege &privilege)
{
    return privilege.plane == PrivilegePlane::AzureRole ? static_cast<int>(trust::azureScopeKind(privilege.scope)) : 0;
}

Severity controlPlaneWeight(const Privilege &privilege)
{
    if (privilege.plane != PrivilegePlane::AzureRole)
        return Severity::Critical;
    const AzureScopeKind scope = trust::azureScopeKind(privilege.scope);
    const bool contributor = privilege.roleId == u"b24988ac-6180-42a0-ab88-20f7382dd24c";
    if (scope == AzureScopeKind::Root || scope == AzureScopeKind::ManagementGroup)
        return Severity::Critical;
    if (scope == AzureScopeKind::Subscription)
        return contributor ? Severity::High : Severity::Critical;
    if (scope == AzureScopeKind::ResourceGroup)
        return contributor ? Severity::Medium : Severity::High;
    return contributor ? Severity::Low : Severity::Medium;
}

} // namespace

void PrivilegeBook::addDirectoryRole(const QString &templateId, const Entry &entry)
{
    m_directoryRoles.insert(templateId.toLower(), entry);
}

void PrivilegeBook::addAppRole(const QString &resourceAppId, const QString &appRoleId, const Entry &entry)
{
    m_appRoles.insert(resourceAppId.toLower() + u'/' + appRoleId.toLower(), entry);
}

void PrivilegeBook::addAzureRole(const QString &roleGuid, const Entry &entry)
{
    m_azureRoles.insert(roleGuid.toLower(), entry);
}

const PrivilegeBook::Entry &PrivilegeBook::entryOf(const Privilege &privilege) const
{
    static const Entry unknown;
    const auto find = [](const QHash<QString, Entry> &among, const QString &key) -> const Entry & {
        const auto found = among.constFind(key);
        return found == among.cend() ? unknown : *found;
    };
    switch (privilege.plane) {
    case PrivilegePlane::DirectoryRole:
        return find(m_directoryRoles, privilege.roleId.toLower());
    case PrivilegePlane::AppPermission:
        return find(m_appRoles, privilege.resourceAppId.toLower() + u'/' + privilege.roleId.toLower());
    case PrivilegePlane::AzureRole:
        return find(m_azureRoles, privilege.roleId.toLower());
    }
    Q_UNREACHABLE();
}

Tier PrivilegeBook::tier(const Privilege &privilege) const
{
    return entryOf(privilege).tier;
}

bool PrivilegeBook::isProven(const Privilege &privilege) const
{
    return entryOf(privilege).proven;
}

bool PrivilegeBook::isPrivilegedRole(const Privilege &privilege) const
{
    return entryOf(privilege).privileged;
}

QString PrivilegeBook::why(const Privilege &privilege) const
{
    return entryOf(privilege).why;
}

Severity PrivilegeBook::weight(const Privilege &privilege) const
{
    const bool wide = privilege.plane == PrivilegePlane::DirectoryRole
        || (privilege.plane == PrivilegePlane::AzureRole && isWide(trust::azureScopeKind(privilege.scope)));
    switch (tier(privilege)) {
    case Tier::ControlPlane:
        return controlPlaneWeight(privilege);
    case Tier::ControlPlaneIndirect:
    case Tier::IdentityLateral:
        return Severity::High;
    case Tier::HighImpact:
        return wide ? Severity::High : Severity::Medium;
    case Tier::SensitiveData:
        return wide || privilege.plane == PrivilegePlane::AppPermission ? Severity::High : Severity::Medium;
    case Tier::SupplyChain:
        return Severity::Medium;
    case Tier::Reconnaissance:
        return Severity::Low;
    case Tier::None:
        return Severity::Info;
    }
    Q_UNREACHABLE();
}

std::optional<Privilege> PrivilegeBook::highest(const QList<Privilege> &privileges) const
{
    const auto stronger = [this](const Privilege &a, const Privilege &b) {
        if (weight(a) != weight(b))
            return weight(a) > weight(b);
        if (tier(a) != tier(b))
            return tier(a) > tier(b);
        return widthRank(a) < widthRank(b);
    };
    const auto best = std::min_element(privileges.begin(), privileges.end(), stronger);
    return best == privileges.end() ? std::nullopt : std::optional<Privilege>(*best);
}

} // namespace symbolon::risk
