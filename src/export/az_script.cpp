// SPDX-License-Identifier: Apache-2.0
#include "export/az_script.h"

#include "export/az_belongings.h"
#include "export/quoting.h"
#include "export/translated.h"

#include <algorithm>

namespace symbolon::exports {
namespace {

using quoted::shell;
using trust::IdentityKind;
using trust::Operation;
using trust::OperationKind;

QString continued(const QStringList &lines)
{
    return lines.join(QStringLiteral(" \\\n  ")) + u'\n';
}

QString option(const char *name, const QString &value)
{
    return QString::fromLatin1(name) + u' ' + shell(value);
}

// JSON as one argument of az, nowhere "=@".
QString jsonArgument(const char *name, QString json)
{
    return option(name, json.replace(QStringLiteral("=@"), QStringLiteral("=\\u0040")));
}

QString restCommand(const Operation &operation, const SetIdentities &identities)
{
    const bool application = operation.identity.kind == IdentityKind::Application;
    const bool creation = operation.kind() == OperationKind::Create;
    QString method = QStringLiteral("delete");
    if (operation.after)
        method = !application ? QStringLiteral("put") : creation ? QStringLiteral("post") : QStringLiteral("patch");
    QStringList lines{QStringLiteral("az rest --method ") + method};
    lines << (application ? QStringLiteral("--url \"$graph\"") : QStringLiteral("--url \"$arm\""))
            + shell(pathOf(operation, creation, identities));
    lines << (application ? QStringLiteral("--resource \"$graph\"") : QStringLiteral("--resource \"$arm_resource\""));
    if (operation.after) {
        lines << QStringLiteral("--headers 'Content-Type=application/json'");
        lines << jsonArgument("--body", bodyOf(operation, creation));
    }
    return continued(lines);
}

QString applicationCommand(const Operation &operation, const SetIdentities &identities)
{
    const bool flexible = operation.after && operation.after->isFlexible();
    const QString id = knownId(operation).isEmpty() ? operation.credentialName() : knownId(operation);
    const bool creation = operation.kind() == OperationKind::Create;
    if (flexible || !isPlainForAz(operation.identity.id) || (!creation && !isPlainForAz(id)))
        return restCommand(operation, identities);
    QStringList lines;
    const QString command = QStringLiteral("az ad app federated-credential ");
    if (creation)
        lines << command + QStringLiteral("create");
    else
        lines << command + (operation.after ? QStringLiteral("update") : QStringLiteral("delete"));
    lines << (identities.hasUniqueName(operation.identity)
                  ? QStringLiteral("--id \"$app_") + identities.symbol(operation.identity) + u'"'
                  : option("--id", operation.identity.id));
    if (!creation)
        lines << option("--federated-credential-id", id);
    if (operation.after)
        lines << jsonArgument("--parameters", bodyOf(operation, true));
    return continued(lines);
}

QString managedCommand(const Operation &operation, const SetIdentities &identities)
{
    const std::optional<ArmPlace> place = armPlaceOf(operation.identity);
    QStringList values{operation.credentialName()};
    if (place)
        values << place->subscription << place->group << place->name;
    if (operation.after)
        values << operation.after->issuer << operation.after->subject.value_or(QString()) << operation.after->audiences;
    const bool plain = std::all_of(values.cbegin(), values.cend(), isPlainForAz);
    if (!place || !plain || (operation.after && operation.after->isFlexible()))
        return restCommand(operation, identities);
    const QString verb = !operation.after ? QStringLiteral("delete --yes")
        : operation.before                ? QStringLiteral("update")
                                          : QStringLiteral("create");
    QStringList lines{QStringLiteral("az identity federated-credential ") + verb,
                      option("--subscription", place->subscription), option("--resource-group", place->group),
                      option("--identity-name", place->name), option("--name", operation.credentialName())};
    if (operation.after) {
        lines << option("--issuer", operation.after->issuer);
        lines << option("--subject", operation.after->subject.value_or(QString()));
        QString audiences = QStringLiteral("--audiences");
        for (const QString &audience : std::as_const(operation.after->audiences))
            audiences += u' ' + shell(audience);
        lines << audiences;
    }
    return continued(lines);
}

} // namespace

QString azCommandOf(const Operation &operation, const SetIdentities &identities, QStringList &notices)
{
    const bool managed = operation.identity.kind == IdentityKind::ManagedIdentity;
    QString text = QStringLiteral("# ") + heading(operation) + u'\n';
    if (operation.belonging)
        return text + azBelongingOf(operation, identities, notices);
    if (managed && operation.after && !operation.after->description.isEmpty()) {
        const QString sentence = tr("Credentials of managed identities have no description.");
        notices << noticeOf(operation, sentence);
        text += QStringLiteral("# ") + sentence + u' ' + quoted::comment(operation.after->description) + u'\n';
    }
    return text + (managed ? managedCommand(operation, identities) : applicationCommand(operation, identities));
}

Generated azScript(const trust::ChangeSet &set)
{
    Generated result;
    QString text = QStringLiteral("#!/bin/sh\n") + fileHeader(set, QStringLiteral("#"))
        + QStringLiteral("set -eu\n"
                         "graph=$(az cloud show --query endpoints.microsoftGraphResourceId --output tsv)\n"
                         "graph=${graph%/}\n"
                         "arm=$(az cloud show --query endpoints.resourceManager --output tsv)\n"
                         "arm=${arm%/}\n"
                         "arm_resource=$(az cloud show --query endpoints.activeDirectoryResourceId --output tsv)\n");
    const SetIdentities identities(set);
    QSet<QString> known;
    QString commands;
    const QList<Operation> operations = expanded(set.operations);
    if (std::any_of(operations.cbegin(), operations.cend(), [](const Operation &one) { return one.belonging; }))
        text += u'\n' + azRepeating();
    for (const Operation &operation : operations) {
        commands += u'\n' + azLookupsOf(operation, identities, known);
        commands += azCommandOf(operation, identities, result.notices);
    }
    result.files.append({QStringLiteral("credentials.sh"), QString(text + commands).toUtf8()});
    return result;
}

} // namespace symbolon::exports
