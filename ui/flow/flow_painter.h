// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/flow/flow_layout.h"
#include "ui/theme/theme.h"

#include <QColor>

#include <functional>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace symbolon::ui {

// Draws a one-colour glyph into a rectangle, as vectors.
using GlyphPainter = std::function<void(QPainter &painter, const QRectF &rect, Glyph glyph, const QColor &color)>;

// Every colour and font of the diagram, taken from the theme once, so that painting looks nothing up.
struct FlowLook
{
    FlowLook(const Theme &theme, GlyphPainter glyphs);

    [[nodiscard]] QColor color(FlowRole role) const;

    FlowFonts fonts;
    QColor ground;
    QColor selection;
    QColor selectionBar;
    GlyphPainter paintGlyph;

private:
    QList<QColor> m_colors; // by FlowRole
};

// Paints one part. `behind` is what lies under its words: they are kept readable where they cross a lifeline.
void paintPart(QPainter &painter, const FlowPart &part, const FlowLook &look, const QColor &behind);

// Paints a step as selected: its band and the bar at its left, to be painted below everything else.
void paintSelection(QPainter &painter, const FlowPart &step, const FlowLook &look);

// The whole picture, for SVG, PNG and print. `selected` is a row of the steps, or -1.
void paintFlow(QPainter &painter, const ExchangeLayout &layout, const FlowLook &look, int selected);

} // namespace symbolon::ui
