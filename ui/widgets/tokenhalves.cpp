// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/tokenhalves.h"

#include "ui/theme/levelshape.h"

#include <QPainter>

namespace symbolon::ui {

TokenHalves::TokenHalves(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setSide(18);
    setFitted(true);
}

void TokenHalves::setFitted(bool fitted)
{
    m_fitted = fitted;
    setAccessibleName(fitted ? tr("Accepted") : tr("Refused"));
    update();
}

void TokenHalves::setSide(int side)
{
    const int pixels = m_appearance.theme().px(side);
    setFixedSize(pixels, pixels);
}

void TokenHalves::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    paintTokenHalves(&painter, rect(), m_fitted, theme.level(m_fitted ? Level::Pass : Level::Critical).fill);
}

} // namespace symbolon::ui
