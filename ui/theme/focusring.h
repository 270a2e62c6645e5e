// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"

#include <QFocusFrame>
#include <QObject>
#include <QPointer>

#include <memory>

namespace symbolon::ui {

// The ring around the control that has the focus: 2 px of accent, 2 px away from the control, outside it.
class FocusRing final : public QFocusFrame
{
    Q_OBJECT

public:
    explicit FocusRing(std::shared_ptr<const Theme> theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::shared_ptr<const Theme> m_theme;
};

// Moves one ring to whatever control gets the focus: fields always, buttons when the keyboard brought the focus there.
// Views draw the ring of their current cell themselves. Filters the events of the application.
class FocusRingKeeper final : public QObject
{
    Q_OBJECT

public:
    explicit FocusRingKeeper(std::shared_ptr<const Theme> theme, QObject *parent = nullptr);
    ~FocusRingKeeper() override;

    bool eventFilter(QObject *watched, QEvent *event) override;

    void follow(QWidget *old, QWidget *now);

private:
    std::shared_ptr<const Theme> m_theme;
    QPointer<FocusRing> m_ring;
};

// The corner radius the ring follows for a control, in pixels; without one the ring takes the radius of buttons.
void setFocusRadius(QWidget *widget, int radius);

} // namespace symbolon::ui
