// SPDX-License-Identifier: Apache-2.0
#include "export/powershell_belongings.h"

#include "export/quoting.h"
#include "export/translated.h"

#include <QUuid>

namespace symbolon::exports {
namespace {

using quoted::powerShell;
using trust::Operation;

QString variable(const char *what, const Operation &operation, const SetIdentities &identities)
{
    return u'$' + QString::fromLatin1(what) + u'_' + identities.symbol(operation.identity);
}

QString parameter(const char *name, const QString &expression)
{
    return QStringLiteral(" `\n  -") + QString::fromLatin1(name) + u' ' + expression;
}

QString sent(const char *method, const QString &uri, const QString &payload)
{
    return QStringLiteral("Send-Request") + parameter("Method", powerShell(QString::fromLatin1(method)))
        + parameter("Uri", uri) + parameter("Payload", payload) + u'\n';
}

QString answerOf(const QString &uri)
{
    return QStringLiteral("Get-Answer") + parameter("Uri", uri);
}

// `front`, a variable and `back` as one text.
QString joined(const QString &front, const QString &name, const QString &back)
{
    return u'(' + powerShell(front) + QStringLiteral(" + ") + name + QStringLiteral(" + ") + powerShell(back) + u')';
}

QString uriOf(const Operation &operation, const SetIdentities &identities, const Endpoints &endpoints)
{
    return (isManaged(operation) ? endpoints.arm : endpoints.graph) + identityPathOf(operation.identity, identities);
}

// The variable is told by a property of the service principal of that client id.
QString principalByClient(const QString &principal, const QString &application)
{
    return principal + QStringLiteral(" = (Get-AzADServicePrincipal -ApplicationId ") + application
        + QStringLiteral(".appId).Id\n");
}

QString applicationLookup(const Operation &operation, const SetIdentities &identities, const Endpoints &endpoints)
{
    return variable("app", operation, identities) + QStringLiteral(" = ")
        + answerOf(powerShell(uriOf(operation, identities, endpoints) + QStringLiteral("?$select=id,appId"))) + u'\n';
}

QString creationOf(const Operation &operation, const SetIdentities &identities, const Endpoints &endpoints)
{
    const auto &wanted = std::get<trust::NewIdentity>(*operation.belonging);
    if (isManaged(operation)) {
        const std::optional<ArmPlace> place = armPlaceOf(operation.identity);
        if (!place)
            return sent("PUT", powerShell(uriOf(operation, identities, endpoints)),
                        powerShell(identityBodyOf(operation)));
        return QStringLiteral("New-AzUserAssignedIdentity")
            + parameter("SubscriptionId", powerShell(place->subscription))
            + parameter("ResourceGroupName", powerShell(place->group)) + parameter("Name", powerShell(place->name))
            + parameter("Location", powerShell(wanted.location))
            + parameter("Tag",
                        QStringLiteral("@{ 'symbolon-change' = ") + powerShell(wanted.mark) + QStringLiteral(" }"))
            + u'\n';
    }
    const QString application = variable("app", operation, identities);
    return QStringLiteral("New-Application") + parameter("Uri", powerShell(uriOf(operation, identities, endpoints)))
        + parameter("Payload", powerShell(identityBodyOf(operation))) + u'\n'
        + applicationLookup(operation, identities, endpoints)
        + QStringLiteral("if (-not (Get-AzADServicePrincipal -ApplicationId ") + application
        + QStringLiteral(".appId)) {\n  New-AzADServicePrincipal -ApplicationId ") + application
        + QStringLiteral(".appId\n}\n");
}

QString permissionOf(const Operation &operation, const SetIdentities &identities, const Endpoints &endpoints)
{
    const auto &permission = std::get<trust::AppPermissionGrant>(*operation.belonging);
    const QString principal = variable("principal", operation, identities);
    const QString base = endpoints.graph + QStringLiteral("/v1.0/servicePrincipals/");
    if (!operation.removes) {
        const SplitBody body = grantBodyOf(*operation.belonging);
        return sent("POST", joined(base, principal, QStringLiteral("/appRoleAssignments")),
                    joined(body.front, principal, body.back));
    }
    return QStringLiteral("$assignments = ")
        + answerOf(joined(base, principal, QStringLiteral("/appRoleAssignments?$top=999")))
        + QStringLiteral("\n$assignment = $assignments.value | Where-Object {\n  $_.resourceId -eq ")
        + powerShell(permission.resourceId) + QStringLiteral(" -and $_.appRoleId -eq ")
        + powerShell(permission.appRoleId) + QStringLiteral("\n}\n")
        + sent("DELETE",
               u'(' + joined(base, principal, QStringLiteral("/appRoleAssignments/"))
                   + QStringLiteral(" + $assignment.id)"),
               powerShell({}));
}

} // namespace

QString powerShellLookupsOf(const Operation &operation, const SetIdentities &identities, const Endpoints &endpoints,
                            QSet<QString> &known)
{
    const auto isNew = [&known](const QString &name) {
        const bool fresh = !known.contains(name);
        known.insert(name);
        return fresh;
    };
    QString text;
    const QString application = variable("app", operation, identities);
    if (operation.isAboutIdentity() && !operation.removes) {
        known.insert(application); // its creation tells it
        return text;
    }
    const bool byId = !operation.belonging && identities.hasUniqueName(operation.identity);
    const bool byClient = needsPrincipal(operation) && !isManaged(operation);
    if ((byId || byClient) && isNew(application))
        text += applicationLookup(operation, identities, endpoints);
    const QString principal = variable("principal", operation, identities);
    if (needsPrincipal(operation) && isNew(principal)) {
        text += isManaged(operation)
            ? principal + QStringLiteral(" = (") + answerOf(powerShell(uriOf(operation, identities, endpoints)))
                + QStringLiteral(").properties.principalId\n")
            : principalByClient(principal, application);
    }
    return text;
}

QString powerShellBelongingOf(const Operation &operation, const SetIdentities &identities, const Endpoints &endpoints,
                              QStringList &notices)
{
    if (operation.isAboutIdentity()) {
        if (!operation.removes)
            return creationOf(operation, identities, endpoints);
        return sent("DELETE", powerShell(uriOf(operation, identities, endpoints)), powerShell({}));
    }
    if (const auto *role = std::get_if<trust::AzureRoleGrant>(&*operation.belonging)) {
        const QString uri = powerShell(endpoints.arm + rolePathOf(*role));
        if (operation.removes)
            return sent("DELETE", uri, powerShell({}));
        const SplitBody body = grantBodyOf(*operation.belonging);
        return sent("PUT", uri, joined(body.front, variable("principal", operation, identities), body.back));
    }
    if (std::holds_alternative<trust::AppPermissionGrant>(*operation.belonging))
        return permissionOf(operation, identities, endpoints);
    const auto &secret = std::get<trust::Secret>(*operation.belonging);
    if (secret.keyId.isNull()) {
        const QString sentence = tr("Its key id is not known: take it away by other means.");
        notices << noticeOf(operation, sentence);
        return QStringLiteral("# ") + sentence + u'\n';
    }
    return QStringLiteral("Remove-AzADAppCredential") + parameter("ObjectId", powerShell(operation.identity.id))
        + parameter("KeyId", powerShell(secret.keyId.toString(QUuid::WithoutBraces))) + u'\n';
}

QString powerShellFunctions(const Endpoints &endpoints)
{
    return QStringLiteral("\nfunction Get-Answer([string] $Uri) {\n"
                          "  # What was made a moment ago is not known everywhere at once.\n"
                          "  for ($try = 0; $try -lt 10; $try++) {\n"
                          "    $answer = Invoke-AzRestMethod -Method GET -Uri $Uri\n"
                          "    if ($answer.StatusCode -ne 404) { break }\n"
                          "    Start-Sleep -Seconds 3\n"
                          "  }\n"
                          "  if ($answer.StatusCode -ge 300) { throw $answer.Content }\n"
                          "  $answer.Content | ConvertFrom-Json\n"
                          "}\n"
                          "\nfunction New-Application([string] $Uri, [string] $Payload) {\n"
                          "  $token = (Get-AzAccessToken -ResourceUrl ")
        + powerShell(endpoints.graph)
        + QStringLiteral(").Token\n"
                         "  if ($token -is [securestring]) {\n"
                         "    $token = [System.Net.NetworkCredential]::new('', $token).Password\n"
                         "  }\n"
                         "  $headers = @{ Authorization = \"Bearer $token\"; Prefer = 'create-if-missing' }\n"
                         "  Invoke-RestMethod -Method Patch -Uri $Uri -Headers $headers -ContentType "
                         "'application/json' -Body $Payload | Out-Null\n"
                         "}\n");
}

} // namespace symbolon::exports
