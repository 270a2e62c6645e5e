// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// A plane of the window that reaches its edges: a header, a pane, a bar; with hairlines along the given edges.
class Plane : public QWidget
{
    Q_OBJECT

public:
    enum class Tone : quint8 { Window, Page, Surface, Sunken };

    Plane(const Appearance &appearance, Tone tone, Qt::Edges lines = {}, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    Qt::Edges m_lines;
};

// Lets any widget, such as the viewport or contents of a scroll area, take the colour of a plane.
void setPlane(QWidget *widget, Plane::Tone tone);

} // namespace symbolon::ui
