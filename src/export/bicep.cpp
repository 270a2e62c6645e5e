// SPDX-License-Identifier: Apache-2.0
#include "export/bicep.h"

#include <QCoreApplication>
#include <QHash>
#include <QMap>

namespace symbolon::exports {
namespace {

using trust::FederatedCredential;
using trust::IdentityKind;
using trust::Operation;

QString tr(const char *text)
{
    return QCoreApplication::translate("Exports", text);
}

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

// The identity that the credentials belong to, which is there already.
QString parentOf(const Operation &operation, const QString &symbol)
{
    if (operation.identity.kind == IdentityKind::ManagedIdentity) {
        const std::optional<ArmPlace> place = armPlaceOf(operation.identity);
        return QStringLiteral("resource ") + symbol
            + QStringLiteral(" 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {\n")
            + line("name", literal(place ? place->name : operation.identityName), 2) + QStringLiteral("}\n");
    }
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

QString deletionOf(const Operation &operation, QStringList &notices)
{
    const QString sentence = tr("A deployment does not delete it; delete it by other means.");
    notices << noticeOf(operation, sentence);
    return QStringLiteral("// ") + heading(operation) + QStringLiteral("\n// ") + sentence + u'\n';
}

// One file while it grows.
struct File
{
    QString scope; // of the deployment, for the file's comment
    QString text;
    QHash<QString, QString> parents;      // identity id, folded → symbol
    QHash<QString, QString> predecessors; // the same → symbol of its credential written last
    quoted::Symbols symbols;
};

void add(File &file, const Operation &operation, QStringList &notices)
{
    const bool managed = operation.identity.kind == IdentityKind::ManagedIdentity;
    if (!operation.after) {
        file.text += deletionOf(operation, notices) + u'\n';
        return;
    }
    if (managed && !operation.after->description.isEmpty())
        notices << noticeOf(operation, tr("Credentials of managed identities have no description."));
    const QString key = operation.identity.id.toCaseFolded();
    QString &parent = file.parents[key];
    if (parent.isEmpty()) {
        parent = file.symbols.next((managed ? QStringLiteral("identity ") : QStringLiteral("app "))
                                   + operation.identityName);
        file.text += parentOf(operation, parent) + u'\n';
    }
    const QString symbol = file.symbols.next(operation.identityName + u' ' + operation.after->name);
    file.text += QStringLiteral("// ") + heading(operation) + u'\n'
        + credentialOf(operation, symbol, parent, file.predecessors.value(key)) + u'\n';
    file.predecessors.insert(key, symbol);
}

QString graphFile(const trust::ChangeSet &set, const File &file)
{
    return fileHeader(set, QStringLiteral("//"))
        + QStringLiteral("// az deployment group create --resource-group … --template-file applications.bicep\n"
                         "extension microsoftGraphBeta\n\n")
        + file.text;
}

} // namespace

QString bicepOf(const Operation &operation, quoted::Symbols &symbols, QStringList &notices)
{
    File file;
    file.symbols = symbols;
    add(file, operation, notices);
    symbols = file.symbols;
    return file.text.trimmed() + u'\n';
}

Generated bicep(const trust::ChangeSet &set)
{
    Generated result;
    File applications;
    QMap<QString, File> groups; // by folded subscription and group
    const QList<Operation> operations = expanded(set.operations);
    for (const Operation &operation : operations) {
        if (operation.identity.kind == IdentityKind::Application) {
            add(applications, operation, result.notices);
            continue;
        }
        const ArmPlace place = armPlaceOf(operation.identity).value_or(ArmPlace{});
        File &file = groups[place.subscription.toCaseFolded() + u'/' + place.group.toCaseFolded()];
        file.scope = QStringLiteral("--subscription ") + quoted::comment(place.subscription)
            + QStringLiteral(" --resource-group ") + quoted::comment(place.group);
        add(file, operation, result.notices);
    }
    if (!applications.text.isEmpty()) {
        result.notices << tr("The Graph extension of Bicep finds an application by its uniqueName: the deployment asks "
                             "for it, and an application without one has to be given one first.");
        result.files.append({QStringLiteral("applications.bicep"), graphFile(set, applications).toUtf8()});
        result.files.append(
            {QStringLiteral("bicepconfig.json"),
             QByteArrayLiteral("{\n  \"extensions\": {\n    \"microsoftGraphBeta\": "
                               "\"br:mcr.microsoft.com/bicep/extensions/microsoftgraph/beta:1.0.0\"\n  }\n}\n")});
    }
    QSet<QString> names;
    for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
        QString name = QStringLiteral("identities-") + quoted::fileName(group.key().section(u'/', 1));
        for (int number = 2; names.contains(name); ++number)
            name = QStringLiteral("identities-") + quoted::fileName(group.key().section(u'/', 1)) + u'-'
                + QString::number(number);
        names.insert(name);
        const QString text = fileHeader(set, QStringLiteral("//")) + QStringLiteral("// az deployment group create ")
            + group->scope + QStringLiteral(" --template-file ") + name + QStringLiteral(".bicep\n\n") + group->text;
        result.files.append({name + QStringLiteral(".bicep"), text.toUtf8()});
    }
    return result;
}

} // namespace symbolon::exports
