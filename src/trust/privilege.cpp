// SPDX-License-Identifier: Apache-2.0
#include "trust/privilege.h"

#include <QList>
#include <QStringView>

namespace symbolon::trust {

AzureScopeKind azureScopeKind(const QString &scope)
{
    const QList<QStringView> parts = QStringView(scope).split(u'/', Qt::SkipEmptyParts);
    const auto is = [&parts](qsizetype at, QStringView word) {
        return parts.at(at).compare(word, Qt::CaseInsensitive) == 0;
    };
    if (parts.isEmpty())
        return scope.startsWith(u'/') ? AzureScopeKind::Root : AzureScopeKind::Unknown;
    if (parts.size() == 4 && is(0, u"providers") && is(1, u"microsoft.management") && is(2, u"managementgroups"))
        return AzureScopeKind::ManagementGroup;
    if (parts.size() < 2 || !is(0, u"subscriptions"))
        return AzureScopeKind::Unknown;
    if (parts.size() == 2)
        return AzureScopeKind::Subscription;
    if (parts.size() == 4 && is(2, u"resourcegroups"))
        return AzureScopeKind::ResourceGroup;
    return parts.size() > 4 ? AzureScopeKind::Resource : AzureScopeKind::Unknown;
}

} // namespace symbolon::trust
