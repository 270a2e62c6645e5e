// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/pagetitle.h"

#include "base/shown.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/plaintooltip.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace symbolon::ui {

PageTitle::PageTitle(const Appearance &appearance, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setTitle(title);
}

void PageTitle::setTitle(const QString &title)
{
    m_title = shown(title);
    refresh();
}

void PageTitle::setSubtitle(const QString &subtitle)
{
    m_subtitle = shown(subtitle);
    refresh();
}

QSize PageTitle::sizeHint() const
{
    const Theme &theme = m_appearance.theme();
    int width = textWidth(m_title, theme.font(TextStyle::PageTitle));
    if (!m_subtitle.isEmpty())
        width += theme.px(metrics::space3) + textWidth(m_subtitle, theme.font(TextStyle::Body));
    return {width, theme.lineHeight(TextStyle::PageTitle)};
}

QSize PageTitle::minimumSizeHint() const
{
    const Theme &theme = m_appearance.theme();
    return {textWidth(m_title, theme.font(TextStyle::PageTitle)), theme.lineHeight(TextStyle::PageTitle)};
}

void PageTitle::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    const QFont &large = theme.font(TextStyle::PageTitle);
    const QFont &small = theme.font(TextStyle::Body);
    const int width = textWidth(m_title, large);
    paintText(&painter, rect(), m_title, large, theme.text);
    // Both are centred on their cap height; the smaller one goes down by half the difference to share the baseline.
    const double down = (QFontMetricsF(large).capHeight() - QFontMetricsF(small).capHeight()) / 2;
    const QRect rest = rect().adjusted(width + theme.px(metrics::space3), 0, 0, 0);
    paintText(&painter, rest.translated(0, static_cast<int>(std::lround(down))), m_subtitle, small, theme.text2);
}

void PageTitle::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refresh();
}

void PageTitle::refresh()
{
    setAccessibleName(m_subtitle.isEmpty() ? m_title : tr("%1, %2").arg(m_title, m_subtitle));
    setToolTip(sizeHint().width() > width() ? plainToolTip(m_subtitle) : QString());
    updateGeometry();
    update();
}

} // namespace symbolon::ui
