// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/glyph_label.h"

#include "ui/theme/iconengine.h"
#include "ui/theme/metrics.h"

#include <QPainter>

namespace symbolon::ui {

GlyphLabel::GlyphLabel(const Appearance &appearance, Glyph glyph, Ink ink, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_glyph(glyph)
    , m_ink(ink)
{
    const int side = appearance.theme().px(metrics::icon);
    setFixedSize(side, side);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void GlyphLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGlyph(&painter, rect(), m_glyph, m_appearance.theme().ink(m_ink));
}

} // namespace symbolon::ui
