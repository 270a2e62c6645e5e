// SPDX-License-Identifier: Apache-2.0
#include "ui/models/severity_level.h"

namespace symbolon::ui {

Level levelOf(risk::Severity severity)
{
    switch (severity) {
    case risk::Severity::Info:
        return Level::Info;
    case risk::Severity::Low:
        return Level::Low;
    case risk::Severity::Medium:
        return Level::Medium;
    case risk::Severity::High:
        return Level::High;
    case risk::Severity::Critical:
        return Level::Critical;
    }
    return Level::None;
}

Level levelOf(const std::optional<risk::Severity> &severity)
{
    return severity ? levelOf(*severity) : Level::None;
}

} // namespace symbolon::ui
