// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/side_line.h"

#include "base/shown.h"
#include "ui/editor/diff_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"

#include <QPainter>

#include <algorithm>

namespace symbolon::ui {
namespace {

constexpr int widestField = 112;
constexpr int narrowField = 84;
constexpr int narrowBelow = 620;
constexpr int signWidth = 16;
constexpr int padding = 7;
constexpr int gap = 6;

} // namespace

SideLine::SideLine(const Appearance &appearance, const QString &field, const QString &before, const QString &after,
                   QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_field(field)
    , m_before(shown(before))
    , m_after(shown(after))
    , m_isChanged(before != after)
{
    if (m_isChanged && !before.isEmpty() && !after.isEmpty()) {
        m_markedBefore = changedRanges(m_before, m_after);
        m_markedAfter = changedRanges(m_after, m_before);
    }
    const QString nothing = tr("nothing");
    setAccessibleName(m_isChanged
                          ? tr("%1, before: %2, after: %3")
                                .arg(field, before.isEmpty() ? nothing : m_before, after.isEmpty() ? nothing : m_after)
                          : tr("%1, stays: %2").arg(field, m_after));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&appearance, &Appearance::changed, this, [this] { update(); });
}

SideLine *SideLine::header(const Appearance &appearance, QWidget *parent)
{
    auto *line = new SideLine(appearance, QString(), tr("Before"), tr("After"), parent);
    line->m_isHeader = true;
    line->setAccessibleName(tr("Before and after"));
    return line;
}

int SideLine::fieldWidth(int width) const
{
    const Theme &theme = m_appearance.theme();
    return theme.px(width < theme.px(narrowBelow) ? narrowField : widestField);
}

int SideLine::halfWidth(int width) const
{
    return std::max(1, (width - fieldWidth(width)) / 2);
}

int SideLine::textWidth(int width) const
{
    return halfWidth(width) - 2 * gap - m_appearance.theme().px(signWidth);
}

int SideLine::heightForWidth(int width) const
{
    const Theme &theme = m_appearance.theme();
    if (m_isHeader)
        return theme.lineHeight(TextStyle::Secondary) + padding;
    const int room = textWidth(width);
    return std::max(layOutDiff(theme, {m_before, {}, {}}, room), layOutDiff(theme, {m_after, {}, {}}, room))
        + 2 * padding;
}

QSize SideLine::sizeHint() const
{
    const int width = m_appearance.theme().px(480);
    return {width, heightForWidth(width)};
}

void SideLine::paintHalf(QPainter *painter, int left, bool isBefore) const
{
    const Theme &theme = m_appearance.theme();
    const QString &text = isBefore ? m_before : m_after;
    if (m_isHeader) {
        const int indent = gap + theme.px(signWidth);
        paintText(painter, QRect(left + indent, 0, halfWidth(width()) - indent, height()), text,
                  theme.font(TextStyle::Secondary), theme.text2);
        return;
    }
    const bool isTinted = m_isChanged && !text.isEmpty();
    const int sign = theme.px(signWidth);
    if (isTinted) {
        painter->fillRect(QRect(left, 0, halfWidth(width()), height()),
                          isBefore ? theme.diff.removed : theme.diff.added);
        paintText(painter, QRect(left + gap, padding, sign, theme.lineHeight(TextStyle::Mono)),
                  isBefore ? QStringLiteral("-") : QStringLiteral("+"), theme.font(TextStyle::Mono),
                  theme.level(isBefore ? Level::Critical : Level::Pass).text);
    }
    painter->setPen(theme.text);
    const DiffText value{text, isBefore ? m_markedBefore : m_markedAfter,
                         isBefore ? theme.diff.removedStrong : theme.diff.addedStrong};
    layOutDiff(theme, value, textWidth(width()), painter, {left + gap + sign, padding});
}

void SideLine::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    const int field = fieldWidth(width());
    const int half = halfWidth(width());
    paintText(
        &painter,
        QRect(theme.px(metrics::space3), padding, field - theme.px(metrics::space3), theme.lineHeight(TextStyle::Mono)),
        m_field, theme.font(TextStyle::Secondary), theme.text2);
    paintHalf(&painter, field, true);
    paintHalf(&painter, field + half, false);
    painter.fillRect(QRect(field + half, 0, 1, height()), theme.softBorder);
    paintLine(&painter, rect(), Qt::BottomEdge, theme.softBorder);
}

} // namespace symbolon::ui
