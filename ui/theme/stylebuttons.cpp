// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/controls.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/theme/stylepainters.h"

#include <QAbstractButton>
#include <QPainter>

#include <algorithm>

namespace symbolon::ui::stylepainters {

namespace {

struct Look
{
    QColor fill;
    QColor border;
    QColor text;
};

struct Parts
{
    bool icon = false;
    bool text = false;
    bool menu = false;
};

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

Look look(const Theme &theme, ButtonRole role, const QStyleOption &option)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool down = has(option, QStyle::State_Sunken);
    const bool over = has(option, QStyle::State_MouseOver);
    const bool on = has(option, QStyle::State_On);
    const bool bordered = role != ButtonRole::Quiet && role != ButtonRole::Link;
    if (!enabled) {
        return {bordered ? theme.sunken : QColor(), bordered ? theme.border : QColor(), theme.text3};
    }
    switch (role) {
    case ButtonRole::Primary:
        return {down ? theme.accentPressed : over ? theme.accentHover : theme.accent, QColor(), theme.onAccent};
    case ButtonRole::Destructive:
        return {down || over ? theme.level(Level::Critical).tint : theme.surface,
                over ? theme.level(Level::Critical).fill : theme.fieldBorder, theme.level(Level::Critical).text};
    case ButtonRole::Link:
        return {QColor(), QColor(), down ? theme.accentPressed : over ? theme.accentHover : theme.accent};
    case ButtonRole::Quiet:
        return {on         ? theme.accentSoft
                    : down ? theme.border
                    : over ? theme.softBorder
                           : QColor(),
                QColor(), on ? theme.accent : theme.text};
    case ButtonRole::Surface:
        return {down ? theme.softBorder : over ? theme.hover : theme.surface, theme.border, theme.text2};
    case ButtonRole::Secondary:
        break;
    }
    return {on         ? theme.accentSoft
                : down ? theme.softBorder
                : over ? theme.hover
                       : theme.surface,
            theme.fieldBorder, theme.text};
}

TextStyle textStyle(ButtonRole role, bool small)
{
    if (role == ButtonRole::Primary && !small)
        return TextStyle::BodySemibold;
    if (role == ButtonRole::Surface)
        return TextStyle::Secondary;
    return small || role == ButtonRole::Link ? TextStyle::SecondaryMedium : TextStyle::BodyMedium;
}

int padding(const Theme &theme, ButtonRole role, bool small)
{
    if (role == ButtonRole::Link)
        return 0;
    return theme.px(small ? 9 : 12);
}

QSize contentsSize(const Theme &theme, const QString &text, const QFont &font, Parts parts, bool small)
{
    const int icon = theme.px(small ? metrics::iconSmall : metrics::icon);
    const int gap = theme.px(small ? 6 : metrics::space2);
    int width = 0;
    if (parts.text)
        width += textWidth(text, font, Qt::TextShowMnemonic);
    if (parts.icon)
        width += icon + (parts.text ? gap : 0);
    if (parts.menu)
        width += icon + (parts.text || parts.icon ? theme.px(metrics::space1) : 0);
    return {width, theme.px(small ? metrics::controlSmall : metrics::control)};
}

void paintContents(const Theme &theme, QPainter *painter, QRect rect, const QString &text, const QIcon &icon,
                   const QStyleOption &option, const QFont &font, const QColor &color, Parts parts, bool small,
                   bool centred)
{
    const int side = theme.px(small ? metrics::iconSmall : metrics::icon);
    const int gap = theme.px(small ? 6 : metrics::space2);
    const int wanted = contentsSize(theme, text, font, parts, small).width();
    int left = rect.left();
    if (centred && wanted < rect.width())
        left += (rect.width() - wanted) / 2;
    int right = centred ? std::min(rect.right(), left + wanted - 1) : rect.right();
    const int top = rect.top() + (rect.height() - side) / 2;
    if (parts.icon) {
        const QIcon::Mode mode = has(option, QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled;
        const QIcon::State state = has(option, QStyle::State_On) ? QIcon::On : QIcon::Off;
        icon.paint(painter, QRect(left, top, side, side), Qt::AlignCenter, mode, state);
        left += side + gap;
    }
    if (parts.menu) {
        paintGlyph(painter, QRect(right - side + 2, top, side, side), Glyph::ChevronDown, color);
        right -= side + theme.px(metrics::space1) - 1;
    }
    if (parts.text) {
        const QRect where(left, rect.top(), right - left + 1, rect.height());
        paintText(painter, where, text, font, color, Qt::ElideRight, Qt::AlignLeft | Qt::TextShowMnemonic);
    }
}

Parts partsOf(const QStyleOptionButton &option)
{
    return {!option.icon.isNull(), !option.text.isEmpty(), option.features.testFlag(QStyleOptionButton::HasMenu)};
}

Parts partsOf(const QStyleOptionToolButton &option)
{
    const bool icon = !option.icon.isNull() && option.toolButtonStyle != Qt::ToolButtonTextOnly;
    const bool text = !option.text.isEmpty()
        && (option.toolButtonStyle != Qt::ToolButtonIconOnly || option.icon.isNull());
    return {icon, text, option.features.testFlag(QStyleOptionToolButton::HasMenu)};
}

} // namespace

void buttonBevel(const Theme &theme, const QStyleOptionButton &option, QPainter *painter, const QWidget *widget)
{
    const Look colors = look(theme, buttonRole(widget), option);
    paintPanel(painter, option.rect, theme.px(metrics::radius), colors.fill, colors.border);
}

void buttonLabel(const Theme &theme, const QStyleOptionButton &option, QPainter *painter, const QWidget *widget)
{
    const ButtonRole role = buttonRole(widget);
    const bool small = isSmall(widget);
    QFont font = theme.font(textStyle(role, small));
    if (role == ButtonRole::Link && has(option, QStyle::State_MouseOver))
        font.setUnderline(true);
    const int side = padding(theme, role, small);
    paintContents(theme, painter, option.rect.adjusted(side, 0, -side, 0), option.text, option.icon, option, font,
                  look(theme, role, option).text, partsOf(option), small, true);
}

QSize buttonSize(const Theme &theme, const QStyleOptionButton &option, const QWidget *widget)
{
    const ButtonRole role = buttonRole(widget);
    const bool small = isSmall(widget);
    const QFont &font = theme.font(textStyle(role, small));
    QSize size = contentsSize(theme, option.text, font, partsOf(option), small);
    size.rwidth() += 2 * padding(theme, role, small);
    if (role == ButtonRole::Link)
        size.setHeight(theme.px(metrics::controlSmall));
    return size;
}

void toolButton(const Theme &theme, const QStyleOptionToolButton &option, QPainter *painter, const QWidget *widget)
{
    const ButtonRole role = buttonRole(widget);
    const bool small = isSmall(widget);
    const Look colors = look(theme, role, option);
    paintPanel(painter, option.rect, theme.px(metrics::radius), colors.fill, colors.border);
    const Parts parts = partsOf(option);
    const int side = parts.text ? padding(theme, role, small) : 0;
    paintContents(theme, painter, option.rect.adjusted(side, 0, -side, 0), option.text, option.icon, option,
                  theme.font(textStyle(role, small)), colors.text, parts, small, true);
}

QSize toolButtonSize(const Theme &theme, const QStyleOptionToolButton &option, const QWidget *widget)
{
    const ButtonRole role = buttonRole(widget);
    const bool small = isSmall(widget);
    const Parts parts = partsOf(option);
    QSize size = contentsSize(theme, option.text, theme.font(textStyle(role, small)), parts, small);
    if (parts.text)
        size.rwidth() += 2 * padding(theme, role, small);
    else
        size.setWidth(std::max(size.height(), size.width() + 2 * theme.px(small ? 4 : 7)));
    return size;
}

void checkIndicator(const Theme &theme, const QStyleOption &option, QPainter *painter)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
    const QColor fill = !enabled ? theme.sunken : on ? theme.accent : theme.surface;
    const QColor border = !enabled             ? theme.border
        : on                                   ? theme.accent
        : has(option, QStyle::State_MouseOver) ? theme.accent
                                               : theme.fieldBorder;
    paintPanel(painter, option.rect, metrics::radiusBadge, fill, border);
    const QColor sign = enabled ? theme.onAccent : theme.text3;
    if (has(option, QStyle::State_NoChange))
        painter->fillRect(QRect(option.rect.left() + 4, option.rect.center().y(), option.rect.width() - 8, 2), sign);
    else if (on)
        paintGlyph(painter, option.rect.adjusted(2, 2, -2, -2), Glyph::Check, sign);
}

void radioIndicator(const Theme &theme, const QStyleOption &option, QPainter *painter)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const QRect rect = option.rect;
    const QColor border = !enabled                   ? theme.border
        : on || has(option, QStyle::State_MouseOver) ? theme.accent
                                                     : theme.fieldBorder;
    if (on && enabled) {
        // A thick ring: the accent disc with a hole in the middle.
        paintPanel(painter, rect, rect.width() / 2.0, theme.accent);
        const int hole = rect.width() / 3;
        paintPanel(painter, rect.adjusted(hole, hole, -hole, -hole), rect.width() / 2.0, theme.onAccent);
        return;
    }
    paintPanel(painter, rect, rect.width() / 2.0, enabled ? theme.surface : theme.sunken, border);
    if (on) {
        const int hole = rect.width() / 3;
        paintPanel(painter, rect.adjusted(hole, hole, -hole, -hole), rect.width() / 2.0, theme.text3);
    }
}

} // namespace symbolon::ui::stylepainters
