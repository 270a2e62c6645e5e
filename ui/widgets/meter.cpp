// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/meter.h"

#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/pieces.h"

#include <QPainter>

namespace symbolon::ui {

namespace {

constexpr int barWidth = 64;
constexpr int barHeight = 6;
constexpr int barHeightAlone = 8;
constexpr int gap = 10;

} // namespace

Meter::Meter(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Meter::setUse(int value, int maximum, int amberFrom)
{
    m_value = value;
    m_maximum = maximum;
    m_amberFrom = amberFrom;
    setAccessibleName(tr("%1 of %2 used").arg(value).arg(maximum));
    updateGeometry();
    update();
}

void Meter::setFiguresVisible(bool visible)
{
    m_figures = visible;
    setSizePolicy(visible ? QSizePolicy::Fixed : QSizePolicy::Expanding, QSizePolicy::Fixed);
    updateGeometry();
    update();
}

bool Meter::isAmber() const
{
    return m_amberFrom > 0 && m_value >= m_amberFrom;
}

QSize Meter::sizeHint() const
{
    const Theme &theme = m_appearance.theme();
    if (!m_figures)
        return {theme.px(barWidth), theme.px(barHeightAlone)};
    const int figures = textWidth(QString::number(m_value), theme.font(TextStyle::BodySemibold))
        + textWidth(QStringLiteral("/%1").arg(m_maximum), theme.font(TextStyle::Body)) + 2;
    return {theme.px(barWidth + gap) + figures, theme.lineHeight(TextStyle::Body)};
}

void Meter::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    if (!m_figures) {
        pieces::meterBar(&painter, rect(), theme, m_value, m_maximum, isAmber());
        return;
    }
    const int thick = theme.px(barHeight);
    pieces::meterBar(&painter, QRect(0, (height() - thick) / 2, theme.px(barWidth), thick), theme, m_value, m_maximum,
                     isAmber());
    const QString used = QString::number(m_value);
    const QFont &strong = theme.font(TextStyle::BodySemibold);
    QRect text = rect().adjusted(theme.px(barWidth + gap), 0, 0, 0);
    paintText(&painter, text, used, strong, theme.text, Qt::ElideNone);
    text.setLeft(text.left() + textWidth(used, strong));
    paintText(&painter, text, QStringLiteral("/%1").arg(m_maximum), theme.font(TextStyle::Body), theme.text2,
              Qt::ElideNone);
}

} // namespace symbolon::ui
