// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/iconengine.h"

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>
#include <utility>

namespace symbolon::ui {

QPixmap glyphPixmap(Glyph glyph, const QColor &color, int pixels)
{
    const QString path = glyphPath(glyph);
    if (path.isEmpty() || pixels <= 0)
        return {};
    const QString key = QStringLiteral("symbolon-glyph-%1-%2-%3")
                            .arg(static_cast<int>(glyph))
                            .arg(color.name(QColor::HexArgb))
                            .arg(pixels);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QSvgRenderer renderer(path);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), color);
    painter.end();
    pixmap = QPixmap::fromImage(image);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintGlyph(QPainter *painter, const QRect &rect, Glyph glyph, const QColor &color)
{
    const int side = std::min(rect.width(), rect.height());
    const qreal ratio = painter->device() != nullptr ? painter->device()->devicePixelRatio() : 1.0;
    QPixmap pixmap = glyphPixmap(glyph, color, static_cast<int>(std::lround(side * ratio)));
    if (pixmap.isNull())
        return;
    pixmap.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, pixmap);
}

GlyphIconEngine::GlyphIconEngine(std::shared_ptr<const Theme> theme, Glyph glyph, Ink ink, std::optional<Ink> on)
    : m_theme(std::move(theme))
    , m_glyph(glyph)
    , m_ink(ink)
    , m_on(on)
{
}

void GlyphIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    paintGlyph(painter, rect, m_glyph, color(mode, state));
}

QPixmap GlyphIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    return glyphPixmap(m_glyph, color(mode, state), std::min(size.width(), size.height()));
}

QPixmap GlyphIconEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal /*scale*/)
{
    return pixmap(size, mode, state); // the size is in device pixels already
}

QSize GlyphIconEngine::actualSize(const QSize &size, QIcon::Mode /*mode*/, QIcon::State /*state*/)
{
    const int side = std::min(size.width(), size.height());
    return {side, side};
}

QIconEngine *GlyphIconEngine::clone() const
{
    return new GlyphIconEngine(*this);
}

QString GlyphIconEngine::key() const
{
    return QStringLiteral("SymbolonGlyphIconEngine");
}

QString GlyphIconEngine::iconName()
{
    return glyphPath(m_glyph).section(QLatin1Char('/'), -1).section(QLatin1Char('.'), 0, 0);
}

bool GlyphIconEngine::isNull()
{
    return m_glyph == Glyph::None;
}

QColor GlyphIconEngine::color(QIcon::Mode mode, QIcon::State state) const
{
    if (mode == QIcon::Disabled)
        return m_theme->text3;
    return m_theme->ink(state == QIcon::On ? m_on.value_or(m_ink) : m_ink);
}

} // namespace symbolon::ui
