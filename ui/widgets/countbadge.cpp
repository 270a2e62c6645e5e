// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/countbadge.h"

#include "ui/theme/paint.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QTabBar>

#include <algorithm>

namespace symbolon::ui {

CountBadge::CountBadge(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents); // in a tab bar the click is the tab's
}

void CountBadge::setCount(int count, const QString &name)
{
    m_text = locale().toString(count);
    setAccessibleName(tr("%1: %2").arg(name, m_text));
    fitToContent();
}

void CountBadge::clear()
{
    m_text.clear();
    setAccessibleName({});
    fitToContent();
}

void CountBadge::fitToContent()
{
    updateGeometry();
    update();
    if (size() == sizeHint())
        return;
    resize(sizeHint());
    // A tab bar takes the size of its buttons as it is, and only when it lays out its tabs.
    if (auto *const bar = qobject_cast<QTabBar *>(parentWidget())) {
        QEvent relayout(QEvent::FontChange);
        QCoreApplication::sendEvent(bar, &relayout);
    }
}

void CountBadge::setAccent(bool accent)
{
    m_accent = accent;
    update();
}

QSize CountBadge::sizeHint() const
{
    const Theme &theme = m_appearance.theme();
    if (m_text.isEmpty())
        return {0, 0};
    const int height = theme.px(17);
    return {std::max(height, textWidth(m_text, theme.font(TextStyle::CaptionMedium)) + theme.px(11)), height};
}

void CountBadge::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    paintPanel(&painter, rect(), height() / 2.0, m_accent ? theme.accent : theme.badge);
    paintText(&painter, rect(), m_text, theme.font(m_accent ? TextStyle::CaptionSemibold : TextStyle::CaptionMedium),
              m_accent ? theme.onAccent : theme.text2, Qt::ElideNone, Qt::AlignHCenter);
}

} // namespace symbolon::ui
