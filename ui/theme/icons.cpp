// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/icons.h"

#include "ui/theme/iconengine.h"

#include <QPainter>

#include <utility>

namespace symbolon::ui {

Icons::Icons(std::shared_ptr<const Theme> theme)
    : m_theme(std::move(theme))
{
}

QIcon Icons::icon(Glyph glyph, Ink ink, std::optional<Ink> on) const
{
    if (glyph == Glyph::None)
        return {};
    return QIcon(new GlyphIconEngine(m_theme, glyph, ink, on));
}

QIcon Icons::applicationIcon()
{
    QIcon icon;
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor::fromRgb(0x0B6178));
        painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.22, side * 0.22);
        const int mark = side * 3 / 4;
        paintGlyph(&painter, QRect((side - mark) / 2, (side - mark) / 2, mark, mark), Glyph::Symbolon, Qt::white);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace symbolon::ui
