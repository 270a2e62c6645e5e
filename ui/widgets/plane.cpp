// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/plane.h"

#include "ui/theme/paint.h"

#include <QPainter>

namespace symbolon::ui {

void setPlane(QWidget *widget, Plane::Tone tone)
{
    // Theme::palette() keeps each plane in a role of its own, so that a change of theme reaches the widget by itself.
    switch (tone) {
    case Plane::Tone::Window:
        widget->setBackgroundRole(QPalette::Shadow);
        break;
    case Plane::Tone::Page:
        widget->setBackgroundRole(QPalette::Window);
        break;
    case Plane::Tone::Surface:
        widget->setBackgroundRole(QPalette::Base);
        break;
    case Plane::Tone::Sunken:
        widget->setBackgroundRole(QPalette::AlternateBase);
        break;
    }
    widget->setAutoFillBackground(true);
}

Plane::Plane(const Appearance &appearance, Tone tone, Qt::Edges lines, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_lines(lines)
{
    setPlane(this, tone);
}

void Plane::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    for (const Qt::Edge edge : {Qt::TopEdge, Qt::BottomEdge, Qt::LeftEdge, Qt::RightEdge}) {
        if (m_lines.testFlag(edge))
            paintLine(&painter, rect(), edge, m_appearance.theme().border);
    }
}

} // namespace symbolon::ui
