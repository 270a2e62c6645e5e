// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/iconengine.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/theme/stylepainters.h"

#include <QPainter>

namespace symbolon::ui::stylepainters {

namespace {

constexpr int itemHeight = 28;
constexpr int separatorHeight = 9;
constexpr int sideMargin = 4;

int signColumn(const Theme &theme)
{
    return theme.px(metrics::icon) + 2 * theme.px(metrics::space2);
}

QString labelOf(const QString &text)
{
    return text.section(QLatin1Char('\t'), 0, 0);
}

QString shortcutOf(const QString &text)
{
    return text.section(QLatin1Char('\t'), 1);
}

int widthOf(const QString &text, const QFont &font)
{
    return textWidth(text, font, Qt::TextShowMnemonic);
}

void paintSign(const Theme &theme, const QStyleOptionMenuItem &option, QPainter *painter, const QColor &color)
{
    const int side = theme.px(metrics::icon);
    const QRect where(option.rect.left() + theme.px(sideMargin + metrics::space2),
                      option.rect.top() + (option.rect.height() - side) / 2, side, side);
    const bool checkable = option.checkType != QStyleOptionMenuItem::NotCheckable;
    if (checkable && option.checked && option.checkType == QStyleOptionMenuItem::Exclusive) {
        const int inset = side / 2 - 3;
        paintPanel(painter, where.adjusted(inset, inset, -inset, -inset), 3, color);
    } else if (checkable && option.checked) {
        paintGlyph(painter, where, Glyph::Check, color);
    } else if (!option.icon.isNull()) {
        const bool enabled = option.state.testFlag(QStyle::State_Enabled);
        option.icon.paint(painter, where, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
}

} // namespace

void menuItem(const Theme &theme, const QStyleOptionMenuItem &option, QPainter *painter)
{
    painter->fillRect(option.rect, theme.surface);
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(option.rect.left(), option.rect.center().y(), option.rect.width(), 1),
                          theme.softBorder);
        return;
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    if (chosen) {
        const int margin = theme.px(sideMargin);
        paintPanel(painter, option.rect.adjusted(margin, 0, -margin, 0), metrics::radiusBadge,
                   enabled ? theme.selection : theme.hover);
    }
    const QColor color = enabled ? theme.text : theme.text3;
    paintSign(theme, option, painter, enabled ? theme.accent : theme.text3);
    const int right = theme.px(metrics::space4);
    const QRect text = option.rect.adjusted(theme.px(sideMargin) + signColumn(theme), 0, -right, 0);
    const QFont &font = theme.font(TextStyle::Body);
    paintText(painter, text, labelOf(option.text), font, color, Qt::ElideRight, Qt::AlignLeft | Qt::TextShowMnemonic);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const int side = theme.px(metrics::icon);
        const QRect arrow(option.rect.right() - side - theme.px(metrics::space2),
                          option.rect.top() + (option.rect.height() - side) / 2, side, side);
        paintGlyph(painter, arrow, Glyph::ChevronRight, theme.text3);
    } else {
        paintText(painter, text, shortcutOf(option.text), theme.font(TextStyle::Secondary), theme.text3, Qt::ElideRight,
                  Qt::AlignRight);
    }
}

QSize menuItemSize(const Theme &theme, const QStyleOptionMenuItem &option)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator)
        return {theme.px(64), theme.px(separatorHeight)};
    const QFont &font = theme.font(TextStyle::Body);
    int width = theme.px(sideMargin) + signColumn(theme) + widthOf(labelOf(option.text), font)
        + theme.px(metrics::space4);
    const QString shortcut = shortcutOf(option.text);
    if (!shortcut.isEmpty())
        width += widthOf(shortcut, theme.font(TextStyle::Secondary)) + theme.px(metrics::space6);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        width += theme.px(metrics::space6);
    return {width, theme.px(itemHeight)};
}

void menuBarItem(const Theme &theme, const QStyleOptionMenuItem &option, QPainter *painter)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool open = option.state.testFlag(QStyle::State_Sunken) || option.state.testFlag(QStyle::State_Selected);
    // No ground of its own: what lies below shows, unless the bar was given a plane.
    if (open && enabled) {
        const int spare = (option.rect.height() - theme.px(28)) / 2;
        paintPanel(painter, option.rect.adjusted(0, spare, 0, -spare), theme.px(metrics::radius), theme.border);
    }
    paintText(painter, option.rect, option.text, theme.font(TextStyle::Body), enabled ? theme.text2 : theme.text3,
              Qt::ElideNone, Qt::AlignHCenter | Qt::TextShowMnemonic);
}

QSize menuBarItemSize(const Theme &theme, const QStyleOptionMenuItem &option)
{
    return {widthOf(option.text, theme.font(TextStyle::Body)) + 2 * theme.px(9), theme.px(30)};
}

} // namespace symbolon::ui::stylepainters
