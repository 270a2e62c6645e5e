// SPDX-License-Identifier: Apache-2.0
#include "risk/verdict.h"

#include <QCoreApplication>

#include <array>

namespace symbolon::risk {
namespace {

struct Words
{
    const char *id;
    const char *name;
};

constexpr std::array<Words, 5> severities{{
    {"info", QT_TRANSLATE_NOOP("Severity", "Info")},
    {"low", QT_TRANSLATE_NOOP("Severity", "Low")},
    {"medium", QT_TRANSLATE_NOOP("Severity", "Medium")},
    {"high", QT_TRANSLATE_NOOP("Severity", "High")},
    {"critical", QT_TRANSLATE_NOOP("Severity", "Critical")},
}};

} // namespace

QString severityName(Severity severity)
{
    return QCoreApplication::translate("Severity", severities.at(static_cast<std::size_t>(severity)).name);
}

QString severityId(Severity severity)
{
    return QString::fromLatin1(severities.at(static_cast<std::size_t>(severity)).id);
}

std::optional<Severity> severityFromId(const QString &id)
{
    for (std::size_t i = 0; i < severities.size(); ++i) {
        if (id == QLatin1String(severities.at(i).id))
            return static_cast<Severity>(i);
    }
    return std::nullopt;
}

QString outcomeId(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Finding:
        return QStringLiteral("finding");
    case Outcome::Pass:
        return QStringLiteral("pass");
    case Outcome::Unknown:
        return QStringLiteral("unknown");
    case Outcome::NotApplicable:
        return QStringLiteral("notApplicable");
    }
    Q_UNREACHABLE();
}

} // namespace symbolon::risk
