// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/level.h"

#include <QCoreApplication>

namespace symbolon::ui {

QString levelWord(Level level)
{
    switch (level) {
    case Level::None:
        return QCoreApplication::translate("Level", "None");
    case Level::Pass:
        return QCoreApplication::translate("Level", "Passed");
    case Level::Info:
        return QCoreApplication::translate("Level", "Info");
    case Level::Low:
        return QCoreApplication::translate("Level", "Low");
    case Level::Medium:
        return QCoreApplication::translate("Level", "Medium");
    case Level::High:
        return QCoreApplication::translate("Level", "High");
    case Level::Critical:
        return QCoreApplication::translate("Level", "Critical");
    case Level::Failed:
        return QCoreApplication::translate("Level", "Failed");
    }
    return {};
}

} // namespace symbolon::ui
