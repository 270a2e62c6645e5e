// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// How far a number of steps is: a piece for each, or one bar where there are too many to tell apart.
class StepProgress final : public QWidget
{
    Q_OBJECT

public:
    explicit StepProgress(const Appearance &appearance, QWidget *parent = nullptr);

    void setSteps(int all, int done, int failed, int underWay);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    int m_all = 0;
    int m_done = 0;
    int m_failed = 0;
    int m_underWay = 0;
};

} // namespace symbolon::ui
