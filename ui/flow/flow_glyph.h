// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/glyph.h"

#include <QColor>
#include <QRectF>

class QPainter;

namespace symbolon::ui {

// Draws a glyph as vectors, so that it stays sharp in an SVG file and at any zoom. The painted icons of the windows are
// cached pixels instead.
void paintGlyphAsVectors(QPainter &painter, const QRectF &rect, Glyph glyph, const QColor &color);

} // namespace symbolon::ui
