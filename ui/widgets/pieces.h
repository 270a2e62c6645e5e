// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/glyph.h"
#include "ui/theme/theme.h"

#include <QRect>
#include <QSize>

class QPainter;

// Small drawings that stand both in table cells and as widgets.
namespace symbolon::ui::pieces {

// A short word on the level's tint with an optional glyph in front: "Owner" with a key, "Recommended".
// Level::None gives a bordered pill without a tint.
[[nodiscard]] QSize pillSize(const Theme &theme, const QString &text, Glyph glyph);
void pill(QPainter *painter, const QRect &rect, const Theme &theme, const QString &text, Level level, Glyph glyph,
          bool accent = false);

// The bar of a meter, as high as `rect`: amber when `amber`, else the accent.
void meterBar(QPainter *painter, const QRect &rect, const Theme &theme, int value, int maximum, bool amber);

// A glyph on a sunken, softly bordered square.
void tile(QPainter *painter, const QRect &rect, const Theme &theme, Glyph glyph, Ink ink);

} // namespace symbolon::ui::pieces
