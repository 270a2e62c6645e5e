// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"

#include <QStyle>
#include <QStyleOption>

#include <optional>

class QPainter;
class QWidget;

// The drawing behind Style, one file a family of controls. Each function draws the whole of its element.
namespace symbolon::ui::stylepainters {

// stylebuttons.cpp
void buttonBevel(const Theme &theme, const QStyleOptionButton &option, QPainter *painter, const QWidget *widget);
void buttonLabel(const Theme &theme, const QStyleOptionButton &option, QPainter *painter, const QWidget *widget);
[[nodiscard]] QSize buttonSize(const Theme &theme, const QStyleOptionButton &option, const QWidget *widget);
void toolButton(const Theme &theme, const QStyleOptionToolButton &option, QPainter *painter, const QWidget *widget);
[[nodiscard]] QSize toolButtonSize(const Theme &theme, const QStyleOptionToolButton &option, const QWidget *widget);
void checkIndicator(const Theme &theme, const QStyleOption &option, QPainter *painter);
void radioIndicator(const Theme &theme, const QStyleOption &option, QPainter *painter);

// stylefields.cpp
void field(const Theme &theme, const QStyleOption &option, QPainter *painter, const QWidget *widget);
void comboBox(const Theme &theme, const QStyleOptionComboBox &option, QPainter *painter, const QWidget *widget);
void comboBoxLabel(const Theme &theme, const QStyleOptionComboBox &option, QPainter *painter, const QWidget *widget);
void spinBox(const Theme &theme, const QStyleOptionSpinBox &option, QPainter *painter, const QWidget *widget,
             const QRect &up, const QRect &down);
[[nodiscard]] QRect comboBoxPart(const Theme &theme, const QStyleOptionComboBox &option, QStyle::SubControl part);

// stylebars.cpp
inline constexpr int tabPadding = 6;
void tabShape(const Theme &theme, const QStyleOptionTab &option, QPainter *painter);
void tabLabel(const Theme &theme, const QStyleOptionTab &option, QPainter *painter, const QRect &rect);
[[nodiscard]] QSize tabSize(const Theme &theme, const QStyleOptionTab &option);
void scrollBar(const Theme &theme, const QStyleOptionSlider &option, QPainter *painter, const QWidget *widget,
               const QRect &slider);
[[nodiscard]] QRect scrollBarPart(const Theme &theme, const QStyleOptionSlider &option, QStyle::SubControl part);
void headerSection(const Theme &theme, const QStyleOptionHeader &option, QPainter *painter);
void progressBar(const Theme &theme, const QStyleOptionProgressBar &option, QPainter *painter);

// stylelengths.cpp: nothing for what Fusion decides.
[[nodiscard]] std::optional<int> length(const Theme &theme, QStyle::PixelMetric metric);

// stylemenus.cpp
void menuItem(const Theme &theme, const QStyleOptionMenuItem &option, QPainter *painter);
[[nodiscard]] QSize menuItemSize(const Theme &theme, const QStyleOptionMenuItem &option);
void menuBarItem(const Theme &theme, const QStyleOptionMenuItem &option, QPainter *painter);
[[nodiscard]] QSize menuBarItemSize(const Theme &theme, const QStyleOptionMenuItem &option);

} // namespace symbolon::ui::stylepainters
