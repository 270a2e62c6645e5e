// SPDX-License-Identifier: Apache-2.0
#include "ui/flow/flow_painter.h"

#include "ui/theme/metrics.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <utility>

namespace symbolon::ui {
namespace {

constexpr qreal arrowLength = 8;
constexpr qreal arrowHalf = 4.5;

const QFont &fontOf(const FlowFonts &fonts, FlowText::Font font)
{
    switch (font) {
    case FlowText::Font::Title:
        return fonts.title;
    case FlowText::Font::Small:
        return fonts.small;
    case FlowText::Font::Mono:
        return fonts.mono;
    }
    Q_UNREACHABLE();
}

void paintArrowHead(QPainter &painter, const FlowLine &line, const QColor &color, const QColor &behind)
{
    const QPointF tip = line.points.last();
    const QPointF before = line.points.at(line.points.size() - 2);
    const qreal direction = tip.x() < before.x() ? -1 : 1;
    const QPolygonF head({tip,
                          {tip.x() - direction * arrowLength, tip.y() - arrowHalf},
                          {tip.x() - direction * arrowLength, tip.y() + arrowHalf}});
    painter.setPen(QPen(color, 1));
    painter.setBrush(line.hollow ? behind : color);
    painter.drawPolygon(head);
}

void paintLine(QPainter &painter, const FlowLine &line, const FlowLook &look, const QColor &behind)
{
    const QColor color = look.color(line.role);
    QPen pen(color, line.width);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::MiterJoin);
    if (line.dashed)
        pen.setDashPattern(line.role == FlowRole::Lifeline ? QList<qreal>{2, 3} : QList<qreal>{4, 3});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    QPolygonF points = line.points;
    if (line.arrow) // ends inside the head, so that a thick line does not blunt the tip
        points.last().rx() += points.last().x() < points.at(points.size() - 2).x() ? arrowLength - 1 : 1 - arrowLength;
    painter.drawPolyline(points);
    if (line.arrow)
        paintArrowHead(painter, line, color, behind);
}

void paintText(QPainter &painter, const FlowText &text, const FlowLook &look, const QColor &behind)
{
    if (text.text.isEmpty())
        return;
    const QFont &font = fontOf(look.fonts, text.font);
    const QFontMetricsF metrics(font);
    const qreal width = metrics.horizontalAdvance(text.text);
    const QRectF drawn(text.centred ? text.rect.center().x() - width / 2 : text.rect.left(),
                       text.rect.center().y() - metrics.height() / 2, width, metrics.height());
    if (!text.centred)
        painter.fillRect(drawn.adjusted(-2, 0, 2, 0), behind);
    painter.setFont(font);
    painter.setPen(look.color(text.role));
    painter.drawText(QPointF(drawn.left(), drawn.top() + metrics.ascent()), text.text);
}

} // namespace

FlowLook::FlowLook(const Theme &theme, GlyphPainter glyphs)
    : fonts{theme.font(TextStyle::BodySemibold), theme.font(TextStyle::Caption), theme.font(TextStyle::MonoSmall)}
    , ground(theme.surface)
    , selection(theme.selection)
    , selectionBar(theme.accent)
    , paintGlyph(std::move(glyphs))
{
    fonts.title = theme.font(TextStyle::SecondaryMedium);
    fonts.title.setWeight(QFont::DemiBold);
    m_colors.resize(static_cast<int>(FlowRole::Failed) + 1);
    const auto set = [this](FlowRole role, const QColor &color) { m_colors[static_cast<int>(role)] = color; };
    set(FlowRole::Surface, theme.surface);
    set(FlowRole::Border, theme.fieldBorder);
    set(FlowRole::Emphasis, theme.accent);
    set(FlowRole::Lifeline, theme.text3);
    set(FlowRole::Activation, theme.accentSoft);
    set(FlowRole::ActivationEdge, theme.accentSoftBorder);
    set(FlowRole::Arrow, theme.text2);
    set(FlowRole::Title, theme.text);
    set(FlowRole::Subtitle, theme.text2);
    set(FlowRole::Muted, theme.text3);
    set(FlowRole::Expected, theme.accent);
    set(FlowRole::Passed, theme.level(Level::Pass).fill);
    set(FlowRole::Failed, theme.level(Level::Critical).text);
}

QColor FlowLook::color(FlowRole role) const
{
    return m_colors.at(static_cast<int>(role));
}

void paintPart(QPainter &painter, const FlowPart &part, const FlowLook &look, const QColor &behind)
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (const FlowLine &line : part.lines)
        paintLine(painter, line, look, behind);
    for (const FlowBox &box : part.boxes) {
        painter.setPen(QPen(look.color(box.edge), box.edgeWidth));
        painter.setBrush(look.color(box.fill));
        const qreal inset = box.edgeWidth / 2;
        painter.drawRoundedRect(box.rect.adjusted(inset, inset, -inset, -inset), box.radius, box.radius);
    }
    for (const FlowGlyph &glyph : part.glyphs)
        look.paintGlyph(painter, glyph.rect, glyph.glyph, look.color(glyph.role));
    for (const FlowText &text : part.texts)
        paintText(painter, text, look, behind);
}

void paintSelection(QPainter &painter, const FlowPart &step, const FlowLook &look)
{
    painter.fillRect(step.area, look.selection);
    painter.fillRect(QRectF(step.area.left(), step.area.top(), metrics::selectionBar, step.area.height()),
                     look.selectionBar);
}

void paintFlow(QPainter &painter, const ExchangeLayout &layout, const FlowLook &look, int selected)
{
    painter.fillRect(QRectF(QPointF(0, 0), layout.size), look.ground);
    if (selected >= 0 && selected < layout.steps.size())
        paintSelection(painter, layout.steps.at(selected), look);
    paintPart(painter, layout.ground, look, look.ground);
    for (const FlowPart &participant : layout.participants)
        paintPart(painter, participant, look, look.color(FlowRole::Surface));
    for (int row = 0; row < layout.steps.size(); ++row)
        paintPart(painter, layout.steps.at(row), look, row == selected ? look.selection : look.ground);
}

} // namespace symbolon::ui
