// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMetaType>
#include <QString>

namespace symbolon::ui {

// How grave something is, or how a check ended, as it is drawn: each level has one shape, one fill, one text colour and
// one word, and never appears by colour alone. In ascending order; None draws nothing and its word is "None".
enum class Level : quint8 {
    None,
    Pass,     // ring with a tick
    Info,     // ring with an i
    Low,      // disc with a chevron
    Medium,   // diamond with a bar
    High,     // triangle with an exclamation mark
    Critical, // octagon with an exclamation mark
    Failed,   // filled square with a cross, in the critical colour: a check that refused
};

// The translated word that stands beside the shape: "Critical", "Passed", "None".
[[nodiscard]] QString levelWord(Level level);

} // namespace symbolon::ui

Q_DECLARE_METATYPE(symbolon::ui::Level)
