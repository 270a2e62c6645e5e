// SPDX-License-Identifier: Apache-2.0
#include "risk/case.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace symbolon::risk {
namespace {

bool isMoreThanReading(const PrivilegeBook &book, const trust::Privilege &privilege)
{
    const Tier tier = book.tier(privilege);
    if (tier > Tier::SensitiveData || tier == Tier::SupplyChain)
        return true;
    // Roles outside the data, and those over data, which may be read or written: their names say what they are for.
    static const QRegularExpression writing(
        QStringLiteral("write|send|owner|contributor|admin|operator|manage|push|create|delete|fullcontrol|full_access"),
        QRegularExpression::CaseInsensitiveOption);
    return writing.match(privilege.name).hasMatch();
}

bool isRefusal(const trust::Part &part)
{
    return !part.error || part.error->kind == ErrorKind::Forbidden || part.error->kind == ErrorKind::ConsentNeeded
        || part.error->kind == ErrorKind::Unauthorized;
}

} // namespace

Case::Case(const trust::Identity &judged, const PrivilegeBook &privilegeBook, const presets::Catalogue &catalogue,
           const Thresholds &numbers, const Surroundings &tenant)
    : identity(judged)
    , book(privilegeBook)
    , thresholds(numbers)
    , surroundings(tenant)
{
    platforms.reserve(identity.credentials.size());
    for (const trust::FederatedCredential &credential : identity.credentials) {
        platforms.append(catalogue.platformOf(credential));
        trustsSharedIssuer = trustsSharedIssuer || platforms.last()->kind == presets::IssuerKind::Shared;
    }
    reachesControlPlane = std::any_of(identity.privileges.begin(), identity.privileges.end(), [this](const auto &held) {
        return book.tier(held) == Tier::ControlPlane && book.weight(held) >= Severity::High;
    });
    mayWrite = std::any_of(identity.privileges.begin(), identity.privileges.end(),
                           [this](const auto &held) { return isMoreThanReading(book, held); });
}

QList<Evidence> Case::reachRemark() const
{
    if (reachesControlPlane)
        return {};
    QStringList unread;
    if (!identity.directoryRolesPart.isKnown())
        unread << QCoreApplication::translate("Risk", "directory roles");
    if (!identity.appPermissionsPart.isKnown())
        unread << QCoreApplication::translate("Risk", "application permissions");
    if (!identity.azureRolesPart.isKnown())
        unread << QCoreApplication::translate("Risk", "Azure roles");
    if (unread.isEmpty())
        return {};
    return {{QCoreApplication::translate("Evidence", "Reach"),
             QCoreApplication::translate("Evidence", "not fully known: %1").arg(unread.join(QStringLiteral(", ")))}};
}

QString missing(const trust::Part &part, const QString &what, const QString &needs)
{
    if (part.state == trust::Knowledge::NotRead)
        return QCoreApplication::translate("Risk", "%1 have not been read yet.").arg(what);
    if (!isRefusal(part))
        return QCoreApplication::translate("Risk", "%1 could not be read: %2.").arg(what, explain(*part.error).title);
    return QCoreApplication::translate("Risk", "%1 could not be read: needs %2.").arg(what, needs);
}

QString missingCredentials(const trust::Identity &identity)
{
    return missing(identity.credentialsPart, QCoreApplication::translate("Risk", "Credentials"),
                   identity.key.kind == trust::IdentityKind::Application
                       ? QStringLiteral("Application.Read.All")
                       : QCoreApplication::translate("Risk", "the Reader role on the identity"));
}

} // namespace symbolon::risk
