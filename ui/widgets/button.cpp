// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/button.h"

#include "ui/widgets/plaintooltip.h"

namespace symbolon::ui {

namespace {

Ink inkFor(ButtonRole role)
{
    switch (role) {
    case ButtonRole::Primary:
        return Ink::OnAccent;
    case ButtonRole::Destructive:
        return Ink::Critical;
    case ButtonRole::Link:
        return Ink::Accent;
    case ButtonRole::Surface:
        return Ink::Text2;
    case ButtonRole::Secondary:
    case ButtonRole::Quiet:
        break;
    }
    return Ink::Text;
}

} // namespace

Button::Button(const Appearance &appearance, const QString &text, ButtonRole role, Glyph glyph, QWidget *parent)
    : QPushButton(text, parent)
    , m_appearance(appearance)
    , m_glyph(glyph)
{
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRole(role);
}

void Button::setGlyph(Glyph glyph)
{
    m_glyph = glyph;
    setIcon(m_appearance.icon(glyph, inkFor(buttonRole(this))));
}

void Button::setRole(ButtonRole role)
{
    setButtonRole(this, role);
    setCursor(role == ButtonRole::Link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setGlyph(m_glyph);
    updateGeometry();
}

void Button::setBlocked(const QString &reason)
{
    setEnabled(reason.isEmpty());
    setPlainToolTip(this, reason);
}

IconButton::IconButton(const Appearance &appearance, Glyph glyph, const QString &name, QWidget *parent)
    : QToolButton(parent)
    , m_appearance(appearance)
{
    setToolButtonStyle(Qt::ToolButtonIconOnly);
    setFocusPolicy(Qt::StrongFocus); // tool buttons are out of the tab order by default
    setPopupMode(QToolButton::InstantPopup);
    setGlyph(glyph);
    setName(name);
}

void IconButton::setGlyph(Glyph glyph, Ink ink)
{
    setIcon(m_appearance.icon(glyph, ink, Ink::Accent));
}

void IconButton::setName(const QString &name)
{
    setAccessibleName(name);
    setToolTip(plainToolTip(name));
    setAccessibleDescription(QString());
}

} // namespace symbolon::ui
