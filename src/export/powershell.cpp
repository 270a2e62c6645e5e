// SPDX-License-Identifier: Apache-2.0
#include "export/powershell.h"

#include "export/powershell_belongings.h"
#include "export/quoting.h"
#include "export/translated.h"

#include <algorithm>

namespace symbolon::exports {
namespace {

using trust::FederatedCredential;
using trust::IdentityKind;
using trust::Operation;
using trust::OperationKind;

// A comment in ASCII: Windows PowerShell reads a script as the system's code page.
QString asciiComment(const QString &text)
{
    QString result;
    const QList<uint> points = quoted::comment(text).toUcs4();
    for (const uint point : points) {
        if (point >= 0x20 && point <= 0x7E)
            result += QChar(static_cast<char16_t>(point));
        else if (point == 0x201C || point == 0x201D)
            result += u'"';
        else if (point != 0x27E8 && point != 0x27E9) // the brackets of the marks
            result += QStringLiteral("<U+%1>").arg(point, 4, 16, QChar(u'0'));
    }
    return QStringLiteral("# ") + result + u'\n';
}

QString parameter(const char *name, const QString &text)
{
    return QStringLiteral(" `\n  -") + QString::fromLatin1(name) + u' ' + quoted::powerShell(text);
}

QString audiences(const FederatedCredential &credential)
{
    QStringList all;
    for (const QString &audience : credential.audiences)
        all << quoted::powerShell(audience);
    return QStringLiteral(" `\n  -Audience @(") + all.join(QStringLiteral(", ")) + u')';
}

QString restCall(const Operation &operation, const SetIdentities &identities, const Endpoints &endpoints)
{
    const bool application = operation.identity.kind == IdentityKind::Application;
    const bool creation = operation.kind() == OperationKind::Create;
    const QString method = !application ? QStringLiteral("PUT")
        : creation                      ? QStringLiteral("POST")
                                        : QStringLiteral("PATCH");
    return QStringLiteral("Send-Request") + parameter("Method", method)
        + parameter("Uri", (application ? endpoints.graph : endpoints.arm) + pathOf(operation, creation, identities))
        + parameter("Payload", bodyOf(operation, creation)) + u'\n';
}

// Issuer, subject and audience, which both modules name alike.
QString trustParameters(const FederatedCredential &credential)
{
    return parameter("Issuer", credential.issuer) + parameter("Subject", credential.subject.value_or(QString()))
        + audiences(credential);
}

QString applicationCall(const Operation &operation, const SetIdentities &identities)
{
    const QString application = identities.hasUniqueName(operation.identity)
        ? QStringLiteral(" `\n  -ApplicationObjectId $app_") + identities.symbol(operation.identity)
            + QStringLiteral(".id")
        : parameter("ApplicationObjectId", operation.identity.id);
    const QString name = operation.credentialName();
    QString id = parameter("FederatedCredentialId", knownId(operation));
    QString lookup;
    if (knownId(operation).isEmpty() && operation.before) {
        lookup = QStringLiteral("$credential = Get-AzADAppFederatedCredential") + application
            + QStringLiteral(" |\n  Where-Object { $_.Name -ceq ") + quoted::powerShell(name) + QStringLiteral(" }\n");
        id = QStringLiteral(" `\n  -FederatedCredentialId $credential.Id");
    }
    if (!operation.after)
        return lookup + QStringLiteral("Remove-AzADAppFederatedCredential") + application + id + u'\n';
    QString call = lookup;
    if (operation.before)
        call += QStringLiteral("Update-AzADAppFederatedCredential") + application + id;
    else
        call += QStringLiteral("New-AzADAppFederatedCredential") + application + parameter("Name", name);
    call += trustParameters(*operation.after);
    if (!operation.after->description.isEmpty() || (operation.before && !operation.before->description.isEmpty()))
        call += parameter("Description", operation.after->description);
    return call + u'\n';
}

QString managedCall(const Operation &operation, const ArmPlace &place)
{
    const char *verb = !operation.after ? "Remove" : operation.before ? "Update" : "New";
    QString call = QString::fromLatin1(verb) + QStringLiteral("-AzFederatedIdentityCredential")
        + parameter("SubscriptionId", place.subscription) + parameter("ResourceGroupName", place.group)
        + parameter("IdentityName", place.name) + parameter("Name", operation.credentialName());
    if (operation.after)
        call += trustParameters(*operation.after);
    return call + u'\n';
}

} // namespace

QString powerShellOf(const Operation &operation, const SetIdentities &identities, const Endpoints &endpoints,
                     QStringList &notices)
{
    const std::optional<ArmPlace> place = armPlaceOf(operation.identity);
    const bool managed = operation.identity.kind == IdentityKind::ManagedIdentity;
    QString text = asciiComment(heading(operation));
    if (operation.belonging)
        return text + powerShellBelongingOf(operation, identities, endpoints, notices);
    if (managed && operation.after && !operation.after->description.isEmpty()) {
        const QString sentence = tr("Credentials of managed identities have no description.");
        notices << noticeOf(operation, sentence);
        text += asciiComment(sentence + u' ' + operation.after->description);
    }
    if ((operation.after && operation.after->isFlexible()) || (managed && !place && operation.after))
        return text + restCall(operation, identities, endpoints);
    if (managed && place)
        return text + managedCall(operation, *place);
    return text + applicationCall(operation, identities);
}

Generated powerShell(const trust::ChangeSet &set, const Endpoints &endpoints)
{
    Generated result;
    QString text;
    const QStringList header = fileHeader(set, QString()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : header)
        text += asciiComment(line.trimmed());
    text += QStringLiteral("#Requires -Modules Az.Accounts, Az.Resources, Az.ManagedServiceIdentity\n"
                           "$ErrorActionPreference = 'Stop'\n\n"
                           "function Send-Request([string] $Method, [string] $Uri, [string] $Payload) {\n"
                           "  $answer = Invoke-AzRestMethod -Method $Method -Uri $Uri -Payload $Payload\n"
                           "  if ($answer.StatusCode -ge 300) { throw $answer.Content }\n"
                           "}\n");
    const SetIdentities identities(set);
    QSet<QString> known;
    const QList<Operation> operations = expanded(set.operations);
    if (std::any_of(operations.cbegin(), operations.cend(), [](const Operation &one) { return one.belonging; }))
        text += powerShellFunctions(endpoints);
    for (const Operation &operation : operations) {
        text += u'\n' + powerShellLookupsOf(operation, identities, endpoints, known);
        text += powerShellOf(operation, identities, endpoints, result.notices);
    }
    result.files.append({QStringLiteral("credentials.ps1"), text.toUtf8()});
    return result;
}

} // namespace symbolon::exports
