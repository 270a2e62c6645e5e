// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// A hairline, 1 px in the given direction.
class Separator final : public QWidget
{
    Q_OBJECT

public:
    explicit Separator(const Appearance &appearance, Qt::Orientation orientation = Qt::Horizontal,
                       QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
};

} // namespace symbolon::ui
