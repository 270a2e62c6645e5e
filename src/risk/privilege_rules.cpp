// SPDX-License-Identifier: Apache-2.0
#include "risk/rules.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <optional>

namespace symbolon::risk {
namespace {

using trust::AzureScopeKind;
using trust::Privilege;
using trust::PrivilegePlane;

constexpr QStringView ownerRole = u"8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
constexpr QStringView userAccessAdministratorRole = u"18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";
constexpr QStringView rbacAdministratorRole = u"f58310d9-a9f6-439a-9e8d-f62e7b41a168";
constexpr QStringView contributorRole = u"b24988ac-6180-42a0-ab88-20f7382dd24c";

Severity lowered(Severity severity)
{
    return severity == Severity::Info ? severity : static_cast<Severity>(static_cast<int>(severity) - 1);
}

Evidence evidenceOf(const Privilege &privilege)
{
    QString where = privilege.scopeName.isEmpty() ? privilege.scope : privilege.scopeName;
    if (privilege.plane == PrivilegePlane::DirectoryRole && privilege.scope == u"/")
        where = QCoreApplication::translate("Evidence", "the whole directory");
    QString value = QCoreApplication::translate("Evidence", "%1 on %2").arg(privilege.name, where);
    if (!privilege.throughGroup.isEmpty())
        value = QCoreApplication::translate("Evidence", "%1, through group %2").arg(value, privilege.throughGroup);
    if (!privilege.condition.isEmpty())
        value = QCoreApplication::translate("Evidence", "%1, with a condition").arg(value);
    return {privilege.plane == PrivilegePlane::AppPermission ? QCoreApplication::translate("Evidence", "Permission")
                                                             : QCoreApplication::translate("Evidence", "Role"),
            value};
}

QString issuersOf(const Case &judged)
{
    QStringList issuers;
    for (const trust::FederatedCredential &credential : judged.identity.credentials) {
        if (!issuers.contains(credential.issuer))
            issuers << credential.issuer;
    }
    return issuers.join(QStringLiteral(", "));
}

// One verdict over all privileges of a plane: `severityOf` says how grave each is; the worst counts.
Opinion judgePrivileges(const Case &judged, const trust::Part &part, const QString &what, const QString &needs,
                        const std::function<std::optional<Severity>(const Privilege &)> &severityOf)
{
    const trust::Part &credentials = judged.identity.credentialsPart;
    if (judged.identity.credentials.isEmpty()) {
        return credentials.isKnown() ? Opinion::notApplicable()
                                     : Opinion::notKnown(missingCredentials(judged.identity));
    }
    std::optional<Severity> worst;
    QList<Evidence> evidence;
    for (const Privilege &privilege : judged.identity.privileges) {
        if (const auto severity = severityOf(privilege)) {
            worst = std::max(worst.value_or(Severity::Info), *severity);
            evidence.append(evidenceOf(privilege));
            if (judged.book.tier(privilege) == Tier::ControlPlane && !judged.book.isProven(privilege))
                evidence.last().value =
                    QCoreApplication::translate("Evidence", "%1, path to control unproven").arg(evidence.last().value);
        }
    }
    if (worst) {
        evidence.append({QCoreApplication::translate("Evidence", "Trusted issuers"), issuersOf(judged)});
        return Opinion::finding(*worst, evidence);
    }
    return part.isKnown() ? Opinion::pass() : Opinion::notKnown(missing(part, what, needs));
}

std::optional<Severity> azureSeverity(const Privilege &privilege)
{
    if (privilege.plane != PrivilegePlane::AzureRole)
        return std::nullopt;
    const AzureScopeKind scope = trust::azureScopeKind(privilege.scope);
    const bool whole = scope == AzureScopeKind::Root || scope == AzureScopeKind::ManagementGroup;
    const bool grantsRoles = privilege.roleId == userAccessAdministratorRole
        || privilege.roleId == rbacAdministratorRole;
    if (privilege.roleId == ownerRole || (grantsRoles && privilege.condition.isEmpty())) {
        if (whole || scope == AzureScopeKind::Subscription)
            return Severity::Critical;
        return scope == AzureScopeKind::ResourceGroup ? std::optional(Severity::High) : std::nullopt;
    }
    if (privilege.roleId == contributorRole) {
        if (whole)
            return Severity::Critical;
        if (scope == AzureScopeKind::Subscription)
            return Severity::High;
        return scope == AzureScopeKind::ResourceGroup ? std::optional(Severity::Medium) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

Opinion directoryRole(const Case &judged, Severity base)
{
    return judgePrivileges(judged, judged.identity.directoryRolesPart,
                           QCoreApplication::translate("Risk", "Directory roles"),
                           QStringLiteral("RoleManagement.Read.Directory"),
                           [&judged, base](const Privilege &held) -> std::optional<Severity> {
                               if (held.plane != PrivilegePlane::DirectoryRole)
                                   return std::nullopt;
                               std::optional<Severity> severity;
                               if (judged.book.tier(held) == Tier::ControlPlane)
                                   severity = base;
                               else if (judged.book.tier(held) == Tier::ControlPlaneIndirect)
                                   severity = lowered(base);
                               else if (judged.book.isPrivilegedRole(held))
                                   severity = lowered(lowered(base));
                               if (severity && held.scope != u"/")
                                   severity = lowered(*severity);
                               return severity;
                           });
}

Opinion controlPlanePermission(const Case &judged, Severity base)
{
    return judgePrivileges(
        judged, judged.identity.appPermissionsPart, QCoreApplication::translate("Risk", "Application permissions"),
        QStringLiteral("Application.Read.All"), [&judged, base](const Privilege &held) -> std::optional<Severity> {
            if (held.plane != PrivilegePlane::AppPermission || judged.book.tier(held) != Tier::ControlPlane)
                return std::nullopt;
            return judged.book.isProven(held) ? base : lowered(base);
        });
}

Opinion dataPermission(const Case &judged, Severity base)
{
    return judgePrivileges(
        judged, judged.identity.appPermissionsPart, QCoreApplication::translate("Risk", "Application permissions"),
        QStringLiteral("Application.Read.All"), [&judged, base](const Privilege &held) -> std::optional<Severity> {
            if (held.plane != PrivilegePlane::AppPermission || judged.book.tier(held) != Tier::SensitiveData)
                return std::nullopt;
            if (held.name.endsWith(u".Selected"))
                return Severity::Info;
            return judged.trustsSharedIssuer ? Severity::Critical : base;
        });
}

Opinion azureControlPlaneRole(const Case &judged, Severity)
{
    return judgePrivileges(judged, judged.identity.azureRolesPart, QCoreApplication::translate("Risk", "Azure roles"),
                           QCoreApplication::translate("Risk", "the Reader role on the subscriptions"), azureSeverity);
}

} // namespace symbolon::risk
