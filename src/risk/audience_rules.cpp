// SPDX-License-Identifier: Apache-2.0
#include "risk/rules.h"

#include <QCoreApplication>

namespace symbolon::risk {

Opinion audienceOfAnotherCloud(const Case &judged, const trust::FederatedCredential &credential,
                               const presets::Platform &, Severity base)
{
    const QString &own = judged.surroundings.exchangeAudience;
    if (own.isEmpty())
        return Opinion::notKnown(QCoreApplication::translate("Risk", "The cloud's exchange audience is not known."));
    const QString audience = credential.audiences.value(0);
    // Every cloud's exchange audience begins alike (Microsoft Entra: trust a managed identity, supported clouds).
    if (audience == own || !audience.startsWith(QStringLiteral("api://AzureADTokenExchange")))
        return Opinion::pass();
    return Opinion::finding(base,
                            {{QCoreApplication::translate("Evidence", "Audience"), audience},
                             {QCoreApplication::translate("Evidence", "This cloud's"), own}});
}

} // namespace symbolon::risk
