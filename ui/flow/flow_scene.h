// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/flow/flow_painter.h"

#include <QGraphicsScene>

namespace symbolon::ui {

// The diagram on a graphics scene: one item per participant and per step, which draw what the layout says. Items are
// invisible to assistive technology; the table of steps is their twin.
class FlowScene final : public QGraphicsScene
{
    Q_OBJECT

public:
    explicit FlowScene(QObject *parent = nullptr);

    // Replaces everything shown.
    void show(ExchangeLayout layout, FlowLook look);
    [[nodiscard]] const ExchangeLayout &layout() const { return m_layout; }

    // Row of the selected step, or -1.
    [[nodiscard]] int selectedStep() const { return m_selected; }
    void selectStep(int row);

Q_SIGNALS:
    void stepClicked(int row);

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void mousePressEvent(QGraphicsSceneMouseEvent *event) override;
    void helpEvent(QGraphicsSceneHelpEvent *event) override;

private:
    ExchangeLayout m_layout;
    std::optional<FlowLook> m_look;
    int m_selected = -1;
};

} // namespace symbolon::ui
