// SPDX-License-Identifier: Apache-2.0
#include "auth/way.h"

namespace symbolon::auth {

QString wayName(Way way)
{
    switch (way) {
    case Way::Browser:
        return QStringLiteral("browser");
    case Way::Device:
        return QStringLiteral("device");
    case Way::AzureCli:
        return QStringLiteral("az");
    case Way::Token:
        return QStringLiteral("token");
    case Way::Workload:
        return QStringLiteral("workload");
    }
    Q_UNREACHABLE();
}

std::optional<Way> wayFromName(const QString &name)
{
    for (const Way way : {Way::Browser, Way::Device, Way::AzureCli, Way::Token, Way::Workload}) {
        if (wayName(way) == name)
            return way;
    }
    return std::nullopt;
}

} // namespace symbolon::auth
