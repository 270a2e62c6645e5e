// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>

#include <array>

namespace symbolon::ui {

// Kinds of text, by use. Sizes are pixels over line height at text scale 1.
enum class TextStyle : quint8 {
    PageTitle,    // 20/28 semibold
    Section,      // 15/20 semibold
    Body,         // 13/20
    BodyMedium,   // 13/20 medium: names, tabs, buttons
    BodySemibold, // 13/20 semibold: headings inside a pane
    Secondary,    // 12/16
    SecondaryMedium,
    SecondarySemibold,
    Caption, // 11/16
    CaptionMedium,
    CaptionSemibold,
    Figure,    // 28/34 semibold
    Mono,      // 12/18, whatever is copied or compared
    MonoSmall, // 11/16, the same in panes
};

inline constexpr int textStyleCount = static_cast<int>(TextStyle::MonoSmall) + 1;

// The fonts of the interface: Inter and JetBrains Mono where installed, else the platform's own, all in proportion to
// the size of the font the desktop asked for.
class TypeScale final
{
public:
    // `applicationFont` is the desktop's font before ours replaces it; 10 pt to 11 pt count as 100 %.
    explicit TypeScale(const QFont &applicationFont);

    [[nodiscard]] const QFont &font(TextStyle style) const;
    [[nodiscard]] int lineHeight(TextStyle style) const;
    // 1.0 at the usual size; never below 0.8 or above 2.
    [[nodiscard]] double factor() const { return m_factor; }
    [[nodiscard]] int px(int length) const;

    bool operator==(const TypeScale &) const = default;

private:
    std::array<QFont, textStyleCount> m_fonts; // cells ask for them at every painting
    double m_factor = 1.0;
};

} // namespace symbolon::ui
