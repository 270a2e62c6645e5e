// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/ink.h"
#include "ui/theme/level.h"
#include "ui/theme/typescale.h"

#include <QColor>
#include <QPalette>

namespace symbolon::ui {

// The colours of one level. `fill` is the shape, `onFill` the sign on it, `text` the word (readable on every plane and
// on the tint), `tint` the soft plane behind badges and banners, `tintBorder` its edge.
struct LevelColors
{
    QColor fill;
    QColor onFill;
    QColor text;
    QColor tint;
    QColor tintBorder;
};

// Removed and added lines and, stronger, the characters that differ. The sign beside them uses the level texts.
struct DiffColors
{
    QColor removed;
    QColor removedStrong;
    QColor added;
    QColor addedStrong;
};

struct CodeColors
{
    QColor plain;
    QColor key;
    QColor value;
    QColor comment;
};

// Every colour and font of one look, as values: built once when the look changes, then only read. Planes from the back:
// window (shell), page, surface (tables, panels), sunken (headers, code), selection.
struct Theme
{
    [[nodiscard]] static Theme light(const TypeScale &type);
    [[nodiscard]] static Theme dark(const TypeScale &type);

    explicit Theme(const TypeScale &scale)
        : type(scale)
    {
    }

    bool isDark = false;
    TypeScale type;

    QColor window;
    QColor page;
    QColor surface;
    QColor sunken;
    QColor selection;
    QColor hover;      // behind a row, a menu entry or a quiet button under the pointer
    QColor border;     // between planes
    QColor softBorder; // between rows and around tiles
    QColor fieldBorder;
    QColor text;
    QColor text2;
    QColor text3;
    QColor accent;
    QColor accentHover;
    QColor accentPressed;
    QColor onAccent;
    QColor accentSoft; // a chosen chip or segment
    QColor accentSoftBorder;
    QColor track; // the empty part of a meter
    QColor badge; // behind a neutral count
    DiffColors diff;
    CodeColors code;

    [[nodiscard]] const LevelColors &level(Level level) const;
    [[nodiscard]] QColor ink(Ink ink) const;
    [[nodiscard]] const QFont &font(TextStyle style) const { return type.font(style); }
    [[nodiscard]] int lineHeight(TextStyle style) const { return type.lineHeight(style); }
    // A length from metrics.h at the current text scale.
    [[nodiscard]] int px(int length) const { return type.px(length); }
    [[nodiscard]] QPalette palette() const;

private:
    LevelColors m_none;
    LevelColors m_pass;
    LevelColors m_info;
    LevelColors m_low;
    LevelColors m_medium;
    LevelColors m_high;
    LevelColors m_critical;
};

// The ink in which a level's word is written; Ink::Text2 for Level::None.
[[nodiscard]] Ink inkOf(Level level);

// The contrast of two opaque colours after WCAG 2.1, from 1 to 21.
[[nodiscard]] double contrast(const QColor &first, const QColor &second);

} // namespace symbolon::ui
