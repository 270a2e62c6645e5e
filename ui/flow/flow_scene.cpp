// SPDX-License-Identifier: Apache-2.0
#include "ui/flow/flow_scene.h"

#include "ui/widgets/plaintooltip.h"

#include <QGraphicsItem>
#include <QGraphicsSceneHelpEvent>
#include <QGraphicsSceneMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <utility>

namespace symbolon::ui {
namespace {

// Draws one part of the layout. Layout and look belong to the scene and outlive its items.
class PartItem final : public QGraphicsItem
{
public:
    PartItem(const FlowPart &part, const FlowLook &look, bool onSurface)
        : m_part(part)
        , m_look(look)
        , m_onSurface(onSurface)
    {
    }

    void setSelectedStep(bool selected)
    {
        m_selected = selected;
        update();
    }

    [[nodiscard]] QRectF boundingRect() const override { return m_part.area.adjusted(-2, -2, 2, 2); }

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        paintPart(*painter, m_part, m_look,
                  m_selected        ? m_look.selection
                      : m_onSurface ? m_look.color(FlowRole::Surface)
                                    : m_look.ground);
    }

private:
    const FlowPart &m_part;
    const FlowLook &m_look;
    bool m_onSurface = false;
    bool m_selected = false;
};

constexpr int rowKey = 0;

} // namespace

FlowScene::FlowScene(QObject *parent)
    : QGraphicsScene(parent)
{
    // A dozen items: an index costs more than it saves.
    setItemIndexMethod(QGraphicsScene::NoIndex);
}

void FlowScene::show(ExchangeLayout layout, FlowLook look)
{
    clear();
    m_layout = std::move(layout);
    m_look.emplace(std::move(look));
    setSceneRect(QRectF(QPointF(0, 0), m_layout.size));
    addItem(new PartItem(m_layout.ground, *m_look, false));
    for (const FlowPart &participant : std::as_const(m_layout.participants))
        addItem(new PartItem(participant, *m_look, true));
    for (int row = 0; row < m_layout.steps.size(); ++row) {
        auto *item = new PartItem(m_layout.steps.at(row), *m_look, false);
        item->setData(rowKey, row);
        item->setSelectedStep(row == m_selected);
        addItem(item);
    }
    if (m_selected >= m_layout.steps.size())
        m_selected = -1;
    update();
}

void FlowScene::selectStep(int row)
{
    if (row == m_selected)
        return;
    m_selected = row;
    const QList<QGraphicsItem *> all = items();
    for (QGraphicsItem *item : all) {
        const QVariant itemRow = item->data(rowKey);
        if (itemRow.isValid())
            static_cast<PartItem *>(item)->setSelectedStep(itemRow.toInt() == row);
    }
    update();
}

void FlowScene::drawBackground(QPainter *painter, const QRectF &rect)
{
    if (!m_look)
        return;
    painter->fillRect(rect, m_look->ground);
    if (m_selected >= 0 && m_selected < m_layout.steps.size())
        paintSelection(*painter, m_layout.steps.at(m_selected), *m_look);
}

void FlowScene::mousePressEvent(QGraphicsSceneMouseEvent *event)
{
    for (int row = 0; row < m_layout.steps.size(); ++row) {
        if (m_layout.steps.at(row).area.contains(event->scenePos())) {
            Q_EMIT stepClicked(row);
            event->accept();
            return;
        }
    }
    QGraphicsScene::mousePressEvent(event);
}

void FlowScene::helpEvent(QGraphicsSceneHelpEvent *event)
{
    const auto cutTextAt = [event](const QList<FlowPart> &parts) -> QString {
        for (const FlowPart &part : parts) {
            for (const FlowText &text : part.texts) {
                if (text.text != text.full && text.rect.contains(event->scenePos()))
                    return text.full;
            }
        }
        return {};
    };
    QString full = cutTextAt(m_layout.steps);
    if (full.isEmpty())
        full = cutTextAt(m_layout.participants);
    QToolTip::showText(event->screenPos(), full.isEmpty() ? full : plainToolTip(full), event->widget());
}

} // namespace symbolon::ui
