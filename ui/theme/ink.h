// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace symbolon::ui {

// The role of a colour in which text and icons are drawn; Theme::ink() gives the colour of the current theme. The level
// inks are the text colours of the levels, not their fills.
enum class Ink : quint8 {
    Text,
    Text2,
    Text3,
    Accent,
    OnAccent,
    Critical,
    High,
    Medium,
    Low,
    Info,
    Pass,
};

} // namespace symbolon::ui
