// SPDX-License-Identifier: Apache-2.0
#include "export/infrastructure.h"

#include "base/shown.h"
#include "export/az_script.h"
#include "export/bicep.h"
#include "export/graph_requests.h"
#include "export/powershell.h"
#include "export/quoting.h"
#include "export/terraform.h"

#include <QCoreApplication>
#include <QUrl>

namespace symbolon::exports {
namespace {

using trust::FederatedCredential;
using trust::IdentityKind;
using trust::Operation;
using trust::OperationKind;

QString tr(const char *text)
{
    return QCoreApplication::translate("Exports", text);
}

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
    quoted::Symbols symbols;
    QStringList notices;
    QString text;
    const QList<Operation> parts = expanded({set.operations.at(operation)});
    for (const Operation &part : parts) {
        if (!text.isEmpty())
            text += u'\n';
        switch (target) {
        case Target::Terraform:
            text += terraformOf(part, symbols, notices).all();
            break;
        case Target::Bicep:
            text += bicepOf(part, symbols, notices);
            break;
        case Target::AzCli:
            text += azCommandOf(part, notices);
            break;
        case Target::Graph:
            text += graphRequestOf(part, endpoints, notices);
            break;
        case Target::PowerShell:
            text += powerShellOf(part, endpoints, notices);
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
    const QString name = quoted::comment(operation.credentialName());
    const QString identity = quoted::comment(operation.identityName);
    switch (operation.kind()) {
    case OperationKind::Create:
        return knownId(operation).isEmpty() ? tr("Create “%1” of “%2”").arg(name, identity)
                                            : tr("“%1” of “%2”").arg(name, identity);
    case OperationKind::Update:
        return tr("Change “%1” of “%2”").arg(name, identity);
    case OperationKind::Delete:
        return tr("Delete “%1” of “%2”").arg(name, identity);
    }
    return {};
}

QString noticeOf(const Operation &operation, const QString &sentence)
{
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

QString pathOf(const Operation &operation, bool collection)
{
    if (operation.identity.kind == IdentityKind::ManagedIdentity) {
        const bool flexible = operation.after && operation.after->isFlexible();
        return encodedPath(operation.identity.id) + QStringLiteral("/federatedIdentityCredentials/")
            + encoded(operation.credentialName()) + QStringLiteral("?api-version=")
            + (flexible ? QStringLiteral("2025-01-31-preview") : QStringLiteral("2023-01-31"));
    }
    QString base = QStringLiteral("/beta/applications/") + encoded(operation.identity.id)
        + QStringLiteral("/federatedIdentityCredentials");
    if (collection)
        return base;
    const QString id = knownId(operation);
    return base + u'/' + encoded(id.isEmpty() ? operation.credentialName() : id);
}

QList<Operation> expanded(const QList<Operation> &operations)
{
    QList<Operation> result;
    for (const Operation &operation : operations) {
        const bool turned = operation.kind() == OperationKind::Update
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
