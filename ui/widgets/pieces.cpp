// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/pieces.h"

#include "ui/theme/iconengine.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace symbolon::ui::pieces {

namespace {

constexpr int pillHeight = 18;
constexpr int pillPadding = 7;
constexpr int pillGlyph = 12;
constexpr int pillGap = 5;

} // namespace

QSize pillSize(const Theme &theme, const QString &text, Glyph glyph)
{
    int width = 2 * theme.px(pillPadding) + textWidth(text, theme.font(TextStyle::SecondaryMedium)) + 1;
    if (glyph != Glyph::None)
        width += theme.px(pillGlyph + pillGap);
    return {width, theme.px(pillHeight)};
}

void pill(QPainter *painter, const QRect &rect, const Theme &theme, const QString &text, Level level, Glyph glyph,
          bool accent)
{
    const LevelColors &colors = theme.level(level);
    QColor ink = level == Level::None ? theme.text2 : colors.text;
    if (accent) {
        ink = theme.accent;
        paintPanel(painter, rect, metrics::radiusBadge, theme.accentSoft);
    } else if (level == Level::None) {
        paintPanel(painter, rect, metrics::radiusBadge, QColor(), theme.border);
    } else {
        paintPanel(painter, rect, metrics::radiusBadge, colors.tint);
    }
    QRect inside = rect.adjusted(theme.px(pillPadding), 0, -theme.px(pillPadding) + 1, 0);
    if (glyph != Glyph::None) {
        const int side = theme.px(pillGlyph);
        paintGlyph(painter, QRect(inside.left(), rect.top() + (rect.height() - side) / 2, side, side), glyph, ink);
        inside.setLeft(inside.left() + side + theme.px(pillGap));
    }
    paintText(painter, inside, text, theme.font(TextStyle::SecondaryMedium), ink);
}

void meterBar(QPainter *painter, const QRect &rect, const Theme &theme, int value, int maximum, bool amber)
{
    const double radius = rect.height() / 2.0;
    paintPanel(painter, rect, radius, theme.track);
    if (maximum <= 0 || value <= 0)
        return;
    const int width = std::max(rect.width() * std::min(value, maximum) / maximum, 3);
    QPainterPath track;
    track.addRoundedRect(QRectF(rect), radius, radius);
    QPainterPath bar;
    bar.addRoundedRect(QRectF(rect.left(), rect.top(), width, rect.height()), std::min(radius, width / 2.0), radius);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillPath(bar.intersected(track), amber ? theme.level(Level::Medium).fill : theme.accent);
    painter->restore();
}

void tile(QPainter *painter, const QRect &rect, const Theme &theme, Glyph glyph, Ink ink)
{
    paintPanel(painter, rect, rect.width() >= theme.px(24) ? metrics::radius : metrics::radiusBadge, theme.sunken,
               theme.softBorder);
    const int side = rect.width() >= theme.px(32) ? theme.px(20) : theme.px(rect.width() >= theme.px(24) ? 16 : 14);
    paintGlyph(painter,
               QRect(rect.left() + (rect.width() - side) / 2, rect.top() + (rect.height() - side) / 2, side, side),
               glyph, theme.ink(ink));
}

} // namespace symbolon::ui::pieces
