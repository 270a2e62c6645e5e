// SPDX-License-Identifier: Apache-2.0
#include "trust/privilege.h"

#include <QStringList>

namespace symbolon::trust {

AzureScopeKind azureScopeKind(const QString &scope)
{
    const QStringList parts = scope.toLower().split(u'/', Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return scope.startsWith(u'/') ? AzureScopeKind::Root : AzureScopeKind::Unknown;
    if (parts.size() == 4 && parts[0] == u"providers" && parts[1] == u"microsoft.management"
        && parts[2] == u"managementgroups")
        return AzureScopeKind::ManagementGroup;
    if (parts[0] != u"subscriptions" || parts.size() < 2)
        return AzureScopeKind::Unknown;
    if (parts.size() == 2)
        return AzureScopeKind::Subscription;
    if (parts.size() == 4 && parts[2] == u"resourcegroups")
        return AzureScopeKind::ResourceGroup;
    return parts.size() > 4 ? AzureScopeKind::Resource : AzureScopeKind::Unknown;
}

} // namespace symbolon::trust
