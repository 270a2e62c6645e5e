// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/severitybadge.h"

#include "base/shown.h"
#include "ui/theme/levelshape.h"
#include "ui/theme/paint.h"
#include "ui/widgets/plaintooltip.h"

#include <QPainter>

#include <algorithm>

namespace symbolon::ui {

namespace {

constexpr int shapeSide = 14;
constexpr int gap = 6;

} // namespace

SeverityBadge::SeverityBadge(const Appearance &appearance, Level level, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setLevel(level);
}

void SeverityBadge::setLevel(Level level, const QString &word)
{
    m_level = level;
    m_word = shown(word.isEmpty() ? levelWord(level) : word);
    setAccessibleName(m_word);
    setWordVisible(m_wordVisible);
}

void SeverityBadge::setTextStyle(TextStyle style)
{
    m_style = style;
    updateGeometry();
    update();
}

void SeverityBadge::setWordVisible(bool visible)
{
    m_wordVisible = visible;
    setToolTip(visible ? QString() : plainToolTip(m_word));
    updateGeometry();
    update();
}

QSize SeverityBadge::sizeHint() const
{
    const Theme &theme = m_appearance.theme();
    const int shape = m_level == Level::None ? 0 : theme.px(shapeSide);
    int width = shape;
    if (m_wordVisible)
        width += (shape > 0 ? theme.px(gap) : 0) + textWidth(m_word, theme.font(m_style)) + 1;
    return {width, std::max(theme.lineHeight(m_style), shape)};
}

void SeverityBadge::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    QRect text = rect();
    if (m_level != Level::None) {
        const int side = theme.px(shapeSide);
        paintLevel(&painter, QRect(0, (height() - side) / 2, side, side), m_level, theme);
        text.setLeft(side + theme.px(gap));
    }
    if (m_wordVisible)
        paintText(&painter, text, m_word, theme.font(m_style), theme.ink(inkOf(m_level)));
}

} // namespace symbolon::ui
