// SPDX-License-Identifier: Apache-2.0
#include "risk/risk_case.h"

using namespace Qt::Literals::StringLiterals;

namespace symbolon::risk {

const RuleBook &ruleBook()
{
    static const RuleBook instance = *RuleBook::builtIn(*presets::Catalogue::builtIn(), *PrivilegeBook::builtIn());
    return instance;
}

Surroundings publicCloud()
{
    return {u"b3c1f0a4-6d2e-4f7b-9a58-1c07e5d2f643"_s, u"api://AzureADTokenExchange"_s};
}

trust::FederatedCredential soundCredential()
{
    trust::FederatedCredential credential;
    credential.name = u"env-production"_s;
    credential.issuer = u"https://token.actions.githubusercontent.com"_s;
    credential.subject = u"repo:contoso@5544123/platform@821093847:environment:production"_s;
    credential.audiences = {u"api://AzureADTokenExchange"_s};
    return credential;
}

trust::Identity soundIdentity()
{
    trust::Part known;
    known.state = trust::Knowledge::Known;
    trust::Identity identity;
    identity.key.id = u"d2706e4f-58ab-41c9-9be3-7f14c0a8e562"_s;
    identity.displayName = u"gh-platform-deploy"_s;
    identity.credentials = {soundCredential()};
    identity.credentialsPart = known;
    identity.directoryRolesPart = known;
    identity.appPermissionsPart = known;
    identity.azureRolesPart = known;
    return identity;
}

trust::Privilege directoryRole(const QString &templateId, const QString &name, const QString &scope)
{
    trust::Privilege privilege;
    privilege.plane = trust::PrivilegePlane::DirectoryRole;
    privilege.roleId = templateId;
    privilege.name = name;
    privilege.scope = scope;
    return privilege;
}

trust::Privilege graphPermission(const QString &appRoleId, const QString &name)
{
    trust::Privilege privilege;
    privilege.plane = trust::PrivilegePlane::AppPermission;
    privilege.roleId = appRoleId;
    privilege.name = name;
    privilege.scopeName = u"Microsoft Graph"_s;
    privilege.resourceAppId = u"00000003-0000-0000-c000-000000000000"_s;
    return privilege;
}

trust::Privilege azureRole(const QString &roleGuid, const QString &name, const QString &scope)
{
    trust::Privilege privilege;
    privilege.plane = trust::PrivilegePlane::AzureRole;
    privilege.roleId = roleGuid;
    privilege.name = name;
    privilege.scope = scope;
    privilege.scopeName = u"sub-contoso-prod"_s;
    return privilege;
}

trust::Part failed(ErrorKind kind)
{
    trust::Part part;
    part.state = trust::Knowledge::Failed;
    part.error = Error();
    part.error->kind = kind;
    return part;
}

} // namespace symbolon::risk
