// SPDX-License-Identifier: Apache-2.0
#include "ui/flow/flow_layout.h"

#include "base/shown.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <utility>

namespace symbolon::ui {
namespace {

using exchange::Narration;
using exchange::Participant;
using exchange::Party;
using exchange::Step;
using exchange::StepState;

constexpr qreal margin = 10;
constexpr qreal gap = 9;
constexpr qreal badge = 20;
constexpr qreal bar = 8;
constexpr qreal loopWidth = 32;
constexpr qreal leastWords = 150; // narrower than this, words rather cross a lifeline than be cut

struct Frame
{
    qreal width = 0;
    bool compact = false;
    qreal headHeight = 0;
    qreal titleHeight = 0;
    qreal monoHeight = 0;
    qreal rowHeight = 0;
    QList<qreal> lifelines;
    QList<QList<qreal>> active; // by step: lifelines with an activation beside it, from left to right
    const FlowFonts *fonts = nullptr;

    [[nodiscard]] qreal x(Party party) const { return lifelines.at(static_cast<int>(party)); }
    [[nodiscard]] qreal top(int step) const { return headHeight + margin * 2 + step * rowHeight; }
    // The arrow's height within a step: below the title, above the value.
    [[nodiscard]] qreal arrowY(int step) const { return top(step) + 6 + titleHeight + 5; }
    [[nodiscard]] const QFont &font(FlowText::Font kind) const
    {
        switch (kind) {
        case FlowText::Font::Title:
            return fonts->title;
        case FlowText::Font::Small:
            return fonts->small;
        case FlowText::Font::Mono:
            return fonts->mono;
        }
        Q_UNREACHABLE();
    }
};

FlowText makeText(const Frame &frame, const QRectF &rect, const QString &hostile, FlowText::Font font, FlowRole role,
                  Qt::TextElideMode elide = Qt::ElideRight)
{
    FlowText text;
    text.rect = rect;
    text.full = shown(hostile);
    text.text = QFontMetricsF(frame.font(font)).elidedText(text.full, elide, std::max<qreal>(rect.width(), 0));
    text.font = font;
    text.role = role;
    return text;
}

FlowRole titleRole(StepState state)
{
    switch (state) {
    case StepState::Failed:
        return FlowRole::Failed;
    case StepState::NotReached:
        return FlowRole::Muted;
    case StepState::Expected:
    case StepState::Passed:
        return FlowRole::Title;
    }
    Q_UNREACHABLE();
}

FlowRole ringRole(StepState state)
{
    switch (state) {
    case StepState::Failed:
        return FlowRole::Failed;
    case StepState::NotReached:
        return FlowRole::Muted;
    case StepState::Expected:
        return FlowRole::Expected;
    case StepState::Passed:
        return FlowRole::Passed;
    }
    Q_UNREACHABLE();
}

FlowRole arrowRole(StepState state)
{
    const FlowRole role = titleRole(state);
    return role == FlowRole::Title ? FlowRole::Arrow : role;
}

// The text broken at the blank that leaves its longer line shortest.
std::pair<QString, QString> inTwoLines(const QString &text, const QFontMetricsF &metrics)
{
    std::pair<QString, QString> best(text, QString());
    qreal width = metrics.horizontalAdvance(text);
    for (qsizetype blank = text.indexOf(u' '); blank >= 0; blank = text.indexOf(u' ', blank + 1)) {
        const std::pair<QString, QString> lines(text.left(blank), text.mid(blank + 1));
        const qreal longer = std::max(metrics.horizontalAdvance(lines.first), metrics.horizontalAdvance(lines.second));
        if (longer < width) {
            width = longer;
            best = lines;
        }
    }
    return best;
}

FlowPart layOutParticipant(const Frame &frame, const Participant &participant)
{
    const int index = static_cast<int>(participant.party);
    const qreal columnWidth = (frame.width - 2 * margin - 4 * gap) / 5;
    FlowPart part;
    part.area = QRectF(margin + index * (columnWidth + gap), margin, columnWidth, frame.headHeight);
    const bool decides = participant.party == Party::Entra;
    part.boxes.append(
        {part.area, 6, FlowRole::Surface, decides ? FlowRole::Emphasis : FlowRole::Border, decides ? 2.0 : 1.0});
    if (frame.compact) {
        part.glyphs.append({QRectF(part.area.center().x() - 8, part.area.top() + 7, 16, 16), glyphOf(participant.party),
                            decides ? FlowRole::Emphasis : FlowRole::Subtitle});
        // The whole name is in the tooltip and the table too.
        const qreal lineHeight = QFontMetricsF(frame.fonts->small).height();
        const QRectF first(part.area.left() + 2, part.area.top() + 26, part.area.width() - 4, lineHeight);
        const QString title = shown(participant.title);
        const auto [above, below] = inTwoLines(title, QFontMetricsF(frame.fonts->small));
        FlowText upper = makeText(frame, first, above, FlowText::Font::Small, FlowRole::Title);
        upper.full = title + u"\n" + shown(participant.subtitle);
        upper.centred = true;
        FlowText lower =
            makeText(frame, first.translated(0, lineHeight), below, FlowText::Font::Small, FlowRole::Title);
        lower.full = upper.full;
        lower.centred = true;
        part.texts << upper << lower;
        return part;
    }
    part.glyphs.append({QRectF(part.area.left() + 7, part.area.top() + 9, 16, 16), glyphOf(participant.party),
                        decides ? FlowRole::Emphasis : FlowRole::Subtitle});
    const qreal smallHeight = QFontMetricsF(frame.fonts->small).height();
    const qreal textTop = part.area.top() + (part.area.height() - frame.titleHeight - smallHeight) / 2;
    const QRectF title(part.area.left() + 27, textTop, part.area.width() - 27 - 3, frame.titleHeight);
    part.texts << makeText(frame, title, participant.title, FlowText::Font::Title, FlowRole::Title)
               << makeText(frame, QRectF(title.left(), title.bottom(), title.width(), smallHeight),
                           participant.subtitle, FlowText::Font::Small, FlowRole::Subtitle, Qt::ElideMiddle);
    return part;
}

// Number, title and value of a step, starting at `left`.
void addWords(FlowPart &part, const Frame &frame, const Step &step, int row, qreal left, qreal right)
{
    const FlowRole ring = ringRole(step.state);
    const QRectF circle(left, frame.top(row) + 6 + (frame.titleHeight - badge) / 2, badge, badge);
    part.boxes.append({circle, badge / 2, FlowRole::Surface, ring, 1.6});
    FlowText number = makeText(frame, circle, QString::number(step.number), FlowText::Font::Small, ring);
    number.centred = true;
    part.texts.append(number);
    const qreal textLeft = circle.right() + 6;
    part.texts.append(makeText(frame, QRectF(textLeft, frame.top(row) + 6, right - textLeft, frame.titleHeight),
                               step.title, FlowText::Font::Title, titleRole(step.state)));
    part.texts.append(makeText(frame, QRectF(textLeft, frame.arrowY(row) + 5, right - textLeft, frame.monoHeight),
                               step.summary, FlowText::Font::Mono,
                               step.state == StepState::NotReached ? FlowRole::Muted : FlowRole::Subtitle,
                               Qt::ElideMiddle));
}

void addOwnWork(FlowPart &part, const Frame &frame, const Step &step, int row)
{
    const qreal x = frame.x(step.from) + bar / 2 + 1;
    const qreal upper = frame.top(row) + 6 + frame.titleHeight / 2;
    const qreal lower = frame.arrowY(row) + 5 + frame.monoHeight / 2;
    part.lines.append({QPolygonF({{x, upper}, {x + loopWidth - 8, upper}, {x + loopWidth - 8, lower}, {x, lower}}),
                       arrowRole(step.state), 1.6, false, true, false});
    addWords(part, frame, step, row, x + loopWidth, frame.width - margin);
}

// How far the words of a message may go: up to the next participant at work, where they fit before it.
qreal wordsEnd(const Frame &frame, const Step &step, int row, qreal left)
{
    const qreal edge = frame.width - margin;
    if (step.to == Party::IssuerEndpoints)
        return edge;
    const qreal wanted = left + badge + 6
        + std::max(QFontMetricsF(frame.fonts->title).horizontalAdvance(step.title),
                   QFontMetricsF(frame.fonts->mono).horizontalAdvance(shown(step.summary)));
    for (const qreal lifeline : frame.active.value(row)) {
        // Words rather cross a lifeline than be cut.
        if (lifeline > left && lifeline - bar - left >= leastWords && wanted <= lifeline - bar)
            return lifeline - bar;
    }
    return edge;
}

void addMessage(FlowPart &part, const Frame &frame, const Step &step, int row)
{
    const bool rightwards = frame.x(step.from) < frame.x(step.to);
    const qreal shift = rightwards ? bar / 2 + 1 : -bar / 2 - 1;
    const qreal start = frame.x(step.from) + shift;
    const qreal end = frame.x(step.to) - shift;
    const qreal y = frame.arrowY(row);
    const bool notReached = step.state == StepState::NotReached;
    part.lines.append({QPolygonF{{start, y}, {end, y}}, arrowRole(step.state), 1.4, notReached, true, notReached});
    const qreal left = std::min(start, end) + 4;
    addWords(part, frame, step, row, left, wordsEnd(frame, step, row, left));
    if (step.to == Party::IssuerEndpoints) {
        const qreal back = y + 6 + frame.monoHeight + 5;
        part.lines.append({QPolygonF{{end, back}, {start, back}}, arrowRole(step.state), 1.2, true, true, notReached});
    }
}

FlowPart layOutStep(const Frame &frame, const Step &step, int row)
{
    FlowPart part;
    part.area = QRectF(0, frame.top(row), frame.width, frame.rowHeight);
    if (step.from == step.to)
        addOwnWork(part, frame, step, row);
    else
        addMessage(part, frame, step, row);
    return part;
}

// Where a participant is at work: steps that name it, joined when at most one other step lies between them.
QList<std::pair<int, int>> activations(const Narration &narration, Party party)
{
    QList<std::pair<int, int>> result;
    for (int row = 0; row < narration.steps.size(); ++row) {
        const Step &step = narration.steps.at(row);
        if (step.from != party && step.to != party)
            continue;
        if (!result.isEmpty() && row - result.last().second <= 2)
            result.last().second = row;
        else
            result.append({row, row});
    }
    return result;
}

FlowPart layOutGround(const Frame &frame, const Narration &narration, qreal height)
{
    FlowPart ground;
    ground.area = QRectF(0, 0, frame.width, height);
    for (const Participant &participant : narration.participants) {
        const qreal x = frame.x(participant.party);
        FlowLine lifeline;
        lifeline.points = QPolygonF{{x, margin + frame.headHeight}, {x, height - margin}};
        lifeline.role = FlowRole::Lifeline;
        lifeline.width = 1;
        lifeline.dashed = true;
        ground.lines.append(lifeline);
        for (const std::pair<int, int> &span : activations(narration, participant.party)) {
            const qreal upper = frame.arrowY(span.first) - 6;
            const qreal lower = frame.arrowY(span.second) + 8 + (participant.party == Party::IssuerEndpoints ? 20 : 0);
            ground.boxes.append(
                {QRectF(x - bar / 2, upper, bar, lower - upper), 0, FlowRole::Activation, FlowRole::ActivationEdge, 1});
        }
    }
    return ground;
}

} // namespace

Glyph glyphOf(Party party)
{
    switch (party) {
    case Party::Workload:
        return Glyph::Workload;
    case Party::ExternalIdp:
        return Glyph::OtherOidc;
    case Party::Entra:
        return Glyph::Key;
    case Party::IssuerEndpoints:
        return Glyph::Endpoint;
    case Party::Resource:
        return Glyph::Resource;
    }
    Q_UNREACHABLE();
}

ExchangeLayout layOut(const Narration &narration, const FlowFonts &fonts, qreal width)
{
    Frame frame;
    frame.width = std::max(width, flowMinimumWidth);
    frame.compact = frame.width < flowCompactBelow;
    frame.fonts = &fonts;
    frame.titleHeight = std::ceil(QFontMetricsF(fonts.title).height());
    frame.monoHeight = std::ceil(QFontMetricsF(fonts.mono).height());
    const qreal smallHeight = std::ceil(QFontMetricsF(fonts.small).height());
    frame.headHeight = frame.compact ? 30 + 2 * smallHeight : std::max<qreal>(44, frame.titleHeight + smallHeight + 10);
    frame.rowHeight = 6 + frame.titleHeight + 10 + frame.monoHeight + (frame.compact ? 12 : 18);
    const qreal columnWidth = (frame.width - 2 * margin - 4 * gap) / 5;
    for (int i = 0; i < 5; ++i)
        frame.lifelines.append(margin + i * (columnWidth + gap) + columnWidth / 2);

    frame.active.resize(narration.steps.size());
    for (const Participant &participant : narration.participants) {
        for (const std::pair<int, int> &span : activations(narration, participant.party)) {
            for (int row = span.first; row <= span.second; ++row)
                frame.active[row].append(frame.x(participant.party));
        }
    }

    ExchangeLayout layout;
    layout.lifelines = frame.lifelines;
    const qreal height = frame.top(static_cast<int>(narration.steps.size())) + margin;
    layout.size = QSizeF(frame.width, height);
    layout.ground = layOutGround(frame, narration, height);
    for (const Participant &participant : narration.participants)
        layout.participants.append(layOutParticipant(frame, participant));
    for (int row = 0; row < narration.steps.size(); ++row)
        layout.steps.append(layOutStep(frame, narration.steps.at(row), row));
    return layout;
}

} // namespace symbolon::ui
