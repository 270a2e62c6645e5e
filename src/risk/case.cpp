// SPDX-License-Identifier: Apache-2.0
#include "risk/case.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace symbolon::risk {
namespace {

bool isMoreThanReading(const PrivilegeBook &book, const trust::Privilege &privilege)
{
    if (book.tier(privilege) > Tier::Reconnaissance)
        return true;
    // Roles outside the data: their names say what they are for.
    static const QRegularExpression writing(
        QStringLiteral("write|owner|contributor|admin|operator|manage|push|create|delete|fullcontrol"),
        QRegularExpression::CaseInsensitiveOption);
    return writing.match(privilege.name).hasMatch();
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
        trustsSharedIssuer = trustsSharedIssuer || platforms.last().kind == presets::IssuerKind::Shared;
    }
    reachesControlPlane = std::any_of(identity.privileges.begin(), identity.privileges.end(), [this](const auto &held) {
        return book.tier(held) == Tier::ControlPlane && book.weight(held) >= Severity::High;
    });
    mayWrite = std::any_of(identity.privileges.begin(), identity.privileges.end(),
                           [this](const auto &held) { return isMoreThanReading(book, held); });
}

QString missing(const trust::Part &part, const QString &what, const QString &needs)
{
    if (part.state == trust::Knowledge::NotRead)
        return QCoreApplication::translate("Risk", "%1 have not been read yet.").arg(what);
    return QCoreApplication::translate("Risk", "%1 could not be read: needs %2.").arg(what, needs);
}

} // namespace symbolon::risk
