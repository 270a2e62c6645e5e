// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/panel.h"

#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"

#include <QPainter>

namespace symbolon::ui {

Panel::Panel(const Appearance &appearance, QWidget *parent)
    : QFrame(parent)
    , m_appearance(appearance)
{
}

void Panel::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    paintPanel(&painter, rect(), theme.px(metrics::radiusPanel), theme.surface, theme.border);
}

} // namespace symbolon::ui
