// SPDX-License-Identifier: Apache-2.0
#include "export/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace symbolon::exports {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Export", text);
}

} // namespace

QString kindName(trust::IdentityKind kind)
{
    return kind == trust::IdentityKind::Application ? tr("App registration") : tr("Managed identity");
}

QString kindId(trust::IdentityKind kind)
{
    return kind == trust::IdentityKind::Application ? QStringLiteral("application") : QStringLiteral("managedIdentity");
}

QString planeName(trust::PrivilegePlane plane)
{
    switch (plane) {
    case trust::PrivilegePlane::DirectoryRole:
        return tr("Directory role");
    case trust::PrivilegePlane::AppPermission:
        return tr("Application permission");
    case trust::PrivilegePlane::AzureRole:
        return tr("Azure role");
    }
    Q_UNREACHABLE();
}

QString planeId(trust::PrivilegePlane plane)
{
    switch (plane) {
    case trust::PrivilegePlane::DirectoryRole:
        return QStringLiteral("directoryRole");
    case trust::PrivilegePlane::AppPermission:
        return QStringLiteral("appPermission");
    case trust::PrivilegePlane::AzureRole:
        return QStringLiteral("azureRole");
    }
    Q_UNREACHABLE();
}

QString ownerKindId(trust::OwnerKind kind)
{
    switch (kind) {
    case trust::OwnerKind::User:
        return QStringLiteral("user");
    case trust::OwnerKind::ServicePrincipal:
        return QStringLiteral("servicePrincipal");
    case trust::OwnerKind::Other:
        return QStringLiteral("other");
    }
    Q_UNREACHABLE();
}

QString ownerLabel(const trust::Owner &owner)
{
    const QString label = owner.label();
    return owner.userPrincipalName.isEmpty() || owner.userPrincipalName == label
        ? label
        : label + u" (" + owner.userPrincipalName + u')';
}

QString ownerKindName(const trust::Owner &owner)
{
    QString name = owner.kind == trust::OwnerKind::ServicePrincipal ? tr("Service principal")
        : owner.kind == trust::OwnerKind::Other                     ? tr("Other object")
        : owner.isGuest                                             ? tr("Guest")
                                                                    : tr("User");
    return owner.isDisabled ? tr("%1, disabled").arg(name) : name;
}

QString ownedThroughAzure()
{
    return tr("Owned by Azure RBAC: whoever holds a role on it that writes may change it.");
}

QString secretKindId(const trust::Secret &secret)
{
    switch (secret.kind) {
    case trust::SecretKind::Password:
        return QStringLiteral("password");
    case trust::SecretKind::Certificate:
        return QStringLiteral("certificate");
    case trust::SecretKind::OtherKey:
        return QStringLiteral("key");
    }
    Q_UNREACHABLE();
}

QString secretKindName(const trust::Secret &secret)
{
    switch (secret.kind) {
    case trust::SecretKind::Password:
        return tr("Secret");
    case trust::SecretKind::Certificate:
        return secret.signs ? tr("Certificate for signing") : tr("Certificate");
    case trust::SecretKind::OtherKey:
        return tr("Key");
    }
    Q_UNREACHABLE();
}

QString secretLabel(const trust::Secret &secret)
{
    QString label = secretKindName(secret);
    if (!secret.displayName.isEmpty())
        label += QStringLiteral(" “") + secret.displayName + u'”';
    if (secret.mark.isEmpty())
        return label;
    const bool hint = secret.kind == trust::SecretKind::Password;
    return label + u" (" + (hint ? secret.mark + u'…' : secret.mark) + u')';
}

QString secretStateWords(const trust::Secret &secret, const QDateTime &now)
{
    switch (trust::stateAt(secret, now)) {
    case trust::SecretState::Expired:
        return tr("expired");
    case trust::SecretState::NotYet:
        return tr("not valid yet");
    case trust::SecretState::EndsSoon:
        return QCoreApplication::translate("Export", "ends in %n day(s)", nullptr,
                                           static_cast<int>(std::max<qint64>(1, now.daysTo(secret.end))));
    case trust::SecretState::Valid:
        return tr("valid");
    }
    Q_UNREACHABLE();
}

QString knowledgeId(trust::Knowledge knowledge)
{
    switch (knowledge) {
    case trust::Knowledge::NotRead:
        return QStringLiteral("notRead");
    case trust::Knowledge::Known:
        return QStringLiteral("known");
    case trust::Knowledge::Failed:
        return QStringLiteral("failed");
    }
    Q_UNREACHABLE();
}

QString privilegeLabel(const trust::Privilege &privilege)
{
    QString label = privilege.name.isEmpty() ? privilege.roleId : privilege.name;
    // The permission's own name says which API it opens, and "/" is what everybody expects of a directory role.
    const bool scopeSaysMore = privilege.plane == trust::PrivilegePlane::AzureRole
        || (privilege.plane == trust::PrivilegePlane::DirectoryRole && privilege.scope != u"/");
    if (scopeSaysMore)
        label += u" @ " + (privilege.scopeName.isEmpty() ? privilege.scope : privilege.scopeName);
    if (!privilege.throughGroup.isEmpty())
        label += u' ' + tr("(through %1)").arg(privilege.throughGroup);
    return label;
}

QString isoTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

} // namespace symbolon::exports
