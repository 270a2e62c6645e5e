// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/tile.h"

#include "ui/widgets/pieces.h"

#include <QPainter>

namespace symbolon::ui {

Tile::Tile(const Appearance &appearance, Glyph glyph, Ink ink, int side, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_glyph(glyph)
    , m_ink(ink)
{
    const int pixels = appearance.theme().px(side);
    setFixedSize(pixels, pixels);
}

void Tile::setGlyph(Glyph glyph, Ink ink)
{
    m_glyph = glyph;
    m_ink = ink;
    update();
}

void Tile::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    pieces::tile(&painter, rect(), m_appearance.theme(), m_glyph, m_ink);
}

} // namespace symbolon::ui
