// SPDX-License-Identifier: Apache-2.0
#include "auth/tiers.h"

#include "base/shown.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace symbolon::auth {
namespace {

constexpr qsizetype mostScopes = 40;
constexpr qsizetype longestScope = 100;

QString tr(const char *text)
{
    return QCoreApplication::translate("Tiers", text);
}

// Microsoft Graph permissions reference: names of delegated permissions that change something hold one of these words.
// "DeviceManagementManagedDevices.Read.All" only names what is read.
bool changesSomething(const QString &scope)
{
    static const QRegularExpression words(
        QStringLiteral("Write|AccessAsUser|FullControl|Manage(?!d|ment)|Send|Create|Delete"),
        QRegularExpression::CaseInsensitiveOption);
    return words.match(scope).hasMatch();
}

} // namespace

QStringList browseScopes()
{
    return {QStringLiteral("User.Read"), QStringLiteral("Application.Read.All")};
}

QStringList assessScopes()
{
    return {QStringLiteral("RoleManagement.Read.Directory"), QStringLiteral("AuditLog.Read.All"),
            QStringLiteral("Directory.Read.All")};
}

QStringList editScopes()
{
    return {QStringLiteral("Application.ReadWrite.All")};
}

QStringList grantScopes()
{
    return {QStringLiteral("AppRoleAssignment.ReadWrite.All")};
}

QStringList identityScopes()
{
    return {QStringLiteral("openid"), QStringLiteral("profile"), QStringLiteral("offline_access")};
}

QStringList scopesFromText(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    QStringList scopes = text.split(between, Qt::SkipEmptyParts);
    scopes.removeDuplicates();
    return scopes;
}

QString remarkOnScopes(const QStringList &scopes, bool mayWrite)
{
    static const QRegularExpression name(QStringLiteral("^[A-Za-z][A-Za-z0-9-]*(\\.[A-Za-z0-9_-]+)+$"));
    if (scopes.isEmpty())
        return tr("Name at least one permission.");
    if (scopes.size() > mostScopes)
        return tr("These are more permissions than one sign-in can ask for.");
    for (const QString &scope : scopes) {
        if (scope.size() > longestScope || !name.match(scope).hasMatch())
            return tr("“%1” is no permission of Microsoft Graph. Their names look like Application.Read.All.")
                .arg(shown(scope.left(longestScope)));
        if (!mayWrite && changesSomething(scope))
            return tr("%1 can change something. Such a permission is asked for with the first change only, and stands "
                      "in the last field.")
                .arg(shown(scope));
    }
    return {};
}

} // namespace symbolon::auth
