// SPDX-License-Identifier: Apache-2.0
#include "chosen_identity.h"

#include "base/shown.h"
#include "workspace/lines.h"

#include <QCoreApplication>

namespace symbolon::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ChosenIdentity", text);
}

bool hasId(const trust::Identity &identity, const QString &id)
{
    for (const QString &own : {identity.key.id, identity.clientId, identity.servicePrincipalId}) {
        if (!own.isEmpty() && own.compare(id, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

// Ids win over names: a name is anybody's to choose, another identity's id included.
QList<exports::IdentityLine> matching(const workspace::Workspace &workspace, const QString &id)
{
    QList<exports::IdentityLine> byId;
    QList<exports::IdentityLine> byName;
    const QList<exports::IdentityLine> lines = workspace::identityLines(workspace);
    for (const exports::IdentityLine &line : lines) {
        if (hasId(line.identity, id))
            byId.append(line);
        else if (line.identity.displayName == id)
            byName.append(line);
    }
    return byId.isEmpty() ? byName : byId;
}

} // namespace

std::optional<exports::IdentityLine> chosenIdentity(const CommandContext &context, const QString &id)
{
    const QList<exports::IdentityLine> found = matching(context.workspace, id);
    if (found.isEmpty()) {
        context.console.say(tr("There is no identity “%1” in this tenant.").arg(shown(id)));
        return std::nullopt;
    }
    if (found.size() > 1) {
        context.console.say(tr("“%1” is the name of several identities. Name one by its id:").arg(shown(id)));
        for (const exports::IdentityLine &line : found)
            context.console.say(u"  " + shown(line.identity.key.id));
        return std::nullopt;
    }
    return found.first();
}

} // namespace symbolon::cli
