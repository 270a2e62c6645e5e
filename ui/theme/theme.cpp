// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace symbolon::ui {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

Theme Theme::light(const TypeScale &type)
{
    Theme theme(type);
    theme.window = rgb(0xE9ECEF);
    theme.page = rgb(0xF5F6F8);
    theme.surface = rgb(0xFFFFFF);
    theme.sunken = rgb(0xF0F2F5);
    theme.selection = rgb(0xE2F1F4);
    theme.hover = rgb(0xF3F6F8);
    theme.border = rgb(0xD9DEE4);
    theme.softBorder = rgb(0xE8EBEF);
    theme.fieldBorder = rgb(0x7B8591);
    theme.text = rgb(0x16202B);
    theme.text2 = rgb(0x46525F);
    theme.text3 = rgb(0x5A6571);
    theme.accent = rgb(0x0B6178);
    theme.accentHover = rgb(0x09556A);
    theme.accentPressed = rgb(0x07485A);
    theme.onAccent = rgb(0xFFFFFF);
    theme.accentSoft = rgb(0xDCEEF2);
    theme.accentSoftBorder = rgb(0x8FC2CF);
    theme.track = rgb(0xE6E9ED);
    theme.badge = rgb(0xEDF0F3);
    theme.diff = {rgb(0xFBE6EE), rgb(0xE3A9C0), rgb(0xE1F2ED), rgb(0xA4D3C5)};
    theme.code = {theme.text, theme.accent, rgb(0x8B3A00), theme.text3};
    theme.m_none = {theme.text3, theme.surface, theme.text2, theme.badge, theme.border};
    theme.m_pass = {rgb(0x1F7A65), rgb(0xFFFFFF), rgb(0x1A6A58), rgb(0xE1F2ED), rgb(0xA4D3C5)};
    theme.m_info = {rgb(0x64707D), rgb(0xFFFFFF), rgb(0x56616D), rgb(0xEDF0F3), rgb(0xCBD2D9)};
    theme.m_low = {rgb(0x1F5BB5), rgb(0xFFFFFF), rgb(0x1C53A5), rgb(0xE6EEFA), rgb(0xB4CBEE)};
    theme.m_medium = {rgb(0xAC7F00), rgb(0x2B2000), rgb(0x735500), rgb(0xFBF3D9), rgb(0xE0CB86)};
    theme.m_high = {rgb(0xB03600), rgb(0xFFFFFF), rgb(0xA43200), rgb(0xFDECE1), rgb(0xEBB899)};
    theme.m_critical = {rgb(0x8A0A48), rgb(0xFFFFFF), rgb(0x8A0A48), rgb(0xFBE6EE), rgb(0xE3A9C0)};
    return theme;
}

Theme Theme::dark(const TypeScale &type)
{
    Theme theme(type);
    theme.isDark = true;
    theme.window = rgb(0x12161B);
    theme.page = rgb(0x171C22);
    theme.surface = rgb(0x1E242B);
    theme.sunken = rgb(0x181D23);
    theme.selection = rgb(0x17343D);
    theme.hover = rgb(0x232A32);
    theme.border = rgb(0x343D48);
    theme.softBorder = rgb(0x29313A);
    theme.fieldBorder = rgb(0x75818F);
    theme.text = rgb(0xE7EBEF);
    theme.text2 = rgb(0xB7C0CA);
    theme.text3 = rgb(0x96A1AE);
    theme.accent = rgb(0x62C6DC);
    theme.accentHover = rgb(0x7AD2E5);
    theme.accentPressed = rgb(0x4FB4CA);
    theme.onAccent = rgb(0x05222A);
    theme.accentSoft = rgb(0x163943);
    theme.accentSoftBorder = rgb(0x2F6A79);
    theme.track = rgb(0x2B333C);
    theme.badge = rgb(0x2B333C);
    theme.diff = {rgb(0x41192A), rgb(0x7D2B4B), rgb(0x13352E), rgb(0x1E5F51)};
    theme.code = {theme.text, theme.accent, rgb(0xF0B183), theme.text3};
    theme.m_none = {theme.text3, theme.surface, theme.text2, theme.badge, theme.border};
    theme.m_pass = {rgb(0x56D0B4), rgb(0x12161B), rgb(0x6BD8BF), rgb(0x13352E), rgb(0x25614F)};
    theme.m_info = {rgb(0x96A1AE), rgb(0x12161B), rgb(0xB0BAC4), rgb(0x2B333C), rgb(0x46515D)};
    theme.m_low = {rgb(0x84AEF5), rgb(0x12161B), rgb(0x9BBDF7), rgb(0x1B2C49), rgb(0x34507F)};
    theme.m_medium = {rgb(0xF7E27A), rgb(0x2B2000), rgb(0xF2DC74), rgb(0x353014), rgb(0x6A5F26)};
    theme.m_high = {rgb(0xF98B34), rgb(0x12161B), rgb(0xFBA35E), rgb(0x3D2614), rgb(0x7A4820)};
    theme.m_critical = {rgb(0xFF4F82), rgb(0x12161B), rgb(0xFF86A8), rgb(0x41192A), rgb(0x7D2B4B)};
    return theme;
}

const LevelColors &Theme::level(Level level) const
{
    switch (level) {
    case Level::None:
        return m_none;
    case Level::Pass:
        return m_pass;
    case Level::Info:
        return m_info;
    case Level::Low:
        return m_low;
    case Level::Medium:
        return m_medium;
    case Level::High:
        return m_high;
    case Level::Critical:
    case Level::Failed:
        return m_critical;
    }
    return m_none;
}

QColor Theme::ink(Ink ink) const
{
    switch (ink) {
    case Ink::Text:
        return text;
    case Ink::Text2:
        return text2;
    case Ink::Text3:
        return text3;
    case Ink::Accent:
        return accent;
    case Ink::OnAccent:
        return onAccent;
    case Ink::Critical:
        return m_critical.text;
    case Ink::High:
        return m_high.text;
    case Ink::Medium:
        return m_medium.text;
    case Ink::Low:
        return m_low.text;
    case Ink::Info:
        return m_info.text;
    case Ink::Pass:
        return m_pass.text;
    }
    return text;
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, page);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, surface);
    palette.setColor(QPalette::AlternateBase, sunken);
    palette.setColor(QPalette::ToolTipBase, isDark ? badge : text);
    palette.setColor(QPalette::ToolTipText, isDark ? text : surface);
    palette.setColor(QPalette::PlaceholderText, text3);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, surface);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, m_critical.text);
    palette.setColor(QPalette::Light, isDark ? badge : surface);
    palette.setColor(QPalette::Midlight, softBorder);
    palette.setColor(QPalette::Mid, border);
    palette.setColor(QPalette::Dark, fieldBorder);
    palette.setColor(QPalette::Shadow, window);
    // Selected text keeps its ink on a tint, as rows do; the accent itself stays for what can be pressed.
    palette.setColor(QPalette::Highlight, isDark ? accentSoftBorder : accentSoft.darker(112));
    palette.setColor(QPalette::HighlightedText, text);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, text3);
    palette.setColor(QPalette::Disabled, QPalette::Base, sunken);
    palette.setColor(QPalette::Disabled, QPalette::Button, sunken);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, softBorder);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, text2);
    return palette;
}

Ink inkOf(Level level)
{
    switch (level) {
    case Level::None:
        return Ink::Text2;
    case Level::Pass:
        return Ink::Pass;
    case Level::Info:
        return Ink::Info;
    case Level::Low:
        return Ink::Low;
    case Level::Medium:
        return Ink::Medium;
    case Level::High:
        return Ink::High;
    case Level::Critical:
    case Level::Failed:
        return Ink::Critical;
    }
    return Ink::Text2;
}

double contrast(const QColor &first, const QColor &second)
{
    const double one = luminance(first);
    const double two = luminance(second);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

} // namespace symbolon::ui
