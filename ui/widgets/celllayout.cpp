// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/celllayout.h"

#include "base/shown.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/levelshape.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/pieces.h"

#include <QPainter>

#include <algorithm>

namespace symbolon::ui {

namespace {

constexpr int meterBarWidth = 44;
constexpr int meterBarShortest = 20;
constexpr int meterBarHeight = 6;
constexpr int meterGap = 9;
constexpr int shapeSide = 14;
constexpr int shapeGap = 6;
constexpr int copySide = 14;
constexpr int primaryLine = 18;
constexpr int secondaryLine = 15;
constexpr int pillLine = 19;

// Adds pieces from left to right and keeps the width they take.
class Builder final
{
public:
    Builder(const QRect &rect, const Theme &theme)
        : m_rect(rect)
        , m_theme(theme)
        , m_left(rect.left())
    {
    }

    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] QRect rest() const { return {m_left, m_rect.top(), right() - m_left, m_rect.height()}; }
    [[nodiscard]] QRect square(int side) const
    {
        return {m_left, m_rect.top() + (m_rect.height() - side) / 2, side, side};
    }
    void skip(int pixels) { m_left += pixels; }
    void reserveRight(int pixels) { m_reserved += pixels; }
    [[nodiscard]] int right() const { return m_rect.right() + 1 - m_reserved; }

    int text(const QRect &place, const QString &raw, TextStyle style, const QColor &color,
             Qt::TextElideMode elide = Qt::ElideRight, Qt::Alignment alignment = Qt::AlignLeft)
    {
        CellLayout::Text text;
        text.text = shown(raw);
        text.width = textWidth(text.text, m_theme.font(style));
        text.rect = place;
        text.style = style;
        text.color = color;
        text.elide = elide;
        text.alignment = alignment;
        layout.texts.append(text);
        return text.width;
    }

    // Two lines around the middle of the cell.
    [[nodiscard]] std::pair<QRect, QRect> twoLines(int upperLine) const
    {
        const int upper = m_theme.px(upperLine);
        const int lower = m_theme.px(secondaryLine);
        const QRect place = rest();
        const int top = place.top() + (place.height() - upper - lower) / 2;
        return {QRect(place.left(), top, place.width(), upper), QRect(place.left(), top + upper, place.width(), lower)};
    }

    [[nodiscard]] int offset() const { return m_left - m_rect.left() + m_reserved; }

    CellLayout layout;

private:
    QRect m_rect;
    const Theme &m_theme;
    int m_left;
    int m_reserved = 0;
};

void layOutText(Builder &builder, const Cell &cell)
{
    const Theme &theme = builder.theme();
    const bool time = cell.kind == Cell::Kind::Time;
    const QColor color = theme.ink(cell.ink.value_or(time ? Ink::Text2 : Ink::Text));
    const int width = builder.text(builder.rest(), cell.text, TextStyle::Body, color,
                                   cell.elideMiddle ? Qt::ElideMiddle : Qt::ElideRight,
                                   cell.alignRight ? Qt::AlignRight : Qt::AlignLeft);
    builder.layout.width = width;
}

void layOutTwoLine(Builder &builder, const Cell &cell)
{
    const Theme &theme = builder.theme();
    if (cell.glyph != Glyph::None) {
        const int tile = theme.px(metrics::tile);
        builder.layout.tiles.append({builder.square(tile), cell.glyph, cell.glyphInk});
        builder.skip(tile + theme.px(metrics::space2));
    }
    if (cell.level != Level::None) {
        const int side = theme.px(shapeSide);
        QRect place = builder.square(side);
        place.moveLeft(builder.right() - side);
        builder.layout.shapes.append({place, cell.level});
        builder.reserveRight(side + theme.px(metrics::space2));
    }
    const TextStyle style = cell.strong ? TextStyle::BodyMedium : TextStyle::Body;
    const QColor color = theme.ink(cell.ink.value_or(Ink::Text));
    const Qt::TextElideMode elide = cell.elideMiddle ? Qt::ElideMiddle : Qt::ElideRight;
    if (cell.secondary.isEmpty()) {
        builder.layout.width = builder.offset() + builder.text(builder.rest(), cell.text, style, color, elide);
        return;
    }
    const auto lines = builder.twoLines(primaryLine);
    const int first = builder.text(lines.first, cell.text, style, color, elide);
    const int second = builder.text(
        lines.second, cell.secondary, cell.secondaryMono ? TextStyle::MonoSmall : TextStyle::Caption,
        cell.secondaryMono ? theme.text2 : theme.text3, cell.secondaryMono ? Qt::ElideMiddle : Qt::ElideRight);
    builder.layout.width = builder.offset() + std::max(first, second);
}

void layOutMono(Builder &builder, const Cell &cell, bool withCopySign)
{
    const Theme &theme = builder.theme();
    const bool shortened = cell.shortTo > 0 && cell.text.size() > cell.shortTo;
    const QString text = shortened ? cell.text.left(cell.shortTo) + QChar(0x2026) : cell.text;
    const int side = theme.px(copySide);
    const int gap = theme.px(6);
    const QColor color = theme.ink(cell.ink.value_or(Ink::Text2));
    // The sign may reach into the padding before the next column.
    if (withCopySign)
        builder.reserveRight(side + gap - theme.px(6));
    const int width =
        builder.text(builder.rest(), text, TextStyle::Mono, color, shortened ? Qt::ElideRight : Qt::ElideMiddle);
    if (withCopySign) {
        QRect place = builder.square(side);
        place.moveLeft(std::min(builder.rest().left() + width, builder.right()) + gap);
        builder.layout.marks.append({place, Glyph::Copy, theme.accent});
        builder.layout.copySign = place;
    }
    // Room for the sign is kept in any case, so that nothing moves when it appears.
    builder.layout.width = width + side + gap;
}

void layOutMeter(Builder &builder, const Cell &cell)
{
    const Theme &theme = builder.theme();
    const bool amber = cell.amberFrom > 0 && cell.value >= cell.amberFrom;
    // Room for the widest figures, so that the bars of all rows are equally long.
    const QString figures = QStringLiteral("%1/%1").arg(cell.maximum);
    const int gap = theme.px(meterGap);
    const int figuresWidth = gap + textWidth(figures, theme.font(TextStyle::BodySemibold));
    builder.layout.width = theme.px(meterBarWidth) + figuresWidth;
    // In a narrow column the bar gets shorter and goes at last; the figures stay.
    const int barWidth = std::min(theme.px(meterBarWidth), builder.rest().width() - figuresWidth);
    if (barWidth >= theme.px(meterBarShortest)) {
        QRect bar = builder.square(theme.px(meterBarHeight));
        bar.setWidth(barWidth);
        builder.layout.bars.append({bar, cell.value, cell.maximum, amber});
        builder.skip(barWidth + gap);
    }
    const int used = builder.text(builder.rest(), QString::number(cell.value),
                                  amber ? TextStyle::BodySemibold : TextStyle::Body, theme.text, Qt::ElideNone);
    builder.skip(used);
    builder.text(builder.rest(), QStringLiteral("/%1").arg(cell.maximum), TextStyle::Body, theme.text2, Qt::ElideNone);
}

void layOutPlatforms(Builder &builder, const Cell &cell)
{
    const Theme &theme = builder.theme();
    const int tile = theme.px(metrics::tileSmall);
    const int gap = theme.px(6);
    for (const PlatformMark &mark : cell.platforms) {
        builder.layout.tiles.append({builder.square(tile), mark.glyph, Ink::Text2});
        builder.skip(tile + gap);
    }
    builder.layout.width = builder.offset();
    if (cell.platforms.size() == 1) {
        builder.layout.width += builder.text(builder.rest(), cell.platforms.first().name, TextStyle::Body, theme.text2);
    }
}

void layOutPrivilege(Builder &builder, const Cell &cell)
{
    const Theme &theme = builder.theme();
    const bool tinted = cell.level >= Level::High && !cell.text.isEmpty();
    const QRect whole = builder.rest();
    auto lines = builder.twoLines(tinted ? pillLine : primaryLine);
    if (cell.secondary.isEmpty())
        lines.first = whole;
    int width = 0;
    if (tinted) {
        const Glyph glyph = cell.tierZero ? Glyph::Key : Glyph::None;
        const QString name = shown(cell.text);
        const QSize wanted = pieces::pillSize(theme, name, glyph);
        // In comfortable rows the pill stands a little off the line below it.
        const int lift = whole.height() >= theme.px(metrics::rowTwoLine) - 1 ? 1 : 0;
        const int top = lines.first.top() + (cell.secondary.isEmpty() ? (whole.height() - wanted.height()) / 2 : -lift);
        const QRect place(whole.left(), top, std::min(wanted.width(), whole.width()), wanted.height());
        builder.layout.pills.append({place, name, cell.level, glyph, false, wanted.width()});
        width = wanted.width();
    } else {
        width = builder.text(lines.first, cell.text, TextStyle::Secondary, theme.ink(cell.ink.value_or(Ink::Text)));
    }
    if (!cell.secondary.isEmpty())
        width = std::max(width, builder.text(lines.second, cell.secondary, TextStyle::Caption, theme.text3));
    builder.layout.width = width;
}

void layOutSeverity(Builder &builder, const Cell &cell)
{
    const Theme &theme = builder.theme();
    if (cell.level != Level::None) {
        const int side = theme.px(shapeSide);
        builder.layout.shapes.append({builder.square(side), cell.level});
        builder.skip(side + theme.px(shapeGap));
    }
    const QColor color = theme.ink(cell.ink.value_or(cell.level == Level::None ? Ink::Text3 : inkOf(cell.level)));
    const TextStyle style = cell.level == Level::None ? TextStyle::Body : TextStyle::BodyMedium;
    builder.layout.width = builder.offset() + builder.text(builder.rest(), cell.text, style, color);
}

void layOutBadge(Builder &builder, const Cell &cell)
{
    const Theme &theme = builder.theme();
    const QString word = shown(cell.text);
    const QSize wanted = pieces::pillSize(theme, word, cell.glyph);
    const QRect whole = builder.rest();
    const QRect place(whole.left(), whole.top() + (whole.height() - wanted.height()) / 2,
                      std::min(wanted.width(), whole.width()), wanted.height());
    builder.layout.pills.append({place, word, cell.level, cell.glyph, cell.accent, wanted.width()});
    builder.layout.width = wanted.width();
}

void layOutGroup(Builder &builder, const Cell &cell)
{
    const Theme &theme = builder.theme();
    if (cell.level != Level::None) {
        const int side = theme.px(shapeSide);
        builder.layout.shapes.append({builder.square(side), cell.level});
        builder.skip(side + theme.px(metrics::space2));
    }
    const QString count = QString::number(cell.value);
    const int countWidth = textWidth(count, theme.font(TextStyle::Secondary));
    builder.text(builder.rest(), count, TextStyle::Secondary, theme.text2, Qt::ElideNone, Qt::AlignRight);
    builder.reserveRight(countWidth + theme.px(metrics::space2));
    const int room = builder.rest().width();
    const int name = builder.text(builder.rest(), cell.text, TextStyle::BodyMedium, theme.text);
    const int gap = theme.px(metrics::space2);
    builder.layout.width = builder.offset() + name;
    if (cell.secondary.isEmpty())
        return;
    builder.skip(std::min(name + gap, room));
    builder.layout.width += gap
        + builder.text(builder.rest(), cell.secondary, cell.secondaryMono ? TextStyle::MonoSmall : TextStyle::Secondary,
                       theme.text2, Qt::ElideMiddle);
}

} // namespace

bool CellLayout::isCut() const
{
    return std::any_of(texts.begin(), texts.end(), [](const Text &text) { return text.width > text.rect.width(); })
        || std::any_of(pills.begin(), pills.end(), [](const Pill &pill) { return pill.width > pill.rect.width(); });
}

CellLayout layOutCell(const Cell &cell, const QRect &rect, const Theme &theme, bool withCopySign)
{
    Builder builder(rect, theme);
    switch (cell.kind) {
    case Cell::Kind::Text:
    case Cell::Kind::Time:
    case Cell::Kind::Count:
        layOutText(builder, cell);
        break;
    case Cell::Kind::TwoLine:
        layOutTwoLine(builder, cell);
        break;
    case Cell::Kind::Mono:
        layOutMono(builder, cell, withCopySign && !cell.text.isEmpty());
        break;
    case Cell::Kind::Meter:
        layOutMeter(builder, cell);
        break;
    case Cell::Kind::Platforms:
        layOutPlatforms(builder, cell);
        break;
    case Cell::Kind::Privilege:
        layOutPrivilege(builder, cell);
        break;
    case Cell::Kind::Severity:
        layOutSeverity(builder, cell);
        break;
    case Cell::Kind::Badge:
        layOutBadge(builder, cell);
        break;
    case Cell::Kind::Group:
        layOutGroup(builder, cell);
        break;
    }
    return std::move(builder.layout);
}

void paintCell(QPainter *painter, const CellLayout &layout, const Theme &theme)
{
    for (const CellLayout::Tile &tile : layout.tiles)
        pieces::tile(painter, tile.rect, theme, tile.glyph, tile.ink);
    for (const CellLayout::Bar &bar : layout.bars)
        pieces::meterBar(painter, bar.rect, theme, bar.value, bar.maximum, bar.amber);
    for (const CellLayout::Pill &pill : layout.pills)
        pieces::pill(painter, pill.rect, theme, pill.text, pill.level, pill.glyph, pill.accent);
    for (const CellLayout::Shape &shape : layout.shapes)
        paintLevel(painter, shape.rect, shape.level, theme);
    for (const CellLayout::Mark &mark : layout.marks)
        paintGlyph(painter, mark.rect, mark.glyph, mark.color);
    for (const CellLayout::Text &text : layout.texts)
        paintText(painter, text.rect, text.text, theme.font(text.style), text.color, text.elide,
                  static_cast<int>(text.alignment.toInt()));
}

} // namespace symbolon::ui
