// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/plainlabel.h"

#include "base/shown.h"
#include "ui/theme/focusring.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/plaintooltip.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace symbolon::ui {

PlainLabel::PlainLabel(const Appearance &appearance, TextStyle style, Ink ink, QWidget *parent)
    : QLabel(parent)
    , m_appearance(appearance)
    , m_style(style)
    , m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::NoTextInteraction);
    connect(&appearance, &Appearance::changed, this, &PlainLabel::applyLook);
    applyLook();
}

void PlainLabel::setValue(const QString &value)
{
    m_value = value;
    setText(wordWrap() ? shownLines(value) : shown(value));
    updateToolTip();
    if (testAttribute(Qt::WA_WState_Created))
        holdHeight();
}

void PlainLabel::setTextStyle(TextStyle style)
{
    m_style = style;
    applyLook();
}

void PlainLabel::setInk(Ink ink)
{
    m_ink = ink;
    applyLook();
}

void PlainLabel::setElide(Qt::TextElideMode mode)
{
    m_elide = mode;
    QSizePolicy policy = sizePolicy();
    policy.setHorizontalPolicy(mode == Qt::ElideNone ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    setSizePolicy(policy);
    updateToolTip();
    updateGeometry();
    update();
}

void PlainLabel::setSelectable(bool selectable)
{
    setTextInteractionFlags(selectable ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
                                       : Qt::NoTextInteraction);
    // QLabel itself would only take the focus by a click.
    setFocusPolicy(selectable ? Qt::StrongFocus : Qt::NoFocus);
    setFocusRadius(this, metrics::radiusBadge);
    setCursor(selectable ? Qt::IBeamCursor : Qt::ArrowCursor);
    updateGeometry();
}

bool PlainLabel::isElided() const
{
    return m_elide != Qt::ElideNone && naturalWidth() > contentsRect().width();
}

QSize PlainLabel::sizeHint() const
{
    if (isSelectable())
        return QLabel::sizeHint().expandedTo({0, m_appearance.theme().lineHeight(m_style)});
    const int natural = naturalWidth();
    const QMargins margins = contentsMargins();
    if (!wordWrap()) {
        return {natural + margins.left() + margins.right(),
                m_appearance.theme().lineHeight(m_style) + margins.top() + margins.bottom()};
    }
    const int widest = maximumWidth() - margins.left() - margins.right();
    const int width = std::min({natural, m_appearance.theme().px(480), widest});
    return {width + margins.left() + margins.right(), layOut(width, nullptr) + margins.top() + margins.bottom()};
}

QSize PlainLabel::minimumSizeHint() const
{
    if (isSelectable())
        return QLabel::minimumSizeHint();
    const QSize hint = sizeHint();
    if (wordWrap())
        return {std::min(hint.width(), m_appearance.theme().px(96)), m_appearance.theme().lineHeight(m_style)};
    if (m_elide != Qt::ElideNone)
        return {std::min(hint.width(), m_appearance.theme().px(24)), hint.height()};
    return hint;
}

int PlainLabel::heightForWidth(int width) const
{
    if (!wordWrap())
        return -1;
    if (isSelectable())
        return QLabel::heightForWidth(width);
    const QMargins margins = contentsMargins();
    width = std::min(width, maximumWidth()); // a layout asks for its own width, whatever it will give the label
    return layOut(width - margins.left() - margins.right(), nullptr) + margins.top() + margins.bottom();
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
    if (isSelectable()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const Theme &theme = m_appearance.theme();
    const QColor color = isEnabled() ? theme.ink(m_ink) : theme.text3;
    if (wordWrap()) {
        painter.setPen(color);
        layOut(contentsRect().width(), &painter);
        return;
    }
    const int mnemonic = buddy() != nullptr ? Qt::TextShowMnemonic : 0;
    const auto horizontal = QStyle::visualAlignment(layoutDirection(), alignment()) & Qt::AlignHorizontal_Mask;
    paintText(&painter, contentsRect(), text(), font(), color, m_elide,
              static_cast<int>(horizontal.toInt()) | mnemonic);
}

void PlainLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    updateToolTip();
    holdHeight();
}

bool PlainLabel::event(QEvent *event)
{
    // A font set by a parent or a style sheet must not undo the text style.
    if (event->type() == QEvent::FontChange && font() != m_appearance.theme().font(m_style))
        setFont(m_appearance.theme().font(m_style));
    return QLabel::event(event);
}

void PlainLabel::applyLook()
{
    const Theme &theme = m_appearance.theme();
    setFont(theme.font(m_style));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme.ink(m_ink));
    colors.setColor(QPalette::Disabled, QPalette::WindowText, theme.text3);
    setPalette(colors);
    updateGeometry();
    update();
}

void PlainLabel::holdHeight()
{
    // Layouts compute heights for the width they have, not for the one that alignment or a maximum leaves the label; and
    // an aligned layout goes by size hints alone. A minimum is respected by all of them.
    if (!wordWrap() || isSelectable() || maximumHeight() != QWIDGETSIZE_MAX)
        return;
    const int needed = heightForWidth(width());
    if (minimumHeight() != needed)
        setMinimumHeight(needed);
}

void PlainLabel::updateToolTip()
{
    // A tool tip that somebody else gave the label stays.
    if (isElided()) {
        if (toolTip().isEmpty() || m_ownToolTip) {
            setToolTip(plainToolTip(m_value));
            m_ownToolTip = true;
        }
    } else if (m_ownToolTip) {
        setToolTip({});
        m_ownToolTip = false;
    }
}

int PlainLabel::naturalWidth() const
{
    const QFontMetricsF metrics(m_appearance.theme().font(m_style));
    double width = 0;
    for (const QString &line : text().split(QLatin1Char('\n')))
        width = std::max(width, metrics.horizontalAdvance(line));
    return static_cast<int>(std::ceil(width)) + 1;
}

int PlainLabel::layOut(int width, QPainter *painter) const
{
    const int lineHeight = m_appearance.theme().lineHeight(m_style);
    const QFont font = m_appearance.theme().font(m_style);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setAlignment(Qt::AlignLeft);
    if ((alignment() & Qt::AlignHCenter) != 0)
        option.setAlignment(Qt::AlignHCenter);
    int top = contentsRect().top();
    const int start = top;
    for (const QString &paragraph : text().split(QLatin1Char('\n'))) {
        QTextLayout layout(paragraph, font);
        layout.setTextOption(option);
        layout.beginLayout();
        int lines = 0;
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(std::max(width, 1));
            line.setPosition(QPointF(0, std::round(lines * lineHeight + (lineHeight - line.height()) / 2)));
            ++lines;
        }
        layout.endLayout();
        if (painter != nullptr)
            layout.draw(painter, QPointF(contentsRect().left(), top));
        top += std::max(lines, 1) * lineHeight;
    }
    return top - start;
}

bool PlainLabel::isSelectable() const
{
    return (textInteractionFlags() & Qt::TextSelectableByMouse) != 0;
}

} // namespace symbolon::ui
