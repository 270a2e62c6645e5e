// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// A small drawing beside a text that says the same.
class GlyphLabel final : public QWidget
{
    Q_OBJECT

public:
    GlyphLabel(const Appearance &appearance, Glyph glyph, Ink ink, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    Glyph m_glyph;
    Ink m_ink;
};

} // namespace symbolon::ui
