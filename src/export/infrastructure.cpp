// SPDX-License-Identifier: Apache-2.0
#include "export/infrastructure.h"

#include "base/shown.h"
#include "export/az_script.h"
#include "export/bicep.h"
#include "export/deeds.h"
#include "export/graph_requests.h"
#include "export/powershell.h"
#include "export/quoting.h"
#include "export/terraform.h"
#include "export/translated.h"

#include <QUrl>
#include <QUuid>

namespace symbolon::exports {
namespace {

using trust::FederatedCredential;
using trust::IdentityKind;
using trust::Operation;
using trust::OperationKind;

QString encoded(const QString &segment)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(segment));
}

QString audiencesOf(const FederatedCredential &credential)
{
    QStringList all;
    for (const QString &audience : credential.audiences)
        all << quoted::json(audience);
    return u'[' + all.join(u',') + u']';
}

// Issuer, what is compared, and audiences: what both services call the same.
QString commonMembers(const FederatedCredential &credential)
{
    QString members = QStringLiteral("\"issuer\":") + quoted::json(credential.issuer) + u',';
    if (credential.expression) {
        members += QStringLiteral("\"claimsMatchingExpression\":{\"value\":")
            + quoted::json(credential.expression->value) + QStringLiteral(",\"languageVersion\":")
            + QString::number(credential.expression->languageVersion) + u'}';
    } else {
        members += QStringLiteral("\"subject\":") + quoted::json(credential.subject.value_or(QString()));
    }
    return members + QStringLiteral(",\"audiences\":") + audiencesOf(credential);
}

// ARM ids in their own segments, so that an id with anything else in it stays a path of ARM.
QString encodedPath(const QString &path)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
}

// By its alternate key where the set does not know the object id ("Get application").
QString applicationSegment(const trust::IdentityKey &identity, const SetIdentities &identities)
{
    if (!identities.hasUniqueName(identity))
        return QStringLiteral("applications/") + encoded(identity.id);
    return QStringLiteral("applications(uniqueName='") + encoded(trust::uniqueNameOf(identity)) + QStringLiteral("')");
}

} // namespace

trust::ChangeSet asChangeSet(const QList<trust::Identity> &identities, const QString &tenantId)
{
    trust::ChangeSet set;
    set.tenantId = tenantId;
    for (const trust::Identity &identity : identities) {
        for (const FederatedCredential &credential : identity.credentials)
            set.operations.append(Operation{QUuid::createUuid(), identity.key, identity.displayName, {}, credential});
    }
    return set;
}

Generated generate(Target target, const trust::ChangeSet &set, const Endpoints &endpoints)
{
    switch (target) {
    case Target::Terraform:
        return terraform(set);
    case Target::Bicep:
        return bicep(set);
    case Target::AzCli:
        return azScript(set);
    case Target::Graph:
        return graphRequests(set, endpoints);
    case Target::PowerShell:
        return powerShell(set, endpoints);
    }
    return {};
}

QString preview(Target target, const trust::ChangeSet &set, qsizetype operation, const Endpoints &endpoints)
{
    if (operation < 0 || operation >= set.operations.size())
        return {};
    const SetIdentities identities(set);
    quoted::Symbols symbols;
    QStringList notices;
    QString text;
    const QList<Operation> parts = expanded({set.operations.at(operation)});
    for (const Operation &part : parts) {
        if (!text.isEmpty())
            text += u'\n';
        switch (target) {
        case Target::Terraform:
            text += terraformOf(part, identities, symbols, notices).all();
            break;
        case Target::Bicep:
            text += bicepOf(part, identities, notices);
            break;
        case Target::AzCli:
            text += azCommandOf(part, identities, notices);
            break;
        case Target::Graph:
            text += graphRequestOf(part, identities, endpoints, notices);
            break;
        case Target::PowerShell:
            text += powerShellOf(part, identities, endpoints, notices);
            break;
        }
    }
    return text;
}

std::optional<ArmPlace> armPlaceOf(const trust::IdentityKey &identity)
{
    const QStringList parts = identity.id.split(u'/');
    // "", subscriptions, S, resourceGroups, G, providers, Microsoft.ManagedIdentity, userAssignedIdentities, N
    if (identity.kind != IdentityKind::ManagedIdentity || parts.size() != 9)
        return std::nullopt;
    return ArmPlace{parts.at(2), parts.at(4), parts.at(8)};
}

QString knownId(const Operation &operation)
{
    if (operation.before && !operation.before->id.isEmpty())
        return operation.before->id.text();
    return operation.after ? operation.after->id.text() : QString();
}

QString heading(const Operation &operation)
{
    const bool exists = !operation.belonging && !operation.before && !knownId(operation).isEmpty();
    if (!exists)
        return deedOf(operation, quoted::comment);
    return tr("“%1” of “%2”").arg(quoted::comment(operation.credentialName()), quoted::comment(operation.identityName));
}

QString noticeOf(const Operation &operation, const QString &sentence)
{
    if (operation.belonging)
        return tr("%1: %2").arg(deedOf(operation, shown), sentence);
    return tr("“%1” of “%2”: %3").arg(shown(operation.credentialName()), shown(operation.identityName), sentence);
}

QString bodyOf(const Operation &operation, bool withName)
{
    const FederatedCredential &credential = operation.after ? *operation.after : *operation.before;
    if (operation.identity.kind == IdentityKind::ManagedIdentity)
        return QStringLiteral("{\"properties\":{") + commonMembers(credential) + QStringLiteral("}}");
    QString body = QStringLiteral("{");
    if (withName)
        body += QStringLiteral("\"name\":") + quoted::json(credential.name) + u',';
    body += commonMembers(credential);
    // An update has to say that there is no description any more.
    if (!credential.description.isEmpty() || (operation.before && !operation.before->description.isEmpty()))
        body += QStringLiteral(",\"description\":") + quoted::json(credential.description);
    return body + u'}';
}

QString pathOf(const Operation &operation, bool collection, const SetIdentities &identities)
{
    if (operation.identity.kind == IdentityKind::ManagedIdentity) {
        const bool flexible = operation.after && operation.after->isFlexible();
        return encodedPath(operation.identity.id) + QStringLiteral("/federatedIdentityCredentials/")
            + encoded(operation.credentialName()) + QStringLiteral("?api-version=")
            + (flexible ? QStringLiteral("2025-01-31-preview") : QStringLiteral("2023-01-31"));
    }
    QString base = QStringLiteral("/beta/") + applicationSegment(operation.identity, identities)
        + QStringLiteral("/federatedIdentityCredentials");
    if (collection)
        return base;
    const QString id = knownId(operation);
    return base + u'/' + encoded(id.isEmpty() ? operation.credentialName() : id);
}

QString identityPathOf(const trust::IdentityKey &identity, const SetIdentities &identities)
{
    if (identity.kind == IdentityKind::ManagedIdentity)
        return encodedPath(identity.id) + QStringLiteral("?api-version=2023-01-31");
    return QStringLiteral("/v1.0/") + applicationSegment(identity, identities);
}

QString identityBodyOf(const Operation &operation)
{
    const auto &identity = std::get<trust::NewIdentity>(*operation.belonging);
    if (operation.identity.kind == IdentityKind::Application)
        return QStringLiteral("{\"displayName\":") + quoted::json(identity.displayName)
            + QStringLiteral(",\"signInAudience\":\"AzureADMyOrg\"}");
    return QStringLiteral("{\"location\":") + quoted::json(identity.location)
        + QStringLiteral(",\"tags\":{\"symbolon-change\":") + quoted::json(identity.mark) + QStringLiteral("}}");
}

QString rolePathOf(const trust::AzureRoleGrant &role)
{
    const QString scope = role.scope == u"/" ? QString() : encodedPath(role.scope);
    return scope + QStringLiteral("/providers/Microsoft.Authorization/roleAssignments/") + encoded(role.assignment)
        + QStringLiteral("?api-version=2022-04-01");
}

QString roleDefinitionOf(const trust::AzureRoleGrant &role)
{
    const QStringList parts = role.scope.split(u'/');
    const bool inSubscription = parts.size() > 2
        && parts.at(1).compare(QLatin1String("subscriptions"), Qt::CaseInsensitive) == 0;
    const QString below = inSubscription ? QStringLiteral("/subscriptions/") + parts.at(2) : QString();
    return below + QStringLiteral("/providers/Microsoft.Authorization/roleDefinitions/") + role.roleId;
}

SplitBody grantBodyOf(const trust::Belonging &grant)
{
    if (const auto *role = std::get_if<trust::AzureRoleGrant>(&grant)) {
        return {QStringLiteral("{\"properties\":{\"roleDefinitionId\":") + quoted::json(roleDefinitionOf(*role))
                    + QStringLiteral(",\"principalType\":\"ServicePrincipal\",\"principalId\":\""),
                QStringLiteral("\"}}"), QStringLiteral("/properties/principalId")};
    }
    const auto &permission = std::get<trust::AppPermissionGrant>(grant);
    return {QStringLiteral("{\"resourceId\":") + quoted::json(permission.resourceId) + QStringLiteral(",\"appRoleId\":")
                + quoted::json(permission.appRoleId) + QStringLiteral(",\"principalId\":\""),
            QStringLiteral("\"}"), QStringLiteral("/principalId")};
}

bool needsPrincipal(const Operation &operation)
{
    if (!operation.belonging)
        return false;
    return std::holds_alternative<trust::AppPermissionGrant>(*operation.belonging)
        || (std::holds_alternative<trust::AzureRoleGrant>(*operation.belonging) && !operation.removes);
}

QString guidOf(const QString &text)
{
    const QUuid guid(text);
    return guid.isNull() ? QString() : guid.toString(QUuid::WithoutBraces);
}

QList<Operation> expanded(const QList<Operation> &operations)
{
    QList<Operation> result;
    for (const Operation &operation : operations) {
        const bool turned = !operation.belonging && operation.kind() == OperationKind::Update
            && operation.identity.kind == IdentityKind::Application
            && operation.before->isFlexible() != operation.after->isFlexible();
        if (!turned) {
            result.append(operation);
            continue;
        }
        Operation removal = operation;
        removal.after.reset();
        Operation creation = operation;
        creation.before.reset();
        creation.after->id.clear();
        result << removal << creation;
    }
    return result;
}

QString fileHeader(const trust::ChangeSet &set, const QString &mark)
{
    QString text = mark + u' ' + tr("Written by Symbolon for the tenant %1.").arg(quoted::comment(set.tenantId))
        + u'\n';
    for (const QString &line : {set.title, set.ticket, set.reason}) {
        if (!line.isEmpty())
            text += mark + u' ' + quoted::comment(line) + u'\n';
    }
    return text + u'\n';
}

} // namespace symbolon::exports
