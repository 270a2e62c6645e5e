// SPDX-License-Identifier: Apache-2.0
#include "ui/models/identity_text.h"

#include <QCoreApplication>
#include <QDateTime>

namespace symbolon::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(IdentityText)
};

void addMissing(QStringList &lines, const trust::Part &part, const QString &name)
{
    if (!part.isKnown())
        lines.append(missingPart(part, name));
}

} // namespace

Glyph glyphOf(trust::IdentityKind kind)
{
    return kind == trust::IdentityKind::Application ? Glyph::App : Glyph::ManagedIdentity;
}

QString kindName(trust::IdentityKind kind)
{
    return kind == trust::IdentityKind::Application ? Words::tr("App registration")
                                                    : Words::tr("User-assigned managed identity");
}

QString kindLine(const trust::Identity &identity)
{
    if (identity.key.kind == trust::IdentityKind::ManagedIdentity) {
        if (identity.place->resourceGroup.isEmpty())
            return Words::tr("Managed identity");
        return identity.place->location.isEmpty()
            ? identity.place->resourceGroup
            : identity.place->resourceGroup + QStringLiteral(", ") + identity.place->location;
    }
    if (identity.ownersPart.state == trust::Knowledge::Failed)
        return Words::tr("App registration, owners unknown");
    if (!identity.ownersPart.isKnown())
        return Words::tr("App registration");
    if (identity.owners.isEmpty())
        return Words::tr("App registration, no owners");
    return Words::tr("App registration, %n owner(s)", nullptr, static_cast<int>(identity.owners.size()));
}

QString whereLine(const trust::Privilege &privilege)
{
    QString scope = privilege.scopeName.isEmpty() ? privilege.scope : privilege.scopeName;
    switch (privilege.plane) {
    case trust::PrivilegePlane::AppPermission:
        return scope;
    case trust::PrivilegePlane::DirectoryRole:
        return privilege.scope.isEmpty() || privilege.scope == QStringLiteral("/") ? Words::tr("Whole directory")
                                                                                   : QStringLiteral("@ ") + scope;
    case trust::PrivilegePlane::AzureRole:
        return QStringLiteral("@ ") + scope;
    }
    return scope;
}

QString missingPart(const trust::Part &part, const QString &name)
{
    switch (part.state) {
    case trust::Knowledge::Known:
        return {};
    case trust::Knowledge::NotRead:
        return Words::tr("%1 have not been read yet.").arg(name);
    case trust::Knowledge::Failed:
        return part.error ? Words::tr("%1 could not be read: %2").arg(name, oneLine(*part.error))
                          : Words::tr("%1 could not be read.").arg(name);
    }
    Q_UNREACHABLE();
}

QString missingParts(const trust::Identity &identity)
{
    QStringList lines;
    addMissing(lines, identity.credentialsPart, Words::tr("Federated credentials"));
    addMissing(lines, identity.directoryRolesPart, Words::tr("Directory roles"));
    addMissing(lines, identity.appPermissionsPart, Words::tr("Application permissions"));
    addMissing(lines, identity.azureRolesPart, Words::tr("Azure roles"));
    return lines.join(QLatin1Char('\n'));
}

QString ago(const QDateTime &then, const QDateTime &now)
{
    const qint64 seconds = then.secsTo(now);
    if (seconds < 60)
        return Words::tr("just now");
    if (seconds < 3600)
        return Words::tr("%n min ago", nullptr, static_cast<int>(seconds / 60));
    if (seconds < 86400)
        return Words::tr("%n h ago", nullptr, static_cast<int>(seconds / 3600));
    return Words::tr("%n day(s) ago", nullptr, static_cast<int>(seconds / 86400));
}

Cell ageCell(const QDateTime &moment, bool maybeOlder, const QDateTime &now, const QString &never)
{
    if (!moment.isValid()) {
        Cell cell = Cell::plain(never.isEmpty() ? Words::tr("Not known") : never, Ink::Text3);
        if (never.isEmpty())
            cell.tooltip = Words::tr("Nothing is kept of this tenant on this computer.");
        return cell;
    }
    const QString relative = maybeOlder ? Words::tr("%1 or earlier").arg(ago(moment, now)) : ago(moment, now);
    return Cell::time(relative, moment.toUTC().toString(Qt::ISODate));
}

QString idOf(const trust::IdentityKey &key)
{
    return (key.kind == trust::IdentityKind::Application ? QStringLiteral("app:") : QStringLiteral("mi:"))
        + key.id.toCaseFolded();
}

QString idOf(const workspace::CredentialKey &key)
{
    return idOf(key.identity) + QLatin1Char('\n') + key.name;
}

} // namespace symbolon::ui
