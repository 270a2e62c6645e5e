// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"

#include <QRectF>

class QPainter;

namespace symbolon::ui {

// Draws the shape of a level into the largest square of `rect`: octagon, triangle, diamond, disc, rings, square. Made
// for 14 to 20 px. Draws nothing for Level::None.
void paintLevel(QPainter *painter, const QRectF &rect, Level level, const Theme &theme);

// The halves of a token. Fitted: both halves filled, edges together; parted: the second half outlined and shifted away.
void paintTokenHalves(QPainter *painter, const QRectF &rect, bool fitted, const QColor &color);

} // namespace symbolon::ui
