// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/glyph.h"
#include "ui/theme/theme.h"

#include <QIcon>

#include <memory>
#include <optional>

namespace symbolon::ui {

// Hands out the program's icons. They follow the theme by themselves: set one once and forget it.
class Icons final
{
public:
    explicit Icons(std::shared_ptr<const Theme> theme);

    // `on` replaces `ink` in the checked state of a checkable button or action.
    [[nodiscard]] QIcon icon(Glyph glyph, Ink ink = Ink::Text2, std::optional<Ink> on = {}) const;

    // The program's own icon for windows and task bars: the mark on a tile of the accent, in fixed colours.
    [[nodiscard]] static QIcon applicationIcon();

private:
    std::shared_ptr<const Theme> m_theme;
};

} // namespace symbolon::ui
