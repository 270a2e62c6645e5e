// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QTimer>
#include <QWidget>

namespace symbolon::ui {

// The thin line under a header while content is being fetched or written. Takes its 2 px whether busy or not, so that
// nothing moves.
class ThinProgress final : public QWidget
{
    Q_OBJECT

public:
    explicit ThinProgress(const Appearance &appearance, QWidget *parent = nullptr);

    void setIdle();
    // A part of unknown length glides along; without motion the whole line is tinted.
    void setBusy();
    void setFraction(double fraction);
    void setMotion(bool motion);
    [[nodiscard]] bool isIdle() const { return m_state == State::Idle; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum class State : quint8 { Idle, Busy, Fraction };

    void updateTimer();

    const Appearance &m_appearance;
    QTimer m_timer;
    State m_state = State::Idle;
    double m_fraction = 0;
    int m_step = 0;
    bool m_motion = true;
};

} // namespace symbolon::ui
