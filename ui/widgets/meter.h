// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// How much of a limit is used: a bar and "19/20". Amber from the given count on, where rule WIF-HYG-005 begins.
class Meter final : public QWidget
{
    Q_OBJECT

public:
    explicit Meter(const Appearance &appearance, QWidget *parent = nullptr);

    // `amberFrom` 0: never amber.
    void setUse(int value, int maximum, int amberFrom);
    // Without its figures the bar fills the width; something beside it must say the numbers.
    void setFiguresVisible(bool visible);
    [[nodiscard]] bool isAmber() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    int m_value = 0;
    int m_maximum = 0;
    int m_amberFrom = 0;
    bool m_figures = true;
};

} // namespace symbolon::ui
