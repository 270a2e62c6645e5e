// SPDX-License-Identifier: Apache-2.0
#include "export/terraform_belongings.h"

#include "export/quoting.h"
#include "export/translated.h"

#include <algorithm>

namespace symbolon::exports {
namespace {

using quoted::hcl;
using trust::Operation;

QString resource(const QString &type, const QString &symbol, const TerraformAttributes &attributes)
{
    return QStringLiteral("resource \"") + type + QStringLiteral("\" \"") + symbol + QStringLiteral("\" {\n")
        + attributes.text() + QStringLiteral("}\n");
}

QString data(const QString &type, const QString &symbol, const TerraformAttributes &attributes)
{
    return QStringLiteral("data \"") + type + QStringLiteral("\" \"") + symbol + QStringLiteral("\" {\n")
        + attributes.text() + QStringLiteral("}\n");
}

QString typeOf(const Operation &operation)
{
    if (operation.isAboutIdentity())
        return isManaged(operation) ? QStringLiteral("azurerm_user_assigned_identity")
                                    : QStringLiteral("azuread_application");
    if (std::holds_alternative<trust::AzureRoleGrant>(*operation.belonging))
        return QStringLiteral("azurerm_role_assignment");
    if (std::holds_alternative<trust::AppPermissionGrant>(*operation.belonging))
        return QStringLiteral("azuread_app_role_assignment");
    return std::get<trust::Secret>(*operation.belonging).kind == trust::SecretKind::Password
        ? QStringLiteral("azuread_application_password")
        : QStringLiteral("azuread_application_certificate");
}

// The object id of the identity's service principal, as an expression.
QString principalOf(const Operation &operation, const SetIdentities &identities)
{
    const QString source = identities.creates(operation.identity) ? QString() : QStringLiteral("data.");
    return isManaged(operation) ? source + QStringLiteral("azurerm_user_assigned_identity.")
            + identities.symbol(operation.identity) + QStringLiteral(".principal_id")
                                : source + QStringLiteral("azuread_service_principal.")
            + identities.symbol(operation.identity) + QStringLiteral(".object_id");
}

QString creationOf(const Operation &operation, const QString &symbol)
{
    const auto &wanted = std::get<trust::NewIdentity>(*operation.belonging);
    TerraformAttributes all;
    if (isManaged(operation)) {
        const ArmPlace place = armPlaceOf(operation.identity).value_or(ArmPlace{});
        all.add("name", hcl(place.name));
        all.add("resource_group_name", hcl(place.group));
        all.add("location", hcl(wanted.location));
        all.add("tags", QStringLiteral("{ symbolon-change = ") + hcl(wanted.mark) + QStringLiteral(" }"));
        return resource(typeOf(operation), symbol, all);
    }
    all.add("display_name", hcl(wanted.displayName));
    all.add("sign_in_audience", hcl(QStringLiteral("AzureADMyOrg")));
    TerraformAttributes principal;
    principal.add("client_id", QStringLiteral("azuread_application.") + symbol + QStringLiteral(".client_id"));
    return resource(typeOf(operation), symbol, all) + u'\n'
        + resource(QStringLiteral("azuread_service_principal"), symbol, principal);
}

QString grantOf(const Operation &operation, const SetIdentities &identities, const QString &symbol)
{
    TerraformAttributes all;
    if (const auto *role = std::get_if<trust::AzureRoleGrant>(&*operation.belonging)) {
        all.add("name", hcl(role->assignment));
        all.add("scope", hcl(role->scope));
        all.add("role_definition_id", hcl(roleDefinitionOf(*role)));
        all.add("principal_id", principalOf(operation, identities));
        all.add("principal_type", hcl(QStringLiteral("ServicePrincipal")));
    } else {
        const auto &permission = std::get<trust::AppPermissionGrant>(*operation.belonging);
        all.add("app_role_id", hcl(permission.appRoleId));
        all.add("principal_object_id", principalOf(operation, identities));
        all.add("resource_object_id", hcl(permission.resourceId));
    }
    return resource(typeOf(operation), symbol, all);
}

bool allNfc(const QStringList &texts)
{
    return std::all_of(texts.cbegin(), texts.cend(), quoted::isNfc);
}

} // namespace

void TerraformAttributes::add(const char *name, const QString &expression)
{
    m_all.append({QString::fromLatin1(name), expression});
    m_width = std::max(m_width, m_all.last().first.size());
}

QString TerraformAttributes::text() const
{
    QString text;
    for (const auto &[name, expression] : m_all) {
        text += QStringLiteral("  ");
        text += name.leftJustified(m_width);
        text += QStringLiteral(" = ");
        text += expression;
        text += u'\n';
    }
    return text;
}

QString terraformRemovalOf(const QString &address)
{
    QString text = QStringLiteral("# ")
        + tr("Terraform deletes only what it manages: if this one was never imported, delete it by other means.")
        + u'\n';
    return text + QStringLiteral("removed {\n  from = ") + address
        + QStringLiteral("\n\n  lifecycle {\n    destroy = true\n  }\n}\n");
}

QString terraformPrincipalOf(const Operation &operation, const SetIdentities &identities)
{
    const QString symbol = identities.symbol(operation.identity);
    TerraformAttributes all;
    if (isManaged(operation)) {
        const ArmPlace place = armPlaceOf(operation.identity).value_or(ArmPlace{});
        all.add("name", hcl(place.name));
        all.add("resource_group_name", hcl(place.group));
        return data(QStringLiteral("azurerm_user_assigned_identity"), symbol, all);
    }
    all.add("object_id", hcl(operation.identity.id));
    TerraformAttributes principal;
    principal.add("client_id", QStringLiteral("data.azuread_application.") + symbol + QStringLiteral(".client_id"));
    return data(QStringLiteral("azuread_application"), symbol, all) + u'\n'
        + data(QStringLiteral("azuread_service_principal"), symbol, principal);
}

QString terraformBelongingOf(const Operation &operation, const SetIdentities &identities, const QString &symbol,
                             QStringList &notices)
{
    if (operation.removes) {
        notices << noticeOf(operation, tr("Terraform deletes it only where Terraform manages it."));
        const QString called = operation.isAboutIdentity() ? identities.symbol(operation.identity) : symbol;
        return terraformRemovalOf(typeOf(operation) + u'.' + called);
    }
    if (!operation.isAboutIdentity())
        return grantOf(operation, identities, symbol);
    const auto &wanted = std::get<trust::NewIdentity>(*operation.belonging);
    if (isManaged(operation)) {
        const ArmPlace place = armPlaceOf(operation.identity).value_or(ArmPlace{});
        notices << noticeOf(operation,
                            tr("Terraform creates it in the subscription that the provider azurerm is told; it has to "
                               "be %1.")
                                .arg(quoted::comment(place.subscription)));
    }
    if (!allNfc({wanted.displayName, operation.identity.id}))
        notices << noticeOf(operation,
                            tr("Terraform turns every text into Unicode's normal form C, so that it writes other "
                               "characters than the tenant holds."));
    return creationOf(operation, identities.symbol(operation.identity));
}

} // namespace symbolon::exports
