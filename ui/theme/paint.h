// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QRect>
#include <QString>

class QPainter;

// The few strokes every painted control is made of.
namespace symbolon::ui {

// A filled, bordered rounded rectangle whose border lies inside `rect`, sharp at any pixel ratio. Invalid colours draw
// nothing.
void paintPanel(QPainter *painter, const QRect &rect, double radius, const QColor &fill, const QColor &border = {},
                double borderWidth = 1);

// A hairline inside `rect` along its edge.
void paintLine(QPainter *painter, const QRect &rect, Qt::Edge edge, const QColor &color);

// One line of plain text, centred on its cap height rather than on its line box, so that 11 and 13 px beside an icon sit
// on the middle. Elided at `elide` where it does not fit. `flags` are horizontal alignment and Qt::TextShowMnemonic.
void paintText(QPainter *painter, const QRect &rect, const QString &text, const QFont &font, const QColor &color,
               Qt::TextElideMode elide = Qt::ElideRight, int flags = Qt::AlignLeft);

// The width paintText() needs; `flags` as there.
[[nodiscard]] int textWidth(const QString &text, const QFont &font, int flags = 0);

} // namespace symbolon::ui
