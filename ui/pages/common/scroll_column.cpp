// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/scroll_column.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/plane.h"

#include <QVBoxLayout>

#include <utility>

namespace symbolon::ui {

ScrollColumn::ScrollColumn(const Appearance &appearance, const QString &name, QWidget *parent)
    : QScrollArea(parent)
    , m_appearance(appearance)
{
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setPlane(viewport(), Plane::Tone::Surface);
    restart();
}

void ScrollColumn::fillWhenSeen()
{
    m_isOutdated = !isVisible();
    if (!m_isOutdated)
        fill();
}

void ScrollColumn::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    if (std::exchange(m_isOutdated, false))
        fill();
}

QVBoxLayout *ScrollColumn::restart()
{
    const Theme &theme = m_appearance.theme();
    auto *column = new QWidget;
    setPlane(column, Plane::Tone::Surface);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(theme.px(metrics::space4), theme.px(metrics::space3), theme.px(metrics::space4),
                               theme.px(metrics::space4));
    layout->setSpacing(theme.px(metrics::space2));
    layout->setAlignment(Qt::AlignTop);
    setWidget(column);
    return layout;
}

} // namespace symbolon::ui
