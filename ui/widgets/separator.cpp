// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/separator.h"

#include <QPainter>

namespace symbolon::ui {

Separator::Separator(const Appearance &appearance, Qt::Orientation orientation, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Separator::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_appearance.theme().border);
}

} // namespace symbolon::ui
