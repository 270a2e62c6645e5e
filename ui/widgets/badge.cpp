// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/badge.h"

#include "base/shown.h"
#include "ui/widgets/pieces.h"
#include "ui/widgets/plaintooltip.h"

#include <QPainter>

#include <algorithm>

namespace symbolon::ui {

Badge::Badge(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Badge::setBadge(const QString &text, Level level, Glyph glyph)
{
    set(text, level, glyph, false);
}

void Badge::setPrivilege(const QString &name, Level level, bool tierZero)
{
    set(name, level, tierZero ? Glyph::Key : Glyph::None, false);
    if (tierZero)
        setAccessibleName(tr("%1, tier 0").arg(m_text));
}

void Badge::setAccent(const QString &text, Glyph glyph)
{
    set(text, Level::None, glyph, true);
}

QSize Badge::sizeHint() const
{
    return pieces::pillSize(m_appearance.theme(), m_text, m_glyph);
}

QSize Badge::minimumSizeHint() const
{
    const QSize hint = sizeHint();
    return {std::min(hint.width(), m_appearance.theme().px(48)), hint.height()};
}

void Badge::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    pieces::pill(&painter, rect(), m_appearance.theme(), m_text, m_level, m_glyph, m_accent);
}

void Badge::set(const QString &text, Level level, Glyph glyph, bool accent)
{
    m_text = shown(text);
    m_level = level;
    m_glyph = glyph;
    m_accent = accent;
    setAccessibleName(m_text);
    setToolTip(plainToolTip(m_text)); // it may be cut
    updateGeometry();
    update();
}

} // namespace symbolon::ui
