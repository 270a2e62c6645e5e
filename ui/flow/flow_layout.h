// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/narration.h"
#include "ui/theme/glyph.h"

#include <QFont>
#include <QList>
#include <QPolygonF>
#include <QRectF>
#include <QSizeF>
#include <QString>

// The sequence diagram of one token exchange as plain geometry. layOut() is a pure function; the scene, SVG, PNG and
// the tests all consume its result. Lengths are device-independent pixels, y grows downwards.
namespace symbolon::ui {

// What a line, area or text means; the painter picks the theme's colour.
enum class FlowRole {
    Surface,
    Border,
    Emphasis, // the participant that decides
    Lifeline,
    Activation,
    ActivationEdge,
    Arrow,
    Title,
    Subtitle,
    Muted,    // a step that is not reached
    Expected, // ring of a step that would happen
    Passed,
    Failed,
};

struct FlowBox
{
    QRectF rect;
    qreal radius = 0;
    FlowRole fill = FlowRole::Surface;
    FlowRole edge = FlowRole::Border;
    qreal edgeWidth = 1;
};

struct FlowLine
{
    QPolygonF points;
    FlowRole role = FlowRole::Arrow;
    qreal width = 1.4;
    bool dashed = false;
    bool arrow = false;  // at the last point
    bool hollow = false; // the arrow head is an outline
};

struct FlowText
{
    enum class Font { Title, Small, Mono };

    QRectF rect;  // the text is drawn left-aligned and vertically centred in it, and fits
    QString text; // shown() and elided
    QString full; // shown(); equal to text when nothing was cut
    Font font = Font::Title;
    FlowRole role = FlowRole::Title;
    bool centred = false;
};

struct FlowGlyph
{
    QRectF rect;
    Glyph glyph = Glyph::None;
    FlowRole role = FlowRole::Title;
};

// One participant's box, or one step with its arrows. `area` holds everything of it, and is where a pointer hits it.
struct FlowPart
{
    QRectF area;
    QList<FlowBox> boxes;
    QList<FlowLine> lines;
    QList<FlowText> texts;
    QList<FlowGlyph> glyphs;
};

struct ExchangeLayout
{
    QSizeF size;
    FlowPart ground;              // lifelines and activations, behind everything
    QList<FlowPart> participants; // five
    QList<FlowPart> steps;        // seven; area spans the whole width
    QList<qreal> lifelines;       // x of each participant's line
};

struct FlowFonts
{
    QFont title; // step and participant titles
    QFont small; // subtitles
    QFont mono;  // real values
};

// Lays the story out in `width`; below flowCompactBelow the participants stand as narrow columns.
[[nodiscard]] ExchangeLayout layOut(const exchange::Narration &narration, const FlowFonts &fonts, qreal width);

inline constexpr qreal flowCompactBelow = 640;
inline constexpr qreal flowMinimumWidth = 320;

// The participant's glyph; the external identity provider has its platform's.
[[nodiscard]] Glyph glyphOf(exchange::Party party);

} // namespace symbolon::ui
