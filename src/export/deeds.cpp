// SPDX-License-Identifier: Apache-2.0
#include "export/deeds.h"

#include "export/translated.h"

namespace symbolon::exports {
namespace {

using trust::Operation;

// What a belonging's operation does; the tenant's texts as they are to be shown.
struct Deed
{
    const Operation &operation;
    const std::function<QString(const QString &)> &visible;

    [[nodiscard]] QString who() const { return visible(operation.identityName); }

    QString operator()(const trust::NewIdentity & /*identity*/) const
    {
        const bool managed = operation.identity.kind == trust::IdentityKind::ManagedIdentity;
        if (operation.removes)
            return (managed ? tr("Delete the managed identity “%1”") : tr("Delete the app registration “%1”"))
                .arg(who());
        return (managed ? tr("Create the managed identity “%1”") : tr("Create the app registration “%1”")).arg(who());
    }
    QString operator()(const trust::AzureRoleGrant &role) const
    {
        const QString scope = visible(role.scopeName.isEmpty() ? role.scope : role.scopeName);
        const QString text = operation.removes ? tr("Take “%1” on “%2” from “%3”") : tr("Grant “%1” on “%2” to “%3”");
        return text.arg(visible(operation.name()), scope, who());
    }
    QString operator()(const trust::AppPermissionGrant &permission) const
    {
        const QString text = operation.removes ? tr("Take the permission “%1” of “%2” from “%3”")
                                               : tr("Grant the permission “%1” of “%2” to “%3”");
        return text.arg(visible(operation.name()), visible(permission.resourceName), who());
    }
    QString operator()(const trust::Secret &secret) const
    {
        const QString text = secret.kind == trust::SecretKind::Password ? tr("Take away the client secret “%1” of “%2”")
            : secret.kind == trust::SecretKind::Certificate ? tr("Take away the certificate “%1” of “%2”")
                                                            : tr("Take away the key “%1” of “%2”");
        return text.arg(visible(operation.name()), who());
    }
};

} // namespace

QString deedOf(const Operation &operation, const std::function<QString(const QString &)> &visible)
{
    if (operation.belonging)
        return std::visit(Deed{operation, visible}, *operation.belonging);
    const QString text = operation.kind() == trust::OperationKind::Create ? tr("Create “%1” of “%2”")
        : operation.kind() == trust::OperationKind::Update                ? tr("Change “%1” of “%2”")
                                                                          : tr("Delete “%1” of “%2”");
    return text.arg(visible(operation.credentialName()), visible(operation.identityName));
}

} // namespace symbolon::exports
