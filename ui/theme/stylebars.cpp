// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/iconengine.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/theme/stylepainters.h"

#include <QAbstractScrollArea>
#include <QPainter>

#include <algorithm>

namespace symbolon::ui::stylepainters {

namespace {

constexpr int tabUnderlineOverhang = 4;

bool isSelected(const QStyleOptionTab &option)
{
    return option.state.testFlag(QStyle::State_Selected);
}

// The plane a scroll bar lies on: that of the area it scrolls.
QColor planeUnder(const Theme &theme, const QWidget *bar)
{
    const QWidget *ancestor = bar;
    while (ancestor != nullptr) {
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(ancestor)) {
            const QWidget *viewport = area->viewport();
            return viewport->palette().color(viewport->backgroundRole());
        }
        ancestor = ancestor->parentWidget();
    }
    return theme.surface;
}

} // namespace

void tabShape(const Theme &theme, const QStyleOptionTab &option, QPainter *painter)
{
    const QRect rect = option.rect;
    const auto underline = [&](int thick) {
        const int inset = theme.px(tabPadding - tabUnderlineOverhang);
        return QRect(rect.left() + inset, rect.bottom() - thick + 1, rect.width() - 2 * inset, thick);
    };
    if (isSelected(option)) {
        const int bar = theme.px(metrics::selectionBar);
        painter->fillRect(underline(bar), theme.accent);
    } else if (option.state.testFlag(QStyle::State_MouseOver) && option.state.testFlag(QStyle::State_Enabled)) {
        painter->fillRect(underline(2), theme.fieldBorder);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange))
        paintPanel(painter, rect.adjusted(0, 3, 0, -6), metrics::radiusBadge, QColor(), theme.accent,
                   metrics::focusWidth);
}

void tabLabel(const Theme &theme, const QStyleOptionTab &option, QPainter *painter, const QRect &rect)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const QColor color = !enabled ? theme.text3 : isSelected(option) ? theme.text : theme.text2;
    const QFont &font = theme.font(isSelected(option) ? TextStyle::BodySemibold : TextStyle::BodyMedium);
    QRect where = rect;
    if (!option.icon.isNull()) {
        const int side = theme.px(metrics::icon);
        option.icon.paint(painter, QRect(where.left(), where.top() + (where.height() - side) / 2, side, side));
        where.setLeft(where.left() + side + theme.px(metrics::space2));
    }
    paintText(painter, where, option.text, font, color, Qt::ElideRight, Qt::AlignLeft | Qt::TextShowMnemonic);
}

QSize tabSize(const Theme &theme, const QStyleOptionTab &option)
{
    // As wide as the chosen tab, so that choosing moves nothing.
    int width = textWidth(option.text, theme.font(TextStyle::BodySemibold), Qt::TextShowMnemonic);
    if (!option.icon.isNull())
        width += theme.px(metrics::icon + metrics::space2);
    for (const QSize &button : {option.leftButtonSize, option.rightButtonSize}) {
        if (!button.isEmpty())
            width += button.width() + theme.px(6);
    }
    return {width + 2 * theme.px(tabPadding), theme.px(38)};
}

void scrollBar(const Theme &theme, const QStyleOptionSlider &option, QPainter *painter, const QWidget *widget,
               const QRect &slider)
{
    painter->fillRect(option.rect, planeUnder(theme, widget));
    if (option.maximum <= option.minimum || !option.state.testFlag(QStyle::State_Enabled))
        return;
    const bool active = option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Sunken);
    const int thick = 6;
    QRect handle = slider;
    if (option.orientation == Qt::Vertical)
        handle = QRect(slider.right() - thick - 2, slider.top() + 2, thick, slider.height() - 4);
    else
        handle = QRect(slider.left() + 2, slider.bottom() - thick - 2, slider.width() - 4, thick);
    QColor color = theme.fieldBorder;
    if (!active)
        color.setAlphaF(0.75F);
    paintPanel(painter, handle, thick / 2.0, color);
}

QRect scrollBarPart(const Theme &theme, const QStyleOptionSlider &option, QStyle::SubControl part)
{
    const bool vertical = option.orientation == Qt::Vertical;
    const int length = vertical ? option.rect.height() : option.rect.width();
    const auto span = [&](int from, int to) {
        const QRect rect = option.rect;
        return vertical ? QRect(rect.left(), rect.top() + from, rect.width(), to - from)
                        : QRect(rect.left() + from, rect.top(), to - from, rect.height());
    };
    int handle = length;
    if (option.maximum > option.minimum) {
        const qint64 range = qint64(option.maximum) - option.minimum + option.pageStep;
        handle = static_cast<int>(qint64(option.pageStep) * length / range);
        handle = std::clamp(handle, std::min(theme.px(32), length), length);
    }
    const int start = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                      length - handle, option.upsideDown);
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return span(start, start + handle);
    case QStyle::SC_ScrollBarGroove:
        return option.rect;
    case QStyle::SC_ScrollBarSubPage:
        return span(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return span(start + handle, length);
    default:
        return {}; // no arrows
    }
}

void headerSection(const Theme &theme, const QStyleOptionHeader &option, QPainter *painter)
{
    const QRect rect = option.rect;
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    const bool over = option.state.testFlag(QStyle::State_MouseOver);
    painter->fillRect(rect, theme.sunken);
    paintLine(painter, rect, Qt::BottomEdge, theme.border);
    const bool first = option.position == QStyleOptionHeader::Beginning
        || option.position == QStyleOptionHeader::OnlyOneSection;
    const bool last = option.position == QStyleOptionHeader::End
        || option.position == QStyleOptionHeader::OnlyOneSection;
    if (over && !last)
        painter->fillRect(QRect(rect.right(), rect.top() + 8, 1, rect.height() - 16), theme.fieldBorder);
    const int lead = theme.px(first ? metrics::space4 : metrics::space2);
    QRect where = rect.adjusted(lead, 0, -theme.px(metrics::space2), -1);
    const QFont &font = theme.font(sorted ? TextStyle::SecondarySemibold : TextStyle::SecondaryMedium);
    const QColor color = sorted ? theme.text : theme.text2;
    const int arrow = sorted ? theme.px(12) : 0;
    const int gap = sorted ? theme.px(metrics::space1) : 0;
    const int width = std::min(textWidth(option.text, font), where.width() - arrow - gap);
    const bool right = (option.textAlignment & Qt::AlignRight) != 0;
    const int left = right ? where.right() + 1 - width - arrow - gap : where.left();
    paintText(painter, QRect(left, where.top(), width + 1, where.height()), option.text, font, color);
    if (sorted) {
        // Qt's "SortDown" stands for ascending order.
        const Glyph glyph = option.sortIndicator == QStyleOptionHeader::SortDown ? Glyph::SortAscending
                                                                                 : Glyph::SortDescending;
        paintGlyph(painter, QRect(left + width + gap, where.top() + (where.height() - arrow) / 2, arrow, arrow), glyph,
                   color);
    }
}

void progressBar(const Theme &theme, const QStyleOptionProgressBar &option, QPainter *painter)
{
    const int thick = theme.px(6);
    const QRect track(option.rect.left(), option.rect.center().y() - thick / 2, option.rect.width(), thick);
    paintPanel(painter, track, thick / 2.0, theme.track);
    const qint64 range = qint64(option.maximum) - option.minimum;
    if (range <= 0)
        return;
    const qint64 done = std::clamp<qint64>(qint64(option.progress) - option.minimum, 0, range);
    QRect bar = track;
    bar.setWidth(static_cast<int>(track.width() * done / range));
    if (bar.width() > 0)
        paintPanel(painter, bar, thick / 2.0, theme.accent);
}

} // namespace symbolon::ui::stylepainters
