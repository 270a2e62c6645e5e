// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/thinprogress.h"

#include <QPainter>

#include <algorithm>
#include <chrono>

namespace symbolon::ui {

namespace {

constexpr int lineHeight = 2;
constexpr int steps = 60; // one passage

} // namespace

ThinProgress::ThinProgress(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setFixedHeight(lineHeight);
    setAccessibleName(tr("Progress"));
    m_timer.setInterval(std::chrono::milliseconds(33));
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_step = (m_step + 1) % steps;
        update();
    });
}

void ThinProgress::setIdle()
{
    m_state = State::Idle;
    updateTimer();
}

void ThinProgress::setBusy()
{
    m_state = State::Busy;
    updateTimer();
}

void ThinProgress::setFraction(double fraction)
{
    m_state = State::Fraction;
    m_fraction = std::clamp(fraction, 0.0, 1.0);
    updateTimer();
}

void ThinProgress::setMotion(bool motion)
{
    m_motion = motion;
    updateTimer();
}

void ThinProgress::paintEvent(QPaintEvent * /*event*/)
{
    if (m_state == State::Idle)
        return;
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.accentSoft);
    if (m_state == State::Fraction) {
        painter.fillRect(QRectF(0, 0, width() * m_fraction, height()), theme.accent);
    } else if (m_motion) {
        const double part = width() * 0.25;
        const double left = (width() + part) * m_step / steps - part;
        painter.fillRect(QRectF(left, 0, part, height()), theme.accent);
    } else {
        painter.fillRect(rect(), theme.accent);
    }
}

void ThinProgress::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateTimer();
}

void ThinProgress::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void ThinProgress::updateTimer()
{
    if (m_state == State::Busy && m_motion && isVisible())
        m_timer.start();
    else
        m_timer.stop();
    update();
}

} // namespace symbolon::ui
