// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/chip.h"

#include "base/shown.h"
#include "ui/theme/focusring.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/levelshape.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace symbolon::ui {

namespace {

constexpr int chipHeight = 26;
constexpr int padding = 11;
constexpr int signSide = 14;
constexpr int endSide = 12;
constexpr int gap = 6;
constexpr int endGap = 5;

} // namespace

Chip::Chip(const Appearance &appearance, const QString &label, QWidget *parent)
    : QAbstractButton(parent)
    , m_appearance(appearance)
{
    setText(label);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setFocusRadius(this, appearance.theme().px(chipHeight) / 2);
    updateName();
}

void Chip::setValue(const QString &value)
{
    m_value = shown(value);
    m_clearable = !value.isEmpty();
    setCheckable(true);
    setChecked(!value.isEmpty());
    updateName();
}

void Chip::setChevron(bool chevron)
{
    m_chevron = chevron;
    updateName();
}

void Chip::setLevel(Level level)
{
    m_level = level;
    updateName();
}

void Chip::setCount(int count)
{
    m_count = count;
    updateName();
}

void Chip::setClearable(bool clearable)
{
    m_clearable = clearable;
    updateName();
}

QSize Chip::sizeHint() const
{
    const Theme &theme = m_appearance.theme();
    int width = 2 * theme.px(padding) + textWidth(text(), theme.font(TextStyle::Secondary)) + 1;
    if (m_level != Level::None)
        width += theme.px(signSide + gap);
    if (!m_value.isEmpty())
        width += theme.px(gap) + textWidth(m_value, theme.font(TextStyle::SecondarySemibold));
    if (m_count >= 0)
        width += theme.px(gap) + textWidth(QString::number(m_count), theme.font(TextStyle::SecondarySemibold));
    if (showsCross() || m_chevron)
        width += theme.px(endSide + endGap);
    return {width, theme.px(chipHeight)};
}

void Chip::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    const bool on = isChecked();
    const QColor fill = on ? theme.accentSoft : underMouse() ? theme.hover : theme.surface;
    paintPanel(&painter, rect(), height() / 2.0, fill, on ? theme.accentSoftBorder : theme.border);

    const int sign = theme.px(signSide);
    QRect where = rect().adjusted(theme.px(padding), 0, -theme.px(padding), 0);
    if (m_level != Level::None) {
        paintLevel(&painter, QRect(where.left(), (height() - sign) / 2, sign, sign), m_level, theme);
        where.setLeft(where.left() + sign + theme.px(gap));
    }
    const QColor ink = !isEnabled() ? theme.text3 : theme.text2;
    const QFont &plain = theme.font(TextStyle::Secondary);
    const QFont &strong = theme.font(TextStyle::SecondarySemibold);
    paintText(&painter, where, text(), plain, on ? theme.text : ink, Qt::ElideNone);
    where.setLeft(where.left() + textWidth(text(), plain) + theme.px(gap));
    const QString bold = !m_value.isEmpty() ? m_value : m_count >= 0 ? QString::number(m_count) : QString();
    paintText(&painter, where, bold, strong, theme.text, Qt::ElideNone);
    if (showsCross())
        paintGlyph(&painter, crossRect(), Glyph::Close, ink);
    else if (m_chevron)
        paintGlyph(&painter, crossRect(), Glyph::ChevronDown, ink);
}

void Chip::mousePressEvent(QMouseEvent *event)
{
    m_pressedCross = showsCross() && crossRect().adjusted(-4, -8, 8, 8).contains(event->position().toPoint());
    QAbstractButton::mousePressEvent(event);
}

void Chip::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_pressedCross) {
        m_pressedCross = false;
        setDown(false);
        if (rect().contains(event->position().toPoint()))
            Q_EMIT cleared();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void Chip::keyPressEvent(QKeyEvent *event)
{
    if (showsCross() && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) {
        Q_EMIT cleared();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void Chip::nextCheckState()
{
    // A chip with a choice behind it follows setValue(), not the click.
    if (!m_chevron && m_value.isEmpty())
        QAbstractButton::nextCheckState();
}

QRect Chip::crossRect() const
{
    const Theme &theme = m_appearance.theme();
    const int side = theme.px(endSide);
    return {width() - theme.px(padding) - side + 2, (height() - side) / 2, side, side};
}

bool Chip::showsCross() const
{
    return m_clearable && isChecked();
}

void Chip::updateName()
{
    QString name = text();
    if (!m_value.isEmpty())
        name = tr("%1: %2").arg(text(), m_value);
    else if (m_count >= 0)
        name = tr("%1: %2").arg(text()).arg(m_count);
    setAccessibleName(name);
    setAccessibleDescription(showsCross() ? tr("Delete removes this filter") : QString());
    updateGeometry();
    update();
}

} // namespace symbolon::ui
