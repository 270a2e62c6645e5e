// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/paint.h"

#include <QCache>
#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace symbolon::ui {
namespace {

// What a text comes to in a font: shaping it takes longer than anything else that a table paints, and every row is painted
// again and again with the same words.
struct Measure
{
    QString text;
    QFont font;
    int room = -1; // to be shortened for; -1: as it is
    Qt::TextElideMode elide = Qt::ElideNone;

    bool operator==(const Measure &) const = default;
    friend size_t qHash(const Measure &measure, size_t seed)
    {
        return qHashMulti(seed, measure.text, measure.font, measure.room, static_cast<int>(measure.elide));
    }
};

constexpr int measuresKept = 4096; // some screens full

// Of the window's thread alone.
QCache<Measure, double> &widths()
{
    static QCache<Measure, double> cache(measuresKept);
    return cache;
}

QCache<Measure, QString> &shortened()
{
    static QCache<Measure, QString> cache(measuresKept);
    return cache;
}

double advance(const QString &text, const QFont &font)
{
    const Measure measure{text, font};
    if (const double *known = widths().object(measure))
        return *known;
    const double width = QFontMetricsF(font).horizontalAdvance(text);
    widths().insert(measure, new double(width));
    return width;
}

QString elided(const Measure &measure)
{
    if (const QString *known = shortened().object(measure))
        return *known;
    QString text = QFontMetricsF(measure.font).elidedText(measure.text, measure.elide, measure.room);
    shortened().insert(measure, new QString(text));
    return text;
}

} // namespace

void paintPanel(QPainter *painter, const QRect &rect, double radius, const QColor &fill, const QColor &border,
                double borderWidth)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const double half = border.isValid() ? borderWidth / 2 : 0;
    painter->setPen(border.isValid() ? QPen(border, borderWidth) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const QRectF inside = QRectF(rect).adjusted(half, half, -half, -half);
    painter->drawRoundedRect(inside, radius - half, radius - half);
    painter->restore();
}

void paintLine(QPainter *painter, const QRect &rect, Qt::Edge edge, const QColor &color)
{
    switch (edge) {
    case Qt::TopEdge:
        painter->fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), color);
        break;
    case Qt::BottomEdge:
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color);
        break;
    case Qt::LeftEdge:
        painter->fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), color);
        break;
    case Qt::RightEdge:
        painter->fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), color);
        break;
    }
}

void paintText(QPainter *painter, const QRect &rect, const QString &text, const QFont &font, const QColor &color,
               Qt::TextElideMode elide, int flags)
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    const QFontMetricsF metrics(font);
    // The baseline that puts the middle between cap height and baseline into the middle of the rectangle, on a whole
    // pixel; the line box around it may be larger than the rectangle.
    const double baseline = std::round(rect.y() + (rect.height() + metrics.capHeight()) / 2);
    const QRectF box(rect.x(), baseline - metrics.ascent(), rect.width(), metrics.ascent() + metrics.descent());
    const int mnemonic = flags & (Qt::TextShowMnemonic | Qt::TextHideMnemonic);
    painter->save();
    painter->setFont(font);
    painter->setPen(color);
    const bool fits = textWidth(text, font, mnemonic) <= rect.width();
    const QString fitting = fits ? text
        : mnemonic != 0          ? metrics.elidedText(text, elide, rect.width(), mnemonic)
                                 : elided({text, font, rect.width(), elide});
    painter->drawText(box, (flags & Qt::AlignHorizontal_Mask) | mnemonic | Qt::AlignTop | Qt::TextSingleLine, fitting);
    painter->restore();
}

int textWidth(const QString &text, const QFont &font, int flags)
{
    if ((flags & Qt::TextShowMnemonic) != 0)
        return static_cast<int>(std::ceil(QFontMetricsF(font).size(flags | Qt::TextSingleLine, text).width()));
    return static_cast<int>(std::ceil(advance(text, font)));
}

} // namespace symbolon::ui
