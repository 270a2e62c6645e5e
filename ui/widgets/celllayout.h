// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/cells.h"

#include <QFont>
#include <QList>
#include <QRect>

class QPainter;

namespace symbolon::ui {

// A cell laid out into a rectangle: every piece with its place, so that painting, measuring and "is anything cut?"
// cannot disagree. Texts have passed symbolon::shown().
struct CellLayout
{
    struct Text
    {
        QRect rect;
        QString text;
        TextStyle style = TextStyle::Body;
        QColor color;
        Qt::TextElideMode elide = Qt::ElideRight;
        Qt::Alignment alignment = Qt::AlignLeft;
        int width = 0; // of the whole text
    };
    struct Mark
    {
        QRect rect;
        Glyph glyph = Glyph::None;
        QColor color;
    };
    struct Tile
    {
        QRect rect;
        Glyph glyph = Glyph::None;
        Ink ink = Ink::Text2;
    };
    struct Shape
    {
        QRect rect;
        Level level = Level::None;
    };
    struct Pill
    {
        QRect rect;
        QString text;
        Level level = Level::None;
        Glyph glyph = Glyph::None;
        bool accent = false;
        int width = 0; // of the whole pill
    };
    struct Bar
    {
        QRect rect;
        int value = 0;
        int maximum = 0;
        bool amber = false;
    };

    QList<Text> texts;
    QList<Mark> marks;
    QList<Tile> tiles;
    QList<Shape> shapes;
    QList<Pill> pills;
    QList<Bar> bars;
    QRect copySign; // where a click copies a Mono cell; null without a sign
    int width = 0;  // that the cell would like to have

    // Whether some text does not fit its place.
    [[nodiscard]] bool isCut() const;
};

// `rect` is the inside of the cell, without padding. `withCopySign` shows the copy sign of a Mono cell.
[[nodiscard]] CellLayout layOutCell(const Cell &cell, const QRect &rect, const Theme &theme, bool withCopySign);

void paintCell(QPainter *painter, const CellLayout &layout, const Theme &theme);

} // namespace symbolon::ui
