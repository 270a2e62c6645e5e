// SPDX-License-Identifier: Apache-2.0
#include "export/az_belongings.h"

#include "export/quoting.h"
#include "export/translated.h"

#include <QRegularExpression>

#include <algorithm>

namespace symbolon::exports {
namespace {

using quoted::shell;
using trust::Operation;

QString variable(const char *what, const Operation &operation, const SetIdentities &identities)
{
    return QString::fromLatin1(what) + u'_' + identities.symbol(operation.identity);
}

// `url`: words of the shell behind the service's base URL.
QString rest(const char *method, bool azure, const QString &url, const QString &more = {})
{
    const QString line = QStringLiteral(" \\\n  ");
    return QStringLiteral("az rest --method ") + QString::fromLatin1(method) + line
        + (azure ? QStringLiteral("--url \"$arm\"") : QStringLiteral("--url \"$graph\"")) + url + line
        + (azure ? QStringLiteral("--resource \"$arm_resource\"") : QStringLiteral("--resource \"$graph\""))
        + (more.isEmpty() ? QString() : line + more);
}

QString inBody(QString json)
{
    return shell(json.replace(QStringLiteral("=@"), QStringLiteral("=\\u0040")));
}

QString body(const QString &words)
{
    return QStringLiteral("--headers 'Content-Type=application/json' \\\n  --body ") + words;
}

QString found(const QString &name, const QString &command, const char *member)
{
    return name + QStringLiteral("=$(again ") + command + QStringLiteral(" \\\n  --query ")
        + QString::fromLatin1(member) + QStringLiteral(" --output tsv)\n");
}

QString principalLookup(const Operation &operation, const SetIdentities &identities)
{
    const QString principal = variable("principal", operation, identities);
    const QString path = identityPathOf(operation.identity, identities);
    if (isManaged(operation))
        return found(principal, rest("get", true, shell(path)), "properties.principalId");
    const QString client = variable("client", operation, identities);
    return found(client, rest("get", false, shell(path)), "appId")
        + found(principal, QStringLiteral("az ad sp show --id \"$") + client + u'"', "id");
}

QString creationOf(const Operation &operation, const SetIdentities &identities)
{
    const QString path = identityPathOf(operation.identity, identities);
    if (isManaged(operation)) {
        const auto &wanted = std::get<trust::NewIdentity>(*operation.belonging);
        const std::optional<ArmPlace> place = armPlaceOf(operation.identity);
        const QStringList values = place ? QStringList{place->subscription, place->group, place->name, wanted.location,
                                                       QStringLiteral("x=") + wanted.mark}
                                         : QStringList{QString()};
        if (!std::all_of(values.cbegin(), values.cend(), isPlainForAz))
            return rest("put", true, shell(path), body(inBody(identityBodyOf(operation)))) + u'\n';
        return QStringLiteral("az identity create \\\n  --subscription ") + shell(place->subscription)
            + QStringLiteral(" \\\n  --resource-group ") + shell(place->group) + QStringLiteral(" \\\n  --name ")
            + shell(place->name) + QStringLiteral(" \\\n  --location ") + shell(wanted.location)
            + QStringLiteral(" \\\n  --tags ") + shell(QStringLiteral("symbolon-change=") + wanted.mark) + u'\n';
    }
    const QString client = u"\"$" + variable("client", operation, identities) + u'"';
    return rest("patch", false, shell(path),
                QStringLiteral("--headers 'Content-Type=application/json' 'Prefer=create-if-missing' \\\n  --body ")
                    + inBody(identityBodyOf(operation)))
        + u'\n' + found(variable("client", operation, identities), rest("get", false, shell(path)), "appId")
        + QStringLiteral("az ad sp show --id ") + client
        + QStringLiteral(" >/dev/null 2>&1 ||\n  again az ad sp create --id ") + client + u'\n';
}

// The service principal's part of a path, the rest being text.
QString principalUrl(const Operation &operation, const SetIdentities &identities, const QString &behind)
{
    return QStringLiteral("'/v1.0/servicePrincipals/'\"$") + variable("principal", operation, identities) + u'"'
        + behind;
}

QString roleCommand(const Operation &operation, const SetIdentities &identities, const trust::AzureRoleGrant &role)
{
    if (operation.removes)
        return rest("delete", true, shell(rolePathOf(role))) + u'\n';
    const SplitBody parts = grantBodyOf(*operation.belonging);
    const QString words = inBody(parts.front) + u"\"$" + variable("principal", operation, identities) + u'"'
        + inBody(parts.back);
    return rest("put", true, shell(rolePathOf(role)), body(words)) + u'\n';
}

QString permissionCommand(const Operation &operation, const SetIdentities &identities,
                          const trust::AppPermissionGrant &permission, QStringList &notices)
{
    const QString all = principalUrl(operation, identities, QStringLiteral("'/appRoleAssignments'"));
    if (!operation.removes) {
        const SplitBody parts = grantBodyOf(*operation.belonging);
        const QString words = inBody(parts.front) + u"\"$" + variable("principal", operation, identities) + u'"'
            + inBody(parts.back);
        return rest("post", false, all, body(words)) + u'\n';
    }
    const QString resource = guidOf(permission.resourceId);
    const QString appRole = guidOf(permission.appRoleId);
    if (resource.isEmpty() || appRole.isEmpty()) {
        const QString sentence = tr("Its ids are no GUIDs: take it back by other means.");
        notices << noticeOf(operation, sentence);
        return QStringLiteral("# ") + sentence + u'\n';
    }
    const QString query = QStringLiteral("value[?resourceId=='%1' && appRoleId=='%2'].id | [0]").arg(resource, appRole);
    return QStringLiteral("assignment=$(")
        + rest("get", false, principalUrl(operation, identities, QStringLiteral("'/appRoleAssignments?$top=999'")),
               QStringLiteral("--query ") + shell(query) + QStringLiteral(" --output tsv"))
        + QStringLiteral(")\n")
        + rest("delete", false,
               principalUrl(operation, identities, QStringLiteral("'/appRoleAssignments/'\"$assignment\"")))
        + u'\n';
}

QString secretCommand(const Operation &operation, const trust::Secret &secret, QStringList &notices)
{
    const QString id = guidOf(operation.identity.id);
    if (id.isEmpty() || secret.keyId.isNull()) {
        const QString sentence = tr("The ids that az needs are not known: take it away by other means.");
        notices << noticeOf(operation, sentence);
        return QStringLiteral("# ") + sentence + u'\n';
    }
    return QStringLiteral("az ad app credential delete \\\n  --id ") + shell(id) + QStringLiteral(" \\\n  --key-id ")
        + shell(secret.keyId.toString(QUuid::WithoutBraces))
        + (secret.kind == trust::SecretKind::Password ? QString() : QStringLiteral(" \\\n  --cert")) + u'\n';
}

} // namespace

bool isPlainForAz(const QString &text)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9:/._@=+-]*\\z"));
    return plain.match(text).hasMatch() && !text.contains(QStringLiteral("=@")) && text != u"null";
}

QString azLookupsOf(const Operation &operation, const SetIdentities &identities, QSet<QString> &known)
{
    const auto isNew = [&known](const QString &name) {
        const bool fresh = !known.contains(name);
        known.insert(name);
        return fresh;
    };
    QString text;
    const bool byId = !operation.belonging && identities.hasUniqueName(operation.identity);
    const QString application = variable("app", operation, identities);
    if (byId && isNew(application)) {
        const QString path = identityPathOf(operation.identity, identities);
        text += found(application, rest("get", false, shell(path)), "id");
    }
    if (needsPrincipal(operation) && isNew(variable("principal", operation, identities)))
        text += principalLookup(operation, identities);
    return text;
}

QString azBelongingOf(const Operation &operation, const SetIdentities &identities, QStringList &notices)
{
    if (operation.isAboutIdentity()) {
        if (!operation.removes)
            return creationOf(operation, identities);
        return rest("delete", isManaged(operation), shell(identityPathOf(operation.identity, identities))) + u'\n';
    }
    if (const auto *role = std::get_if<trust::AzureRoleGrant>(&*operation.belonging))
        return roleCommand(operation, identities, *role);
    if (const auto *permission = std::get_if<trust::AppPermissionGrant>(&*operation.belonging))
        return permissionCommand(operation, identities, *permission, notices);
    return secretCommand(operation, std::get<trust::Secret>(*operation.belonging), notices);
}

QString azRepeating()
{
    return QStringLiteral("# ") + tr("What was made a moment ago is not known everywhere at once.")
        + QStringLiteral("\nagain() {\n"
                         "  tries=0\n"
                         "  until \"$@\"; do\n"
                         "    tries=$((tries + 1))\n"
                         "    [ \"$tries\" -lt 10 ] || return 1\n"
                         "    sleep 3\n"
                         "  done\n"
                         "}\n");
}

} // namespace symbolon::exports
