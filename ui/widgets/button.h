// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/theme/controls.h"

#include <QPushButton>
#include <QToolButton>

namespace symbolon::ui {

// A push button whose icon follows its role: dark, on the accent, or critical.
class Button final : public QPushButton
{
    Q_OBJECT

public:
    Button(const Appearance &appearance, const QString &text, ButtonRole role = ButtonRole::Secondary,
           Glyph glyph = Glyph::None, QWidget *parent = nullptr);

    void setGlyph(Glyph glyph);
    void setRole(ButtonRole role);

    // Disables the button and says why in its tool tip; an empty reason enables it again. A button is never disabled
    // without a reason.
    void setBlocked(const QString &reason);

private:
    const Appearance &m_appearance;
    Glyph m_glyph;
};

// A square button that shows an icon alone: its name is its accessible name and its tool tip.
class IconButton final : public QToolButton
{
    Q_OBJECT

public:
    IconButton(const Appearance &appearance, Glyph glyph, const QString &name, QWidget *parent = nullptr);

    void setGlyph(Glyph glyph, Ink ink = Ink::Text2);
    void setName(const QString &name);

private:
    const Appearance &m_appearance;
};

} // namespace symbolon::ui
