// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// A glyph on a tile: the picture of an object at the head of its details.
class Tile final : public QWidget
{
    Q_OBJECT

public:
    // `side` in pixels at text scale 1.
    Tile(const Appearance &appearance, Glyph glyph, Ink ink, int side, QWidget *parent = nullptr);

    void setGlyph(Glyph glyph, Ink ink);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    Glyph m_glyph;
    Ink m_ink;
};

} // namespace symbolon::ui
