// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/controls.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/theme/stylepainters.h"

#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace symbolon::ui::stylepainters {

namespace {

bool isReadOnly(const QWidget *widget)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return line->isReadOnly();
    if (const auto *plain = qobject_cast<const QPlainTextEdit *>(widget))
        return plain->isReadOnly();
    if (const auto *text = qobject_cast<const QTextEdit *>(widget))
        return text->isReadOnly();
    return false;
}

} // namespace

void field(const Theme &theme, const QStyleOption &option, QPainter *painter, const QWidget *widget)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool editable = enabled && !isReadOnly(widget);
    const Level level = fieldLevel(widget);
    QColor border = editable ? theme.fieldBorder : theme.border;
    double width = 1;
    if (level >= Level::Medium) {
        border = theme.level(level).text;
        width = 2;
    } else if (editable && option.state.testFlag(QStyle::State_HasFocus)) {
        border = theme.accent;
    } else if (editable && option.state.testFlag(QStyle::State_MouseOver)) {
        border = theme.text3;
    }
    paintPanel(painter, option.rect, theme.px(metrics::radius), editable ? theme.surface : theme.sunken, border, width);
}

void comboBox(const Theme &theme, const QStyleOptionComboBox &option, QPainter *painter, const QWidget *widget)
{
    field(theme, option, painter, widget);
    const int side = theme.px(metrics::icon);
    const QRect arrow(option.rect.right() - side - theme.px(metrics::space2),
                      option.rect.top() + (option.rect.height() - side) / 2, side, side);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    paintGlyph(painter, QStyle::visualRect(option.direction, option.rect, arrow), Glyph::ChevronDown,
               enabled ? theme.text2 : theme.text3);
}

void comboBoxLabel(const Theme &theme, const QStyleOptionComboBox &option, QPainter *painter, const QWidget *widget)
{
    if (option.editable)
        return;
    QRect rect = comboBoxPart(theme, option, QStyle::SC_ComboBoxEditField);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (!option.currentIcon.isNull()) {
        const int side = theme.px(metrics::icon);
        const QRect icon(rect.left(), rect.top() + (rect.height() - side) / 2, side, side);
        option.currentIcon.paint(painter, icon, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        rect.setLeft(icon.right() + 1 + theme.px(metrics::space2));
    }
    const QFont font = widget != nullptr ? widget->font() : theme.font(TextStyle::Body);
    paintText(painter, rect, option.currentText, font, enabled ? theme.text : theme.text3);
}

void spinBox(const Theme &theme, const QStyleOptionSpinBox &option, QPainter *painter, const QWidget *widget,
             const QRect &up, const QRect &down)
{
    field(theme, option, painter, widget);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const int side = theme.px(metrics::space3);
    const auto arrow = [&](const QRect &rect, Glyph glyph, QAbstractSpinBox::StepEnabledFlag step) {
        const bool enabled = option.state.testFlag(QStyle::State_Enabled) && option.stepEnabled.testFlag(step);
        const QRect place(rect.center().x() - side / 2, rect.center().y() - side / 2 + 1, side, side);
        paintGlyph(painter, place, glyph, enabled ? theme.text2 : theme.border);
    };
    arrow(up, Glyph::ChevronUp, QAbstractSpinBox::StepUpEnabled);
    arrow(down, Glyph::ChevronDown, QAbstractSpinBox::StepDownEnabled);
}

QRect comboBoxPart(const Theme &theme, const QStyleOptionComboBox &option, QStyle::SubControl part)
{
    const int arrow = theme.px(metrics::icon) + 2 * theme.px(metrics::space2);
    const int left = theme.px(10);
    QRect rect = option.rect;
    switch (part) {
    case QStyle::SC_ComboBoxArrow:
        rect.setLeft(rect.right() - arrow + 1);
        break;
    case QStyle::SC_ComboBoxEditField:
        rect.adjust(option.editable ? 2 : left, 1, -arrow, -1);
        break;
    case QStyle::SC_ComboBoxListBoxPopup:
        rect.translate(0, theme.px(2));
        break;
    default:
        break;
    }
    return QStyle::visualRect(option.direction, option.rect, rect);
}

} // namespace symbolon::ui::stylepainters
