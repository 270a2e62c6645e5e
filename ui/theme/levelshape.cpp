// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/levelshape.h"

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace symbolon::ui {

namespace {

// All shapes are drawn on a 16 x 16 grid.
QPainterPath roundedPolygon(const QPolygonF &points, double radius)
{
    QPainterPath path;
    const auto count = points.size();
    for (qsizetype i = 0; i < count; ++i) {
        const QPointF corner = points[i];
        const QPointF before = points[(i + count - 1) % count] - corner;
        const QPointF after = points[(i + 1) % count] - corner;
        const QPointF from = corner + before * (radius / std::hypot(before.x(), before.y()));
        const QPointF to = corner + after * (radius / std::hypot(after.x(), after.y()));
        if (i == 0)
            path.moveTo(from);
        else
            path.lineTo(from);
        path.quadTo(corner, to);
    }
    path.closeSubpath();
    return path;
}

QPolygonF octagon()
{
    QPolygonF points;
    for (int i = 0; i < 8; ++i) {
        const double angle = std::numbers::pi / 8 + i * std::numbers::pi / 4;
        points << QPointF(8 + 7.2 * std::cos(angle), 8 + 7.2 * std::sin(angle));
    }
    return points;
}

QPen stroke(const QColor &color, double width)
{
    return QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

void exclamation(QPainter *painter, const QColor &color, double top, double bottom, double dot)
{
    painter->setPen(stroke(color, 1.8));
    painter->drawLine(QPointF(8, top), QPointF(8, bottom));
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawEllipse(QPointF(8, dot), 1.05, 1.05);
}

void filled(QPainter *painter, const QPainterPath &path, const QColor &color)
{
    painter->fillPath(path, color);
}

void paintRing(QPainter *painter, const LevelColors &colors, bool tick)
{
    painter->setBrush(Qt::NoBrush);
    painter->setPen(stroke(colors.fill, 1.5));
    painter->drawEllipse(QPointF(8, 8), 6.25, 6.25);
    if (tick) {
        painter->drawPolyline(QPolygonF({{5.2, 8.2}, {7.2, 10.2}, {10.9, 6.2}}));
        return;
    }
    painter->drawLine(QPointF(8, 7.5), QPointF(8, 11));
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.fill);
    painter->drawEllipse(QPointF(8, 5), 0.95, 0.95);
}

void paintShape(QPainter *painter, Level level, const LevelColors &colors)
{
    switch (level) {
    case Level::None:
        return;
    case Level::Pass:
        paintRing(painter, colors, true);
        return;
    case Level::Info:
        paintRing(painter, colors, false);
        return;
    case Level::Low: {
        QPainterPath disc;
        disc.addEllipse(QPointF(8, 8), 6.75, 6.75);
        filled(painter, disc, colors.fill);
        painter->setPen(stroke(colors.onFill, 1.7));
        painter->drawPolyline(QPolygonF({{5.3, 7}, {8, 9.6}, {10.7, 7}}));
        return;
    }
    case Level::Medium:
        filled(painter, roundedPolygon(QPolygonF({{8, 0.7}, {15.3, 8}, {8, 15.3}, {0.7, 8}}), 1.2), colors.fill);
        painter->setPen(stroke(colors.onFill, 1.8));
        painter->drawLine(QPointF(5.7, 8), QPointF(10.3, 8));
        return;
    case Level::High:
        filled(painter, roundedPolygon(QPolygonF({{8, 0.8}, {15.6, 14.4}, {0.4, 14.4}}), 1.2), colors.fill);
        exclamation(painter, colors.onFill, 6, 9.2, 12);
        return;
    case Level::Critical:
        filled(painter, roundedPolygon(octagon(), 0.8), colors.fill);
        exclamation(painter, colors.onFill, 4.6, 8.4, 11.3);
        return;
    case Level::Failed: {
        QPainterPath square;
        square.addRoundedRect(QRectF(1.5, 1.5, 13, 13), 2.5, 2.5);
        filled(painter, square, colors.fill);
        painter->setPen(stroke(colors.onFill, 1.8));
        painter->drawLine(QPointF(5.4, 5.4), QPointF(10.6, 10.6));
        painter->drawLine(QPointF(10.6, 5.4), QPointF(5.4, 10.6));
        return;
    }
    }
}

void enterGrid(QPainter *painter, const QRectF &rect)
{
    const double side = std::min(rect.width(), rect.height());
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
    painter->scale(side / 16, side / 16);
}

} // namespace

void paintLevel(QPainter *painter, const QRectF &rect, Level level, const Theme &theme)
{
    painter->save();
    enterGrid(painter, rect);
    paintShape(painter, level, theme.level(level));
    painter->restore();
}

void paintTokenHalves(QPainter *painter, const QRectF &rect, bool fitted, const QColor &color)
{
    painter->save();
    enterGrid(painter, rect);
    QPainterPath first;
    QPainterPath second;
    if (fitted) {
        first.moveTo(7.0, 1.2);
        first.arcTo(QRectF(1.1, 1.1, 13.8, 13.8), 98.3, 163.4);
        first.lineTo(6.3, 11.6);
        first.lineTo(8.1, 8.2);
        first.lineTo(6.0, 5.0);
        first.closeSubpath();
        second.moveTo(9.0, 14.8);
        second.arcTo(QRectF(1.1, 1.1, 13.8, 13.8), -81.7, 163.4);
        second.lineTo(8.1, 5.0);
        second.lineTo(10.2, 8.2);
        second.lineTo(8.4, 11.6);
        second.closeSubpath();
        filled(painter, first, color);
        filled(painter, second, color);
    } else {
        first.moveTo(6.1, 0.6);
        first.arcTo(QRectF(0.3, 0.5, 12.2, 12.2), 92.8, 174.4);
        first.lineTo(5.4, 10.0);
        first.lineTo(7.1, 7.2);
        first.lineTo(5.1, 4.4);
        first.closeSubpath();
        filled(painter, first, color);
        second.moveTo(9.7, 3.5);
        second.arcTo(QRectF(3.2, 3.4, 12.0, 11.9), 84, -173);
        second.lineTo(9.0, 12.7);
        second.lineTo(10.9, 9.8);
        second.lineTo(8.8, 7.0);
        second.closeSubpath();
        painter->setBrush(Qt::NoBrush);
        painter->setPen(stroke(color, 1.4));
        painter->drawPath(second);
    }
    painter->restore();
}

} // namespace symbolon::ui
