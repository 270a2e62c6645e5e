// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/glyph.h"
#include "ui/theme/theme.h"

#include <QIconEngine>

#include <memory>
#include <optional>

namespace symbolon::ui {

// Draws a one-colour glyph in the colour its ink has at the moment of painting, so that an icon handed out once follows
// every later change of the theme. `on` replaces the ink while a checkable button is checked.
class GlyphIconEngine final : public QIconEngine
{
public:
    GlyphIconEngine(std::shared_ptr<const Theme> theme, Glyph glyph, Ink ink, std::optional<Ink> on);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QSize actualSize(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;
    QString key() const override;
    QString iconName() override;
    bool isNull() override;

private:
    [[nodiscard]] QColor color(QIcon::Mode mode, QIcon::State state) const;

    std::shared_ptr<const Theme> m_theme;
    Glyph m_glyph;
    Ink m_ink;
    std::optional<Ink> m_on;
};

// The glyph in one colour on nothing, `pixels` device pixels square; cached. Null for Glyph::None.
[[nodiscard]] QPixmap glyphPixmap(Glyph glyph, const QColor &color, int pixels);

// Draws the glyph in `rect`, sharp at the painter's device pixel ratio.
void paintGlyph(QPainter *painter, const QRect &rect, Glyph glyph, const QColor &color);

} // namespace symbolon::ui
