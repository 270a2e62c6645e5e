// SPDX-License-Identifier: Apache-2.0
#include "trust/belonging.h"

namespace symbolon::trust {
namespace {

struct NameOf
{
    QString operator()(const NewIdentity &one) const { return one.displayName; }
    QString operator()(const AzureRoleGrant &one) const { return one.roleName.isEmpty() ? one.roleId : one.roleName; }
    QString operator()(const AppPermissionGrant &one) const { return one.name.isEmpty() ? one.appRoleId : one.name; }
    QString operator()(const Secret &one) const
    {
        return one.displayName.isEmpty() ? one.keyId.toString(QUuid::WithoutBraces) : one.displayName;
    }
};

} // namespace

QString nameOf(const Belonging &belonging)
{
    return std::visit(NameOf(), belonging);
}

bool isSame(const Belonging &a, const Belonging &b)
{
    if (a.index() != b.index())
        return false;
    if (const auto *role = std::get_if<AzureRoleGrant>(&a)) {
        const auto &other = std::get<AzureRoleGrant>(b);
        return role->roleId == other.roleId && role->scope.compare(other.scope, Qt::CaseInsensitive) == 0;
    }
    if (const auto *permission = std::get_if<AppPermissionGrant>(&a)) {
        const auto &other = std::get<AppPermissionGrant>(b);
        return permission->appRoleId == other.appRoleId && permission->resourceId == other.resourceId;
    }
    if (const auto *secret = std::get_if<Secret>(&a))
        return secret->keyId == std::get<Secret>(b).keyId;
    return true; // an identity comes into being once
}

} // namespace symbolon::trust
