// SPDX-License-Identifier: Apache-2.0
#include "export/bicep.h"

#include "export/translated.h"

#include <QHash>
#include <QMap>

#include <algorithm>

namespace symbolon::exports {
namespace {

using trust::FederatedCredential;
using trust::IdentityKind;
using trust::Operation;

QString literal(const QString &text)
{
    return quoted::bicep(text);
}

QString line(const char *name, const QString &expression, int indent)
{
    return QString(indent, u' ') + QString::fromLatin1(name) + QStringLiteral(": ") + expression + u'\n';
}

QString listOf(const QStringList &texts)
{
    QStringList all;
    for (const QString &text : texts)
        all << literal(text);
    return QStringLiteral("[ ") + all.join(QStringLiteral(", ")) + QStringLiteral(" ]");
}

QString trustOf(const FederatedCredential &credential, int indent)
{
    QString text = line("issuer", literal(credential.issuer), indent);
    if (credential.expression) {
        const QString space(indent, u' ');
        text += space + QStringLiteral("claimsMatchingExpression: {\n")
            + line("value", literal(credential.expression->value), indent + 2)
            + line("languageVersion", QString::number(credential.expression->languageVersion), indent + 2) + space
            + QStringLiteral("}\n");
    } else {
        text += line("subject", literal(credential.subject.value_or(QString())), indent);
    }
    return text + line("audiences", listOf(credential.audiences), indent);
}

// The identity that others refer to, which is there already. `elsewhere`: the file is deployed to another place than the
// managed identity's resource group.
QString parentOf(const Operation &operation, const SetIdentities &identities, const QString &symbol, bool elsewhere)
{
    if (operation.identity.kind == IdentityKind::ManagedIdentity) {
        const std::optional<ArmPlace> place = armPlaceOf(operation.identity);
        QString text = QStringLiteral("resource ") + symbol
            + QStringLiteral(" 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {\n");
        if (elsewhere && place)
            text += QStringLiteral("  scope: resourceGroup(") + literal(place->subscription) + QStringLiteral(", ")
                + literal(place->group) + QStringLiteral(")\n");
        return text + line("name", literal(place ? place->name : operation.identityName), 2) + QStringLiteral("}\n");
    }
    if (identities.hasUniqueName(operation.identity))
        return QStringLiteral("resource ") + symbol
            + QStringLiteral(" 'Microsoft.Graph/applications@beta' existing = {\n")
            + line("uniqueName", literal(trust::uniqueNameOf(operation.identity)), 2) + QStringLiteral("}\n");
    return QStringLiteral("@description('uniqueName: ") + literal(operation.identity.id).mid(1)
        + QStringLiteral(")\nparam ") + symbol + QStringLiteral("UniqueName string\nresource ") + symbol
        + QStringLiteral(" 'Microsoft.Graph/applications@beta' existing = {\n  uniqueName: ") + symbol
        + QStringLiteral("UniqueName\n}\n");
}

QString credentialOf(const Operation &operation, const QString &symbol, const QString &parent,
                     const QString &predecessor)
{
    const FederatedCredential &credential = *operation.after;
    if (operation.identity.kind == IdentityKind::ManagedIdentity) {
        const char *version = credential.isFlexible() ? "2025-01-31-preview" : "2023-01-31";
        QString text = QStringLiteral("resource ") + symbol
            + QStringLiteral(" 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@")
            + QString::fromLatin1(version) + QStringLiteral("' = {\n  parent: ") + parent + u'\n'
            + line("name", literal(credential.name), 2) + QStringLiteral("  properties: {\n") + trustOf(credential, 4)
            + QStringLiteral("  }\n");
        // One write at a time for each identity, or the service answers 409.
        if (!predecessor.isEmpty())
            text += QStringLiteral("  dependsOn: [ ") + predecessor + QStringLiteral(" ]\n");
        return text + QStringLiteral("}\n");
    }
    // The literal's quote opens the interpolated string instead.
    QString text = QStringLiteral("resource ") + symbol
        + QStringLiteral(" 'Microsoft.Graph/applications/federatedIdentityCredentials@beta' = {\n  name: '${") + parent
        + QStringLiteral(".uniqueName}/") + literal(credential.name).mid(1) + u'\n' + trustOf(credential, 2);
    if (!credential.description.isEmpty())
        text += line("description", literal(credential.description), 2);
    return text + QStringLiteral("}\n");
}

QString withoutCode(const Operation &operation, const QString &sentence, QStringList &notices)
{
    notices << noticeOf(operation, sentence);
    return QStringLiteral("// ") + heading(operation) + QStringLiteral("\n// ") + sentence + u'\n';
}

// Where a deployment runs.
struct Place
{
    enum class Kind { ResourceGroup, Subscription, Other };

    Kind kind = Kind::Other;
    QString subscription;
    QString group;
};

Place placeOf(const QString &scope)
{
    const QStringList parts = scope.split(u'/');
    const auto is = [&parts](qsizetype at, QLatin1String name) {
        return parts.value(at).compare(name, Qt::CaseInsensitive) == 0;
    };
    const bool inSubscription = parts.size() > 2 && is(1, QLatin1String("subscriptions"));
    if (inSubscription && parts.size() == 3)
        return {Place::Kind::Subscription, parts.at(2), {}};
    if (inSubscription && parts.size() == 5 && is(3, QLatin1String("resourceGroups")))
        return {Place::Kind::ResourceGroup, parts.at(2), parts.at(4)};
    return {};
}

// One file while it grows.
struct File
{
    QString scope; // of the deployment, for the file's comment
    QString head;  // in front of everything
    QString text;
    bool usesGraph = false;
    QHash<QString, QString> parents;      // identity id, folded → symbol
    QHash<QString, QString> principals;   // the same → expression of the service principal's object id
    QHash<QString, QString> predecessors; // the same → symbol of its credential written last
    quoted::Symbols symbols;
};

QString keyOf(const Operation &operation)
{
    return operation.identity.id.toCaseFolded();
}

QString newSymbol(File &file, const Operation &operation)
{
    const bool managed = operation.identity.kind == IdentityKind::ManagedIdentity;
    return file.symbols.next((managed ? QStringLiteral("identity ") : QStringLiteral("app ")) + operation.identityName);
}

QString parentIn(File &file, const Operation &operation, const SetIdentities &identities, bool elsewhere = false)
{
    QString &parent = file.parents[keyOf(operation)];
    if (parent.isEmpty()) {
        parent = newSymbol(file, operation);
        file.text += parentOf(operation, identities, parent, elsewhere) + u'\n';
    }
    return parent;
}

QString principalResource(const QString &symbol, const QString &application, bool existing)
{
    return QStringLiteral("resource ") + symbol + QStringLiteral(" 'Microsoft.Graph/servicePrincipals@beta' ")
        + (existing ? QStringLiteral("existing = {\n") : QStringLiteral("= {\n"))
        + line("appId", application + QStringLiteral(".appId"), 2) + QStringLiteral("}\n");
}

QString principalIn(File &file, const Operation &operation, const SetIdentities &identities)
{
    QString &principal = file.principals[keyOf(operation)];
    if (!principal.isEmpty())
        return principal;
    const QString parent = parentIn(file, operation, identities, true);
    if (operation.identity.kind == IdentityKind::ManagedIdentity) {
        principal = parent + QStringLiteral(".properties.principalId");
        return principal;
    }
    file.usesGraph = true;
    const QString symbol = file.symbols.next(QStringLiteral("principal ") + operation.identityName);
    file.text += principalResource(symbol, parent, true) + u'\n';
    principal = symbol + QStringLiteral(".id");
    return principal;
}

QString creationIn(File &file, const Operation &operation)
{
    const auto &wanted = std::get<trust::NewIdentity>(*operation.belonging);
    const QString symbol = newSymbol(file, operation);
    file.parents.insert(keyOf(operation), symbol);
    if (operation.identity.kind == IdentityKind::ManagedIdentity) {
        file.principals.insert(keyOf(operation), symbol + QStringLiteral(".properties.principalId"));
        const ArmPlace place = armPlaceOf(operation.identity).value_or(ArmPlace{});
        return QStringLiteral("resource ") + symbol
            + QStringLiteral(" 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {\n")
            + line("name", literal(place.name), 2) + line("location", literal(wanted.location), 2)
            + QStringLiteral("  tags: {\n") + line("'symbolon-change'", literal(wanted.mark), 4)
            + QStringLiteral("  }\n}\n");
    }
    const QString principal = file.symbols.next(QStringLiteral("principal ") + operation.identityName);
    file.principals.insert(keyOf(operation), principal + QStringLiteral(".id"));
    return QStringLiteral("resource ") + symbol + QStringLiteral(" 'Microsoft.Graph/applications@beta' = {\n")
        + line("uniqueName", literal(trust::uniqueNameOf(operation.identity)), 2)
        + line("displayName", literal(wanted.displayName), 2)
        + line("signInAudience", literal(QStringLiteral("AzureADMyOrg")), 2) + QStringLiteral("}\n\n")
        + principalResource(principal, symbol, false);
}

QString roleIn(File &file, const Operation &operation, const trust::AzureRoleGrant &role,
               const SetIdentities &identities, QStringList &notices)
{
    if (placeOf(role.scope).kind == Place::Kind::Other) {
        return withoutCode(operation,
                           tr("Bicep code for this scope needs to know the resource's type: grant it by other means."),
                           notices);
    }
    const QString principal = principalIn(file, operation, identities);
    const QString symbol = file.symbols.next(operation.identityName + u' ' + operation.name());
    return QStringLiteral("// ") + heading(operation) + QStringLiteral("\nresource ") + symbol
        + QStringLiteral(" 'Microsoft.Authorization/roleAssignments@2022-04-01' = {\n")
        + line("name", literal(role.assignment), 2) + QStringLiteral("  properties: {\n")
        + line("roleDefinitionId", literal(roleDefinitionOf(role)), 4) + line("principalId", principal, 4)
        + line("principalType", literal(QStringLiteral("ServicePrincipal")), 4) + QStringLiteral("  }\n}\n");
}

QString permissionIn(File &file, const Operation &operation, const trust::AppPermissionGrant &permission,
                     const SetIdentities &identities)
{
    const QString principal = principalIn(file, operation, identities);
    const QString symbol = file.symbols.next(operation.identityName + u' ' + operation.name());
    return QStringLiteral("// ") + heading(operation) + QStringLiteral("\nresource ") + symbol
        + QStringLiteral(" 'Microsoft.Graph/appRoleAssignedTo@beta' = {\n") + line("principalId", principal, 2)
        + line("resourceId", literal(permission.resourceId), 2) + line("appRoleId", literal(permission.appRoleId), 2)
        + QStringLiteral("}\n");
}

void addBelonging(File &file, const Operation &operation, const SetIdentities &identities, QStringList &notices)
{
    QString part;
    if (operation.removes)
        part = withoutCode(operation, tr("A deployment does not delete it; delete it by other means."), notices);
    else if (operation.isAboutIdentity())
        part = QStringLiteral("// ") + heading(operation) + u'\n' + creationIn(file, operation);
    else if (const auto *role = std::get_if<trust::AzureRoleGrant>(&*operation.belonging))
        part = roleIn(file, operation, *role, identities, notices);
    else
        part = permissionIn(file, operation, std::get<trust::AppPermissionGrant>(*operation.belonging), identities);
    file.text += part + u'\n';
}

void add(File &file, const Operation &operation, const SetIdentities &identities, QStringList &notices)
{
    if (operation.belonging)
        return addBelonging(file, operation, identities, notices);
    if (!operation.after) {
        file.text += withoutCode(operation, tr("A deployment does not delete it; delete it by other means."), notices)
            + u'\n';
        return;
    }
    if (operation.identity.kind == IdentityKind::ManagedIdentity && !operation.after->description.isEmpty())
        notices << noticeOf(operation, tr("Credentials of managed identities have no description."));
    const QString parent = parentIn(file, operation, identities);
    const QString symbol = file.symbols.next(operation.identityName + u' ' + operation.after->name);
    file.text += QStringLiteral("// ") + heading(operation) + u'\n'
        + credentialOf(operation, symbol, parent, file.predecessors.value(keyOf(operation))) + u'\n';
    file.predecessors.insert(keyOf(operation), symbol);
}

constexpr QLatin1String graphExtension("extension microsoftGraphBeta\n\n");

QString graphFile(const trust::ChangeSet &set, const File &file)
{
    return fileHeader(set, QStringLiteral("//"))
        + QStringLiteral("// az deployment group create --resource-group … --template-file applications.bicep\n")
        + graphExtension + file.text;
}

// The files of one set.
struct Files
{
    File applications;
    QMap<QString, File> groups; // by folded subscription and group
    QMap<QString, File> grants; // by folded scope

    File &of(const Operation &operation);
};

// Roles are granted by a deployment to their scope; the rest goes to where the identity is.
File &Files::of(const Operation &operation)
{
    if (operation.belonging && !operation.removes) {
        const auto *role = std::get_if<trust::AzureRoleGrant>(&*operation.belonging);
        const Place place = role ? placeOf(role->scope) : Place{};
        if (place.kind != Place::Kind::Other) {
            File &file = grants[role->scope.toCaseFolded()];
            const bool inGroup = place.kind == Place::Kind::ResourceGroup;
            file.head = inGroup ? QString() : QStringLiteral("targetScope = 'subscription'\n\n");
            file.scope = (inGroup ? QStringLiteral("group create --resource-group ") + quoted::comment(place.group)
                                  : QStringLiteral("sub create --location …"))
                + QStringLiteral(" --subscription ") + quoted::comment(place.subscription);
            return file;
        }
        if (std::holds_alternative<trust::AppPermissionGrant>(*operation.belonging))
            return applications;
    }
    if (operation.identity.kind == IdentityKind::Application)
        return applications;
    const ArmPlace place = armPlaceOf(operation.identity).value_or(ArmPlace{});
    File &file = groups[place.subscription.toCaseFolded() + u'/' + place.group.toCaseFolded()];
    file.scope = QStringLiteral("group create --subscription ") + quoted::comment(place.subscription)
        + QStringLiteral(" --resource-group ") + quoted::comment(place.group);
    return file;
}

// Writes `files` as `prefix`-…, each called after the end of its key.
void appendTo(Generated &result, const trust::ChangeSet &set, const QMap<QString, File> &files, const QString &prefix)
{
    QSet<QString> names;
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        const QString stem = prefix + quoted::fileName(file.key().section(u'/', -1));
        QString name = stem;
        for (int number = 2; names.contains(name); ++number)
            name = stem + u'-' + QString::number(number);
        names.insert(name);
        const QString text = fileHeader(set, QStringLiteral("//")) + QStringLiteral("// az deployment ") + file->scope
            + QStringLiteral(" --template-file ") + name + QStringLiteral(".bicep\n\n") + file->head
            + (file->usesGraph ? QString(graphExtension) : QString()) + file->text;
        result.files.append({name + QStringLiteral(".bicep"), text.toUtf8()});
    }
}

} // namespace

QString bicepOf(const Operation &operation, const SetIdentities &identities, QStringList &notices)
{
    File file;
    add(file, operation, identities, notices);
    return file.text.trimmed() + u'\n';
}

Generated bicep(const trust::ChangeSet &set)
{
    Generated result;
    const SetIdentities identities(set);
    Files files;
    bool asksForName = false;
    const QList<Operation> operations = expanded(set.operations);
    for (const Operation &operation : operations) {
        add(files.of(operation), operation, identities, result.notices);
        asksForName = asksForName
            || (operation.identity.kind == IdentityKind::Application && !identities.hasUniqueName(operation.identity));
    }
    const bool graphInGrants =
        std::any_of(files.grants.cbegin(), files.grants.cend(), [](const File &file) { return file.usesGraph; });
    if (asksForName)
        result.notices << tr("The Graph extension of Bicep finds an application by its uniqueName: the deployment asks "
                             "for it, and an application without one has to be given one first.");
    if (!files.grants.isEmpty())
        result.notices << tr("Bicep grants Azure roles by files of their own, which are deployed to each role's scope "
                             "after the others.");
    if (!files.applications.text.isEmpty())
        result.files.append({QStringLiteral("applications.bicep"), graphFile(set, files.applications).toUtf8()});
    if (!files.applications.text.isEmpty() || graphInGrants) {
        result.files.append(
            {QStringLiteral("bicepconfig.json"),
             QByteArrayLiteral("{\n  \"extensions\": {\n    \"microsoftGraphBeta\": "
                               "\"br:mcr.microsoft.com/bicep/extensions/microsoftgraph/beta:1.0.0\"\n  }\n}\n")});
    }
    appendTo(result, set, files.groups, QStringLiteral("identities-"));
    appendTo(result, set, files.grants, QStringLiteral("roles-"));
    return result;
}

} // namespace symbolon::exports
